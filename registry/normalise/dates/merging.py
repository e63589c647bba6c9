"""Several statements of one date field as one reading.

* A statement inside another makes it narrower ("Ming dynasty, 15th century"), unless it is only probable.
* Of the same date in two calendars the common years are kept.
* Years outrank the name of a period where the two disagree, and the reading is marked.
* "After 1945, before 1957" is a range.
* What remains is kept side by side as parts: "1976, printed 2003". Later alterations, exhibitions and sales do not date
  the object.
"""

from dataclasses import dataclass, replace

from registry.normalise.dates.ranges import Statement
from registry.normalise.dates.value import Calendar, DateReading, Note, NotUnderstood, Precision, Reason, Role

_MAKING = {Role.MADE, Role.PRINTED, Role.DESIGNED}
_BY_THEN = {Role.PUBLISHED, Role.EXHIBITED}
"""Roles of dates that stand in for the making where nothing better is given."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement and the role named beside it."""

    statement: Statement
    role: Role


def merged(text: str, said: tuple[Said, ...]) -> DateReading | NotUnderstood:
    """The one reading of all statements of a field."""
    readings, choice = _of_making(said)
    if not readings:
        return NotUnderstood(text, Reason.NOT_MAKING, said[0].role)
    kept: list[DateReading] = []
    for reading in readings:
        kept = _added(kept, reading)
    if len(kept) == 1:
        return kept[0]
    joined = _between(kept)
    if joined is not None:
        return joined
    notes = tuple(dict.fromkeys(note for reading in kept for note in reading.notes))
    return DateReading(
        text, None, None, Precision.SEVERAL, role=kept[0].role, parts=tuple(kept), choice=choice, notes=notes
    )


def _of_making(said: tuple[Said, ...]) -> tuple[list[DateReading], bool]:
    """The readings that say when the object was made, and whether any of them were given as alternatives."""
    for roles in (_MAKING, _BY_THEN):
        chosen = [each for each in said if each.role in roles]
        if chosen:
            readings = [replace(reading, role=each.role) for each in chosen for reading in each.statement.readings]
            return readings, any(each.statement.choice for each in chosen)
    return [], False


def _added(kept: list[DateReading], reading: DateReading) -> list[DateReading]:
    for index, other in enumerate(kept):
        together = _together(other, reading)
        if together is not None:
            return [*kept[:index], together, *kept[index + 1 :]]
    return [*kept, reading]


def _together(one: DateReading, two: DateReading) -> DateReading | None:
    """Both as one reading: the narrower where one lies inside the other, the years where one is a period; else None."""
    if one.role != two.role or Precision.OPEN in {one.precision, two.precision}:
        return None
    if one.calendar != two.calendar and _meet(one, two):
        return two if two.calendar == Calendar.COMMON else one
    if _inside(two, one) and not _same_single_years(one, two):
        return _narrowed(one, two)
    if _inside(one, two) and not _same_single_years(one, two):
        return _narrowed(two, one)
    for period, years in ((one, two), (two, one)):
        if period.period is not None and years.period is None:
            notes = years.notes if _meet(period, years) else (*years.notes, Note.DISAGREES)
            return replace(years, period=period.period, notes=notes)
    return None


def _same_single_years(one: DateReading, two: DateReading) -> bool:
    """A year inside a range of years, as in "1665-1671, 1732", says nothing about the range unless it lies in it."""
    return one.precision == two.precision == Precision.YEAR and one.earliest != two.earliest


def _narrowed(wide: DateReading, narrow: DateReading) -> DateReading:
    if narrow.uncertain and not wide.uncertain:
        return replace(wide, notes=(*wide.notes, Note.NARROWER_ONLY_PROBABLE))
    notes = tuple(note for note in (*wide.notes, *narrow.notes) if note != Note.FROM_TABLE)
    return replace(narrow, period=narrow.period or wide.period, notes=tuple(dict.fromkeys(notes)))


def _inside(inner: DateReading, outer: DateReading) -> bool:
    return _begins(outer) <= _begins(inner) and _ends(inner) <= _ends(outer)


def _meet(one: DateReading, two: DateReading) -> bool:
    return _begins(one) <= _ends(two) and _begins(two) <= _ends(one)


def _begins(reading: DateReading) -> int:
    return reading.start.year if reading.start is not None else -10_000_000


def _ends(reading: DateReading) -> int:
    return reading.end.year if reading.end is not None else 10_000_000


def _between(kept: list[DateReading]) -> DateReading | None:
    """ "After 1945, before 1957" as a range."""
    if len(kept) != 2 or any(reading.precision != Precision.OPEN for reading in kept):
        return None
    starts = [reading.start for reading in kept if reading.start is not None]
    ends = [reading.end for reading in kept if reading.end is not None]
    if len(starts) != 1 or len(ends) != 1 or starts[0].year > ends[0].year:
        return None
    return replace(kept[0], start=starts[0], end=ends[0], precision=Precision.RANGE)
