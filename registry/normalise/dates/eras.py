"""The word for "year", the era or the calendar behind a number; and what number a token is."""

from dataclasses import replace

from registry.normalise.dates.calendars import is_year
from registry.normalise.dates.terms import Kind, Reader, Term
from registry.normalise.dates.token import Token
from registry.normalise.dates.value import Calendar

LATEST_YEAR = 2100
"""No object is dated later; larger numbers are something else."""


def with_era(reader: Reader, term: Term) -> Term:
    """The term with the word for "year", then the era or calendar, that follow it."""
    at = reader.skip(term.last + 1, "year") if term.core is not None and term.core.kind == Kind.YEAR else term.last + 1
    if reader.means(at, "bc"):
        return replace(term, bc=True, last=at)
    if reader.means(at, "calendar"):
        found = _calendar_behind(reader, term, at)
        if found is not None:
            return found
    if reader.means(at, "ad"):
        return replace(term, bc=False, last=at)
    if reader.is_text(at, "(") and reader.means(at + 1, "calendar") and reader.is_text(at + 2, ")"):
        found = _calendar_behind(reader, term, at + 1)
        if found is not None:
            return replace(found, last=at + 2)
    further = reader.skip(at, "filler")
    if further > at and reader.means(further, "bc", "calendar", "ad"):
        found = with_era(reader, replace(term, last=further - 1))
        return found if found.last >= further else replace(term, last=at - 1)
    return replace(term, last=at - 1)


def _calendar_behind(reader: Reader, term: Term, at: int) -> Term | None:
    token = reader.tokens[at]
    calendar = Calendar(str(token.senses["calendar"]))
    number = term.core.number if term.core is not None else 0
    # A lone Latin "h" is as often a height as a Hijri year.
    if token.text == "h" and (reader.running or not 100 <= number <= 1500):
        return None
    if term.core is not None and term.core.kind == Kind.YEAR and not is_year(calendar, number):
        return None
    return replace(term, calendar=calendar, last=at)


def ordinal_of(token: Token) -> int | None:
    if token.means("ordinal"):
        return value_of(token, "ordinal")
    return token.number if token.number is not None else token.roman


def value_of(token: Token, concept: str) -> int:
    value = token.senses[concept]
    assert isinstance(value, int)  # noqa: S101 - what the lexicon holds for months, ordinals and seasons
    return value


def is_numeral(token: Token | None) -> bool:
    return (
        token is not None
        and not token.barred
        and (token.number is not None or token.roman is not None or token.means("ordinal") or token.means("century"))
    )
