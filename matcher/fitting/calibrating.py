"""Fits the calibration: what scores really came to, on objects that the weights had not seen.

The candidates of a query are one population, right ones and wrong ones. With f the right candidates of each score a query
for a registered object has, and g the wrong ones that any query has, log2(f/g) is the calibrated ratio of the score. It is
fitted by isotonic regression, which pools neighbouring scores until the share of right ones never falls (pool adjacent
violators; equivalently the convex hull of the ROC curve, Fawcett and Niculescu-Mizil, "PAV and the ROC convex hull",
Machine Learning 2007). The pools do not depend on how the two kinds are weighed, so the base rate may be set afterwards.
Half a candidate is added to each count (Jeffreys): a score that no wrong candidate has reached is worth no more than the
number of queries can show.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.optimize import isotonic_regression

from matcher.calibration import CATALOGUE_BASE_RATE, Calibration
from matcher.fitting.pairs import LabelledPair, folds_of
from matcher.fitting.reliability import EVEN, reliability

_PRIOR = 0.5
_SMALLEST_POOL = 20
"""Pools of fewer candidates are joined with the next: a handful shows nothing."""
_FOLDS = 5
_LEAST_STEP = 1e-3


def calibrate(
    pairs: Sequence[LabelledPair],
    bits: npt.NDArray[np.float64],
    registered: Sequence[str],
    queries: int,
    base_rate: float = CATALOGUE_BASE_RATE,
) -> Calibration:
    """The calibration from out-of-fold bits.

    `registered` names every query for a registered object, `queries` is the number of all. Its error is measured at an
    even base rate, each fold of the objects by a curve fitted on the others.
    """
    scored = _best_by_object(pairs, bits)
    about = [pair.about for pair, _ in scored]
    values = np.array([value for _, value in scored])
    same = np.array([pair.same for pair, _ in scored], bool)
    folds = folds_of(about, _FOLDS)
    predicted = np.zeros(len(scored))
    for fold in range(_FOLDS):
        inside = folds == fold
        share = float(np.mean(~inside))
        knots, ratios = _curve(values[~inside], same[~inside], len(registered) * share, queries * share)
        part = Calibration(
            base_rate=EVEN, knots=knots, ratios=ratios, queries=max(1, queries), expected_error=0, brier=0
        )
        predicted[inside] = [part.probability(float(value)) for value in values[inside]]
    weight = np.where(same, EVEN / max(1, len(registered)), EVEN / max(1, queries))
    measured = reliability(predicted, same, weight, EVEN)
    knots, ratios = _curve(values, same, len(registered), queries)
    return Calibration(
        base_rate=base_rate,
        knots=knots,
        ratios=ratios,
        queries=queries,
        expected_error=round(measured.expected_error, 4),
        brier=round(measured.brier, 4),
    )


def _best_by_object(pairs: Sequence[LabelledPair], bits: npt.NDArray[np.float64]) -> list[tuple[LabelledPair, float]]:
    """The best comparison of each query with each object: what its score is made of."""
    best: dict[tuple[str, str], tuple[LabelledPair, float]] = {}
    for pair, value in zip(pairs, bits, strict=True):
        key = (pair.query, pair.object)
        if key not in best or value > best[key][1]:
            best[key] = (pair, float(value))
    return list(best.values())


def _curve(
    values: npt.NDArray[np.float64], same: npt.NDArray[np.bool_], registered: float, queries: float
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Knots and log2 ratios; ends of a pool are not told apart: each pool has one knot, at its mean score."""
    order = np.argsort(values, kind="stable")
    ordered, right = values[order], same[order]
    edges = _pools(isotonic_regression(right.astype(float)).x)
    knots: list[float] = []
    ratios: list[float] = []
    for start, end in edges:
        true = int(right[start:end].sum())
        false = end - start - true
        ratio = math.log2((true + _PRIOR) / (registered + 1)) - math.log2((false + _PRIOR) / (queries + 1))
        knot = round(float(ordered[start:end].mean()), 3)
        # Half a candidate added to small pools can turn two of them round: the curve stays level there.
        ratio = max(round(ratio, 3), ratios[-1] if ratios else -math.inf)
        if not knots or knot > knots[-1] + _LEAST_STEP:
            knots.append(knot)
            ratios.append(ratio)
    return tuple(knots), tuple(ratios)


def _pools(fitted: npt.NDArray[np.float64]) -> list[tuple[int, int]]:
    """Where the pools of a fit begin and end, small ones joined with their neighbours."""
    borders = [0, *(np.flatnonzero(np.diff(fitted) > 1e-12) + 1).tolist(), len(fitted)]
    kept = [0]
    for border in borders[1:-1]:
        if border - kept[-1] >= _SMALLEST_POOL and len(fitted) - border >= _SMALLEST_POOL:
            kept.append(border)
    kept.append(len(fitted))
    return list(pairwise(kept))
