"""Centuries, their parts, and how far "about" reaches."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.normalise.dates.spans import astronomical, circa_margin, historical, hundred, numbered, part


def test_centuries_of_both_eras_meet_without_a_year_zero_to_spare() -> None:
    assert numbered(18, 100, bc=False) == (1701, 1800)
    assert numbered(1, 100, bc=False) == (1, 100)
    assert numbered(1, 100, bc=True) == (-99, 0)
    assert numbered(5, 100, bc=True) == (-499, -400)
    assert numbered(2, 1000, bc=True) == (-1999, -1000)
    assert hundred(1600, 100, bc=False) == (1600, 1699)
    assert hundred(490, 10, bc=True) == (-498, -489)


@given(st.integers(1, 5000), st.booleans())
def test_historical_years_come_back(year: int, bc: bool) -> None:
    assert historical(astronomical(year, bc=bc)) == (year, bc)


@given(st.integers(-5000, 3000), st.integers(1, 1000), st.integers(1, 10))
def test_parts_cover_the_span_in_order(first: int, length: int, of: int) -> None:
    span = (first, first + length - 1)
    parts = [part(span, of, number) for number in range(1, of + 1)]
    assert parts[0][0] == span[0]
    assert parts[-1][1] >= span[1]
    for before, after in pairwise(parts):
        assert before[0] <= after[0]
        assert before[1] + 1 >= after[0], "no year between two parts is lost"


def test_halves_and_quarters_are_exact_and_thirds_share_a_year() -> None:
    century = (1601, 1700)
    assert [part(century, 2, n) for n in (1, 2)] == [(1601, 1650), (1651, 1700)]
    assert part(century, 4, 4) == (1676, 1700)
    assert [part(century, 3, n) for n in (1, 2, 3)] == [(1601, 1634), (1634, 1667), (1667, 1700)]
    with pytest.raises(ValueError, match="parts"):
        part(century, 4, 5)


def test_about_reaches_further_the_older_the_date() -> None:
    """Among round years; a year that is not round is meant more closely."""
    round_years = [*(1 - number for number in range(5000, 0, -100)), *range(100, 2100, 100)]
    margins = [circa_margin(year) for year in round_years]
    assert margins == sorted(margins, reverse=True)
    assert circa_margin(1650) == 10
    assert circa_margin(1 - 515) < circa_margin(1 - 500)
