"""How much of a book there is: folios, pages and lines per page, in the ways of manuscript catalogues.

"ff. 212" counts, "f. 12r" cites one leaf and is left alone. "ff. 1-212" ends with the count; of "ff. ii + 212 + iii" the
leaves of the text block count.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from registry.normalise.identifiers.scan import Scan
from registry.normalise.identifiers.vocabulary import ExtentKind, extent_words
from registry.normalise.lexicon import Span

_FLYLEAVES = r"(?:[ivxl]+|\d{1,2})"
_COUNT = rf"(?:{_FLYLEAVES}\s?\+\s?)?(?P<low>\d{{1,4}})(?:\s?-\s?(?P<high>\d{{1,4}}))?(?:\s?\+\s?{_FLYLEAVES})?"
_AFTER = re.compile(rf"{_COUNT}(?![\w/])(?!\s*(?:[mc]m|[мс]м|in)\b)")
_BEFORE = re.compile(rf"(?<![\w/.])(?<!\d,){_COUNT}\s?$")
_ONE_LEAF = frozenset({"f", "fol", "folio", "c", "h", "carta", "лист", "листа", "leaf", "feuillet", "с", "s", "page"})
"""Words that cite one leaf when a number follows them, and count when it stands before them."""
_NEEDS_POINT = frozenset({"f", "s", "с", "л", "ق", "ll", "pp", "bl"})
_BACK = 24


@dataclass(frozen=True)
class Extent:
    """A count of folios, pages or lines; ``low`` and ``high`` differ for "15-17 lines"."""

    kind: ExtentKind
    low: int
    high: int
    span: Span


class ExtentLevel(StrEnum):
    """How two counts stand to each other."""

    SAME = "same"
    FEWER = "fewer"
    """The first has fewer leaves: some may have been lost or sold."""
    OTHER = "other"
    MISSING = "missing"


def find_extents(text: str) -> tuple[Extent, ...]:
    """The counts of folios, pages and lines that a text names, in order."""
    scan = Scan(text)
    found: list[Extent] = []
    for each in _found(scan):
        if not found or each.span.start >= found[-1].span.end:
            found.append(each)
    return tuple(found)


def compare_extents(one: Extent | None, other: Extent | None) -> ExtentLevel:
    """Whether the first book can be the second: leaves get lost, but lines of a page do not change."""
    if one is None or other is None or one.kind is not other.kind:
        return ExtentLevel.MISSING
    if one.low <= other.high and other.low <= one.high:
        return ExtentLevel.SAME
    return ExtentLevel.FEWER if one.high < other.low and one.kind is not ExtentKind.LINES else ExtentLevel.OTHER


def _found(scan: Scan) -> Iterator[Extent]:
    for kind, start, end in scan.terms(extent_words()):
        word = scan.plain[start:end]
        key = word.casefold()
        pointed = bool(re.match(r"\.(?!\w)", scan.plain[end : end + 2]))
        before = _BEFORE.search(scan.plain[max(0, start - _BACK) : start])
        spaced = len(key) > 1 or key > "\u0600" or scan.plain[start - 1 : start].isspace()
        if (
            before is not None
            and spaced
            and (key not in _NEEDS_POINT or pointed or key in {"л", "bl", "ق", "pp", "ll"})
        ):
            first = max(0, start - _BACK) + before.start()
            yield _extent(kind, before, Span(first, end), ranged=kind is ExtentKind.LINES)
            continue
        if key in _ONE_LEAF or (kind is not ExtentKind.FOLIOS and not _counts(key)):
            continue
        place, _ = scan.after_label(end)
        after = _AFTER.match(scan.plain, place)
        if after is not None and place - end <= 4:
            yield _extent(kind, after, Span(start, after.end()), ranged=kind is ExtentKind.LINES)


def _counts(key: str) -> bool:
    """Whether a word for pages or lines counts what follows: "مسطرته ١٥", "lines: 15"; "pages 3 and 4" cites."""
    return key[:1] > "\u0600" or key in {"lines", "rader", "zeilen", "lignes"}


def _extent(kind: ExtentKind, found: re.Match[str], span: Span, *, ranged: bool) -> Extent:
    low = int(found["low"])
    high = int(found["high"]) if found["high"] else low
    if not ranged:  # "ff. 1-212" are 212
        low = high = max(low, high)
    return Extent(kind, min(low, high), max(low, high), span)
