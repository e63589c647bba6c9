"""Two dates against each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.normalise.dates import Calendar, Comparison, DateReading, Level, compare, from_edtf, parse_date


def date(text: str) -> DateReading:
    reading = parse_date(text)
    assert isinstance(reading, DateReading), text
    return reading


@pytest.mark.parametrize(
    ("one", "two", "level", "gap"),
    [
        ("1650", "1650", Level.SAME, 0),
        ("17th century", "XVIIe siècle", Level.SAME, 0),
        ("c. 1650", "17th century", Level.OVERLAP, 0),
        ("1650", "after 1600", Level.OPEN, 0),
        ("1650", "1652", Level.NEAR, 2),
        ("1650", "1655", Level.APART, 5),
        ("c. 1650", "1664", Level.NEAR, 4),
        ("17th century", "1705", Level.NEAR, 5),
        ("1650", "1887", Level.APART, 237),
        ("8th century BC", "القرن الثامن الميلادي", Level.ERA_FLIPPED, 1401),
        ("490-480 BC", "480-490", Level.ERA_FLIPPED, 959),
        ("1121", "AH 1121", Level.CALENDAR_MIXED, 588),
        ("before 1600", "1700", Level.APART, 100),
        ("1976, printed 2003", "2003", Level.OVERLAP, 0),
        ("1976, printed 2003", "1990", Level.APART, 13),
    ],
)
def test_levels(one: str, two: str, level: Level, gap: int) -> None:
    found = compare(date(one), date(two))
    assert (found.level, found.gap) == (level, gap)
    assert compare(date(two), date(one)) == found


def test_a_flipped_era_is_told_from_a_plain_contradiction() -> None:
    flipped = compare(date("8th century BC"), date("8th century AD"))
    assert flipped.era_flipped
    assert flipped.overlap == 0
    assert not compare(date("8th century BC"), date("3rd century AD")).era_flipped
    assert not compare(date("1650"), date("1750")).era_flipped


def test_a_date_of_another_calendar_taken_for_a_common_year() -> None:
    found = compare(date("1286"), date("1869"))
    assert found == Comparison(Level.CALENDAR_MIXED, 0, 0.0, 583, False, False, Calendar.HIJRI)
    assert compare(date("1650"), date("1750")).calendar_mixed is None


def test_overlap_and_its_share() -> None:
    found = compare(date("1640-1650"), date("1646-1700"))
    assert (found.overlap, round(found.share, 2)) == (5, 0.45)
    assert compare(date("1650"), date("17th century")).share == 1.0


SPANS = st.tuples(st.integers(-3000, 2000), st.integers(0, 300)).map(lambda s: _span(s[0], s[0] + s[1]))


def _span(first: int, last: int) -> DateReading:
    reading = from_edtf("/".join(f"{'-' if year < 0 else ''}{abs(year):04d}" for year in (first, last)))
    assert isinstance(reading, DateReading)
    return reading


@given(SPANS, SPANS)
def test_comparison_is_symmetric_and_consistent(one: DateReading, two: DateReading) -> None:
    found = compare(one, two)
    assert found == compare(two, one)
    assert (found.overlap == 0) == (found.gap > 0)
    assert 0.0 <= found.share <= 1.0
    assert not (found.overlap and (found.era_flipped or found.calendar_mixed))


@given(SPANS)
def test_a_date_is_the_same_as_itself_and_its_mirror_is_flipped(one: DateReading) -> None:
    assert compare(one, one).level == Level.SAME
    assert one.start is not None
    assert one.end is not None
    if one.start.year > 300:
        mirror = _span(1 - one.end.year, 1 - one.start.year)
        assert compare(one, mirror).level == Level.ERA_FLIPPED
