"""Other calendars, against dates that are published or can be looked up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.normalise.dates.calendars import common_years, is_year
from registry.normalise.dates.value import Calendar


@pytest.mark.parametrize(
    ("calendar", "year", "span"),
    [
        (Calendar.HIJRI, 1, (622, 623)),
        (Calendar.HIJRI, 1121, (1709, 1710)),
        (Calendar.HIJRI, 1445, (2023, 2024)),
        (Calendar.SOLAR_HIJRI, 1300, (1921, 1922)),
        (Calendar.NEPAL_SAMVAT, 1130, (2009, 2010)),
        (Calendar.VIKRAM, 2077, (2020, 2021)),
        (Calendar.SAKA, 1942, (2020, 2021)),
        (Calendar.HEBREW, 5784, (2023, 2024)),
        (Calendar.ETHIOPIAN, 2015, (2022, 2023)),
        (Calendar.BYZANTINE, 7208, (1699, 1700)),
    ],
)
def test_known_years(calendar: Calendar, year: int, span: tuple[int, int]) -> None:
    assert common_years(calendar, year, year) == span


def test_a_hijri_year_may_lie_in_one_common_year() -> None:
    """AH 1362 is 8 January to 27 December 1943 in the tabular calendar."""
    assert common_years(Calendar.HIJRI, 1362, 1362) == (1943, 1943)


@given(st.integers(1, 1499))
def test_hijri_years_follow_one_another_and_the_rule_of_thumb(year: int) -> None:
    first, last = common_years(Calendar.HIJRI, year, year)
    following, _ = common_years(Calendar.HIJRI, year + 1, year + 1)
    assert first <= last <= first + 1
    assert last <= following <= last + 1
    # DOMAIN's approximation gives the day on which the year begins.
    assert abs(first - int(year * 0.970229 + 621.5643)) <= 1


@given(st.sampled_from([c for c in Calendar if c != Calendar.COMMON]), st.integers(-10, 8000), st.integers(0, 300))
def test_a_longer_span_holds_the_shorter(calendar: Calendar, year: int, more: int) -> None:
    if not (is_year(calendar, year) and is_year(calendar, year + more)):
        with pytest.raises(ValueError, match="calendar"):
            common_years(calendar, year, year + more)
        return
    first, last = common_years(calendar, year, year + more)
    assert first == common_years(calendar, year, year)[0]
    assert last == common_years(calendar, year + more, year + more)[1]
    assert first <= last
