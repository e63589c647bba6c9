"""Run many queries against one register in several processes and keep what each answered."""

import json
import multiprocessing
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np

from benchmarks.dataset import Dataset
from matcher.matching import Matcher
from matcher.query import Query, QueryPhotograph
from matcher.weights import Weights
from registry.registering.importing import import_file
from registry.registering.processes import single_threaded_children
from registry.registering.register import Register
from registry.sample.phone import DISGUISES, to_jpeg
from registry.settings import Settings
from registry.vocabulary.lists import Role


@dataclass(frozen=True)
class Task:
    """One query: a picture, perhaps disguised, and the registry ids that are right answers (none for a negative)."""

    id: str
    kind: str
    path: str
    right: tuple[str, ...]
    disguise: str | None = None
    seed: int = 0
    labels: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What came back: the rank of the right answer (0: not among those listed), and the verdicts."""

    id: str
    kind: str
    labels: tuple[tuple[str, str], ...]
    rank: int
    right_verdict: str | None
    right_bits: float | None
    best_wrong_verdict: str | None
    best_wrong_bits: float | None
    best_wrong: str | None
    total_ms: float


def register_dataset(settings: Settings, dataset: Dataset, folder: Path) -> None:
    """Import the registry part of a dataset; what is there already is passed over."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(each.record(), ensure_ascii=False) for each in dataset.registry]
    path = folder / "registry.ndjson"
    path.write_text("\n".join(lines), encoding="utf-8")
    register = Register.open(settings)
    try:
        report = import_file(register, path, actor="benchmark")
        if report.errors:
            raise SystemExit(
                f"the dataset could not be imported: line {report.errors[0].line}: {report.errors[0].message}"
            )
    finally:
        register.close()


class _Runner:
    def __init__(self, settings: Settings, weights: Path | None) -> None:
        cv2.setNumThreads(1)
        self.register = Register.open(settings.model_copy(update={"threads": 1}))
        self.matcher = Matcher(self.register, Weights.load(weights) if weights else None)
        self.ids = {
            record.id: {each.value for each in record.external_ids} for record in self.register.store.all_objects()
        }

    def run(self, task: Task) -> Outcome:
        data = Path(task.path).read_bytes()
        if task.disguise is not None:
            rgb = cv2.cvtColor(cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
            data = to_jpeg(DISGUISES[task.disguise](rgb, np.random.default_rng(task.seed)), 90)
        answer = self.matcher.match(Query((QueryPhotograph(data),), limit=10, role=Role.ADMINISTRATOR))
        rank, right, wrong = 0, None, None
        for number, candidate in enumerate(answer.candidates, start=1):
            if self.ids[candidate.object_id] & set(task.right):
                if not rank:
                    rank, right = number, candidate
            elif wrong is None:
                wrong = candidate
        return Outcome(
            task.id,
            task.kind,
            task.labels,
            rank,
            right.verdict if right else None,
            right.score_bits if right else None,
            wrong.verdict if wrong else None,
            wrong.score_bits if wrong else None,
            next(iter(self.ids[wrong.object_id])) if wrong else None,
            answer.timing.total_ms,
        )


_runner: _Runner | None = None


def _start(settings: Settings, weights: Path | None) -> None:
    global _runner  # noqa: PLW0603 - one register a worker process
    _runner = _Runner(settings, weights)


def _run(task: Task) -> Outcome:
    if _runner is None:
        raise RuntimeError("the worker has not been started")
    return _runner.run(task)


def run(settings: Settings, tasks: Iterable[Task], weights: Path | None, processes: int) -> Iterator[Outcome]:
    """Answer every task, in any order."""
    with single_threaded_children():
        pool = multiprocessing.get_context("spawn").Pool(processes, _start, (settings, weights))
    with pool:
        yield from pool.imap_unordered(_run, tasks, chunksize=4)


def save(path: Path, outcomes: Iterable[Outcome]) -> None:
    """Write outcomes as JSON lines."""
    path.write_text("\n".join(json.dumps(asdict(each)) for each in outcomes), encoding="utf-8")
