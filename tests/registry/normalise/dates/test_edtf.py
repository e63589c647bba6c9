"""EDTF in and out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.normalise.dates import DateReading, NotUnderstood, Precision, from_edtf, parse_date, to_edtf
from tests.registry.normalise.dates.expressions import expressions


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "flags"),
    [
        ("1650", 1650, 1650, ""),
        ("-0489", -489, -489, ""),
        ("0000", 0, 0, ""),
        ("Y-17000", -17000, -17000, ""),
        ("Y-17E3", -17000, -17000, ""),
        ("1990-03-18", 1990, 1990, ""),
        ("1990-03-18T01:24:00Z", 1990, 1990, ""),
        ("1916-23", 1916, 1916, ""),
        ("1650~", 1640, 1660, "~"),
        ("1650?", 1650, 1650, "?"),
        ("1650%", 1640, 1660, "~?"),
        ("?1650", 1650, 1650, "?"),
        ("197X", 1970, 1979, ""),
        ("16XX", 1600, 1699, ""),
        ("2004-XX-XX", 2004, 2004, ""),
        ("-04XX", -499, -400, ""),
        ("1640/1650", 1640, 1650, ""),
        ("1640~/1650", 1640, 1650, "~"),
        ("1999-12-31/2000-01-01", 1999, 2000, ""),
        ("../1931", None, 1931, ""),
        ("/1931", None, 1931, ""),
        ("1931/", 1931, None, ""),
        ("198X/200X", 1980, 2009, ""),
        ("[1667,1668]", 1667, 1668, ""),
        ("{1960,1961-12}", 1960, 1961, ""),
        ("[1667..1672]", 1667, 1672, ""),
        ("[..1672]", None, 1672, ""),
        ("1950S2", 1900, 1999, ""),
    ],
)
def test_edtf_in(text: str, earliest: int | None, latest: int | None, flags: str) -> None:
    reading = from_edtf(text)
    assert isinstance(reading, DateReading)
    assert (reading.earliest, reading.latest) == (earliest, latest)
    assert (reading.approximate, reading.uncertain) == ("~" in flags, "?" in flags)


@pytest.mark.parametrize(
    "text",
    ["", "1650 or so", "165", "1990-13", "1990-02-30", "1650/1640", "../..", "/", "[1667,x]", "X650", "--1", "Y1E9"],
)
def test_what_is_no_edtf(text: str) -> None:
    assert isinstance(from_edtf(text), NotUnderstood)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("c. 1650", "1650~"),
        ("possibly c. 1650", "1650%"),
        ("3 mars 1872", "1872-03-03"),
        ("autumn 1916", "1916-23"),
        ("17th century", "1601/1700"),
        ("1600-talet", "16XX"),
        ("années 1870", "187X"),
        ("490-480 BC", "-0489/-0479"),
        ("before 1931", "../1931"),
        ("1879-c. 1890", "1879/1890~"),
        ("AH 1121", "1709/1710"),
        ("1786 or 1800", "[1786,1800]"),
        ("1976, printed 2003", "{1976,2003}"),
        ("10000 BC", "-9999"),
        ("12000 BC", "Y-11999"),
    ],
)
def test_edtf_out(text: str, edtf: str) -> None:
    reading = parse_date(text)
    assert isinstance(reading, DateReading)
    assert to_edtf(reading) == edtf


def test_every_reading_of_the_table_comes_back_from_its_edtf() -> None:
    for row in expressions():
        reading = row.read()
        if isinstance(reading, DateReading):
            assert_comes_back(reading)


def assert_comes_back(reading: DateReading) -> None:
    written = to_edtf(reading)
    again = from_edtf(written)
    assert isinstance(again, DateReading), (reading.text, written)
    assert (again.earliest, again.latest) == (reading.earliest, reading.latest), (reading.text, written)
    assert (again.approximate, again.uncertain) == (reading.approximate, reading.uncertain), (reading.text, written)
    assert to_edtf(again) == written


YEARS = st.integers(-9999, 9999).map(lambda year: f"{'-' if year < 0 else ''}{abs(year):04d}")
DATES = st.one_of(YEARS, st.builds(lambda y, m: f"{y}-{m:02d}", YEARS, st.integers(1, 12)))
MARKED = st.builds(lambda date, mark: date + mark, DATES, st.sampled_from(["", "~", "?", "%"]))
ANY = st.one_of(MARKED, st.builds(lambda a, b: f"{a}/{b}", MARKED | st.just(".."), MARKED | st.just("..")))


@given(ANY)
def test_any_edtf_that_is_read_comes_back(text: str) -> None:
    reading = from_edtf(text)
    if isinstance(reading, DateReading):
        assert_comes_back(reading)
    else:
        left, _, right = text.partition("/")
        assert right, "a single date is always read"
        assert left == right == ".." or reading.reason.startswith("no such date")


def test_precision_survives() -> None:
    assert [getattr(from_edtf(text), "precision", None) for text in ("1872-03-03", "1872-03", "1872-22", "187X")] == [
        Precision.DAY,
        Precision.MONTH,
        Precision.SEASON,
        Precision.DECADE,
    ]
