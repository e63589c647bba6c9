"""Roman and Chinese numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.normalise.dates.numerals import chinese, roman, to_roman


@given(st.integers(1, 3999))
def test_roman_numerals_come_back(number: int) -> None:
    assert roman(to_roman(number)) == number


@pytest.mark.parametrize(
    ("written", "value"),
    [("XVIIe", 17), ("Ier", 1), ("ХVІІ", 17), ("xviie", 17), ("XIXth", 19), ("IIX", None), ("i", None), ("mild", None)],
)
def test_roman_spellings(written: str, value: int | None) -> None:
    assert roman(written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [("十七", 17), ("二十", 20), ("廿一", 21), ("一六五〇", 1650), ("一千九百", 1900), ("五", 5), ("一二三四五", None)],
)
def test_chinese_numerals(written: str, value: int | None) -> None:
    assert chinese(written) == value
