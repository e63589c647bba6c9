"""Materials, media and types against each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.normalise.concept_comparing import ORDER, ConceptLevel
from registry.normalise.materials import compare_materials, find_materials, material_level, parse_medium
from registry.normalise.object_types import compare_types, find_types, type_level
from registry.vocabulary.concepts import materials, object_types

SAME, BROADER, CONFUSABLE, FAMILY, DIFFERENT, MISSING = ConceptLevel


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("oil on canvas", "huile sur toile", SAME),
        ("oil on canvas", "холст, масло", SAME),
        ("布面油画", "olja på duk", SAME),
        ("oil on canvas, laid down on panel", "oil on canvas", SAME),
        ("bronze", "copper alloy", BROADER),
        ("oak", "wood", BROADER),
        ("etching on paper", "engraving", CONFUSABLE),
        ("bronze", "brass", CONFUSABLE),
        ("tempera on panel", "oil on panel", CONFUSABLE),
        ("paper", "parchment", CONFUSABLE),
        ("limestone", "basalt", FAMILY),
        ("watercolour", "gouache", CONFUSABLE),
        ("bronze", "wood", DIFFERENT),
        ("oil on canvas", "oil on panel", DIFFERENT),
        ("", "wood", MISSING),
        ("of unknown stuff", "wood", MISSING),
    ],
)
def test_media(one: str, other: str, level: ConceptLevel) -> None:
    there, back = compare_materials(one, other), compare_materials(other, one)
    assert there.level is back.level is level
    assert (there.one, there.other) == (one, other)


def test_a_comparison_tells_body_from_support() -> None:
    found = compare_materials("oil on canvas", "oil on panel")
    assert (found.made_of, found.support) == (SAME, DIFFERENT)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("cuneiform tablet", "tablette cunéiforme", SAME),
        ("painting", "portrait", BROADER),
        ("tablet", "plaque", CONFUSABLE),
        ("statue", "figurine", CONFUSABLE),
        ("bowl", "dish", CONFUSABLE),
        ("mask", "head", CONFUSABLE),
        ("manuscript", "book", CONFUSABLE),
        ("amphora", "lekythos", FAMILY),
        ("coin", "manuscript", DIFFERENT),
        ("", "coin", MISSING),
    ],
)
def test_types(one: str, other: str, level: ConceptLevel) -> None:
    assert compare_types(one, other).level is compare_types(other, one).level is level


MATERIAL_IDS = st.sampled_from([concept.id for concept in materials()])
TYPE_IDS = st.sampled_from([concept.id for concept in object_types()])


@given(MATERIAL_IDS, MATERIAL_IDS)
def test_material_levels_are_symmetric_and_same_only_for_one(one: str, other: str) -> None:
    assert material_level(one, other) is material_level(other, one)
    assert (material_level(one, other) is SAME) == (one == other)


@given(TYPE_IDS, TYPE_IDS)
def test_type_levels_are_symmetric_and_same_only_for_one(one: str, other: str) -> None:
    assert type_level(one, other) is type_level(other, one)
    assert (type_level(one, other) is SAME) == (one == other)


@given(st.lists(st.sampled_from(["oil", "bronze", "canvas", "paper", "etching", "gilding", "wood", "xyz"]), max_size=4),
       st.lists(st.sampled_from(["oil", "brass", "panel", "paper", "engraving", "oak", "silver"]), max_size=4))  # fmt: skip
def test_comparing_media_is_symmetric(one: list[str], other: list[str]) -> None:
    there, back = (
        compare_materials(", ".join(one), ", ".join(other)),
        compare_materials(", ".join(other), ", ".join(one)),
    )
    assert (there.level, there.made_of, there.support) == (back.level, back.made_of, back.support)
    assert there.level in (*ORDER, MISSING)


@given(st.text())
def test_any_text_is_read_with_places_inside_it(text: str) -> None:
    places = [(one.start, one.end) for one in find_materials(text)] + [(one.start, one.end) for one in find_types(text)]
    assert all(0 <= start < end <= len(text) for start, end in places)


def test_what_was_not_understood_is_kept() -> None:
    medium = parse_medium("oil on canvas with sawdust")
    assert medium.unread == ("with", "sawdust")


def test_colours_are_no_materials() -> None:
    assert [one.concept for one in find_materials("translucent amber-colored and turquoise glass")] == ["glass"]
