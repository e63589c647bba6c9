"""Bits of every level of words, from labelled comparisons: a logistic regression over levels.

Each kind of evidence has levels in order, and the bits of a better level are never fewer than those of a worse one. All
kinds are fitted together, so that the sum is calibrated: a title and a maker that always agree together do not count twice.
`missing` is no level here: what could not be compared counts 0 bits, and all other bits are meant against that. The constant
of the regression (how many candidates are right at all) is left out; base rates come in with the calibration. A ridge pulls
bits towards 0 where data are few. Pairs that something decisive speaks against (`matcher.verdict`) are left out: they would
take weight from what agrees.

What is wrong comes from three places. Candidates that words brought up, of which those count most that come nearest to being
first (two rounds, the second weighed by the first): bits must rank. Records drawn at random, as a photograph may bring them up:
among the candidates of words nearly all have the maker that was asked for, so that from them alone a maker would say nothing.
And a small share of pairs that are hard to tell apart.
"""

import hashlib
import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from matcher.evidence.kinds import KINDS
from matcher.evidence.levels import MISSING
from matcher.fitting.pairs import folds_of
from matcher.verdict import AGAINST

Bits = dict[str, dict[str, float]]
Array = npt.NDArray[np.float64]

LEVELS: Mapping[str, tuple[str, ...]] = {each.kind.value: each.levels for each in KINDS}
"""The levels of each kind from worst to best."""
RIDGE = 0.0005
"""Strength of the pull towards 0, as a share of the mean log likelihood."""
HARD_SHARE = 0.02
"""Share of all weight that hard pairs have; right pairs have half, wrong candidates the rest. Of 0 to 0.15 small shares ranked
best: words cannot tell most hard pairs apart, so a large one only takes weight from titles and makers. What keeps these pairs
from being called strong is the threshold (`matcher.fitting.words`)."""
DRAWN_SHARE = 0.5
"""Share of the weight of wrong records that those drawn at random have, beside those that words brought up."""
LEAST_SHOWN = 30
"""A kind that fewer pairs of either label show keeps the bits it had."""
FLOORS = {
    "size": {"contradiction": -4.0, "different": -3.0, "cut down": -0.5, "other part": -0.5},
    "date": {"far apart": -4.0, "apart": -3.0, "check era": -2.0, "open": -1.0, "near": -1.0},
    "maker": {"family name": 0.3, "downgraded": 0.7, "upgraded": 1.0, "variant": 1.0, "named": 1.5},
}
"""Bits that no level falls below, by a rule: the listings fitted on copy sizes and dates from the record, so they say nothing of
canvases cut from their frames, of sizes with the frame, and of dates that houses guess anew. They come from museums with
hundreds of works by one maker, where a maker says little; in a register of losses a name is rarer. Of any other level: -4."""
CEILINGS = {
    "title": {"few words": 0.5, "common": 0.5},
    "maker": {"other artist": 0.0, "other culture": 0.0, "other given name": 0.0},
}
"""Bits that no level rises above, by a rule: a title such as "Still life" weighs almost nothing, and that another maker is named
never speaks for a candidate. Of any other level: 15."""
_FLOOR, _CEILING = -4.0, 15.0
_WALL = 1.0
"""How steeply the loss rises beyond a bound, so that the other bits are fitted with the bounds and not before them."""
FOLDS = 5
_EVEN = 0.5
"""Share of a query's weight that its wrong candidates share evenly; the rest goes to the nearest."""


@dataclass(frozen=True)
class TextPair:
    """The levels of one comparison, and whether it is the same object.

    `about` is the record the listing was made from, `query` names the listing, `object` the record it was compared with.
    `drawn` marks a record drawn at random, which words need not have brought up: it is no candidate.
    """

    levels: Mapping[str, str]
    same: bool
    about: str
    query: str
    object: str
    hard: bool = False
    drawn: bool = False


def is_contradicted(levels: Mapping[str, str]) -> bool:
    """Whether something decisive speaks against a pair, so that no sum of bits makes it a strong candidate."""
    return any(levels.get(kind.value) == level for kind, level in AGAINST)


def digest(pairs: Sequence[TextPair]) -> str:
    """The SHA-256 of the pairs: the fingerprint of the data that the bits were fitted on."""
    rows = [[sorted(pair.levels.items()), pair.same, pair.query, pair.object, pair.drawn] for pair in pairs]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def total(levels: Mapping[str, str], bits: Mapping[str, Mapping[str, float]]) -> float:
    """The sum of the bits of a comparison."""
    return sum(bits[kind][level] for kind, level in levels.items() if level != MISSING)


def fit(pairs: Sequence[TextPair], before: Mapping[str, Mapping[str, float]]) -> Bits:
    """Bits by kind and level. Kinds that the pairs do not show keep what they have in `before`."""
    shown = [kind for kind in LEVELS if _is_shown(pairs, kind)]
    kept = {kind: dict(before[kind]) for kind in LEVELS if kind not in shown}
    if not shown:
        return kept
    columns = _Columns(shown)
    pairs = [pair for pair in pairs if not is_contradicted(pair.levels)]
    table = columns.design(pairs)
    same = np.array([pair.same for pair in pairs], bool)
    values = np.zeros(table.shape[1])
    for _ in range(2):
        values = _fitted(table, same, _weights(pairs, table @ values), columns)
    found = columns.bits(values)
    return {kind: (found[kind] if kind in found else kept[kind]) | {MISSING: 0.0} for kind in LEVELS}


