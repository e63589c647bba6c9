"""What listings and hard pairs came to: found, first, called strong, and how honest the probabilities are.

Scores are out of fold: by bits fitted on listings of other records, so that the figures are those of records the fit has
not seen.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from matcher.evaluation.listings.asking import Answers, Asked
from matcher.evaluation.listings.making import STRENGTHS
from matcher.fitting.texts import TextPair, is_contradicted, out_of_fold
from matcher.weights import Weights

GOALS = {
    "medium found": 0.99,
    "medium first": 0.95,
    "heavy unique first": 0.90,
    "hard strong": 0.005,
    "expected error": 0.03,
}


@dataclass(frozen=True)
class Row:
    """Listings of one strength: how many, the share whose record is among 50 candidates, and first after scoring."""

    strength: str
    listings: int
    found: float
    first: float
    strong: float
    wrong_strong: float


@dataclass(frozen=True)
class Hard:
    """Hard pairs of one kind, and the shares called a strong candidate and at least possible."""

    kind: str
    pairs: int
    strong: float
    possible: float


@dataclass(frozen=True)
class Measured:
    """All figures of a dataset."""

    name: str
    records: int
    rows: tuple[Row, ...]
    hard: tuple[Hard, ...]
    expected_error: float
    brier: float
    operations: tuple[tuple[str, int, float], ...]
    """Each operation: medium listings that went through it, and the share of them that came first."""

    def to_json(self) -> dict[str, Any]:
        """As machines read it."""
        return asdict(self)


def measure(answers: Answers, weights: Weights) -> Measured:
    """The figures with the thresholds of `weights`, whose words stand in for kinds that the pairs do not show."""
    pairs = answers.pairs()
    scored = out_of_fold(pairs, weights.text).tolist()
    values = {id(pair): value + weights.words_alone for pair, value in zip(pairs, scored, strict=True)}
    return Measured(
        answers.name,
        answers.records,
        tuple(_rows(answers.asked, values, weights)),
        tuple(_hard(answers, values, weights)),
        weights.words.calibration.expected_error if weights.words else 1.0,
        weights.words.calibration.brier if weights.words else 1.0,
        tuple(_operations(answers.asked, values)),
    )


def is_first(asked: Asked, values: Mapping[int, float]) -> bool:
    """Whether the right record is the first, by score and then by place among the candidates, as answers are ordered."""
    places = enumerate(asked.pairs)
    best = min(places, key=lambda each: (-round(values[id(each[1])], 2), each[0]), default=None)
    return best is not None and best[1].same


def _rows(asked: Sequence[Asked], values: Mapping[int, float], weights: Weights) -> list[Row]:
    groups = [(strength, [each for each in asked if each.listing.strength == strength]) for strength in STRENGTHS]
    heavy = [each for each in asked if each.listing.strength == "heavy" and each.unique]
    rows = []
    for name, mine in [*groups, ("heavy unique", heavy)]:
        strong = [[pair for pair in each.pairs if _is_strong(pair, values, weights)] for each in mine]
        rows.append(
            Row(
                name,
                len(mine),
                _share([each.place is not None for each in mine]),
                _share([is_first(each, values) for each in mine]),
                _share([any(pair.same for pair in found) for found in strong]),
                _share([any(not pair.same for pair in found) for found in strong]),
            )
        )
    return rows


def _hard(answers: Answers, values: Mapping[int, float], weights: Weights) -> list[Hard]:
    kinds = Counter(pair.kind for pair, _ in answers.hard)
    rows = []
    for kind in [*sorted(kinds), "all"]:
        mine = [compared for pair, compared in answers.hard if kind in (pair.kind, "all")]
        strong = _share([_is_strong(pair, values, weights) for pair in mine])
        possible = _share([values[id(pair)] >= weights.thresholds.possible for pair in mine])
        rows.append(Hard(kind, len(mine), strong, possible))
    return rows


def _operations(asked: Sequence[Asked], values: Mapping[int, float]) -> list[tuple[str, int, float]]:
    medium = [each for each in asked if each.listing.strength == "medium"]
    names = sorted({name for each in medium for name in each.listing.operations})
    return [
        (name, len(mine), _share([is_first(each, values) for each in mine]))
        for name in names
        if (mine := [each for each in medium if name in each.listing.operations])
    ]


def _is_strong(pair: TextPair, values: Mapping[int, float], weights: Weights) -> bool:
    return values[id(pair)] >= weights.thresholds.strong_candidate and not is_contradicted(pair.levels)


def _share(flags: Sequence[bool]) -> float:
    return round(sum(flags) / len(flags), 4) if flags else 0.0
