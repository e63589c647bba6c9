"""Evidence of extents: leaves and pages get lost, but a book never gains any, and the lines of its pages stay as they are."""

from collections.abc import Iterator
from enum import StrEnum

from matcher.evidence.described import Described
from matcher.evidence.levels import Outcome
from matcher.evidence.recorded import Recorded
from registry.normalise.identifiers import Extent, ExtentKind, compare_extents
from registry.normalise.identifiers import ExtentLevel as Compared


class ExtentLevel(StrEnum):
    """From more leaves or other lines than registered to the same count."""

    OTHER = "other"
    FEWER = "fewer"
    SAME = "same"
    MISSING = "missing"


SENTENCES = {
    ExtentLevel.OTHER: "It has more leaves or pages than registered, or other lines to the page: books gain neither.",
    ExtentLevel.FEWER: "It has fewer leaves or pages than registered: some may have been lost or sold.",
    ExtentLevel.SAME: "The count of leaves, pages or lines is the registered one.",
    ExtentLevel.MISSING: "There are no counts of leaves, pages or lines to compare.",
}

_BY_COMPARISON = {
    Compared.OTHER: ExtentLevel.OTHER,
    Compared.FEWER: ExtentLevel.FEWER,
    Compared.SAME: ExtentLevel.SAME,
}
_ORDER = list(ExtentLevel)


def extent(described: Described, recorded: Recorded) -> Outcome:
    """Of each thing counted the best agreement, and of those the worst: other lines speak against the same leaves."""
    if not described.extents:
        return Outcome(ExtentLevel.MISSING)
    found = [
        max(pairs, key=lambda each: _ORDER.index(each[0]))
        for kind in ExtentKind
        if (pairs := list(_pairs(kind, described.extents, recorded.extents)))
    ]
    if not found:
        other = _shown(recorded.extents[0]) if recorded.extents else None
        return Outcome(ExtentLevel.MISSING, _shown(described.extents[0]), other)
    level, first, second = min(found, key=lambda each: _ORDER.index(each[0]))
    return Outcome(level, _shown(first), _shown(second))


def _pairs(
    kind: ExtentKind, one: tuple[Extent, ...], other: tuple[Extent, ...]
) -> Iterator[tuple[ExtentLevel, Extent, Extent]]:
    for first in one:
        for second in other:
            if first.kind is kind and second.kind is kind:
                yield _BY_COMPARISON[compare_extents(first, second)], first, second


def _shown(extent: Extent) -> str:
    count = str(extent.low) if extent.low == extent.high else f"{extent.low}–{extent.high}"
    return f"{count} {extent.kind}"
