"""Evidence of size: the sizes named in the query against the registered ones, in any order and unit.

Canvases are cut from frames and reliefs are sawn, so "smaller" is a level of its own, and a frame or base explains a larger
size. Larger one way and smaller the other is a contradiction that nothing explains. How far two sizes may lie apart is told
in `registry.normalise.measurements.tolerances`; `exact` is beyond that: as near as both were written.
"""

from collections.abc import Sequence
from enum import StrEnum

from matcher.evidence.described import Described
from matcher.evidence.levels import Outcome
from matcher.evidence.recorded import Recorded
from registry.normalise.measurements import Size, SizeComparison, compare_sizes, in_words
from registry.normalise.measurements import SizeLevel as Compared


class SizeLevel(StrEnum):
    """From larger one way and smaller the other to equal as written."""

    CONTRADICTION = "contradiction"
    DIFFERENT = "different"
    CUT_DOWN = "cut down"
    OTHER_PART = "other part"
    ONE_MEASUREMENT = "one measurement"
    NEAR = "near"
    AGREES = "agrees"
    EXACT = "exact"
    MISSING = "missing"


SENTENCES = {
    SizeLevel.CONTRADICTION: "The size is larger one way and smaller the other: trimming and frames do not explain that.",
    SizeLevel.DIFFERENT: "The sizes differ by more than the usual tolerance.",
    SizeLevel.CUT_DOWN: "The described object is smaller than registered, as a trimmed or sawn one would be.",
    SizeLevel.OTHER_PART: "The sizes differ as those of an object with and without its frame, mount, margin or base.",
    SizeLevel.ONE_MEASUREMENT: "The one measurement that can be compared agrees.",
    SizeLevel.NEAR: "The sizes nearly agree.",
    SizeLevel.AGREES: "The sizes agree within the usual tolerance.",
    SizeLevel.EXACT: "The sizes are the same as exactly as both are written.",
    SizeLevel.MISSING: "There are no sizes to compare.",
}

_BY_COMPARISON = {
    Compared.AGREES: SizeLevel.AGREES,
    Compared.NEAR: SizeLevel.NEAR,
    Compared.OTHER_PART: SizeLevel.OTHER_PART,
    Compared.CUT_DOWN: SizeLevel.CUT_DOWN,
    Compared.DIFFERENT: SizeLevel.DIFFERENT,
    Compared.CONTRADICTION: SizeLevel.CONTRADICTION,
    Compared.MISSING: SizeLevel.MISSING,
}
_SLACK, _COARSEST = 0.6, 6.6
"""Millimetres beyond half of the last written places, since sizes are rounded from inches and back; and in all: what is
written in whole inches is not exact."""


def size(described: Described, recorded: Recorded) -> Outcome:
    """The level of the best agreeing sizes."""
    one = described.sizes
    if not one:
        return Outcome(SizeLevel.MISSING, None, recorded.size_in_words)
    other = recorded.sizes
    if not other:
        return Outcome(SizeLevel.MISSING, in_words(one[0]), recorded.size_in_words)
    compared = compare_sizes(one, other, recorded.record.object_type.level1)
    return Outcome(_level(compared, one, other), compared.first, compared.second)


def _level(compared: SizeComparison, one: Sequence[Size], other: Sequence[Size]) -> SizeLevel:
    if compared.level is Compared.AGREES and any(_exact(a, b) for a in one for b in other):
        return SizeLevel.EXACT
    if compared.level <= Compared.NEAR and compared.compared + (compared.weight is True) < 2:
        return SizeLevel.ONE_MEASUREMENT
    return _BY_COMPARISON[compared.level]


def _exact(one: Size, other: Size) -> bool:
    """Whether two or more lengths of the same part are equal, smallest with smallest, as near as both were written."""
    a, b = (sorted(each.lengths, key=lambda length: length.value) for each in (one, other))
    if one.part is not other.part or len(a) != len(b) or len(a) < 2:
        return False
    return all(
        abs(x.value - y.value) <= min(_COARSEST, (x.step + y.step) / 2 + _SLACK)
        and not (x.approximate or y.approximate)
        for x, y in zip(a, b, strict=True)
    )
