"""Fits the weights of outlines: a logistic regression on the refined candidates of many photographs.

In each photograph the right candidates weigh 1 together and the wrong ones 2, and among the wrong ones those that score
best weigh most (fitted in four rounds): what matters is whether a right candidate comes before the best wrong one, not
how clear the hopeless ones are. Candidates that are almost right are left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from benchmarks.outline_pictures import Photograph
from registry.imaging.outlines.distinct import overlap
from registry.imaging.outlines.find import refined_candidates
from registry.imaging.outlines.scene import reduced
from registry.imaging.outlines.scoring import Measures, Weights, measures

Floats = npt.NDArray[np.float64]

MEASURES = tuple(field.name for field in fields(Measures))
RIGHT, WRONG = 0.88, 0.75
"""Overlap with a true outline from which a candidate is right, and below which it is wrong."""

_ROUNDS = 4
_RIDGE = 1.0
_WRONG_WEIGHT = 2.0


@dataclass(frozen=True)
class Candidates:
    """The refined candidates of some photographs: measures (N x 4), overlap with a true outline and photograph (N)."""

    measures: Floats
    overlaps: Floats
    photograph: npt.NDArray[np.int64]


def collect(photographs: Iterable[Photograph]) -> Candidates:
    """Look for candidates in photographs, as the search does."""
    found, overlaps, numbers = [], [], []
    for number, photograph in enumerate(photographs):
        scene = reduced(photograph.rgb)
        quads = np.zeros((0, 4, 2)) if scene is None else refined_candidates(scene)
        if scene is None or not len(quads):
            continue
        truths = [outline * scene.size for outline in photograph.outlines]
        measured = measures(quads, scene)
        found.append(np.stack([getattr(measured, name) for name in MEASURES], axis=1))
        overlaps += [max((overlap(quad, truth) for truth in truths), default=0.0) for quad in quads]
        numbers += [number] * len(quads)
    return Candidates(np.concatenate(found), np.array(overlaps), np.array(numbers))


def fit(candidates: Candidates) -> Weights:
    """Return the weights, rounded to two decimals."""
    used = (candidates.overlaps > RIGHT) | (candidates.overlaps < WRONG)
    table, photograph = candidates.measures[used], candidates.photograph[used]
    right = candidates.overlaps[used] > RIGHT
    mean, deviation = table.mean(axis=0), table.std(axis=0)
    scaled = np.column_stack([(table - mean) / deviation, np.ones(len(table))])
    weights = np.zeros(scaled.shape[1])
    for _ in range(_ROUNDS):
        weights = _regression(scaled, right, _shares(scaled @ weights, right, photograph), weights)
    slopes = weights[:-1] / deviation
    values = dict(zip(MEASURES, slopes.tolist(), strict=True)) | {"bias": float(weights[-1] - slopes @ mean)}
    return Weights(**{name: round(value, 2) for name, value in values.items()})


def _shares(scores: Floats, right: npt.NDArray[np.bool_], photograph: npt.NDArray[np.int64]) -> Floats:
    shares = np.zeros(len(scores))
    for number in np.unique(photograph):
        good, bad = (photograph == number) & right, (photograph == number) & ~right
        if good.any():
            shares[good] = 1.0 / good.sum()
        if bad.any():
            likely = np.exp(scores[bad] - scores[bad].max())
            shares[bad] = _WRONG_WEIGHT * likely / likely.sum()
    return shares


def _regression(table: Floats, right: npt.NDArray[np.bool_], shares: Floats, start: Floats) -> Floats:
    target = right.astype(float)

    def loss(weights: Floats) -> tuple[float, Floats]:
        logits = table @ weights
        slope = np.append(_RIDGE * weights[:-1], 0.0)  # the bias is not pulled to 0
        value = np.sum(shares * (np.logaddexp(0.0, logits) - target * logits)) + slope[:-1] @ weights[:-1] / 2
        probability = 1.0 / (1.0 + np.exp(-np.clip(logits, -500, 500)))
        return float(value), table.T @ (shares * (probability - target)) + slope

    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x)
