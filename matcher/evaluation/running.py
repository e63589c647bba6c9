"""Runs many tasks in several processes of one thread each, keeping every outcome as it comes."""

import multiprocessing
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass

from matcher.evaluation import baselines
from matcher.evaluation.code import code_version
from matcher.evaluation.dataset.model import Dataset
from matcher.evaluation.examining import Examiner
from matcher.evaluation.outcomes import Journal, Outcome
from matcher.evaluation.registering import Step, Workplace, prepare
from matcher.evaluation.tasks import Task
from matcher.evaluation.transforms import SUITE_VERSION
from matcher.signals import ALL_SIGNALS, Signals
from matcher.weights import Weights
from registry.registering.processes import single_threaded_children

_AHEAD = 4
"""Tasks handed to each process beforehand."""


@dataclass(frozen=True)
class Way:
    """How tasks are answered: with which weights and signals, and whether comparisons are kept for a fit."""

    weights: Weights
    signals: Signals = ALL_SIGNALS
    comparisons: bool = False
    processes: int = 2
    deadline: float | None = None
    """`time.monotonic()` after which no further task is asked; a later run goes on."""

    def name(self) -> str:
        """A short name for the journal of this way of answering."""
        left_out = [name for name in Signals.names() if not getattr(self.signals, name)]
        return "-".join(["fit" if self.comparisons else "outcomes", *(f"without-{name}" for name in left_out)])

    def header(self, schemes: Mapping[str, str]) -> dict[str, object]:
        """Everything an outcome depends on beside its task."""
        return {
            "scorer_version": self.weights.scorer_version,
            "weights": self.weights.model_dump(mode="json"),
            "schemes": dict(schemes),
            "signals": {name: getattr(self.signals, name) for name in Signals.names()},
            "code": code_version(),
            "suite": SUITE_VERSION,
        }


@dataclass(frozen=True)
class Run:
    """The outcomes of a run, the tasks they belong to, and what they were made with."""

    tasks: Sequence[Task]
    outcomes: Sequence[Outcome]
    schemes: dict[str, str]
    place: Workplace


def run(dataset: Dataset, place: Workplace, tasks: Sequence[Task], way: Way, step: Step) -> Run:
    """Register the dataset, answer every task not yet answered this way, and return the outcomes in the tasks' order."""
    schemes = prepare(place, dataset, step)
    journal = Journal(place.folder / f"{way.name()}.jsonl", way.header(schemes))
    with journal:
        done = journal.read()
        left = [task for task in tasks if task.id not in done]
        total, before = len(tasks), len(tasks) - len(left)
        for number, outcome in enumerate(_answered(dataset, place, left, way), start=1):
            journal.add(outcome)
            done[outcome.task] = outcome
            step("queries", before + number, total)
    asked = [task for task in tasks if task.id in done]
    return Run(asked, [done[task.id] for task in asked], schemes, place)


def families(dataset: Dataset) -> dict[str, str]:
    """The family of each registered object that has one."""
    return {each.id: each.family for each in dataset.objects if each.family}


class _Worker:
    examiner: Examiner | None = None


def _start(place: Workplace, way: Way, related: dict[str, str]) -> None:
    known = baselines.load(place.known)
    _Worker.examiner = Examiner(place.settings, way.weights, way.signals, known, related, comparisons=way.comparisons)


def _examine(task: Task) -> Outcome:
    if _Worker.examiner is None:
        raise RuntimeError("the worker has not been started")
    return _Worker.examiner.examine(task)


def _answered(dataset: Dataset, place: Workplace, tasks: Sequence[Task], way: Way) -> Iterator[Outcome]:
    """Outcomes as they come. Few tasks wait in the processes, so that an interruption or the deadline ends it soon."""
    if not tasks:
        return
    with (
        single_threaded_children(),
        ProcessPoolExecutor(
            way.processes,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_start,
            initargs=(place, way, families(dataset)),
        ) as pool,
    ):
        waiting: set[Future[Outcome]] = set()
        left = iter(tasks)
        open_ended = True
        while open_ended or waiting:
            open_ended = open_ended and (way.deadline is None or time.monotonic() < way.deadline)
            while open_ended and len(waiting) < _AHEAD * way.processes:
                task = next(left, None)
                if task is None:
                    open_ended = False
                    break
                waiting.add(pool.submit(_examine, task))
            if waiting:
                finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for future in finished:
                    yield future.result()
