"""Verdict thresholds from out-of-fold scores: what the best wrong candidate of a query reaches, and how often.

The scores come from models fitted without the objects concerned. `strong_candidate` lies a margin above every wrong
candidate that is no relative, and is reached by the best relative of at most 10% of the queries that have one (another
impression of one plate, another coin of one die, another page, a companion: no threshold on pictures tells all of those
apart). `possible` is passed by the best wrong candidate, relatives left out, of at most 1% of the queries for unregistered
objects, `weak` by that of at most 10%.
"""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matcher.fitting.pairs import LabelledPair, folds_of, pair_weights
from matcher.fitting.regression import fit
from matcher.weights import Thresholds

FOLDS = 5
STRONG_MARGIN_BITS = 1.0
POSSIBLE_SHARE = 0.01
WEAK_SHARE = 0.10
RELATIVE_SHARE = 0.10


def out_of_fold_bits(pairs: Sequence[LabelledPair]) -> npt.NDArray[np.float64]:
    """The bits of every pair under a model that has not seen the queried object."""
    folds = folds_of([pair.about for pair in pairs], FOLDS)
    bits = np.zeros(len(pairs))
    for fold in range(FOLDS):
        rest = [pair for pair, own in zip(pairs, folds, strict=True) if own != fold]
        model = fit([pair.measures for pair in rest], np.array([pair.same for pair in rest]), pair_weights(rest))
        for number in np.flatnonzero(folds == fold):
            bits[number] = model.bits(pairs[int(number)].measures)
    return bits


def best_wrong(pairs: Sequence[LabelledPair], bits: npt.NDArray[np.float64], *, unregistered: bool) -> list[float]:
    """For each query (only those for unregistered objects, or all) the bits of its best wrong candidate."""
    best: dict[str, float] = {}
    for pair, value in zip(pairs, bits, strict=True):
        if not pair.same and not pair.relative and not (unregistered and pair.registered):
            best[pair.query] = max(best.get(pair.query, -np.inf), float(value))
    return list(best.values())


def best_relative(pairs: Sequence[LabelledPair], bits: npt.NDArray[np.float64]) -> list[float]:
    """For each query with registered relatives among its candidates, the bits of the best of them."""
    best: dict[str, float] = {}
    for pair, value in zip(pairs, bits, strict=True):
        if pair.relative:
            best[pair.query] = max(best.get(pair.query, -np.inf), float(value))
    return list(best.values())


def passed_by(values: Sequence[float], share: float) -> float:
    """The lowest threshold, in hundredths of a bit, that at most this share of the values reaches; any without values."""
    if not values:
        return -math.inf
    ordered = sorted(values, reverse=True)
    return math.floor(ordered[math.floor(share * len(ordered))] * 100 + 1) / 100


def derive(pairs: Sequence[LabelledPair], bits: npt.NDArray[np.float64]) -> Thresholds:
    """The thresholds of the verdicts."""
    everywhere = best_wrong(pairs, bits, unregistered=False)
    unregistered = best_wrong(pairs, bits, unregistered=True)
    strong = max(max(everywhere) + STRONG_MARGIN_BITS, passed_by(best_relative(pairs, bits), RELATIVE_SHARE))
    possible = passed_by(unregistered, POSSIBLE_SHARE)
    weak = passed_by(unregistered, WEAK_SHARE)
    possible = min(possible, strong - STRONG_MARGIN_BITS)
    weak = min(weak, possible - STRONG_MARGIN_BITS)
    return Thresholds(strong_candidate=round(strong, 2), possible=round(possible, 2), weak=round(weak, 2))
