"""What wins over what, what stays unclaimed, and how readings are worded."""

import pytest

from registry.normalise.listing import FieldKind, labelled_text, read_listing


def values(text: str, kind: FieldKind) -> list[str]:
    return [field.value for field in read_listing(text).of(kind)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        (
            "Circle of Jan van Goyen (1596-1656)\nRiver Landscape",
            "maker",
            "circle of Jan van Goyen, lived 1596 to 1656",
        ),
        ("Maker: unknown", "maker", "maker unknown"),
        ("Flemish School, circa 1620\nThe Adoration", "maker", "Flemish school"),
        ("Title: o. T.", "title", "without a title"),
        ("Date: c. 1650", "date", "about 1650, read as 1640 to 1660"),
        ("Date: soon", "date", "no date: "),
        ("Öl auf Leinwand", "medium", "oil paint on canvas"),
        ("H. 30 cm; W. 20 cm", "measurements", "height 30 cm, width 20 cm"),
        ("signed and dated lower right 'Doe 88'", "inscription", "date and signature, lower right: “Doe 88”"),
        ("Etching, numbered 3/50", "edition", "number 3 of 50"),
        ("manuscript, ff. 212", "extent", "212 folios"),
        ("LOT 45\nBoats", "identifier", "lot 45"),
        ("Inv. no. M.1980.15.S", "identifier", "inventory number M.1980.15.S"),
        ("Estimate: £200-300", "estimate", "an estimate or a price, not compared"),
        ("Provenance: Turin", "provenance", "kept as written"),
        ("xyz ~ 12", "other", "not understood, searched as words"),
        ("Objekt: Skulptur", "object_type", "sculpture"),
    ],
)
def test_in_plain_words(text: str, kind: str, words: str) -> None:
    assert read_listing(text).of(FieldKind(kind))[0].in_words.startswith(words)


def test_numbers_of_a_price_are_no_size_date_or_number() -> None:
    read = read_listing("Boats at Low Tide\nEstimate 1,650 - 1,800 EUR")
    assert [field.kind for field in read.fields] == [FieldKind.TITLE, FieldKind.ESTIMATE]


def test_a_year_in_a_title_stays_there() -> None:
    text = "Claes Verbeek\nThe Great Flood of 1658 at Delft\noil on canvas"
    assert values(text, FieldKind.TITLE) == ["The Great Flood of 1658 at Delft"]
    assert values(text, FieldKind.DATE) == []


def test_life_dates_belong_to_the_maker() -> None:
    assert values("Anna Berg (1850-1910)\nHarbour", FieldKind.DATE) == []


def test_a_range_of_years_behind_a_thing_is_its_date() -> None:
    text = "Whorl-Shaped Brooch, ca. 550-650\ncopper alloy, gilt"
    assert values(text, FieldKind.DATE) == ["ca. 550-650"]
    assert values(text, FieldKind.MAKER) == []


def test_a_section_ends_at_a_blank_line_and_before_a_size() -> None:
    text = "Provenance: A. Berg, Turin\nhis son, Milan\n65 x 81 cm\n\nBoats"
    assert values(text, FieldKind.PROVENANCE) == ["A. Berg, Turin his son, Milan"]
    assert values(text, FieldKind.MEASUREMENTS) == ["65 x 81 cm"]


def test_two_words_alone_are_no_maker() -> None:
    assert values("Standing Buddha\nsandstone, 61 cm", FieldKind.MAKER) == []
    assert values("Standing Buddha\nsandstone, 61 cm", FieldKind.TITLE) == ["Standing Buddha"]


def test_lines_that_go_on_are_read_as_one() -> None:
    assert values("Anna Berg (1850-1910)\nA View of the\nHarbour", FieldKind.TITLE) == ["A View of the Harbour"]
    assert values("Anna Berg (1850-1910)\nBoats\nD: 1.25 in\nProvenance: Turin", FieldKind.PROVENANCE) == ["Turin"]


def test_a_paragraph_is_no_title() -> None:
    essay = "This picture belongs to a group of works that the painter finished after a long stay in Italy, " * 3
    assert values(essay, FieldKind.TITLE) == []


def test_corrections_travel_as_a_labelled_text() -> None:
    written = labelled_text([(FieldKind.MAKER, "Jan  van Goyen"), (FieldKind.DATE, ""), (FieldKind.TITLE, "A\nView")])
    assert written == "Maker: Jan van Goyen\nTitle: A View"
