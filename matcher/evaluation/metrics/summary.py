"""All figures of an evaluation in one value, ready for the report and for machines."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from matcher.evaluation.code import code_version
from matcher.evaluation.dataset.model import Dataset
from matcher.evaluation.metrics.alarms import Alarms, Confusion, alarms, confusion
from matcher.evaluation.metrics.recall import Group, grouped, measure_group
from matcher.evaluation.metrics.reliability import of_outcomes
from matcher.evaluation.outcomes import Outcome
from matcher.evaluation.running import Run, Way
from matcher.evaluation.transforms import SUITE
from matcher.fitting.reliability import EVEN, Reliability
from matcher.signals import Signals
from matcher.weights import Weights

BREAKDOWNS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("transform", "By transform and strength", ("transform", "strength")),
    ("transform", "By situation and strength", ("situation", "strength")),
    ("transform", "Transforms by kind of object", ("domain", "strength")),
    ("second", "Second photographs by surface", ("surface",)),
    ("second", "Second photographs by surface and shape", ("surface", "flat")),
    ("second", "Second photographs by surface and source", ("surface", "source")),
    ("second", "Second photographs by kind of object", ("domain", "surface")),
    ("second", "Second photographs by view", ("view",)),
    ("second", "Second photographs by what weights may be fitted on", ("part", "surface")),
    ("text", "Words alone", ("domain",)),
)
"""Kind of query, heading and labels of each table."""


@dataclass(frozen=True)
class Stage:
    """Milliseconds of one stage of an answer."""

    name: str
    median: float
    p95: float


@dataclass(frozen=True)
class About:
    """What was measured, with what, and when."""

    dataset: str
    dataset_digest: str
    size: str
    objects: int
    pictures: int
    planned: int
    asked: dict[str, int]
    refused: int
    scorer_version: str
    weights_source: str
    code: str
    schemes: dict[str, str]
    thresholds: dict[str, float]
    operating_points: dict[str, dict[str, Any]]
    without: tuple[str, ...]
    calibrated: bool
    base_rate: float | None
    measured_on: str


@dataclass(frozen=True)
class Measured:
    """Everything: groups by heading, false alarms, confusion of verdicts, calibration, times."""

    about: About
    overall: Group
    groups: dict[str, tuple[Group, ...]]
    alarms: dict[str, tuple[Alarms, ...]]
    confusion: tuple[Confusion, ...]
    reliability: dict[str, Reliability]
    stages: tuple[Stage, ...]
    answer: Stage

    def to_json(self) -> dict[str, Any]:
        """Plain values; a figure that could not be measured is null."""
        plain: dict[str, Any] = _plain(asdict(self))
        return plain


def summarise(dataset: Dataset, run: Run, way: Way, size: str, planned: int) -> Measured:
    """Measure a run."""
    outcomes = run.outcomes
    pictured = [
        each for each in outcomes if each.registered and each.kind != "text" and each.label("surface") != "none"
    ]
    negatives = [each for each in outcomes if each.kind == "negative"]
    groups = {
        heading: tuple(
            measure_group(heading, values, group, negatives if kind != "text" else ())
            for values, group in _in_order([each for each in outcomes if each.kind == kind and each.registered], labels)
        )
        for kind, heading, labels in BREAKDOWNS
    }
    return Measured(
        about=_about(dataset, run, way, size, planned),
        overall=measure_group("all queries that show something of what is registered", (), pictured, negatives),
        groups={heading: found for heading, found in groups.items() if found},
        alarms={
            "All negatives": tuple(alarms("all", negatives)),
            "Negatives by kind of picture": tuple(alarms("domain", negatives, "domain")),
            "Negatives by what they are": tuple(alarms("reason", negatives, "reason")),
            "Negatives by source": tuple(alarms("source", negatives, "source")),
        }
        if negatives
        else {},
        confusion=tuple(confusion(outcomes)),
        reliability=_reliability(outcomes, way.weights),
        stages=_stages(outcomes),
        answer=_stage("answer", [each.total_ms for each in outcomes if each.kind != "text" and not each.refused]),
    )


def _in_order(outcomes: Sequence[Outcome], labels: tuple[str, ...]) -> list[tuple[tuple[str, ...], list[Outcome]]]:
    order = {
        name: number for number, name in enumerate([*SUITE, "light", "medium", "strong", "same", "partial", "none"])
    }
    found = list(grouped(outcomes, *labels).items())
    return sorted(found, key=lambda item: [(order.get(value, len(order)), value) for value in item[0]])


def _about(dataset: Dataset, run: Run, way: Way, size: str, planned: int) -> About:
    kinds = [each.kind for each in run.outcomes]
    calibration = way.weights.calibration
    return About(
        dataset=dataset.name,
        dataset_digest=dataset.digest,
        size=size,
        objects=len(dataset.objects),
        pictures=sum(len(each.pictures) for each in dataset.objects),
        planned=planned,
        asked={kind: kinds.count(kind) for kind in dict.fromkeys(kinds)},
        refused=sum(each.refused is not None for each in run.outcomes),
        scorer_version=way.weights.scorer_version,
        weights_source=way.weights.source,
        code=code_version(),
        schemes=run.schemes,
        thresholds=way.weights.thresholds.model_dump(),
        operating_points={name: point.model_dump() for name, point in way.weights.operating_points.items()},
        without=tuple(name for name in Signals.names() if not getattr(way.signals, name)),
        calibrated=calibration is not None,
        base_rate=calibration.base_rate if calibration else None,
        measured_on=dt.datetime.now(dt.UTC).date().isoformat(),
    )


def _reliability(outcomes: Sequence[Outcome], weights: Weights) -> dict[str, Reliability]:
    def bayes(bits: float, base_rate: float) -> float:
        odds: float = 2.0 ** min(500.0, bits) * base_rate / (1 - base_rate)
        return odds / (1 + odds)

    curves = {"scores taken as they are, even base rate": of_outcomes(outcomes, bayes, EVEN)}
    if (calibration := weights.calibration) is not None:
        curves["calibrated, even base rate"] = of_outcomes(outcomes, calibration.probability, EVEN)
        name = f"calibrated, base rate 1 in {1 / calibration.base_rate:.0f}"
        curves[name] = of_outcomes(outcomes, calibration.probability, calibration.base_rate)
    return {name: curve for name, curve in curves.items() if curve is not None}


def _stages(outcomes: Sequence[Outcome]) -> tuple[Stage, ...]:
    spent: dict[str, list[float]] = {}
    for each in outcomes:
        if each.kind != "text":
            for name, value in each.stages.items():
                spent.setdefault(name, []).append(value)
    return tuple(_stage(name, values) for name, values in spent.items())


def _stage(name: str, values: Sequence[float]) -> Stage:
    if not values:
        return Stage(name, math.nan, math.nan)
    return Stage(name, float(np.median(values)), float(np.quantile(values, 0.95)))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    return value
