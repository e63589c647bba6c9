"""Two dates against each other, as evidence for or against being of the same object."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from registry.normalise.dates.calendars import common_years, is_year
from registry.normalise.dates.spans import Span
from registry.normalise.dates.value import Calendar, DateReading, Precision

_LONG_AGO, _FAR_AHEAD = -4_000_000, 3000

_EASILY_MIXED = (Calendar.HIJRI, Calendar.SOLAR_HIJRI, Calendar.NEPAL_SAMVAT)
"""Calendars whose numbers pass for common years and lie centuries from them. The others lie so near (Ethiopian 8 years,
Vikram 57, Saka 78) that any two dates might meet by chance, or have numbers that cannot be common years."""


class Level(StrEnum):
    """How two dates stand to each other, from support to contradiction."""

    SAME = "same"
    OVERLAP = "overlap"
    OPEN = "open"
    NEAR = "near"
    ERA_FLIPPED = "era_flipped"
    CALENDAR_MIXED = "calendar_mixed"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing two dates gives.

    `overlap` is the number of years both allow, `share` that number as a part of the shorter date (0 to 1), `gap` the
    years between them (0 where they overlap). `open` says that one of them has an open end, so that an overlap means
    little. `era_flipped` says that they would overlap if one were BC instead of AD; `calendar_mixed`, that they would if
    the years of one were of the calendar named.
    """

    level: Level
    overlap: int
    share: float
    gap: int
    open: bool
    era_flipped: bool
    calendar_mixed: Calendar | None


def compare(one: DateReading, two: DateReading) -> Comparison:
    """How far two dates agree. Symmetric: `compare(a, b) == compare(b, a)`."""
    overlap, share, gap = max((_spans_against(a, b) for a in _spans(one) for b in _spans(two)), key=_closeness)
    is_open = None in {one.earliest, one.latest, two.earliest, two.latest}
    flipped = overlap == 0 and _meets_flipped(one, two)
    calendar = _mixed_calendar(one, two) if overlap == 0 and not flipped else None
    near = 0 < gap <= tolerance(one, two)
    return Comparison(
        _level(one, two, overlap, is_open, near, flipped, calendar), overlap, share, gap, is_open, flipped, calendar
    )


def _level(
    one: DateReading,
    two: DateReading,
    overlap: int,
    is_open: bool,
    near: bool,
    flipped: bool,
    calendar: Calendar | None,
) -> Level:
    if overlap and (one.earliest, one.latest) == (two.earliest, two.latest) and not is_open:
        return Level.SAME
    if overlap:
        return Level.OPEN if is_open else Level.OVERLAP
    if near:
        return Level.NEAR
    if flipped:
        return Level.ERA_FLIPPED
    return Level.CALENDAR_MIXED if calendar is not None else Level.APART


def tolerance(one: DateReading, two: DateReading) -> int:
    """Years between two dates that cataloguers still differ by: a few for a year, a tenth of the longer for a span.

    An exact year on both sides leaves two years (begun and finished, signed and sold); a vague one is read differently
    by every cataloguer.
    """
    longest = max(last - first + 1 for reading in (one, two) for first, last in _closed(reading))
    vague = one.approximate or two.approximate or one.uncertain or two.uncertain
    return max(5 if vague else 2, longest // 10)


def _spans(reading: DateReading) -> list[Span]:
    """The span of each part, open ends as far as they go."""
    if reading.parts:
        return [span for part in reading.parts for span in _spans(part)]
    first = reading.earliest if reading.earliest is not None else _LONG_AGO
    return [(first, reading.latest if reading.latest is not None else _FAR_AHEAD)]


def _closed(reading: DateReading) -> Iterator[Span]:
    """As `_spans`, an open end taken as the other end."""
    for first, last in _spans(reading):
        yield (last if first == _LONG_AGO else first), (first if last == _FAR_AHEAD else last)


def _spans_against(one: Span, two: Span) -> tuple[int, float, int]:
    overlap = min(one[1], two[1]) - max(one[0], two[0]) + 1
    if overlap <= 0:
        return 0, 0.0, -overlap + 1
    return overlap, overlap / min(one[1] - one[0] + 1, two[1] - two[0] + 1), 0


def _closeness(found: tuple[int, float, int]) -> tuple[float, int, int]:
    overlap, share, gap = found
    return share, overlap, -gap


def _flipped(span: Span) -> Span:
    """The span in the other era: 8th century BC for 8th century AD."""
    return 1 - span[1], 1 - span[0]


def _meets_flipped(one: DateReading, two: DateReading) -> bool:
    """Whether one lies in one era and the other, flipped, meets it. Open ends flip into nonsense: they do not count."""
    if None in {one.earliest, one.latest, two.earliest, two.latest}:
        return False
    return any(_meet(_flipped(a), b) for a in _spans(one) for b in _spans(two) if (a[0] > 0) != (b[0] > 0))


def _meet(one: Span, two: Span) -> bool:
    return max(one[0], two[0]) <= min(one[1], two[1])


def _mixed_calendar(one: DateReading, two: DateReading) -> Calendar | None:
    """The calendar in which the years of one, given as common years, would meet the other."""
    for calendar in _EASILY_MIXED:
        if _is_of(calendar, one, two) or _is_of(calendar, two, one):
            return calendar
    return None


def _is_of(calendar: Calendar, given: DateReading, other: DateReading) -> bool:
    exact = given.precision in {Precision.YEAR, Precision.DAY, Precision.MONTH, Precision.RANGE}
    if given.calendar != Calendar.COMMON or not exact or given.start is None or given.end is None:
        return False
    first, last = given.start.year, given.end.year
    known = first >= 100 and is_year(calendar, first) and is_year(calendar, last)
    return known and any(_meet(common_years(calendar, first, last), span) for span in _spans(other))
