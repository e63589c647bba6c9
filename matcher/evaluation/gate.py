"""The quality gate: a small evaluation of the generated set in every run of the tests, against a committed baseline.

Its figures are chosen so that every signal is seen to do its part: what is found at all, what each route finds by itself, how
far right answers stand above wrong ones, and what is called a strong candidate. With any one signal switched off some
figure falls below the baseline by more than its tolerance (docs/decisions/0009-evaluation.md shows which).
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from matcher.candidates import Route
from matcher.evaluation.metrics.alarms import reaches
from matcher.evaluation.metrics.recall import within
from matcher.evaluation.outcomes import Outcome

BASELINE = Path(__file__).with_name("gate.json")
WORKS = 20

TOLERANCES: dict[str, float] = {
    "transforms first": 0.06,
    "second photographs first": 0.10,
    "transforms called strong": 0.15,
    "hash route first": 0.10,
    "descriptor route first": 0.10,
    "visual words route first": 0.10,
    "right above wrong, bits": 2.5,
    "negatives left alone": 0.10,
    "words alone first": 0.20,
}
"""Figures and how far each may fall; higher is better for all of them."""


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The figures of a run."""
    transforms = [each for each in outcomes if each.kind == "transform"]
    second = [each for each in outcomes if each.kind == "second" and each.label("surface") != "none"]
    negatives = [each for each in outcomes if each.kind == "negative"]
    texts = [each for each in outcomes if each.kind == "text" and each.registered]
    pictured = [*transforms, *second]
    found: dict[str, list[float] | list[bool]] = {
        "transforms first": [each.rank == 1 for each in transforms],
        "second photographs first": [each.rank == 1 for each in second],
        "transforms called strong": [
            each.right is not None and each.right.verdict == "strong_candidate" for each in transforms
        ],
        "hash route first": _route(pictured, Route.HASH),
        "descriptor route first": _route(pictured, Route.DESCRIPTOR),
        "visual words route first": _route(pictured, Route.WORDS),
        "right above wrong, bits": [
            each.right.bits - each.best_wrong.bits for each in pictured if each.right and each.best_wrong
        ],
        "negatives left alone": [not reaches(each.verdict, "possible") for each in negatives],
        "words alone first": [each.rank == 1 for each in texts],
    }
    return {name: round(float(np.mean(values)), 3) if values else 0.0 for name, values in found.items()}


def _route(outcomes: Sequence[Outcome], route: Route) -> list[bool]:
    return [within(each.routes.get(route.value, 0), 1) for each in outcomes]


def fallen(measured: Mapping[str, float], baseline: Mapping[str, float]) -> list[str]:
    """A sentence for every figure that lies further below the baseline than its tolerance."""
    return [
        f"{name}: {measured[name]:.3f}, was {baseline[name]:.3f} (may fall by {tolerance:g})"
        for name, tolerance in TOLERANCES.items()
        if measured[name] < baseline[name] - tolerance
    ]


def read_baseline() -> dict[str, float]:
    """The committed baseline."""
    stored: dict[str, float] = json.loads(BASELINE.read_text(encoding="utf-8"))["figures"]
    return stored


def write_baseline(measured: Mapping[str, float], code: str, scorer_version: str) -> None:
    """Replace the baseline by these figures."""
    stored = {"code": code, "scorer_version": scorer_version, "figures": dict(measured)}
    BASELINE.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
