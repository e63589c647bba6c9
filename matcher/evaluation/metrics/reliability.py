"""How honest probabilities are: of the candidates given 70%, are seven in ten right?

Candidates of all picture queries are weighed so that the queries stand for a world with a given base rate: a share of
them for registered objects, the rest not. At the base rate of catalogues almost every candidate is wrong and almost every
probability small, which makes any error look small; at an even rate the curve is put to a harder test. Both are told.
"""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from matcher.evaluation.outcomes import Outcome
from matcher.fitting.reliability import Reliability, reliability


def weigh_queries(registered: npt.NDArray[np.bool_], base_rate: float) -> npt.NDArray[np.float64]:
    """The weight of each query in a world with this base rate; a kind of which there is none weighs nothing."""
    positive, negative = int(registered.sum()), int((~registered).sum())
    return np.where(registered, base_rate / max(1, positive), (1 - base_rate) / max(1, negative))


def of_outcomes(
    outcomes: Sequence[Outcome], probability: Callable[[float, float], float], base_rate: float
) -> Reliability | None:
    """The curve of the listed candidates; None without queries of both kinds.

    `probability` maps bits and a base rate to a probability. Photographs of another side are left out: what is registered of
    their object cannot be seen on them.
    """
    queries = [each for each in outcomes if each.kind != "text" and each.label("surface") != "none" and each.listed]
    registered = np.array([each.registered for each in queries], bool)
    if not registered.any() or registered.all():
        return None
    weights = weigh_queries(registered, base_rate)
    rows = [
        (probability(listed.bits, base_rate), listed.right, weight)
        for each, weight in zip(queries, weights, strict=True)
        for listed in each.listed
    ]
    predicted, right, weight = (np.array(column) for column in zip(*rows, strict=True))
    return reliability(predicted.astype(float), right.astype(bool), weight.astype(float), base_rate)
