"""Sizes and weights, with the words of measuring around them."""

import re

from registry.normalise.lexicon import Span, plain, words_of
from registry.normalise.listing.layout import dates_in, sizes_in
from registry.normalise.listing.sheet import Claim, Sheet
from registry.normalise.listing.value import FieldKind
from registry.normalise.listing.vocabulary import terms
from registry.normalise.materials import find_materials
from registry.normalise.measurements.vocabulary import measuring_words

_BETWEEN = re.compile(r"[^\n]{0,60}")
_UNIT = re.compile(r"[ \t]?(?:in|cm|mm|ft)(?![^\W_])")
_SHAPES = frozenset(
    "oval round circular tondo irregular octagonal square rectangular arched ovale rond ronde rund oktogonal tondo "
    "overall each rotondo ovalado овал круг коло овальный".split()
)
_LEFT_EDGE = re.compile(r"[\n;]|[,.](?=\s)")
_COMPONENT = re.compile(r"[ \t]*[^\W\d_]+(?:[ \t][^\W\d_]+){0,2}[ \t]?:[ \t]*")
_RIGHT = re.compile(r"[ \t]*\.?[ \t]*(?P<aside>\([^()\n]{1,25}\))|[ \t]+(?P<words>[^\W\d_]+(?:[ \t][^\W\d_]+){0,2})")
_SCANNED = re.compile(
    r"(?<!\w)[\dOolI]{1,4}(?:[.,][\dOol]{1,2})?(?:[ \t]\d/\d)?[ \t]?[x×хX][ \t]?"
    r"(?:\d+(?:[.,]\d+)?[ \t]?(?:in|cm|mm)?\.?[ \t]?\(?)?$"
)
"""A number that a scanner spoiled ("2O x 24 in.") before one that it did not."""


def claim_sizes(sheet: Sheet) -> Sheet:
    """One field for all sizes that stand together on a line."""
    text = _without_dates(sheet.free)
    spans = [_widened(text, span) for span in sizes_in(text)]
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and _belong_together(text, joined[-1], span):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return sheet.claiming(Claim(FieldKind.MEASUREMENTS, span) for span in joined)


def _belong_together(text: str, one: Span, other: Span) -> bool:
    if other.start <= one.end:
        return True
    between = text[one.end : other.start]
    if not _BETWEEN.fullmatch(between):
        return False
    words = re.findall(r"[^\W\d_]+", between)
    component = _COMPONENT.fullmatch(between.lstrip(" .,;("))
    return not words or _all_measuring(between) or bool(component) or (len(words) <= 5 and not find_materials(between))


def _without_dates(text: str) -> str:
    """The text, of the same length, without its dates: the B of "480 B.C." is no breadth."""
    letters = list(text)
    for date in dates_in(text):
        letters[date.start : date.end] = "\n" * (date.end - date.start)
    return "".join(letters)


def _all_measuring(text: str) -> bool:
    covered = sum(end - start for _, start, end in terms(text, measuring_words()))
    covered += sum(word.end - word.start for word in words_of(text) if word.key in _SHAPES)
    return covered >= 0.7 * len(re.sub(r"[\W\d_]", "", text))


def _widened(text: str, span: Span) -> Span:
    """The span with the label or component before it, its unit's point, and "(with frame)" or "high" behind it."""
    line = text.rfind("\n", 0, span.start) + 1
    edges = [edge.end() for edge in _LEFT_EDGE.finditer(text, line, span.start)]
    start = span.start
    for edge in reversed([line, *edges]):
        before = text[edge : span.start]
        if not re.search(r"[^\W\d_]", before):
            continue
        component = start == span.start and _COMPONENT.fullmatch(before) is not None
        medium = bool(find_materials(before)) and ":" not in before
        if medium or not (component or _all_measuring(before)):
            break
        start = edge  # "Oval, with frame, 30 x 20 cm"
    scanned = _SCANNED.search(plain(text[line : span.start]))
    if start == span.start and scanned is not None:
        start = line + scanned.start()
    unit = _UNIT.match(text, span.end)
    end = unit.end() if unit is not None else span.end
    if text[end : end + 1] == "." and not re.match(r"\.[^\W_]", text[end:]):
        end += 1
    for _ in range(2):
        if text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")":
            end += 1
        behind = _RIGHT.match(text, end)
        said = (behind["aside"] or behind["words"]) if behind is not None else ""
        if behind is not None and re.search(r"[^\W\d_]", said) and _all_measuring(said):
            end = behind.end()
    return Span(start, end)
