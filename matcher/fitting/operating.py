"""Operating points: the threshold that a user's own wish comes to, and what the other side of it costs.

A sale room says how many lots it can review (`--review-budget`): the lowest threshold that at most this share of the queries
for unregistered objects reaches. A border post says what it must not miss (`--recall`): the highest threshold that at least
this share of the queries whose registered object was compared still reach. What no route brought up is missed at any
threshold: it lowers the recall that is told, but cannot choose the threshold.
"""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matcher.fitting.pairs import LabelledPair
from matcher.fitting.thresholds import best_wrong, passed_by
from matcher.weights import OperatingPoint

REVIEW_BUDGET, RECALL = 0.01, 0.99


def operating_points(
    pairs: Sequence[LabelledPair],
    bits: npt.NDArray[np.float64],
    registered: Sequence[str],
    *,
    review_budget: float = REVIEW_BUDGET,
    recall: float = RECALL,
) -> dict[str, OperatingPoint]:
    """The points of `trade` and `officer`, from out-of-fold bits.

    `registered` names every query for a registered object, found or not: one that was not even compared is missed at
    any threshold. Relatives are left out of the review budget, as in `thresholds`.
    """
    wrong = best_wrong(pairs, bits, unregistered=True)
    true = dict.fromkeys(registered, -math.inf)
    for pair, value in zip(pairs, bits, strict=True):
        if pair.same and pair.query in true:
            true[pair.query] = max(true[pair.query], float(value))
    found = sorted((value for value in true.values() if value > -math.inf), reverse=True)
    needed = math.ceil(recall * len(found))
    lowest = math.floor(found[needed - 1] * 100) / 100

    def point(threshold: float, rule: str) -> OperatingPoint:
        return OperatingPoint(
            bits=threshold,
            rule=rule,
            reviewed=float(np.mean([value >= threshold for value in wrong])),
            recall=sum(value >= threshold for value in found) / len(true),
        )

    return {
        "trade": point(passed_by(wrong, review_budget), f"at most {review_budget:.1%} of other lots to review"),
        "officer": point(lowest, f"at least {recall:.0%} of the registered objects that were compared"),
    }
