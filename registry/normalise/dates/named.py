"""Periods, dynasties and reigns by name."""

from dataclasses import replace

from registry.normalise.dates.terms import DASHES, Core, Kind, Reader, Term
from registry.normalise.dates.value import Note
from registry.normalise.dates.vocabulary import Period, periods


def period_named(reader: Reader, at: int) -> Term | None:
    """The name of a period, with or without a noun on either side.

    Of a dynasty and a reign side by side ("清乾隆") the reign counts. Names that are words of other meanings ("Song")
    need the noun in running text, one-character names everywhere. A style ("Louis XV style") is no date.
    """
    first = at
    while reader.means(at, "period_noun") and not reader.means(at, "period"):
        at = reader.skip(at + 1, "filler")
    token = reader.at(at)
    if token is None or not token.means("period") or token.misspelt:
        return None
    period = periods()[str(token.senses["period"])]
    after = at + 1
    while reader.is_text(after, *DASHES) and reader.means(after + 1, "period_noun"):
        after += 1
    if reader.means(after, "style") and not reader.means(after, "period_noun"):
        return None
    behind = reader.skip(after, "period_noun")
    inner = period_named(reader, behind) if reader.means(behind, "period") else None
    if inner is not None and period.kind == "dynasty":
        return replace(inner, first=first)
    if period.kind == "reign" and reader.is_text(behind + 1, "年"):
        return _counted(reader, period, first, behind)
    noun = at > first or behind > after
    if not noun and (len(token.text) == 1 or (reader.running and not period.alone)):
        return None
    return Term(Core(Kind.PERIOD, period=period.key, notes=(Note.FROM_TABLE,)), first, (behind if noun else at + 1) - 1)


def _counted(reader: Reader, period: Period, first: int, at: int) -> Term | None:
    """A year of a reign: "乾隆二十年", the first being the year in which it begins."""
    number = reader.tokens[at].number
    if number is None or period.earliest + number - 1 > period.latest + 1:
        return None
    return Term(Core(Kind.YEAR, period.earliest + number - 1, 4), first, at + 1)
