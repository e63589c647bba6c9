"""The data files: every row has a source, and every name leads back to its period."""

import tomllib
from pathlib import Path

import pytest

from registry import vocabulary
from registry.normalise.dates import DateReading, parse_date
from registry.normalise.dates.spans import historical
from registry.normalise.dates.vocabulary import egyptian_dynasties, lexicon, periods
from registry.normalise.text import fold

FOLDER = Path(vocabulary.__file__).parent
ROWS = tomllib.loads((FOLDER / "periods.toml").read_text(encoding="utf-8"))


def test_every_period_has_a_source_and_years_in_order() -> None:
    for key, period in periods().items():
        assert period.source in ROWS["sources"], key
        assert period.earliest <= period.latest, key
        assert 0 not in {period.earliest, period.latest}, f"{key}: there is no year 0"
        assert period.kind in {"dynasty", "reign", "culture"}, key
    assert all(source["name"] for source in ROWS["sources"].values())


@pytest.mark.parametrize("key", sorted(periods()))
def test_every_name_of_a_period_is_read_as_that_period(key: str) -> None:
    row = ROWS["periods"][key]
    for name in row["names"]:
        text = f"{name[1:]}th Dynasty" if name.startswith("#") else f"{name} period"
        reading = parse_date(text)
        assert isinstance(reading, DateReading), text
        assert reading.period == key, text
        assert reading.earliest is not None
        assert reading.latest is not None
        years = [number if not bc else -number for number, bc in map(historical, (reading.earliest, reading.latest))]
        assert years == [row["earliest"], row["latest"]], text


def test_the_table_of_the_domain_reference_is_complete() -> None:
    assert sum(period.source == "domain" for period in periods().values()) == 64
    assert egyptian_dynasties()[18] == "egypt_18"


def test_words_are_found_in_their_folded_form() -> None:
    for choices in lexicon().phrases.values():
        for words, senses in choices:
            assert senses
            assert all(word == fold(word) for word in words), words
