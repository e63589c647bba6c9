"""A year by its number, in any calendar."""

from registry.normalise.dates.calendars import is_year
from registry.normalise.dates.eras import LATEST_YEAR, with_era
from registry.normalise.dates.terms import Core, Kind, Reader, Term
from registry.normalise.dates.value import Calendar


def year(reader: Reader, at: int) -> Term | None:
    """A number as a year: of four digits, of three in a date field, of any where an era or calendar stands beside it."""
    token = reader.at(at)
    if token is None or token.barred or token.decade or token.ordinal:
        return None
    if token.number is None:
        return _roman_year(reader, at)
    dated = with_era(reader, Term(Core(Kind.YEAR, token.number, token.digits), at, at, uncertain=token.doubted))
    if dated.bc is not None or dated.calendar != Calendar.COMMON:
        return dated if token.number else None
    named = dated.last > at
    of_three_digits = token.digits == 3 and token.number >= 100 and (named or not reader.running)
    of_four_digits = token.digits == 4 and 1000 <= token.number <= LATEST_YEAR
    return dated if of_three_digits or of_four_digits else None


def _roman_year(reader: Reader, at: int) -> Term | None:
    token = reader.tokens[at]
    fewest = 5 if reader.running else 4
    if token.roman is None or token.small_roman or len(token.text) < fewest or not 1000 <= token.roman <= LATEST_YEAR:
        return None
    return Term(Core(Kind.YEAR, token.roman, 4), at, at)


def calendar_first(reader: Reader, at: int) -> Term | None:
    token = reader.tokens[at]
    if not token.means("calendar") or len(token.text) < 2:
        return None
    after = reader.skip(at + 1, "year", "filler", "calendar_month")
    number = reader.at(after)
    if number is None or number.number is None or number.barred or number.date:
        return None
    calendar = Calendar(str(token.senses["calendar"]))
    term = Term(Core(Kind.YEAR, number.number, number.digits), at, after, calendar=calendar, era_first=True)
    return term if is_year(calendar, number.number) else None
