"""Comparison by kind of object, one-sided where the world is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.normalise.measurements import Size, SizeLevel, compare_sizes, read_measurements
from registry.vocabulary.lists import ObjectType

PAINTING, SCULPTURE, RELIEF, COIN = ObjectType.PAINTING, ObjectType.SCULPTURE, ObjectType.RELIEF, ObjectType.COIN


def sizes(text: str) -> tuple[Size, ...]:
    """The sizes of an expression that must be understood."""
    read = read_measurements(text)
    assert read.understood, read
    return read.sizes


@pytest.mark.parametrize(
    ("listing", "registered", "kind", "level"),
    [
        ("72.5 x 64.7 cm", "H. 72.5 cm, W. 64.7 cm", PAINTING, SizeLevel.AGREES),
        ("28 1/2 x 25 1/2 in.", "H. 72.5 cm, W. 64.7 cm", PAINTING, SizeLevel.AGREES),
        ("64.7 x 72.5 cm", "H. 72.5 cm, W. 64.7 cm", PAINTING, SizeLevel.AGREES),
        ("H. 64.7 cm, W. 72.5 cm", "H. 72.5 cm, W. 64.7 cm", PAINTING, SizeLevel.NEAR),
        ("74.2 x 66 cm", "72.5 x 64.7 cm", PAINTING, SizeLevel.NEAR),
        ("66 x 58 cm", "72.5 x 64.7 cm", PAINTING, SizeLevel.CUT_DOWN),
        ("72.5 x 50 cm", "72.5 x 64.7 cm", PAINTING, SizeLevel.CUT_DOWN),
        ("20 x 15 cm", "72.5 x 64.7 cm", PAINTING, SizeLevel.DIFFERENT),
        ("90 x 82 cm", "72.5 x 64.7 cm", PAINTING, SizeLevel.OTHER_PART),
        ("90 x 82 cm (framed)", "72.5 x 64.7 cm", PAINTING, SizeLevel.OTHER_PART),
        ("72.5 x 64.7 cm", "frame: 90 x 82 cm", PAINTING, SizeLevel.OTHER_PART),
        ("90 x 50 cm", "72.5 x 64.7 cm", PAINTING, SizeLevel.CONTRADICTION),
        ("60 x 82 cm (framed)", "72.5 x 64.7 cm", PAINTING, SizeLevel.CONTRADICTION),
        ("200 x 300 cm", "72.5 x 64.7 cm", PAINTING, SizeLevel.DIFFERENT),
        ("30 x 40 cm; frame 50 x 60 cm", "frame 51 x 61 cm", PAINTING, SizeLevel.AGREES),
        ("sheet 30 x 40 cm", "image 20 x 30 cm; sheet 30.2 x 40 cm", ObjectType.PRINT, SizeLevel.AGREES),
        ("sheet 30 x 40 cm", "plate 20 x 30 cm", ObjectType.PRINT, SizeLevel.OTHER_PART),
        ("image 20 x 30 cm", "image 24 x 26 cm", ObjectType.PRINT, SizeLevel.CONTRADICTION),
        ("34 cm high", "height 35 cm", SCULPTURE, SizeLevel.AGREES),
        ("33 cm high", "height 35 cm", SCULPTURE, SizeLevel.NEAR),
        ("H. 45 cm, W. 20 cm", "H. 38 cm, W. 20 cm", SCULPTURE, SizeLevel.OTHER_PART),
        ("H. 45 cm, W. 20 cm", "H. 70 cm, W. 20 cm", SCULPTURE, SizeLevel.DIFFERENT),
        ("H. 100 cm, W. 60 cm, D. 5 cm", "H. 120 cm, W. 90 cm, D. 30 cm", RELIEF, SizeLevel.CUT_DOWN),
        ("Ø 25 mm, 8.12 g", "Diam. 25.5 mm; Wt. 8.10 g", COIN, SizeLevel.AGREES),
        ("Ø 25 mm, 8.12 g", "Diam. 25.5 mm; Wt. 7.10 g", COIN, SizeLevel.CONTRADICTION),
        ("Ø 25 mm", "Diam. 31 mm", COIN, SizeLevel.DIFFERENT),
        ("3 x 2.5 cm", "3.6 x 3.2 cm", PAINTING, SizeLevel.NEAR),
        ("weight 450 kg", "height 1.7 m, weight 450 kg", SCULPTURE, SizeLevel.AGREES),
        ("weight 450 kg", "height 170 cm", SCULPTURE, SizeLevel.MISSING),
        ("dimensions variable", "72.5 x 64.7 cm", PAINTING, SizeLevel.MISSING),
        ("approx. 70 x 60 cm", "72.5 x 64.7 cm", PAINTING, SizeLevel.NEAR),
    ],
)
def test_levels(listing: str, registered: str, kind: ObjectType, level: SizeLevel) -> None:
    assert compare_sizes(sizes(listing), sizes(registered), kind).level is level


def test_the_comparison_says_what_it_compared() -> None:
    found = compare_sizes(sizes("72.5 x 64.7 cm, framed: 90 x 82 cm"), sizes("H. 72.5 cm, W. 64.7 cm"), PAINTING)
    assert (found.first, found.second) == ("72.5 × 64.7 cm", "height 72.5 cm, width 64.7 cm")
    assert (found.compared, found.in_order, found.weight) == (2, True, None)


def test_the_order_of_unlabelled_numbers_is_noticed() -> None:
    assert not compare_sizes(sizes("64.7 x 72.5 cm"), sizes("H. 72.5 cm, W. 64.7 cm"), PAINTING).in_order


def test_a_missing_side_keeps_the_words_of_the_other() -> None:
    found = compare_sizes((), sizes("72.5 x 64.7 cm"), PAINTING)
    assert (found.level, found.first, found.second) == (SizeLevel.MISSING, None, "72.5 × 64.7 cm")


lengths = st.lists(st.integers(20, 3000), min_size=1, max_size=3)


@given(lengths, st.sampled_from(ObjectType))
def test_a_size_agrees_with_itself_in_any_unit(values: list[int], kind: ObjectType) -> None:
    millimetres = sizes(" x ".join(map(str, values)) + " mm")
    centimetres = sizes(" x ".join(f"{value / 10:.1f}" for value in values) + " cm")
    assert compare_sizes(millimetres, centimetres, kind).level is SizeLevel.AGREES


@given(lengths, lengths, st.sampled_from(ObjectType))
def test_tolerance_is_symmetric(one: list[int], other: list[int], kind: ObjectType) -> None:
    first, second = (sizes(" x ".join(map(str, values)) + " mm") for values in (one, other))
    close = {SizeLevel.AGREES, SizeLevel.NEAR}
    assert (compare_sizes(first, second, kind).level in close) == (compare_sizes(second, first, kind).level in close)


@given(lengths, st.randoms(use_true_random=False), st.sampled_from(ObjectType))
def test_the_order_of_labelled_measures_does_not_matter(values: list[int], chance: object, kind: ObjectType) -> None:
    parts = [f"{label}: {value} mm" for label, value in zip(("height", "width", "depth"), values, strict=False)]
    turned = list(reversed(parts))
    found = compare_sizes(sizes("; ".join(parts)), sizes("; ".join(turned)), kind)
    assert (found.level, found.in_order) == (SizeLevel.AGREES, True)


@given(st.integers(200, 2000), st.integers(200, 2000), st.integers(30, 100))
def test_trimming_is_seen_one_way_only(height: int, width: int, cut: int) -> None:
    whole = sizes(f"{height} x {width} mm")
    trimmed = sizes(f"{height - max(cut, height // 10)} x {width - max(cut, width // 10)} mm")
    assert compare_sizes(trimmed, whole, RELIEF).level in {SizeLevel.CUT_DOWN, SizeLevel.NEAR, SizeLevel.AGREES}
    assert compare_sizes(whole, trimmed, RELIEF).level is not SizeLevel.CUT_DOWN
