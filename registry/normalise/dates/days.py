"""Dates with a month or a day: "3 March 1872", "spring 1916", "1872年3月3日", "23.04.1920"."""

from dataclasses import replace

from registry.normalise.dates.eras import LATEST_YEAR, is_numeral, value_of, with_era
from registry.normalise.dates.terms import Core, Kind, Reader, Term
from registry.normalise.dates.value import Calendar, Note
from registry.normalise.dates.years import year


def full_date(reader: Reader, at: int) -> Term | None:
    date = reader.tokens[at].date
    if date is None or (reader.running and date.day is None and date.month is not None):
        return None
    notes = (Note.DAY_OR_MONTH,) if date.month is None else ()
    return with_era(reader, Term(Core(Kind.YEAR, date.year, 4, date.month, date.day, notes=notes), at, at))


def with_month(reader: Reader, at: int) -> Term | None:
    if reader.means(at, "calendar_month") and not reader.means(at, "month"):
        found = _calendar_year(reader, at + 1)
        return replace(found, first=at) if found is not None else None
    return _month_name(reader, at) or _day_first(reader, at) or _chinese_date(reader, at)


def _month_name(reader: Reader, at: int) -> Term | None:
    """ "March 1872", "March 3, 1872", "spring 1916"; and, in a date field, "1935, January"."""
    token = reader.tokens[at]
    name = "month" if token.means("month") else "season" if token.means("season") else None
    if name is None:
        if reader.running or token.number is None or token.digits != 4:
            return None
        behind = at + 2 if reader.is_text(at + 1, ",") else at + 1
        if not reader.means(behind, "month") or reader.at(behind + 1) is not None:
            return None
        return Term(Core(Kind.YEAR, token.number, 4, value_of(reader.tokens[behind], "month")), at, behind)
    month = value_of(token, name)
    after = at + 1
    day = None
    number = reader.at(after)
    if name == "month" and number is not None and number.number is not None and number.digits <= 2:
        day, after = number.number, after + 1
    while reader.is_text(after, ",") or reader.means(after, "filler", "year"):
        after += 1
    return _dated(reader, at, after, month, day)


def _day_first(reader: Reader, at: int) -> Term | None:
    """ "3 March 1872", "3. März 1872", "3 de marzo de 1872", "١٢ ربيع الأول ١١٢١"."""
    token = reader.tokens[at]
    if token.number is None or token.digits > 2 or not 1 <= token.number <= 31:
        return None
    month = reader.skip(at + 1, "filler")
    if reader.means(month, "calendar_month") and not reader.means(month, "month"):
        found = _calendar_year(reader, month + 1)
        return replace(found, first=at) if found is not None else None
    if not reader.means(month, "month"):
        return None
    after = month + 1
    while reader.is_text(after, ",") or reader.means(after, "filler", "year"):
        after += 1
    return _dated(reader, at, after, value_of(reader.tokens[month], "month"), token.number)


def _calendar_year(reader: Reader, at: int) -> Term | None:
    """The year behind a month of another calendar, if that calendar is named."""
    at = reader.skip(at, "year", "filler")
    found = year(reader, at) if is_numeral(reader.at(at)) else None
    return found if found is not None and found.calendar != Calendar.COMMON else None


def _dated(reader: Reader, first: int, at: int, month: int, day: int | None) -> Term | None:
    number = reader.at(at)
    if number is None or number.number is None or number.digits not in {3, 4} or number.barred or number.decade:
        return None
    if not 100 <= number.number <= LATEST_YEAR or (day is not None and not 1 <= day <= 31):
        return None
    return with_era(reader, Term(Core(Kind.YEAR, number.number, number.digits, month, day), first, at))


def _chinese_date(reader: Reader, at: int) -> Term | None:
    """ "1872年3月3日"."""
    number, month = reader.at(at), reader.at(at + 2)
    if number is None or month is None or number.number is None or month.number is None:
        return None
    if not (reader.is_text(at + 1, "年") and reader.means(at + 3, "month_noun") and 1 <= month.number <= 12):
        return None
    day = reader.at(at + 4)
    if day is not None and day.number is not None and reader.is_text(at + 5, "日", "号") and 1 <= day.number <= 31:
        return Term(Core(Kind.YEAR, number.number, number.digits, month.number, day.number), at, at + 5)
    return Term(Core(Kind.YEAR, number.number, number.digits, month.number), at, at + 3)
