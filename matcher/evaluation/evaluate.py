"""An evaluation from beginning to end: plan, register, ask, measure, and write the report."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from matcher.errors import EvaluationRefused
from matcher.evaluation import baselines
from matcher.evaluation.dataset.model import Dataset
from matcher.evaluation.examining import Examiner
from matcher.evaluation.metrics.summary import Measured, summarise
from matcher.evaluation.registering import Step, Workplace
from matcher.evaluation.report.gallery import Entry, show, worst_alarms, worst_misses
from matcher.evaluation.report.page import write_report
from matcher.evaluation.running import Run, Way, families, run
from matcher.evaluation.tasks import KINDS, Kind, Size, plan_tasks
from matcher.signals import ALL_SIGNALS, Signals
from matcher.weights import Weights
from registry.settings import Settings

_FOR_THE_REPORT = 60.0
"""Seconds of the time allowed that are left for measuring and the gallery."""


@dataclass(frozen=True)
class Asked:
    """What to evaluate with, and how much of it."""

    size: Size
    weights: Weights
    signals: Signals = ALL_SIGNALS
    processes: int = 2
    minutes: float | None = None
    """Instead of the size's own; infinite for no limit."""
    only: Sequence[Kind] = KINDS

    def way(self, started: float) -> Way:
        """The way of answering for a run that began at `started` (`time.monotonic()`)."""
        minutes = self.size.minutes if self.minutes is None else self.minutes
        deadline = started + max(0.0, minutes * 60 - _FOR_THE_REPORT)
        return Way(self.weights, self.signals, processes=self.processes, deadline=deadline)


@dataclass(frozen=True)
class Evaluation:
    """The figures of an evaluation and where its report lies."""

    measured: Measured
    page: Path
    data: Path


def evaluate(dataset: Dataset, work: Path, settings: Settings, asked: Asked, step: Step) -> Evaluation:
    """Evaluate a dataset and write `report.html` and `report.json` into its workplace. Raises EvaluationRefused."""
    done, measured, way = measure(dataset, work, settings, asked, step)
    misses, alarms = _gallery(dataset, done, way, step)
    folder = done.place.folder / "-".join(["report", asked.size.name, *measured.about.without])
    page, data = write_report(folder, measured, misses, alarms)
    return Evaluation(measured, page, data)


def measure(dataset: Dataset, work: Path, settings: Settings, asked: Asked, step: Step) -> tuple[Run, Measured, Way]:
    """Ask everything and measure, without a report. Raises EvaluationRefused."""
    way = asked.way(time.monotonic())
    tasks = plan_tasks(dataset, asked.size, only=asked.only)
    if not tasks:
        raise EvaluationRefused(f"the dataset {dataset.name} holds nothing to ask of this kind")
    done = run(dataset, Workplace.of(work, dataset, settings), tasks, way, step)
    if not done.outcomes:
        raise EvaluationRefused(
            "no time was left to ask anything after the dataset was registered: the same command goes on from here"
        )
    return done, summarise(dataset, done, way, asked.size.name, len(tasks)), way


def _gallery(dataset: Dataset, done: Run, way: Way, step: Step) -> tuple[list[Entry], list[Entry]]:
    tasks = {task.id: task for task in done.tasks}
    misses, alarms = worst_misses(done.outcomes), worst_alarms(done.outcomes)
    step("gallery", 0, len(misses) + len(alarms))
    known = baselines.load(done.place.known)
    examiner = Examiner(done.place.settings, way.weights, way.signals, known, families(dataset), comparisons=False)
    try:
        shown = show(misses, tasks, dataset, examiner)
        step("gallery", len(misses), len(misses) + len(alarms))
        return shown, show(alarms, tasks, dataset, examiner)
    finally:
        examiner.close()
