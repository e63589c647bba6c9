"""When the object was made: segments that are a date and nothing else. A year inside a title stays there."""

import re

from registry.normalise.dates import DateReading, FoundDate, NotUnderstood, Reason, Role, parse_date
from registry.normalise.lexicon import Span, words_of
from registry.normalise.listing.layout import dates_in, free_segments
from registry.normalise.listing.segments import Gap
from registry.normalise.listing.sheet import Claim, Sheet
from registry.normalise.listing.value import FieldKind
from registry.normalise.listing.vocabulary import dating_words

_ROLES = frozenset("exhibited published printed".split())
_YEARS = re.compile(r"(?:(?:c|ca|circa|um|vers|около|cirka)\.? ?)?\d{3,4} ?[-–—] ?\d{1,4}")
_LONGEST = 40
_TATWEEL = "\u0640"

MAKING = frozenset({Role.MADE, Role.PRINTED, Role.PUBLISHED, Role.EXHIBITED})
"""Roles of a date that stands by itself where the date of the work is given ("exhibited 1847")."""


def claim_dates(sheet: Sheet) -> Sheet:
    """Every date that has its segment to itself, words such as "painted in" aside."""
    text = sheet.free
    dates = [found for found in dates_in(text) if found.reading.role in MAKING]
    claims = []
    for segment in free_segments(sheet):
        inside = [date for date in dates if segment.start <= date.start and date.end <= segment.end]
        if inside and _nothing_else(text, segment.span, inside):
            first = segment.start if inside[0].reading.role is not Role.MADE else inside[0].start
            claims.append(Claim(FieldKind.DATE, _with_point(text, Span(first, inside[-1].end))))
        elif not inside and (_undated(segment.of(text)) or (segment.gap is not Gap.LINE and _early(segment.of(text)))):
            claims.append(Claim(FieldKind.DATE, segment.span))
    return sheet.claiming(claims)


def _early(part: str) -> bool:
    """Whether a segment of numbers is a range of years that is no date in running text: "580-640", "1993-5"."""
    return bool(_YEARS.fullmatch(part.strip(" .()"))) and isinstance(parse_date(part.strip(" .()")), DateReading)


def _undated(part: str) -> bool:
    read = parse_date(part) if len(part) < _LONGEST else None
    return isinstance(read, NotUnderstood) and read.reason is Reason.UNDATED


def _nothing_else(text: str, segment: Span, dates: list[FoundDate]) -> bool:
    beside = list(segment.of(text))
    for date in dates:
        beside[date.start - segment.start : date.end - segment.start] = " " * (date.end - date.start)
    rest = "".join(beside).replace(_TATWEEL, " ")
    return not any(sign.isdigit() for sign in rest) and all(
        word.key in dating_words() or word.key in _ROLES for word in words_of(rest)
    )


def _with_point(text: str, span: Span) -> Span:
    """With the point of an abbreviation ("1884 г.", "19. Jh.") , the tatweel of "هـ" or the year of "1985年"."""
    if text[span.end : span.end + 1] in {_TATWEEL, "年"}:
        return Span(span.start, span.end + 1)
    abbreviated = text[span.end - 1 : span.end].isalpha() and text[span.end : span.end + 1] == "."
    short = text[span.start : span.end].split()[-1:] if abbreviated else []
    return Span(span.start, span.end + 1) if short and len(short[0]) <= 3 else span
