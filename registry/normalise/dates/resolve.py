"""A complete term as years."""

from dataclasses import replace

from registry.normalise.dates.calendars import common_years
from registry.normalise.dates.eras import LATEST_YEAR
from registry.normalise.dates.spans import DAYS, Span, astronomical, hundred, numbered, part
from registry.normalise.dates.terms import Core, Kind, Limit, Term
from registry.normalise.dates.value import Calendar, DateReading, Point, Precision
from registry.normalise.dates.vocabulary import egyptian_dynasties, periods


class Impossible(ValueError):
    """Nothing is dated so: the month has no such day, the range runs backwards, the calendar has no such year."""


_PRECISIONS = {
    Kind.CENTURY: Precision.CENTURY,
    Kind.HUNDRED: Precision.CENTURY,
    Kind.MILLENNIUM: Precision.MILLENNIUM,
    Kind.DECADE: Precision.DECADE,
    Kind.DECADE_OF_CENTURY: Precision.DECADE,
    Kind.PERIOD: Precision.PERIOD,
    Kind.DYNASTY: Precision.PERIOD,
}


def resolve(term: Term) -> DateReading:
    """The reading of one complete term, without its text. Raises Impossible."""
    core = term.core
    if core is None or core.kind == Kind.BARE:
        raise Impossible("the term names no year")
    notes = (*core.notes, *term.notes)
    period = _period_key(core)
    if core.kind == Kind.YEAR and term.calendar == Calendar.COMMON:
        reading = _of_year(core, bc=bool(term.bc))
    else:
        span = _span(core, bc=bool(term.bc), calendar=term.calendar)
        if term.parts is not None:
            span = _portion(core, span, term)
        precision = Precision.YEAR if core.kind == Kind.YEAR else _PRECISIONS[core.kind]
        if term.parts is not None and precision != Precision.PERIOD:
            precision = Precision.RANGE
        reading = DateReading("", Point(span[0]), Point(span[1]), precision, term.calendar, period)
    if reading.start is not None and reading.start.year > LATEST_YEAR:
        raise Impossible(f"the year {reading.start.year} lies ahead")
    start, end = (
        replace(point, approximate=term.approximate, uncertain=term.uncertain) if point else None
        for point in (reading.start, reading.end)
    )
    return _limited(replace(reading, start=start, end=end, notes=notes), term.limit, core)


def _of_year(core: Core, *, bc: bool) -> DateReading:
    month, day = core.month, core.day
    if core.number < 1:
        raise Impossible("there is no year 0 between 1 BC and AD 1")
    if month is not None and day is not None and (not 1 <= month <= 12 or day > DAYS[month - 1]):
        raise Impossible(f"month {month} has no day {day}")
    point = Point(astronomical(core.number, bc=bc), month, day)
    precision = Precision.DAY if day else Precision.YEAR if month is None else _month_or_season(month)
    return DateReading("", point, point, precision)


def _month_or_season(month: int) -> Precision:
    return Precision.SEASON if month > 12 else Precision.MONTH


def _span(core: Core, *, bc: bool, calendar: Calendar) -> Span:
    match core.kind:
        case Kind.CENTURY:
            span = numbered(core.number, 100, bc=bc)
        case Kind.MILLENNIUM:
            span = numbered(core.number, 1000, bc=bc)
        case Kind.HUNDRED:
            span = hundred(core.number, 100, bc=bc)
        case Kind.DECADE:
            span = hundred(core.number, 10, bc=bc)
        case Kind.DECADE_OF_CENTURY:
            span = hundred((core.number - 1) * 100 + core.decade, 10, bc=bc)
        case Kind.YEAR:
            span = core.number, core.number
        case _:
            return _of_period(core)
    if calendar == Calendar.COMMON:
        return span
    try:
        return common_years(calendar, *span)
    except ValueError as error:
        raise Impossible(str(error)) from error


def _period_key(core: Core) -> str | None:
    return egyptian_dynasties()[core.number] if core.kind == Kind.DYNASTY else core.period


def _of_period(core: Core) -> Span:
    period = periods()[_period_key(core) or ""]
    first, last = (astronomical(abs(year), bc=year < 0) for year in (period.earliest, period.latest))
    return first, last


def _portion(core: Core, span: Span, term: Term) -> Span:
    """The part of the span. A culture is read whole: its early and late phases are not thirds of it."""
    if term.parts is None or (core.kind == Kind.PERIOD and periods()[core.period or ""].kind == "culture"):
        return span
    (of, number), (of_last, last) = term.parts
    try:
        start, end = part(span, of, number)[0], part(span, of_last, last)[1]
    except ValueError as error:
        raise Impossible(str(error)) from error
    if start > end:
        raise Impossible("the parts are in the wrong order")
    return start, end


def _limited(reading: DateReading, limit: Limit | None, core: Core) -> DateReading:
    """The reading open to one side.

    "Before 1931" and "after 1931" keep 1931 itself, since records use them like "by" and "from"; before a century is
    before its first year.
    """
    if limit is None or reading.start is None or reading.end is None:
        return reading
    outside = 0 if core.kind == Kind.YEAR else 1
    open_ended = replace(reading, precision=Precision.OPEN)
    match limit:
        case Limit.BEFORE:
            point = reading.end if not outside else replace(reading.start, year=reading.start.year - outside)
            return replace(open_ended, start=None, end=point)
        case Limit.NOT_AFTER:
            return replace(open_ended, start=None)
        case Limit.AFTER:
            point = reading.start if not outside else replace(reading.end, year=reading.end.year + outside)
            return replace(open_ended, start=point, end=None)
        case Limit.NOT_BEFORE:
            return replace(open_ended, end=None)
