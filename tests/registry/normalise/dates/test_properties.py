"""What must hold for any text, any digits and any language."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from registry.normalise.dates import DateReading, NotUnderstood, find_dates, in_words, parse_date
from registry.normalise.dates.numerals import to_roman
from registry.normalise.dates.vocabulary import lexicon
from tests.registry.normalise.dates.expressions import NO_DATE, expressions
from tests.registry.normalise.dates.test_edtf import assert_comes_back

WORDS = sorted({" ".join(words) for choices in lexicon().phrases.values() for words, _ in choices})
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.integers(0, 9999).map(str),
    st.integers(1, 30).map(to_roman),
    st.sampled_from(
        ["-", "–", "/", ",", ";", "(", ")", "?", "~", ".", "'", "17th", "1870s", "[", "]", "°", "½", "x", "cm"]
    ),
)
"""Pieces of dates in any order: far more likely to confuse the grammar than random letters."""


@given(st.text(max_size=80))
@example("\u0661\u0662/٣")
@example("&nbsp;")
@example("1" * 400)
def test_any_text_is_read_or_refused(text: str) -> None:
    check(text)


@given(st.lists(PIECES, max_size=9), st.sampled_from([" ", "", ". "]))
def test_any_pieces_of_dates_are_read_or_refused(pieces: list[str], space: str) -> None:
    check(space.join(pieces))


def check(text: str) -> None:
    reading = parse_date(text)
    for each in find_dates(text):
        check_reading(each.reading)
    if isinstance(reading, NotUnderstood):
        assert reading.sentence
        return
    check_reading(reading)


def check_reading(reading: DateReading) -> None:
    earliest, latest = reading.earliest, reading.latest
    assert earliest is not None or latest is not None or reading.parts
    assert earliest is None or latest is None or earliest <= latest, reading
    assert all(year is None or -1_100_000 <= year <= 3000 for year in (earliest, latest)), reading
    assert in_words(reading)
    assert_comes_back(reading)


DIGITS = {
    "Eastern Arabic": "٠١٢٣٤٥٦٧٨٩",
    "Persian": "۰۱۲۳۴۵۶۷۸۹",
    "Devanagari": "०१२३४५६७८९",
    "full width": "０１２３４５６７８９",
}


@pytest.mark.parametrize("script", DIGITS)
def test_digits_of_any_script_say_the_same(script: str) -> None:
    digits = str.maketrans("0123456789", DIGITS[script])
    for row in expressions():
        if row.language == "edtf":
            continue
        plain, translated = row.read(), parse_date(row.text.translate(digits))
        assert years(plain) == years(translated), row.text


def years(reading: DateReading | NotUnderstood) -> object:
    if isinstance(reading, NotUnderstood):
        return reading.reason
    return reading.earliest, reading.latest, reading.approximate, reading.uncertain, reading.calendar


def test_case_and_outer_space_do_not_matter() -> None:
    for row in expressions():
        if row.language in {"en", "fr", "de", "ru", "sv"} and not row.flags & NO_DATE and row.text[0] not in "xM":
            assert years(parse_date(f"  {row.text}\n")) == years(row.read())
            assert years(parse_date(row.text[:1].upper() + row.text[1:])) == years(row.read()), row.text


Write = Callable[[int], str]

CENTURIES: dict[str, Write] = {
    "fr": lambda n: f"{to_roman(n)}{'er' if n == 1 else 'e'} siècle",
    "de": lambda n: f"{n}. Jh.",
    "it": lambda n: f"{to_roman(n)} secolo",
    "es": lambda n: f"siglo {to_roman(n)}",
    "pt": lambda n: f"século {to_roman(n)}",
    "ru": lambda n: f"{to_roman(n)} в.",
    "uk": lambda n: f"{to_roman(n)} ст.",
    "ar": lambda n: f"القرن {n}",
    "zh": lambda n: f"{n}世纪",
    "nl": lambda n: f"{n}e eeuw",
    "tr": lambda n: f"{n}. yüzyıl",
}
BEFORE_CHRIST = {
    "en": "{} BC", "fr": "{} av. J.-C.", "de": "{} v. Chr.", "it": "{} a.C.", "es": "{} a. C.", "ru": "{} до н. э.",
    "uk": "{} до н. е.", "ar": "{} ق.م", "zh": "公元前{}", "sv": "{} f.Kr.", "nl": "{} v.Chr.", "pt": "{} a.C.",
}  # fmt: skip
PARTS = {
    "fr": ("début du {}", "milieu du {}", "fin du {}", "première moitié du {}", "dernier quart du {}"),
    "de": ("Anfang {}", "Mitte {}", "Ende {}", "1. Hälfte {}", "letztes Viertel {}"),
    "it": ("inizio del {}", "metà del {}", "fine del {}", "prima metà del {}", "ultimo quarto del {}"),
    "es": ("principios del {}", "mediados del {}", "finales del {}", "primera mitad del {}", "último cuarto del {}"),
    "ru": ("начало {}", "середина {}", "конец {}", "первая половина {}", "последняя четверть {}"),
    "uk": ("початок {}", "середина {}", "кінець {}", "перша половина {}", "остання чверть {}"),
    "ar": ("أوائل {}", "منتصف {}", "أواخر {}", "النصف الأول من {}", "الربع الأخير من {}"),
}
ENGLISH_PARTS = ("early {}", "mid-{}", "late {}", "first half of the {}", "last quarter of the {}")
CIRCA = {
    "fr": "vers {}", "de": "um {}", "it": "{} circa", "es": "hacia {}", "pt": "cerca de {}", "ru": "ок. {} г.",
    "uk": "бл. {} р.", "ar": "حوالي {}", "zh": "约{}年", "sv": "omkring {}", "nl": "omstreeks {}", "tr": "yaklaşık {}",
}  # fmt: skip
BEFORE = {
    "fr": "avant {}", "de": "vor {}", "it": "prima del {}", "es": "antes de {}", "ru": "до {} г.", "uk": "до {} р.",
    "ar": "قبل {}", "zh": "{}年以前", "sv": "före {}", "nl": "voor {}",
}  # fmt: skip


def english_century(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number if number < 20 else number - 20, "th")
    return f"{number}{ending} century"


@given(st.integers(1, 21), st.sampled_from(sorted(CENTURIES)))
def test_a_century_is_the_same_in_every_language(number: int, language: str) -> None:
    assert years(parse_date(CENTURIES[language](number))) == years(parse_date(english_century(number)))


@given(st.integers(1, 30), st.sampled_from(sorted(set(BEFORE_CHRIST) & set(CENTURIES))))
def test_a_century_before_christ_is_the_same_in_every_language(number: int, language: str) -> None:
    written = BEFORE_CHRIST[language].format(CENTURIES[language](number))
    assert years(parse_date(written)) == (1 - number * 100, -(number - 1) * 100, False, False, "common era"), written


@given(st.integers(1, 20), st.sampled_from(sorted(PARTS)), st.integers(0, 4))
def test_a_part_of_a_century_is_the_same_in_every_language(number: int, language: str, which: int) -> None:
    written = PARTS[language][which].format(CENTURIES[language](number))
    english = ENGLISH_PARTS[which].format(english_century(number))
    assert years(parse_date(written)) == years(parse_date(english)), (written, english)


@given(st.integers(1000, 2000), st.sampled_from(sorted(CIRCA)))
def test_circa_is_the_same_in_every_language(year: int, language: str) -> None:
    assert years(parse_date(CIRCA[language].format(year))) == years(parse_date(f"c. {year}"))


@given(st.integers(1000, 2000), st.sampled_from(sorted(BEFORE)))
def test_before_is_the_same_in_every_language(year: int, language: str) -> None:
    assert years(parse_date(BEFORE[language].format(year))) == (None, year, False, False, "common era")


@given(st.integers(1, 4000), st.sampled_from(sorted(BEFORE_CHRIST)))
def test_a_year_before_christ_is_the_same_in_every_language(year: int, language: str) -> None:
    assert years(parse_date(BEFORE_CHRIST[language].format(year))) == (1 - year, 1 - year, False, False, "common era")


@given(
    st.integers(1000, 1999), st.integers(1, 90), st.sampled_from(["-", "–", "—", " - ", " – ", " to ", " bis ", " à "])
)
def test_a_range_of_years_with_any_dash_or_word(year: int, more: int, dash: str) -> None:
    assert years(parse_date(f"{year}{dash}{year + more}"))[:2] == (year, year + more)  # type: ignore[index]