def out_of_fold(pairs: Sequence[TextPair], before: Mapping[str, Mapping[str, float]]) -> Array:
    """The total of every pair, by bits fitted on pairs about other records."""
    folds = folds_of([pair.about for pair in pairs], FOLDS)
    totals = np.zeros(len(pairs))
    for fold in range(FOLDS):
        bits = fit([pair for pair, mine in zip(pairs, folds, strict=True) if mine != fold], before)
        for place in np.flatnonzero(folds == fold).tolist():
            totals[place] = total(pairs[place].levels, bits)
    return totals


def _is_shown(pairs: Sequence[TextPair], kind: str) -> bool:
    counts = Counter(pair.same for pair in pairs if pair.levels[kind] != MISSING)
    return min(counts[True], counts[False]) >= LEAST_SHOWN


def _bounds(kind: str, level: str) -> tuple[float, float]:
    """The fewest and the most bits of a level; full agreement never speaks against, though nearly all candidates have it."""
    least = 0.0 if level == LEVELS[kind][-1] else _FLOOR
    return FLOORS.get(kind, {}).get(level, least), CEILINGS.get(kind, {}).get(level, _CEILING)


class _Columns:
    """Parameters: for each kind the bits of its worst level, then the steps from level to level, none below 0."""

    def __init__(self, kinds: Sequence[str]) -> None:
        self.kinds = kinds
        sizes = [len(LEVELS[kind]) for kind in kinds]
        self.starts = np.cumsum([0, *sizes])
        first = set(self.starts[:-1].tolist())
        bounds = np.array([_bounds(kind, level) for kind in kinds for level in LEVELS[kind]]) * math.log(2)
        self.floors, self.ceilings = bounds[:, 0], bounds[:, 1]
        """The least and the greatest value of every level, in nats."""
        self.bounds = [(None, None) if place in first else (0.0, None) for place in range(int(self.starts[-1]))]

    def design(self, pairs: Sequence[TextPair]) -> Array:
        """Shape (pairs, parameters): 1 for every step up to the level of a pair, nothing where it is missing."""
        table = np.zeros((len(pairs), int(self.starts[-1])))
        places = {kind: {level: number for number, level in enumerate(LEVELS[kind])} for kind in self.kinds}
        for row, pair in enumerate(pairs):
            for kind, start in zip(self.kinds, self.starts, strict=False):
                if pair.levels[kind] != MISSING:
                    table[row, start : start + places[kind][pair.levels[kind]] + 1] = 1.0
        return table

    def levels_of(self, values: Array) -> Array:
        """The value of every level."""
        return np.concatenate(
            [np.cumsum(values[start:end]) for start, end in zip(self.starts, self.starts[1:], strict=False)]
        )

    def spread(self, gradient: Array) -> Array:
        """A gradient by levels as one by parameters."""
        return np.concatenate(
            [
                np.cumsum(gradient[start:end][::-1])[::-1]
                for start, end in zip(self.starts, self.starts[1:], strict=False)
            ]
        )

    def bits(self, values: Array) -> Bits:
        """Bits by kind and level."""
        levels = np.clip(self.levels_of(values), self.floors, self.ceilings) / math.log(2)
        return {
            kind: {name: round(float(levels[start + place]), 2) for place, name in enumerate(LEVELS[kind])}
            for kind, start in zip(self.kinds, self.starts, strict=False)
        }


def _weights(pairs: Sequence[TextPair], logits: Array) -> Array:
    """The weight of each pair: a query counts once, right or wrong, its nearest wrong candidates most."""
    weights = np.zeros(len(pairs))
    groups: dict[tuple[str, bool, bool], list[int]] = {}
    for place, pair in enumerate(pairs):
        groups.setdefault((pair.query, pair.same, pair.drawn), []).append(place)
    for places in groups.values():
        near = np.exp(logits[places] - logits[places].max())
        weights[places] = _EVEN / len(places) + (1 - _EVEN) * near / near.sum()
    same = np.array([pair.same for pair in pairs], bool)
    hard = np.array([pair.hard for pair in pairs], bool)
    drawn = np.array([pair.drawn for pair in pairs], bool)
    share = HARD_SHARE if hard.any() else 0.0
    random = DRAWN_SHARE * (0.5 - share) if drawn.any() else 0.0
    found = ~same & ~hard & ~drawn
    for group, part in ((same, 0.5), (found, 0.5 - share - random), (hard, share), (drawn, random)):
        if group.any():
            weights[group] *= part / weights[group].sum()
    return weights


def _fitted(table: Array, same: npt.NDArray[np.bool_], weights: Array, columns: _Columns) -> Array:
    """The parameters; the constant, which comes last, is left out."""
    target = same.astype(float)

    def loss(parameters: Array) -> tuple[float, Array]:
        values, constant = parameters[:-1], parameters[-1]
        logits = table @ values + constant
        likelihood = float(np.sum(weights * (np.logaddexp(0.0, logits) - target * logits)))
        levels = columns.levels_of(values)
        error = weights * (1 / (1 + np.exp(-np.clip(logits, -500, 500))) - target)
        beyond = levels - np.clip(levels, columns.floors, columns.ceilings)
        penalty = RIDGE * float(np.sum(levels**2)) / len(levels) + _WALL * float(np.sum(beyond**2))
        gradient = table.T @ error + columns.spread(2 * RIDGE * levels / len(levels) + 2 * _WALL * beyond)
        return likelihood + penalty, np.append(gradient, error.sum())

    bounds = [*columns.bounds, (None, None)]
    found = minimize(loss, np.zeros(table.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x[:-1])
