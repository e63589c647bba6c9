"""Intervals by the bootstrap over objects: queries about one object are not independent of each other.

Objects are drawn with replacement, each with all its queries (cluster bootstrap, percentile interval, 95%, seeded). Where
every query came out alike, resampling would show no spread at all; there the Wilson interval of as many independent trials
as there are objects stands instead.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

ROUNDS, SEED = 1000, 11
_Z = 1.959964
"""Standard score of a two-sided 95% interval."""


@dataclass(frozen=True)
class Share:
    """A share of queries (0 to 1) with its 95% interval, and how many queries and objects it comes from."""

    value: float
    low: float
    high: float
    queries: int
    objects: int


NOTHING = Share(math.nan, math.nan, math.nan, 0, 0)
"""The share of no queries."""


class Resampler:
    """Resamples the objects that some queries are about; one set of draws serves every figure of a group."""

    def __init__(self, about: Sequence[str], rounds: int = ROUNDS, seed: int = SEED) -> None:
        """`about` names the object of each query."""
        names, self._codes = np.unique(np.array(about, dtype=object), return_inverse=True)
        self.objects, self.queries = len(names), len(about)
        rng = np.random.default_rng(seed)
        shape = np.full(max(1, self.objects), 1 / max(1, self.objects))
        self._draws = rng.multinomial(self.objects, shape, size=rounds) if self.objects else np.zeros((rounds, 0))

    def share(self, values: Sequence[bool] | npt.NDArray[np.bool_]) -> Share:
        """The share of true values, one a query."""
        if not self.queries:
            return NOTHING
        hits = np.asarray(values, float)
        value = float(hits.mean())
        if value in {0.0, 1.0}:
            return Share(value, *wilson(value, self.objects), self.queries, self.objects)
        sums = np.bincount(self._codes, hits, self.objects)
        counts = np.bincount(self._codes, minlength=self.objects)
        means = (self._draws @ sums) / (self._draws @ counts)
        low, high = np.quantile(means, [0.025, 0.975])
        return Share(value, float(low), float(high), self.queries, self.objects)


def wilson(share: float, trials: int) -> tuple[float, float]:
    """The Wilson score interval of a share of independent trials."""
    spread = _Z * math.sqrt(share * (1 - share) / trials + _Z**2 / (4 * trials**2))
    middle, scale = share + _Z**2 / (2 * trials), 1 + _Z**2 / trials
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
