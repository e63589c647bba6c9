"""Fields that their label announces: "Provenance: …", "Maße: …", "SIGNATURE" alone on a line."""

import re
from dataclasses import dataclass

from registry.normalise.lexicon import Span, key_of, plain
from registry.normalise.listing.layout import sizes_in
from registry.normalise.listing.prices import PRICE
from registry.normalise.listing.sheet import Claim, Sheet
from registry.normalise.listing.value import SECTIONS, FieldKind
from registry.normalise.listing.vocabulary import label_words, terms

_COLON = re.compile(r"[ \t.]{0,2}(?:[*_]{0,2})(?:\([^()\n]{1,20}\))?[ \t]?[:：][*_]{0,2}[ \t]*")
_LINE_BEGINS = re.compile(r"[ \t\r]*(?:[•·*\-–—▪►]+|\(?\d{1,2}[.)])?[ \t]*[*_]{0,2}")
_BREAK_BEFORE = re.compile(r"[.;|,•·)\]»”\"–—。，；][ \t\r]*[*_]{0,2}$")
_NOTHING_MORE = re.compile(r"[ \t\r.:：*_]*(?:\n|$)")
_SUPPORTS = frozenset(
    {"support", "supporto", "soporte", "bildtrager", "sujet", "subject", "motiv", "image", "soggetto"}
)
"""Labels of other fields that before a number say which part was measured."""
_SHORTEST_CAPITALS = 5
_RUNS_IN = re.compile(r"[ \t]+(?=\S)")


@dataclass(frozen=True)
class _Mark:
    """A label: what it announces, where it stands and where its content starts."""

    kind: FieldKind
    start: int
    content: int
    alone: bool


def claim_labelled(sheet: Sheet) -> Sheet:
    """Every labelled field, taken as its label says, whether or not its content is understood."""
    marks = _marks(plain(sheet.flat))
    for number, mark in enumerate(marks):
        following = marks[number + 1].start if number + 1 < len(marks) else len(sheet.flat)
        end = _end(sheet.flat, mark, following)
        sheet = sheet.spending([Span(mark.start, mark.content)])
        sheet = sheet.claiming([Claim(mark.kind, Span(mark.content, end))])
    return sheet


def _marks(text: str) -> list[_Mark]:
    found: list[_Mark] = []
    for kind, start, end in terms(text, label_words()):
        before = text[text.rfind("\n", 0, start) + 1 : start]
        begins_line = _LINE_BEGINS.fullmatch(before) is not None
        if begins_line or _BREAK_BEFORE.search(before):
            mark = _mark(text, kind, Span(start, end), begins_line=begins_line)
            found += [mark] if mark is not None else []
    return [mark for place, mark in enumerate(found) if place == 0 or mark.start >= found[place - 1].content]


def _mark(text: str, kind: FieldKind, word: Span, *, begins_line: bool) -> _Mark | None:
    """A word as a label: before a colon, alone on its line, before a price, or in capitals at the head of a line."""
    start, end = word
    colon = _COLON.match(text, end)
    if colon is not None and _is_content(text, colon.end(), kind, word.of(text)):
        return _Mark(kind, start, colon.end(), _NOTHING_MORE.match(text, colon.end()) is not None)
    if begins_line and kind in SECTIONS and _NOTHING_MORE.match(text, end) and text[end:].strip(" \t\r\n.:*_"):
        return _Mark(kind, start, end, alone=True)
    behind = _RUNS_IN.match(text, end + (text[end : end + 1] == "."))
    priced = kind is FieldKind.ESTIMATE and behind is not None and PRICE.match(text, behind.end()) is not None
    capitals = kind in SECTIONS and begins_line and word.of(text).isupper() and end - start > _SHORTEST_CAPITALS
    return _Mark(kind, start, behind.end(), alone=False) if behind is not None and (priced or capitals) else None


def _is_content(text: str, at: int, kind: FieldKind, label: str) -> bool:
    """Whether something of the kind follows ("support: 20 x 30 cm" is a size); a section may begin in the next line."""
    rest = text[at:]
    if rest[:1].isdigit() and key_of(label) in _SUPPORTS:
        return False
    return bool(rest.strip()) and (
        kind in SECTIONS or bool(rest.split("\n", 2)[0].strip() or rest.split("\n", 2)[1].strip())
    )


def _end(text: str, mark: _Mark, following: int) -> int:
    """Where the content ends: at the next label, at the end of the line, or for a section at the end of its paragraph."""
    start = mark.content
    if mark.alone:
        start += len(text[start:]) - len(text[start:].lstrip(" \t\r\n.:：*_"))
    line_end = text.find("\n", start)
    end = line_end if line_end >= 0 else len(text)
    while mark.kind in SECTIONS and end < following:
        next_end = text.find("\n", end + 1)
        line = text[end + 1 : next_end if next_end >= 0 else len(text)]
        if not line.strip() or _another_field(line):
            break
        end = next_end if next_end >= 0 else len(text)
    return min(end, following)


def _another_field(line: str) -> bool:
    """Whether a line cannot belong to the section above it: a size or a price."""
    priced = PRICE.match(line.strip())
    return bool(priced) or (len(line) < 120 and bool(sizes_in(line)))
