"""The table of numbers in texts, and places."""

import pytest

from registry.normalise.identifiers import find_editions, find_extents, find_identifiers
from tests.registry.normalise.identifiers.notation import Row, notation, rows

ROWS = rows()


def test_the_table_is_large_and_in_all_languages() -> None:
    assert len(ROWS) >= 120
    assert len({row.text for row in ROWS}) == len(ROWS)
    assert {row.language for row in ROWS} >= {"en", "fr", "de", "it", "es", "ru", "uk", "ar", "zh", "sv"}
    assert {row.origin for row in ROWS} == {"record", "constructed"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.text)
def test_what_is_found(row: Row) -> None:
    assert notation(row.text) == row.expected


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.text)
def test_places(row: Row) -> None:
    assert all(each.span.of(row.text) == each.value for each in find_identifiers(row.text))
    for place in (*find_editions(row.text), *find_extents(row.text)):
        assert place.span.of(row.text).strip()


LISTING = (
    "Lot 345. Etching, 1872/73, numbered 3/50, plate 20 x 15 cm (7 7/8 x 5 7/8 in.). Sold 12.5.1923. "
    "Iraq Museum, inv. no. IM 56.642. 18th century, p. 30, fig. 12."
)


def test_a_whole_listing() -> None:
    assert notation(LISTING) == "lot:345 ; inventory:IM 56.642@Iraq Museum ; ed:3/50"
