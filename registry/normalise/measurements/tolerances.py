"""How far two measurements of one object may lie apart.

The figures are those registrars use (flat works 1 cm or 2%, objects in the round 1 cm or 5%, coins and seals 2 mm and 3% of
the weight). For things under 10 cm a whole centimetre would unite anything with anything: there a tenth of the length is
the limit of "agrees", and the centimetre only that of "near". Rounding as written always counts: "28 in." may be 27.5.
"""

from dataclasses import dataclass

from registry.normalise.measurements.values import Measure
from registry.vocabulary.lists import ObjectType

FLAT = frozenset(
    {
        ObjectType.PAINTING,
        ObjectType.DRAWING,
        ObjectType.PRINT,
        ObjectType.PHOTOGRAPH,
        ObjectType.MANUSCRIPT,
        ObjectType.PRINTED_BOOK,
        ObjectType.ARCHIVE_DOCUMENT,
        ObjectType.ICON,
        ObjectType.TEXTILE,
        ObjectType.CARPET,
        ObjectType.MOSAIC,
    }
)
"""Works measured on a plane."""
SMALL = frozenset({ObjectType.COIN, ObjectType.SEAL, ObjectType.STAMP, ObjectType.JEWELLERY})
"""Things measured with a calliper and weighed."""
SAWN = frozenset({ObjectType.RELIEF, ObjectType.ARCHITECTURAL_ELEMENT, ObjectType.MOSAIC})
"""Pieces of buildings, which are sawn thinner and into smaller parts."""
TRIMMED = FLAT | SAWN | {ObjectType.OTHER}
"""What gets smaller when it is cut from its frame, binding or wall."""
FRAMED = frozenset(
    {
        ObjectType.PAINTING,
        ObjectType.DRAWING,
        ObjectType.PRINT,
        ObjectType.PHOTOGRAPH,
        ObjectType.ICON,
        ObjectType.TEXTILE,
        ObjectType.MANUSCRIPT,
        ObjectType.RELIEF,
        ObjectType.MOSAIC,
        ObjectType.OTHER,
    }
)
"""What hangs in a frame, so that a size may be the frame's without saying so."""

_CENTIMETRE, _SMALLEST, _SMALL_THINGS = 10.0, 2.0, 2.0
_TENTH = 0.1
_APPROXIMATE = 0.05
"""A size given as approximate may be off by this share more."""
_COARSEST_HALF_STEP = 12.7
_COIN_WEIGHT, _WEIGHT = 0.03, 0.05


@dataclass(frozen=True)
class Tolerance:
    """Limits in millimetres or grams: up to ``tight`` two values agree, up to ``wide`` they are near."""

    tight: float
    wide: float


def length_tolerance(kind: ObjectType, one: Measure, other: Measure) -> Tolerance:
    """The limits for two lengths of an object of a type; symmetric."""
    value = max(one.value, other.value)
    written = min(_COARSEST_HALF_STEP, one.step / 2) + min(_COARSEST_HALF_STEP, other.step / 2)
    doubt = value * _APPROXIMATE * (one.approximate + other.approximate)
    if kind in SMALL:
        tight = max(_SMALL_THINGS, written) + doubt
        return Tolerance(tight, max(tight, 2 * _SMALL_THINGS))
    share = value * (0.02 if kind in FLAT else 0.05)
    tight = max(share, min(_CENTIMETRE, max(_SMALLEST, value * _TENTH)), written) + doubt
    return Tolerance(tight, max(_CENTIMETRE, 2 * share, tight) + doubt)


def weight_tolerance(kind: ObjectType, one: Measure, other: Measure) -> Tolerance:
    """The limits for two weights."""
    value = max(one.value, other.value)
    share = _COIN_WEIGHT if kind in SMALL else _WEIGHT
    doubt = value * _APPROXIMATE * (one.approximate + other.approximate)
    tight = max(value * share, (one.step + other.step) / 2) + doubt
    return Tolerance(tight, 2 * tight)


def apart(one: Measure, other: Measure) -> float:
    """How much larger ``one`` is than ``other``: 0 where their ranges meet, negative if it is smaller."""
    if one.low > other.high:
        return one.low - other.high
    if one.high < other.low:
        return one.high - other.low
    return 0.0
