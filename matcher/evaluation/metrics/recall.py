"""What was found: recall by route, of their union and of the answer, at a rank and at a fixed precision."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matcher.evaluation.metrics.bootstrap import Resampler, Share
from matcher.evaluation.outcomes import Outcome

RANKS = (1, 10, 50)
PRECISIONS = (0.99, 0.999)
UNION = "union of routes"


@dataclass(frozen=True)
class Group:
    """Everything measured on the queries that share a label.

    `recall` is that of the final answer by rank; `routes` the recall of each candidate route and of their union by rank (a
    union has the object at rank k if any route has); `strong` and `possible` the shares whose right object got at least
    that verdict; `at_precision` the recall where that share of all accepted first candidates, negatives included, is right;
    `baselines` the recall of plain methods by rank, `baseline_precision` theirs at each precision.
    """

    name: str
    values: tuple[str, ...]
    recall: dict[int, Share]
    strong: Share
    possible: Share
    routes: dict[str, dict[int, float]]
    at_precision: dict[str, Share]
    baselines: dict[str, dict[int, float]]
    baseline_precision: dict[str, dict[str, float]]
    median_ms: float


def within(rank: int, most: int) -> bool:
    """Whether a rank (0 for none) is among the first `most`."""
    return 1 <= rank <= most


def grouped(outcomes: Sequence[Outcome], *labels: str) -> dict[tuple[str, ...], list[Outcome]]:
    """Outcomes by the values of some labels, in order of first appearance."""
    groups: dict[tuple[str, ...], list[Outcome]] = {}
    for each in outcomes:
        groups.setdefault(tuple(each.label(label) for label in labels), []).append(each)
    return groups


def measure_group(
    name: str, values: tuple[str, ...], positives: Sequence[Outcome], negatives: Sequence[Outcome]
) -> Group:
    """Measure queries for registered objects; precision is told against all negatives."""
    draw = Resampler([each.about for each in positives])
    ranks = np.array([each.rank for each in positives])
    verdicts = [each.right.verdict if each.right else None for each in positives]
    names = sorted({route for each in positives for route in each.routes})
    methods = sorted({method for each in positives for method in each.baselines})
    return Group(
        name=name,
        values=values,
        recall={rank: draw.share((ranks >= 1) & (ranks <= rank)) for rank in RANKS},
        strong=draw.share([verdict == "strong_candidate" for verdict in verdicts]),
        possible=draw.share([verdict in {"strong_candidate", "possible"} for verdict in verdicts]),
        routes={
            **{route: _route_recall(positives, route) for route in names},
            UNION: {rank: _mean([_union(each, rank) for each in positives]) for rank in RANKS},
        },
        at_precision={_percent(share): _at_precision(positives, negatives, share, _ours, draw) for share in PRECISIONS},
        baselines={method: _baseline_recall(positives, method) for method in methods},
        baseline_precision={
            method: {
                _percent(share): _at_precision(positives, negatives, share, _theirs(method), draw).value
                for share in PRECISIONS
            }
            for method in methods
        },
        median_ms=float(np.median([each.total_ms for each in positives])) if positives else 0.0,
    )


def _percent(share: float) -> str:
    return f"{share * 100:g}%"


def _mean(values: Sequence[bool]) -> float:
    return float(np.mean(values)) if len(values) else 0.0


def _route_recall(outcomes: Sequence[Outcome], route: str) -> dict[int, float]:
    return {rank: _mean([within(each.routes.get(route, 0), rank) for each in outcomes]) for rank in RANKS}


def _union(outcome: Outcome, rank: int) -> bool:
    return any(within(place, rank) for place in outcome.routes.values())


def _baseline_recall(outcomes: Sequence[Outcome], method: str) -> dict[int, float]:
    ranks = [found.rank if (found := each.baselines.get(method)) else 0 for each in outcomes]
    return {rank: _mean([within(each, rank) for each in ranks]) for rank in RANKS}


type Answered = tuple[float, bool] | None
"""The score of the first candidate and whether it is right; None where there was none."""


def _ours(outcome: Outcome) -> Answered:
    best = outcome.best
    return (best.bits, best.right) if best else None


def _theirs(method: str) -> Callable[[Outcome], Answered]:
    def answered(outcome: Outcome) -> Answered:
        found: Mapping[str, object] = outcome.baselines
        if method not in found:
            return None
        each = outcome.baselines[method]
        first_right = each.rank == 1 and each.right is not None
        score = each.right if first_right else each.wrong
        return None if score is None else (score, first_right)

    return answered


def _at_precision(
    positives: Sequence[Outcome],
    negatives: Sequence[Outcome],
    precision: float,
    answered: Callable[[Outcome], Answered],
    draw: Resampler,
) -> Share:
    """The recall at the lowest threshold where at least `precision` of the accepted first candidates are right."""
    first = [answered(each) for each in positives]
    threshold = threshold_at([each for each in (*first, *map(answered, negatives)) if each is not None], precision)
    return draw.share([each is not None and each[1] and each[0] >= threshold for each in first])


def threshold_at(answers: Sequence[tuple[float, bool]], precision: float) -> float:
    """The lowest score at which at least this share of the answers is right; infinity where no score is such."""
    ordered = sorted(answers, key=lambda each: -each[0])
    best, right = np.inf, 0
    for number, (score, is_right) in enumerate(ordered, start=1):
        right += is_right
        last_of_its_score = number == len(ordered) or ordered[number][0] < score
        if last_of_its_score and right >= precision * number:
            best = score
    return float(best)
