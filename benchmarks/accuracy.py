"""Recall and false alarms on a folder of real pictures: `python -m benchmarks.accuracy FOLDER [--disguised N] [--write]`.

Registers the dataset (kept in --work and resumed), asks for disguised registry pictures, second photographs and negatives,
and prints the table of docs/accuracy.md beside plain 64-bit pHash. `--write` puts the table into that page.
"""

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks import baseline, report
from benchmarks.dataset import Dataset, Registered, read
from benchmarks.page import publish_between
from benchmarks.runs import Outcome, Task, register_dataset, run, save
from matcher.fitting.pictures import FITTED_DISGUISES
from registry.settings import Settings

SEED = 7


def tasks_of(dataset: Dataset, disguised: int, seed: int = SEED) -> list[Task]:
    """All queries: disguises of a sample spread over the domains, second photographs, negatives."""
    tasks = []
    for number, entry in enumerate(spread(dataset, disguised, seed)):
        for place, name in enumerate(FITTED_DISGUISES):
            tasks.append(
                Task(
                    f"{entry.id}:{name}",
                    "disguise",
                    str(entry.path),
                    (entry.id,),
                    name,
                    seed * 1_000_000 + number * 100 + place,
                    (("disguise", name), ("domain", entry.domain), ("flat", str(entry.flat))),
                )
            )
    for photo in dataset.second:
        labels = (("source", photo.source), ("view", photo.view), ("surface", photo.surface))
        tasks.append(Task(photo.id, "second", str(photo.path), tuple(sorted(photo.right)), labels=labels))
    for negative in dataset.negatives:
        about = (("domain", negative.domain), ("reason", negative.reason))
        tasks.append(Task(negative.id, "negative", str(negative.path), (), labels=about))
    return tasks


def spread(dataset: Dataset, count: int, seed: int) -> list[Registered]:
    """A seeded sample with as equal shares of the domains as their sizes allow."""
    rng = np.random.default_rng(seed)
    groups: dict[str, list[Registered]] = {}
    for entry in dataset.registry:
        groups.setdefault(entry.domain, []).append(entry)
    queues = [[group[place] for place in rng.permutation(len(group))] for _, group in sorted(groups.items())]
    chosen: list[Registered] = []
    while len(chosen) < count and any(queues):
        for queue in queues:
            if queue and len(chosen) < count:
                chosen.append(queue.pop())
    return chosen


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print (and with --write, publish) the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--disguised", type=int, default=300, help="registry pictures to disguise in every way")
    parser.add_argument("--work", type=Path, default=Path("data/accuracy"), help="folder for the register, kept")
    parser.add_argument("--weights", type=Path, help="a weights file other than the shipped one")
    parser.add_argument("--only", choices=["disguise", "second", "negative"], help="one kind of queries")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md")
    options = parser.parse_args(arguments)
    dataset = read(options.dataset)
    settings = Settings(data=options.work / "data")
    register_dataset(settings, dataset, options.work)
    tasks = [task for task in tasks_of(dataset, options.disguised) if options.only in (None, task.kind)]
    outcomes: list[Outcome] = []
    started = time.monotonic()
    for done, outcome in enumerate(run(settings, tasks, options.weights, options.processes), start=1):
        outcomes.append(outcome)
        if done % 100 == 0:
            print(f"{done}/{len(tasks)} queries, {time.monotonic() - started:.0f} s", flush=True)
    save(options.work / "outcomes.jsonl", outcomes)
    plain = baseline.phash_ranks(dataset, tasks)
    (options.work / "baseline.json").write_text(json.dumps(plain), encoding="utf-8")
    text = report.table(dataset, outcomes, plain)
    print(text)
    if options.write:
        publish_between("accuracy.md", "benchmarks/accuracy.py", text)


if __name__ == "__main__":
    main()
