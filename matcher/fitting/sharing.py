"""How much a further photograph of the same object adds: chosen so that the sum stays an honest Bayes factor.

Two photographs of one object are not independent: if the first resembles a wrong object, so does the second. The share
is the one that gives the highest likelihood to the pairs of photographs of one work, among eleven.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matcher.fitting.pairs import LabelledPair

SHARES = tuple(number / 10 for number in range(11))


def photograph_share(pairs: Sequence[LabelledPair], bits: npt.NDArray[np.float64]) -> float:
    """The likeliest share. Photographs of one object are those taken anew, not transforms of its registered picture."""
    true: defaultdict[str, list[float]] = defaultdict(list)
    wrong: defaultdict[str, list[float]] = defaultdict(list)
    best_true: dict[str, float] = {}
    best_wrong: dict[str, float] = {}
    for pair, value in zip(pairs, bits, strict=True):
        if pair.photograph:
            chosen = best_true if pair.same else best_wrong
            chosen[pair.query] = max(chosen.get(pair.query, -np.inf), float(value))
    shown = {pair.query: pair.about for pair in pairs}
    for best, grouped in ((best_true, true), (best_wrong, wrong)):
        for query, value in best.items():
            grouped[shown[query]].append(value)
    groups = [(True, values) for values in true.values() if len(values) > 1]
    groups += [(False, values) for values in wrong.values() if len(values) > 1]
    if not groups:
        return 0.0

    def loss(share: float) -> float:
        total = {True: 0.0, False: 0.0}
        count = {True: 0, False: 0}
        for same, values in groups:
            ordered = sorted(values, reverse=True)
            combined = ordered[0] + share * sum(max(0.0, value) for value in ordered[1:])
            total[same] += float(np.logaddexp(0.0, (-combined if same else combined) * np.log(2)))
            count[same] += 1
        return sum(total[same] / max(1, count[same]) for same in total)

    return min(SHARES, key=loss)
