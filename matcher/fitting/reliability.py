"""The reliability curve: of the candidates given 70%, are seven in ten right?"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

BINS = 10
EVEN = 0.5


@dataclass(frozen=True)
class Bin:
    """Candidates of similar probability: their mean probability, the share that is right, and their weight."""

    predicted: float
    observed: float
    weight: float
    candidates: int


@dataclass(frozen=True)
class Reliability:
    """The reliability curve at a base rate with its expected calibration error and Brier score."""

    base_rate: float
    bins: tuple[Bin, ...]
    expected_error: float
    brier: float


def reliability(
    predicted: npt.NDArray[np.float64], right: npt.NDArray[np.bool_], weight: npt.NDArray[np.float64], base_rate: float
) -> Reliability:
    """The curve in ten bins of equal width. `weight` is that of each candidate; its sum may be anything."""
    shares = weight / weight.sum()
    places = np.minimum((predicted * BINS).astype(int), BINS - 1)
    bins, error = [], 0.0
    for place in range(BINS):
        inside = places == place
        total = float(shares[inside].sum())
        if total > 0:
            mean = float((shares[inside] * predicted[inside]).sum() / total)
            seen = float(shares[inside & right].sum() / total)
            bins.append(Bin(mean, seen, total, int(inside.sum())))
            error += total * abs(mean - seen)
    brier = float((shares * (predicted - right) ** 2).sum())
    return Reliability(base_rate, tuple(bins), error, brier)
