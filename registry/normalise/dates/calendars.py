"""Years of other calendars as years of the common era (Julian to 1582, Gregorian after), in astronomical counting.

A year of another calendar seldom begins in January, so one year becomes an interval of two. Hijri years are lunar and
drift through the seasons: they are computed by the tabular calendar, whose new year is right to a day or two
(day number of 1 Muharram: Meeus, *Astronomical Algorithms*, ch. 9, as in https://oeis.org/A350539; day numbers to years:
ch. 7). The others keep step with the sun, and a difference is enough:

| calendar | begins in | year 1 begins in | source |
|---|---|---|---|
| Solar Hijri | March | 622 | as all below unless said: the table of differences in the project's domain reference |
| Nepal Samvat | October or November | 879 | 20 October 879; 1130 began on 19 October 2009 |
| Vikram Samvat | March or April (or autumn) | 57 BC | |
| Saka | March | 78 (as elapsed years) | |
| Hebrew | September or October | 3761 BC | |
| Ethiopian | September | 8 | 2015 was the year of 7 January 2023 |
| Byzantine | 1 September | 5509 BC | 1 September 5509 BC, https://en.wikipedia.org/wiki/Byzantine_calendar |
"""

from registry.normalise.dates.spans import Span
from registry.normalise.dates.value import Calendar

_GREGORIAN_BEGINS = 2_299_161
"""Julian day number of 15 October 1582."""

_DIFFERENCE = {
    Calendar.SOLAR_HIJRI: 621,
    Calendar.NEPAL_SAMVAT: 879,
    Calendar.VIKRAM: -57,
    Calendar.SAKA: 78,
    Calendar.HEBREW: -3761,
    Calendar.ETHIOPIAN: 7,
    Calendar.BYZANTINE: -5509,
}
"""Add to a year to get the common year in which it begins; it ends in the next."""

_YEARS = {
    Calendar.HIJRI: (1, 1500),
    Calendar.SOLAR_HIJRI: (1, 1500),
    Calendar.NEPAL_SAMVAT: (1, 1250),
    Calendar.VIKRAM: (1, 2200),
    Calendar.SAKA: (1, 2050),
    Calendar.HEBREW: (3000, 5900),
    # Below 5000 the letters AM mean other eras (of the Martyrs, of the Hebrews).
    Calendar.ETHIOPIAN: (1, 2100),
    Calendar.BYZANTINE: (6000, 7600),
}
"""Numbers that can be years of a calendar on an object."""


def is_year(calendar: Calendar, year: int) -> bool:
    """Whether a number can be a year of the calendar."""
    first, last = _YEARS[calendar]
    return first <= year <= last


def common_years(calendar: Calendar, first: int, last: int) -> Span:
    """The years of the common era in which the years `first` to `last` of another calendar fall.

    Raises ValueError where a number is no year of that calendar.
    """
    if not (is_year(calendar, first) and is_year(calendar, last)):
        raise ValueError(f"{first} to {last} are no years of the {calendar.replace('_', ' ')} calendar")
    if calendar == Calendar.HIJRI:
        return _year_of_day(_hijri_new_year(first)), _year_of_day(_hijri_new_year(last + 1) - 1)
    return first + _DIFFERENCE[calendar], last + _DIFFERENCE[calendar] + 1


def _hijri_new_year(year: int) -> int:
    """Julian day number of 1 Muharram: 30 years have 10,631 days, eleven of them one day more than 354."""
    return (year * 10_631 + 3) // 30 + 1_948_086


def _year_of_day(day: int) -> int:
    """The year, Julian or Gregorian, of a Julian day number (Meeus, ch. 7)."""
    if day >= _GREGORIAN_BEGINS:
        century = int((day - 1_867_216.25) / 36_524.25)
        day += 1 + century - century // 4
    b = day + 1524
    c = int((b - 122.1) / 365.25)
    month_of_year = int((b - int(365.25 * c)) / 30.6001)
    return c - 4716 if month_of_year < 14 else c - 4715
