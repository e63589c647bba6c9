"""A reading in plain English words, so that a user sees how a date was understood."""

from registry.normalise.dates.spans import historical
from registry.normalise.dates.value import Calendar, DateReading, Point, Precision
from registry.normalise.dates.vocabulary import periods

_MONTHS = "January February March April May June July August September October November December".split()
_SEASONS = "spring summer autumn winter".split()


def in_words(reading: DateReading) -> str:
    """Such as "about 1650, read as 1640 to 1660", "1709 to 1710 (hijri calendar)" or "before 1931"."""
    if reading.parts:
        joint = " or " if reading.choice else " and "
        return joint.join(_with_role(part) for part in reading.parts)
    said = _said(reading)
    allowed = _between(reading.earliest, reading.latest)
    if reading.approximate:
        said = f"about {said}"
    if reading.uncertain:
        said = f"probably {said}"
    if allowed not in said:
        said = f"{said}, read as {allowed}"
    if reading.calendar != Calendar.COMMON:
        said = f"{said} ({reading.calendar.replace('_', ' ')} calendar)"
    return said


def year_in_words(year: int) -> str:
    """An astronomical year as people write it: 1650, AD 79, 490 BC."""
    number, bc = historical(year)
    if bc:
        return f"{number} BC"
    return str(number) if number >= 500 else f"AD {number}"


def _with_role(reading: DateReading) -> str:
    return in_words(reading) if reading.role == "made" else f"{reading.role} {in_words(reading)}"


def _said(reading: DateReading) -> str:
    start, end = reading.start, reading.end
    if reading.period is not None and reading.precision == Precision.PERIOD:
        return f"{periods()[reading.period].name}"
    if start is not None and end is not None:
        return _point(start) if start == end else _between(start.year, end.year)
    if end is not None:
        return f"{_point(end)} or before"
    return f"{_point(start)} or after" if start is not None else "unknown"


def _point(point: Point) -> str:
    year = year_in_words(point.year)
    if point.month is None:
        return year
    if point.month > 12:
        return f"{_SEASONS[(point.month - 21) % 4]} {year}"
    return f"{point.day} {_MONTHS[point.month - 1]} {year}" if point.day else f"{_MONTHS[point.month - 1]} {year}"


def _between(first: int | None, last: int | None) -> str:
    if first is None:
        return f"{year_in_words(last)} or before" if last is not None else "any year"
    if last is None:
        return f"{year_in_words(first)} or after"
    if first == last:
        return year_in_words(first)
    if last <= 0:
        return f"{historical(first)[0]} to {year_in_words(last)}"
    return f"{year_in_words(first)} to {year_in_words(last)}"
