"""Monotone logistic regression on hinge functions: measures to log2 Bayes factors.

The odds of "same object" are modelled as exp(intercept + sum of hinge terms) by regularised maximum likelihood, with
the sign of every hinge weight fixed, so that a better measure never lowers a score (L-BFGS-B with bounds, SciPy). Positive
and negative pairs weigh the same in total, so the prior odds are 1 and the logit is the log Bayes factor.

A measure that an installation may lack altogether (no descriptor model, a picture without hashes) has a level of its own for
"missing". It is learnt from copies of the pairs with that measure left out, and lies between the measure's worst and best
values. The measures of verification have none: where it was tried and failed, that was measured.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from matcher.weights import HingeTerm, PictureModel

KNOTS: dict[str, tuple[tuple[float, ...], int]] = {
    "similarity": ((0.0, 0.2, 0.35, 0.5, 0.65, 0.8, 1.0), 1),
    "hash_closeness": ((0.2, 0.5, 0.75, 1.0), 1),
    "neighbour_inliers": ((2.0, 3.5, 5.0, 7.0), 1),
    "inliers": ((3.5, 4.5, 5.5, 6.5, 8.0), 1),
    "spread": ((0.0, 0.3, 0.7), 1),
    "density": ((0.0, 0.05, 0.1, 0.2, 0.4), 1),
    "correlation": ((0.3, 0.6, 0.8, 0.9, 0.95, 1.0), 1),
    "disagreement": ((0.1, 0.3, 0.6, 1.0), -1),
}
"""For each measure its knots and the sign its weights must have."""

LEAST_SLOPE = {"similarity": 4.0, "inliers": math.log(2)}
"""Slopes (nats a unit) that the fit may raise but not lower: 4 x similarity + ln(inliers) ranked best on phone photographs
of real paintings. Generated works of one kind resemble each other more than real ones do, so that the fit alone would
give similarities below 0.8 no weight, and real photographs of the same object from another side have no other evidence."""

MISSABLE = ("similarity", "hash_closeness")
"""Measures with a level for "missing"."""
_DROPPED = 0.1
"""Weight of a copy with one measure left out, relative to the pair itself."""

RIDGE = 0.005
"""Strength of the pull of every weight towards zero, as a share of the mean log likelihood. Of 0.05 to 0.001 the values from
0.01 to 0.001 predicted unseen generated works best, within 0.5% of each other."""


def design(rows: Sequence[Mapping[str, float]]) -> npt.NDArray[np.float64]:
    """Hinge columns of measures, shape (rows, hinges); a missing measure contributes zeros."""
    table = np.zeros((len(rows), sum(len(knots) - 1 for knots, _ in KNOTS.values())))
    for number, row in enumerate(rows):
        column = 0
        for measure, (knots, _) in KNOTS.items():
            if measure in row:
                steps = np.clip(row[measure], knots[:-1], knots[1:]) - np.array(knots[:-1])
                table[number, column : column + len(steps)] = steps
            column += len(knots) - 1
    return table


def fit(
    rows: Sequence[Mapping[str, float]], same: npt.NDArray[np.bool_], weight: npt.NDArray[np.float64]
) -> PictureModel:
    """Fit the model. `weight` is the weight of each pair within its class (several pairs of one query share one)."""
    rows, same, weight = _with_copies(rows, same, weight)
    # Hinges have different widths: scale each to one so that the pull towards zero treats them alike.
    absent = len(MISSABLE)
    widths = np.concatenate([*(np.diff(knots) for knots, _ in KNOTS.values()), np.ones(absent)])
    scaled = np.hstack([design(rows), _absence(rows)]) / widths
    target = same.astype(float)
    shares = np.where(same, weight / weight[same].sum(), weight / weight[~same].sum()) / 2
    signs = np.concatenate([*(np.full(len(knots) - 1, sign) for knots, sign in KNOTS.values()), np.ones(absent)])
    slopes = [np.full(len(knots) - 1, LEAST_SLOPE.get(name, 0.0)) for name, (knots, _) in KNOTS.items()]
    least = np.concatenate([*slopes, np.zeros(absent)])

    def loss(parameters: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        logits = parameters[0] + scaled @ parameters[1:]
        likelihood = np.sum(shares * (np.logaddexp(0.0, logits) - target * logits))
        error = shares * (1 / (1 + np.exp(-np.clip(logits, -500, 500))) - target)
        gradient = np.concatenate([[error.sum()], scaled.T @ error])
        # Pulled towards the least slopes, not below them.
        beyond = parameters[1:] - least * widths
        gradient[1:] += 2 * RIDGE * beyond / len(parameters)
        return float(likelihood + RIDGE * np.sum(beyond**2) / len(parameters)), gradient

    bounds = [
        (None, None),
        *((low, None) if sign > 0 else (None, 0.0) for sign, low in zip(signs, least * widths, strict=True)),
    ]
    start = np.concatenate([[0.0], least * widths])
    result = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds)
    bits = result.x / math.log(2)
    missing = dict(zip(MISSABLE, bits[-absent:].tolist(), strict=True))
    terms = []
    column = 1
    for measure, (knots, _) in KNOTS.items():
        count = len(knots) - 1
        weights = bits[column : column + count] / np.diff(knots)
        best = float((weights * np.diff(knots)).sum())
        terms.append(
            HingeTerm(
                measure=measure,
                knots=knots,
                weights=tuple(round(float(each), 4) for each in weights),
                missing=round(min(missing[measure], best), 4) if measure in missing else 0.0,
            )
        )
        column += count
    return PictureModel(intercept=round(float(bits[0]), 4), terms=tuple(terms))


def _absence(rows: Sequence[Mapping[str, float]]) -> npt.NDArray[np.float64]:
    """One column for each measure that may be missing: 1 where it is."""
    return np.array([[float(measure not in row) for measure in MISSABLE] for row in rows]).reshape(-1, len(MISSABLE))


def _with_copies(
    rows: Sequence[Mapping[str, float]], same: npt.NDArray[np.bool_], weight: npt.NDArray[np.float64]
) -> tuple[list[Mapping[str, float]], npt.NDArray[np.bool_], npt.NDArray[np.float64]]:
    """The pairs and, lightly weighed, their copies without each of the measures that may be missing."""
    every, labels, weights = list(rows), [same], [weight]
    for measure in MISSABLE:
        having = np.array([measure in row for row in rows], bool)
        every += [{name: value for name, value in row.items() if name != measure} for row in rows if measure in row]
        labels.append(same[having])
        weights.append(weight[having] * _DROPPED)
    return every, np.concatenate(labels), np.concatenate(weights)
