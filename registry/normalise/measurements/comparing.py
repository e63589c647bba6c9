"""Whether two descriptions give the size of one object: a level, what was compared, and both sizes in words.

Comparison is one-sided where the world is: canvases are cut from frames, reliefs are sawn, and a frame or base makes a size
larger. So "smaller" and "larger" have levels of their own, and only a size that is larger one way and smaller the other
is a contradiction that nothing explains.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from registry.normalise.measurements.pairing import Pair, Pairing, pairings
from registry.normalise.measurements.tolerances import FRAMED, SAWN, SMALL, TRIMMED, apart, weight_tolerance
from registry.normalise.measurements.values import Part, Size
from registry.normalise.measurements.words import in_words
from registry.vocabulary.lists import MeasurementKind, ObjectType


class SizeLevel(IntEnum):
    """How two sizes stand to each other, best first."""

    AGREES = 0
    NEAR = 1
    OTHER_PART = 2
    """A frame, mount, margin or base explains the difference."""
    CUT_DOWN = 3
    """The first is smaller than the second, as a trimmed canvas or a sawn relief is."""
    DIFFERENT = 4
    """Beyond tolerance one way only, and nothing explains it."""
    CONTRADICTION = 5
    """Larger one way and smaller the other, or a coin of another weight: not the same object."""
    MISSING = 6


@dataclass(frozen=True)
class SizeComparison:
    """The level of the best pair of sizes, with both in words (None where there is none).

    ``compared`` counts the lengths that were compared; ``in_order``: labels or order are the same on both sides;
    ``weight`` tells whether the weights agree, None where they were not compared.
    """

    level: SizeLevel
    first: str | None
    second: str | None
    compared: int = 0
    in_order: bool = False
    weight: bool | None = None


_RANK = {
    Part.IMAGE: 0, Part.PLATE: 1, Part.SIGHT: 1, Part.SHEET: 2, Part.SUPPORT: 2, Part.OBJECT: 2, Part.CLOSED: 2,
    Part.OPEN: 3, Part.MOUNT: 3, Part.WITH_BASE: 3, Part.FRAME: 4,
}  # fmt: skip
"""From the innermost part to the outermost: an outer one is never the smaller."""
_WHOLE = {Part.OBJECT, Part.SUPPORT, Part.CLOSED}
_LEAST_FRAME, _MOST_FRAME, _MOST_FRAME_SHARE = 20.0, 400.0, 0.6
_UNEVEN_FRAME = 0.35
_SMALLEST_REMNANT, _SMALLEST_SAWN = 0.6, 0.4
_BASE_SHARE = 0.35


def compare_sizes(first: Sequence[Size], second: Sequence[Size], kind: ObjectType) -> SizeComparison:
    """The first object's sizes (a listing) against the second's (the registered one) for an object of a type."""
    shown_first = in_words(first[0]) if first else None
    shown_second = in_words(second[0]) if second else None
    missing = SizeComparison(SizeLevel.MISSING, shown_first, shown_second)
    found = [_compare(one, other, kind) for one, other in _comparable(first, second)]
    return min(found, key=lambda each: (each.level, -each.compared, not each.in_order), default=missing)


def _comparable(first: Sequence[Size], second: Sequence[Size]) -> list[tuple[Size, Size]]:
    """Pairs of sizes worth comparing: of whole things before components, of the same part before different ones."""
    pairs = [(one, other) for one in first for other in second if _has_common_ground(one, other)]
    whole = [pair for pair in pairs if not (pair[0].component or pair[1].component)]
    pairs = whole or pairs
    same = [pair for pair in pairs if pair[0].part is pair[1].part and pair[0].part is not Part.OBJECT]
    loose = [pair for pair in pairs if Part.BASE not in (pair[0].part, pair[1].part)]
    return same if same and not any(one.part is Part.OBJECT for one in first) else loose


def _has_common_ground(one: Size, other: Size) -> bool:
    return bool((one.lengths and other.lengths) or (one.weights and other.weights))


def _compare(one: Size, other: Size, kind: ObjectType) -> SizeComparison:
    weight = _weight(one, other, kind)
    shown = in_words(one), in_words(other)
    ranked = [(_level(each, one.part, other.part, kind), each) for each in pairings(one.lengths, other.lengths, kind)]
    if not ranked:
        levels = {True: SizeLevel.AGREES, False: SizeLevel.DIFFERENT, None: SizeLevel.MISSING}
        return SizeComparison(levels[weight], *shown, weight=weight)
    level, pairing = min(ranked, key=lambda each: (each[0], not each[1].in_order, each[1].cost))
    if weight is False and level <= SizeLevel.NEAR:
        level = SizeLevel.CONTRADICTION if kind is ObjectType.COIN else SizeLevel.NEAR
    return SizeComparison(level, *shown, len(pairing.pairs), pairing.in_order, weight)


def _weight(one: Size, other: Size, kind: ObjectType) -> bool | None:
    if not one.weights or not other.weights:
        return None
    a, b = one.weights[0], other.weights[0]
    return abs(apart(a, b)) <= weight_tolerance(kind, a, b).tight


def _level(pairing: Pairing, one: Part, other: Part, kind: ObjectType) -> SizeLevel:
    pairs = pairing.pairs
    if all(pair.near for pair in pairs):
        whole_to_frame = (one in _WHOLE) != (other in _WHOLE) and abs(_rank(one) - _rank(other)) > 1
        exact = all(pair.agrees and not pair.conflict for pair in pairs) and not whole_to_frame
        return SizeLevel.AGREES if exact else SizeLevel.NEAR
    if _other_part(pairs, one, other) or _silent_frame(pairs, one, other, kind) or _base(pairs, kind):
        return SizeLevel.OTHER_PART
    if _cut_down(pairs, kind):
        return SizeLevel.CUT_DOWN
    larger = any(pair.difference > pair.tolerance.wide for pair in pairs)
    smaller = any(pair.difference < -pair.tolerance.wide for pair in pairs)
    return SizeLevel.CONTRADICTION if larger and smaller else SizeLevel.DIFFERENT


def _rank(part: Part) -> int:
    return _RANK.get(part, 2)


def _other_part(pairs: Sequence[Pair], one: Part, other: Part) -> bool:
    """Whether one is an outer part of what the other measures, and larger accordingly."""
    step = _rank(one) - _rank(other)
    if step == 0:
        return False
    outward = [pair.difference if step > 0 else -pair.difference for pair in pairs]
    inner = [pair.other.value if step > 0 else pair.one.value for pair in pairs]
    return all(
        -pair.tolerance.tight <= growth <= max(_MOST_FRAME, size * 2)
        for pair, growth, size in zip(pairs, outward, inner, strict=True)
    )


def _silent_frame(pairs: Sequence[Pair], one: Part, other: Part, kind: ObjectType) -> bool:
    """Whether the first may be the framed size without saying so: larger all round by about the same."""
    if kind not in FRAMED or len(pairs) < 2 or one is not Part.OBJECT or other not in _WHOLE | {Part.SHEET}:
        return False
    growth = sorted(pair.difference for pair in sorted(pairs, key=lambda pair: -pair.other.value)[:2])
    limit = min(_MOST_FRAME, _MOST_FRAME_SHARE * max(pair.other.value for pair in pairs))
    return (
        growth[0] >= _LEAST_FRAME
        and growth[1] <= limit
        and growth[1] - growth[0] <= max(20.0, _UNEVEN_FRAME * growth[1])
    )


def _base(pairs: Sequence[Pair], kind: ObjectType) -> bool:
    """Whether only the height differs, by no more than a base."""
    if kind in TRIMMED | SMALL or len(pairs) < 2:
        return False
    off = [pair for pair in pairs if not pair.near]
    return (
        len(off) == 1
        and MeasurementKind.HEIGHT in off[0].one.kinds & off[0].other.kinds
        and abs(off[0].difference) <= _BASE_SHARE * max(off[0].one.value, off[0].other.value)
    )


def _cut_down(pairs: Sequence[Pair], kind: ObjectType) -> bool:
    """Whether the first is smaller all round, or smaller one way and equal the other, and enough of it is left."""
    if kind not in TRIMMED:
        return False
    least = _SMALLEST_SAWN if kind in SAWN else _SMALLEST_REMNANT
    depths = {MeasurementKind.DEPTH, MeasurementKind.THICKNESS}
    return all(
        pair.difference <= pair.tolerance.tight
        and (pair.ratio >= least or (kind in SAWN and bool((pair.one.kinds | pair.other.kinds) & depths)))
        for pair in pairs
    )
