"""The maker's statement among the free segments: found by what speaks for it, added up and held against a bar.

Dates of a life, a qualifier ("attributed to"), a word for a school or for "unknown" are nearly proof; a known given name,
initials, a family name in capitals and the first place are hints (`name_signs`). Two plain words at the head of a listing
are taken for a name only where something else can be the title.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from registry.normalise.lexicon import Span
from registry.normalise.listing.layout import LIFE_LINE, dates_in, free_segments, mended
from registry.normalise.listing.name_signs import (
    ARTICLES,
    HONOURS,
    INITIALS,
    is_life,
    known_as_name,
    name_like,
    name_score,
    of_a_thing,
    without_brackets,
)
from registry.normalise.listing.segments import Gap, Segment
from registry.normalise.listing.sheet import Claim, Sheet
from registry.normalise.listing.value import FieldKind
from registry.normalise.listing.vocabulary import is_given_name, is_listed
from registry.normalise.names.data import name_words, qualifier_phrases, rank_phrases
from registry.normalise.names.life import find_life_dates
from registry.normalise.names.saying import culture_of
from registry.normalise.text import fold

_BAR, _SURE = 2.0, 3.0
_AFTER_BY = 1.5
_LONGEST = 160
_BY_BEFORE = re.compile(r"(?<!\w)(?P<by>[Bb]y|[Pp]ar|[Vv]on|[Aa]v|[Оо]т)\s+$")
_LEADING_BY = re.compile(r"^(?:[Bb]y|[Pp]ar|[Vv]on|[Aa]v|[Оо]т)\s+(?=[^\W\d_a-zа-я])")


@dataclass(frozen=True)
class _Statement:
    """Segments `first` to `last` as one statement of a maker, and how much speaks for it."""

    first: int
    last: int
    span: Span
    score: float
    inside: bool
    """Whether it stands in the middle of a line."""


def claim_makers(sheet: Sheet) -> Sheet:
    """The likeliest statement, and any other on its line that is certain by itself."""
    if sheet.has(FieldKind.MAKER):
        return sheet
    found = free_segments(sheet)
    stated = [each for at in range(len(found)) if (each := _statement(sheet.free, found, at)) is not None]
    best = max(stated, key=lambda each: (each.score - each.inside, -each.first), default=None)
    if best is None or best.score < _BAR:
        return sheet
    colon = sheet.free[best.span.end : best.span.end + 1] == ":"
    if best.score < _SURE and not colon and not _leaves_a_title(sheet, found, best):
        return sheet
    certain = [each for each in stated if each.score >= _SURE and not best.first <= each.first <= best.last]
    others = [each for each in certain if _same_line(sheet.free, each, best)]
    spans = (_to_line_end(sheet, found, best) if not others else best.span, *(each.span for each in others))
    words_for_by = (_BY_BEFORE.search(sheet.free[: span.start]) for span in spans)
    sheet = sheet.spending(Span(*found.span("by")) for found in words_for_by if found is not None)
    return sheet.claiming(Claim(FieldKind.MAKER, span) for span in spans)


def _to_line_end(sheet: Sheet, found: Sequence[Segment], maker: _Statement) -> Span:
    """The statement with what little more its line says ("unknown Italian, Naples"), where the title has the next line."""
    if found[maker.first].gap is not Gap.LINE or maker.span.end != found[maker.last].end:
        return maker.span
    last = maker.last
    while last + 1 < len(found) and found[last + 1].gap is Gap.COMMA:
        last += 1
    more = [segment.of(sheet.free) for segment in found[maker.last + 1 : last + 1]]
    little = all(
        len(part.split()) <= 2 and fold(part.split()[0]) not in ARTICLES and not dates_in(part) for part in more
    )
    following = found[last + 1] if last + 1 < len(found) else None
    if not more or not little or following is None or following.gap is not Gap.LINE:
        return maker.span
    whole = sheet.free[found[last].end : following.start].count("\n") == 1 and following.of(sheet.free)[:1].isupper()
    return Span(maker.span.start, found[last].end) if whole else maker.span


def _same_line(text: str, one: _Statement, other: _Statement) -> bool:
    first, last = sorted((one.span, other.span))
    return "\n" not in text[first.end : last.start].strip(" ")


def _leaves_a_title(sheet: Sheet, found: Sequence[Segment], maker: _Statement) -> bool:
    """Whether anything beside the statement can be the title."""
    if sheet.has(FieldKind.TITLE):
        return True
    beside = [segment for at, segment in enumerate(found) if not maker.first <= at <= maker.last]
    return any(_can_be_title(segment.of(sheet.free), segment.gap) for segment in beside)


def _can_be_title(part: str, gap: Gap) -> bool:
    if is_listed(part, "untitled"):
        return True
    dated = any(one.end - one.start > len(part) / 2 for one in dates_in(part))
    long = len(part.split()) >= 2 or gap is Gap.LINE
    return long and part[:1].isupper() and not dated and culture_of(part) is None and not is_listed(part, "aside")


def _statement(text: str, found: Sequence[Segment], at: int) -> _Statement | None:
    head = mended(found[at].of(text))
    if len(head) > _LONGEST or head[0] in "\"'“„«‘《([":
        return None
    if _is_date(head):
        return None
    name, colon, _ = head.partition(": ")
    if colon and known_as_name(name) and len(name.split()) > 1:  # "George Barret: Landscape with Cattle"
        span = Span(found[at].start, found[at].start + len(name))
        return _Statement(at, at, span, name_score(name, name, first=at == 0, inverted=False), inside=False)
    last = at
    inverted = _inverted(text, found, at)
    if inverted:
        head = f"{found[at + 1].of(text)} {head}"
        last = at + 1
    known = known_as_name(head)
    while last + 1 < len(found) and _adds(text, found[last], found[last + 1], known=known):
        last += 1
    span = Span(found[at].start, found[last].end)
    by = _LEADING_BY.match(head) if not inverted else None
    placed = at == 0 or _second_line(text, found, at)
    bare = head[by.end() :] if by else head
    score = name_score(bare, span.of(text), first=placed, inverted=inverted) + (_AFTER_BY if by else 0)
    span = Span(span.start + by.end(), span.end) if by else span
    span = _without_date(text, span) if culture_of(head) else span
    return _Statement(at, last, span, score, inside=found[at].gap is Gap.COMMA)


def _is_date(head: str) -> bool:
    """Whether a stretch of several words is a date and nothing else: "II век н. э.", "Époque Louis XV"."""
    dates = [] if is_life(head) else dates_in(head)
    if not dates or len(head.split()) < 2:
        return False
    beside = head[: dates[0].start] + head[dates[-1].end :]
    return len(dates) == 1 and not any(sign.isalnum() for sign in beside)


def _second_line(text: str, found: Sequence[Segment], at: int) -> bool:
    """Whether a segment has the second line of the listing to itself, as makers below titles do."""
    lines = [each for each in found if each.gap is Gap.LINE]
    own = at + 1 == len(found) or "\n" in text[found[at].end : found[at + 1].start]
    return own and len(lines) > 1 and found[at] is lines[1] and not text[found[at - 1].end : found[at].start].strip()


def _inverted(text: str, found: Sequence[Segment], at: int) -> bool:
    """ "TURNER, Joseph Mallord William": a family name of one or two words, then given names."""
    if at + 1 >= len(found) or found[at + 1].gap is not Gap.COMMA:
        return False
    family, given = found[at].of(text), without_brackets(found[at + 1].of(text))
    if not given or len(family.split()) > 2 or len(given.split()) > 4 or not (name_like(given) and name_like(family)):
        return False
    if HONOURS.match(given) or qualifier_phrases().whole(given) or culture_of(given) or not given[0].isupper():
        return False
    known = is_given_name(given.split()[0]) or bool(INITIALS.search(f"{given} "))
    below = found[at + 2].of(text) if at + 2 < len(found) else ""
    return (
        known
        or LIFE_LINE.fullmatch(below) is not None
        or (family.isupper() and not given.isupper() and len(family) > 2)
    )


def _adds(text: str, before: Segment, segment: Segment, *, known: bool) -> bool:
    """Whether a segment says more of the maker before it: dates of a life, a qualifier, an honour, a culture."""
    part = segment.of(text)
    if segment.gap is Gap.LINE:
        bracketed = part[0] in "([（" or LIFE_LINE.fullmatch(part) is not None
        return bracketed and is_life(part) and not text[before.end : segment.start].strip()
    if segment.gap is Gap.SEMICOLON:
        return name_like(without_brackets(part)) and not of_a_thing(part)
    if segment.gap is not Gap.COMMA:
        return False
    if is_life(part):
        if part[0] not in "([（" and not known:
            return False  # "Spindle, 580-640"
        bare = HONOURS.sub("", without_brackets(part)).strip(" .,")
        return not bare or find_life_dates(bare) is not None
    short = part.strip(" .")
    said = qualifier_phrases().whole(short) or rank_phrases().whole(short)
    return bool(said) or bool(HONOURS.fullmatch(short))


def _without_date(text: str, span: Span) -> Span:
    """ "Scuola veneta del XVIII secolo" without its date, which is a field of its own."""
    part = span.of(text)
    dates = [one for one in dates_in(part) if not is_life(part[one.start : one.end])]
    if not dates or dates[0].start == 0 or dates[0].end < len(part.rstrip(" .")):
        return span
    left = part[: dates[0].start].rstrip(" ,(")
    while " " in left and fold(left.split()[-1]) in name_words().particles | {"um", "vers", "circa"}:
        left = left.rsplit(None, 1)[0]
    return Span(span.start, span.start + len(left))
