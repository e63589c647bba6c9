"""Readings that were wrong once: a place for a material, an era for a size, a former owner for a maker."""

import pytest

from registry.normalise.dates import find_dates
from registry.normalise.listing import FieldKind, price_in_euros, read_listing
from registry.normalise.materials import find_materials
from registry.normalise.object_types import find_types


@pytest.mark.parametrize(
    "text", ["Faenza", "Faenza, 16th century", "Scuola di Faenza", "Faenza, seconda metà del XVI secolo"]
)
def test_a_town_is_no_material(text: str) -> None:
    assert find_materials(text) == []


@pytest.mark.parametrize("text", ["faïence", "Fayence", "maiolica", "Plat en faïence de Faenza", "فاينس"])
def test_the_material_named_after_it_still_is_one(text: str) -> None:
    assert [mention.concept for mention in find_materials(text)] == ["faience"]


@pytest.mark.parametrize("text", ["Walter Crane", "Crane, Walter (1845-1915)", "A Crane among Pines"])
def test_a_bird_or_a_maker_is_no_skull(text: str) -> None:
    assert "human_remains" not in {mention.concept for mention in find_types(text)}


@pytest.mark.parametrize("text", ["Crâne surmodelé", "crâne humain", "Skull of a man", "Schädel"])
def test_a_skull_is_one(text: str) -> None:
    assert {mention.concept for mention in find_types(text)} == {"human_remains"}


@pytest.mark.parametrize("text", ["1926\nH. 30 cm", "1926 H. 30 cm", "Cast 1926, H: 30 cm", "1926 H: 30 cm"])
def test_a_height_below_a_year_makes_no_hijri_year(text: str) -> None:
    (found,) = find_dates(text)
    assert (found.reading.earliest, found.reading.latest) == (1926, 1926)


@pytest.mark.parametrize(
    "line",
    [
        "Carl Gustaf Wrangel (Tidigare ägare)",
        "Brahe, grevliga ätten nr 1 (Tidigare ägare)",
        "W. Keith Neal (Givare)",
        "John Smith (former owner)",
        "Comte de Vogüé (ancien propriétaire)",
        "Иван Петров (бывший владелец)",
    ],
)
def test_former_owners_are_no_makers(line: str) -> None:
    read = read_listing(f"{line}\nHjullåsbössa\n1600-talets mitt")
    assert [field.value for field in read.of(FieldKind.PROVENANCE)] == [line]
    assert read.of(FieldKind.MAKER) == ()
    assert [field.value for field in read.of(FieldKind.OBJECT_TYPE)] == ["Hjullåsbössa"]


@pytest.mark.parametrize("line", ["II век н. э.", "IV ст. до н. е.", "Époque Louis XV", "Ur III"])
def test_a_date_is_no_maker(line: str) -> None:
    read = read_listing(f"Рельеф с изображением женщины\n{line}\nИзвестняк")
    assert read.of(FieldKind.MAKER) == ()
    assert [field.value for field in read.of(FieldKind.DATE)] == [line]


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("€ 20,000-30,000", (20_000, 30_000)),
        ("20.000 – 30.000 €", (20_000, 30_000)),
        ("EUR 18.000,-", (18_000, 18_000)),
        ("1.234,50 EUR", (1234.5, 1234.5)),
        ("12 500 евро", (12_500, 12_500)),
        ("£2,000-3,000", None),
        ("20 000 SEK", None),
    ],
)
def test_prices_in_euros(text: str, euros: tuple[float, float] | None) -> None:
    assert price_in_euros(text) == euros
