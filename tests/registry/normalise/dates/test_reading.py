"""What a reading carries beside its years: certainty, roles, notes, and its own words."""

import pytest

from registry.normalise.dates import (
    Calendar,
    DateReading,
    Note,
    NotUnderstood,
    Point,
    Precision,
    Reason,
    Role,
    in_words,
    parse_date,
)
from registry.records.description import DateSpan
from registry.vocabulary.lists import Certainty


def date(text: str) -> DateReading:
    reading = parse_date(text)
    assert isinstance(reading, DateReading), text
    return reading


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("c. 1650", "about 1650, read as 1640 to 1660"),
        ("1650", "1650"),
        ("3 mars 1872", "3 March 1872"),
        ("autumn 1916", "autumn 1916"),
        ("17th century", "1601 to 1700"),
        ("V в. до н. э.", "500 to 401 BC"),
        ("Late first century BCE–early first century CE", "34 BC to AD 34"),
        ("AH 1121", "1709 to 1710 (hijri calendar)"),
        ("before 1931", "1931 or before"),
        ("after c. 1830", "about 1830 or after, read as 1825 or after"),
        ("probably 1650", "probably 1650"),
        ("Ming dynasty", "Ming, read as 1368 to 1644"),
        ("1786 or 1800", "1786 or 1800"),
        ("1976, printed 2003", "1976 and printed 2003"),
    ],
)
def test_readings_in_plain_words(text: str, words: str) -> None:
    assert in_words(date(text)) == words


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("1650", Certainty.CERTAIN),
        ("c. 1650", Certainty.CIRCA),
        ("1650?", Certainty.UNCERTAIN),
        ("?c. 1650", Certainty.UNCERTAIN),
    ],
)
def test_certainty_in_the_words_of_the_registry(text: str, certainty: Certainty) -> None:
    reading = date(text)
    assert reading.certainty == certainty
    span = DateSpan(
        display=reading.text, earliest=reading.earliest, latest=reading.latest, certainty=reading.certainty,
        calendar=reading.calendar,
    )  # fmt: skip
    assert span.earliest == reading.earliest


def test_an_ambiguous_day_keeps_the_year() -> None:
    reading = date("03/04/1901")
    assert reading.start == reading.end == Point(1901)
    assert reading.notes == (Note.DAY_OR_MONTH,)
    assert date("13/04/1901").start == Point(1901, 4, 13)
    assert date("04/13/1901").start == Point(1901, 4, 13)
    assert date("03.04.1901").start == Point(1901, 4, 3)


def test_a_narrower_date_counts_unless_it_is_only_probable() -> None:
    assert date("Ming dynasty, Wanli period").period == "wanli"
    kept = date("First half of the first century CE, probably second quarter of the first century CE")
    assert (kept.earliest, kept.latest) == (1, 50)
    assert Note.NARROWER_ONLY_PROBABLE in kept.notes


def test_years_outrank_a_period_they_disagree_with() -> None:
    reading = date("Ming dynasty, 19th century")
    assert (reading.earliest, reading.latest, reading.period) == (1801, 1900, "ming")
    assert Note.DISAGREES in reading.notes


def test_later_work_and_sales_do_not_date_the_object() -> None:
    assert date("mid-16th century (with 19th century additions)").latest == 1567
    assert date("1650, restored 1985").latest == 1650
    assert date("exhibited 1809").role == Role.EXHIBITED
    sold = parse_date("sold 1985")
    assert isinstance(sold, NotUnderstood)
    assert sold.reason == Reason.NOT_MAKING


def test_parts_keep_their_roles() -> None:
    reading = date("1953 (designed) c. 1977 (manufactured)")
    assert reading.precision == Precision.SEVERAL
    assert [(part.role, part.earliest) for part in reading.parts] == [(Role.DESIGNED, 1953), (Role.PRINTED, 1972)]


def test_a_misspelt_word_is_noted_and_an_unknown_one_refused() -> None:
    assert Note.SPELLING in date("Omking år 1800").notes
    assert date("Omking år 1800").approximate
    refused = parse_date("nicht 1650")
    assert isinstance(refused, NotUnderstood)
    assert "nicht" in refused.sentence


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        ("n.d.", Reason.UNDATED),
        ("Modern", Reason.NOTHING),
        ("-450", Reason.AMBIGUOUS),
        ("50 BC-40", Reason.UNKNOWN_WORDS),
        ("circa 1st century B.C./A.D.", Reason.AMBIGUOUS),
        ("1650-1575", Reason.IMPOSSIBLE),
        ("31 June 1872", Reason.IMPOSSIBLE),
        ("style Louis XV", Reason.STYLE),
        ("x" * 2000, Reason.NOTHING),
    ],
)
def test_reasons(text: str, reason: Reason) -> None:
    reading = parse_date(text)
    assert isinstance(reading, NotUnderstood)
    assert reading.reason == reason


def test_two_calendars_for_one_date_give_the_common_year() -> None:
    for text in ("1121 هـ / 1709 م", "AH 1121 (1709 AD)", "1709 (AH 1121)"):
        assert (date(text).earliest, date(text).latest, date(text).calendar) == (1709, 1709, Calendar.COMMON)


def test_a_range_written_backwards_before_christ_is_turned_and_noted() -> None:
    assert (date("100-200 BC").earliest, date("100-200 BC").notes) == (-199, (Note.REVERSED,))
