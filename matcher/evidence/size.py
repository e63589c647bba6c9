"""Evidence of size: the sizes named in the query against the registered measurements, in any order.

Tolerance as registrars use it: flat works 1 cm or 2%, objects in the round 1 cm or 5%, coins and seals 2 mm. A canvas
cut from its frame is smaller than registered, so "smaller" is a level of its own.
"""

from matcher.answer import EvidenceItem, EvidenceKind
from matcher.evidence.levels import MISSING, levelled
from matcher.weights import Weights
from registry.normalise.measurements import Part, find_measurements, recorded_sizes
from registry.records.object import CulturalObject
from registry.vocabulary.lists import ObjectType

LEVELS = ("same", "one side", "smaller", "other")

_FLAT = {
    ObjectType.PAINTING,
    ObjectType.DRAWING,
    ObjectType.PRINT,
    ObjectType.PHOTOGRAPH,
    ObjectType.MANUSCRIPT,
    ObjectType.ICON,
    ObjectType.TEXTILE,
    ObjectType.CARPET,
    ObjectType.MOSAIC,
}
_SMALL = {ObjectType.COIN, ObjectType.SEAL, ObjectType.STAMP, ObjectType.JEWELLERY}


def tolerance(kind: ObjectType, centimetres: float) -> float:
    """How far two measurements of one object may lie apart, in centimetres."""
    if kind in _SMALL:
        return 0.2
    return max(1.0, centimetres * (0.02 if kind in _FLAT else 0.05))


def size_level(text: str, record: CulturalObject) -> tuple[str, str | None, str | None]:
    """The level of the best agreeing size, and both sizes as text."""
    named = [size.centimetres for size in find_measurements(text).sizes if size.centimetres]
    recorded = recorded_sizes(record.measurements)
    ours = [size.centimetres for size in recorded if size.centimetres and size.part is not Part.FRAME]
    if not named or not ours:
        return MISSING, _show(named[0]) if named else None, _show(ours[0]) if ours else None
    levels = [
        (LEVELS.index(_compare(record.object_type.level1, theirs, sizes)), theirs, sizes)
        for theirs in named
        for sizes in ours
    ]
    best, theirs, sizes = min(levels, key=lambda level: level[0])
    return LEVELS[best], _show(theirs), _show(sizes)


def _compare(kind: ObjectType, named: tuple[float, ...], recorded: tuple[float, ...]) -> str:
    left = list(recorded)
    same = 0
    for value in named:
        near = [other for other in left if abs(other - value) <= tolerance(kind, other)]
        if near:
            left.remove(min(near, key=lambda other: abs(other - value)))
            same += 1
    needed = min(len(named), len(recorded))
    if same >= needed > 1:
        return "same"
    if same:
        return "one side"
    smaller = len(named) >= needed and all(
        value <= other
        for value, other in zip(sorted(named, reverse=True), sorted(recorded, reverse=True), strict=False)
    )
    return "smaller" if smaller and max(named) >= 0.6 * max(recorded) else "other"


def _show(sizes: tuple[float, ...]) -> str:
    return " × ".join(f"{size:g}" for size in sizes) + " cm"


def size_evidence(text: str, record: CulturalObject, weights: Weights) -> EvidenceItem:
    """The evidence item."""
    level, named, recorded = size_level(text, record)
    sentence = {
        "same": "The sizes agree within the usual tolerance.",
        "one side": "One measurement agrees within the usual tolerance.",
        "smaller": "The described object is smaller than registered, as a trimmed or unframed one would be.",
        "other": "The sizes differ by more than the usual tolerance.",
        MISSING: "There are no sizes to compare.",
    }[level]
    return levelled(EvidenceKind.SIZE, level, named, recorded, sentence, weights)
