"""Properties of reading: any text is survived, units and order do not change what is meant, words can be read back."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from registry.normalise.measurements import (
    Measure,
    Measurements,
    Size,
    find_measurements,
    in_words,
    measurements_of,
    read_measurements,
    recorded_sizes,
)
from registry.normalise.measurements.units import unit_named, units
from registry.vocabulary.lists import MeasuredPart
from tests.registry.normalise.measurements.notation import rows

PIECES = st.sampled_from(
    "30 40,5 72.5 1/2 ½ 2'3\" 1,250 x × by ( ) [ ] ; , . : / - ± ca. H. W: Diam. Ø höjd высота ارتفاع 高 L. cm mm in. ft g oz "
    "dwt frame sheet base each (a) b) rim with without £5 1990 г. в. lot 84.12b 1:50 \n _x000D_ ١٢ سم 厘米 '' \" ' 18th".split(
        " "
    )
)
messy = st.lists(PIECES, max_size=12).map(" ".join) | st.lists(PIECES, max_size=8).map("".join)


@given(st.text() | messy)
@example("½/0 cm x (")
@example("0 x 0 cm")
@example("1/0 in.")
def test_no_text_is_too_strange(text: str) -> None:
    for read in (read_measurements(text), find_measurements(text)):
        assert read.text == text
        assert read.understood == (not read.not_understood and (bool(read.sizes) or read.says_nothing))
        spans = [measure.span for size in read.sizes for measure in size.measures]
        spans += [each.span for each in read.not_understood]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(0 <= measure.low <= measure.high for size in read.sizes for measure in size.measures)
        assert all(size.measures for size in read.sizes)


@given(st.integers(1, 9999), st.sampled_from([("mm", 1), ("cm", 10), ("m", 1000)]), st.sampled_from(".,"))
def test_a_length_is_the_same_in_any_unit(millimetres: int, unit: tuple[str, int], mark: str) -> None:
    name, factor = unit
    written = f"{float(Fraction(millimetres, factor)):.4f}".rstrip("0").rstrip(".").replace(".", mark)
    read = read_measurements(f"height {written} {name}")
    assert [measure.value for size in read.sizes for measure in size.measures] == pytest.approx([millimetres])


@given(st.integers(0, 9), st.integers(0, 11), st.integers(1, 15))
def test_feet_and_inches_add_up(feet: int, inches: int, sixteenths: int) -> None:
    read = read_measurements(f"height {feet}' {inches} {sixteenths}/16\"")
    (measure,) = read.sizes[0].measures
    assert measure.value == pytest.approx(feet * 304.8 + (inches + sixteenths / 16) * 25.4)


@given(
    st.permutations(["height 30 cm", "width 20 cm", "depth 10 cm", "weight 5 kg"]), st.sampled_from(["; ", ", ", "\n"])
)
def test_labelled_measures_may_stand_in_any_order(parts: list[str], between: str) -> None:
    (size,) = read_measurements(between.join(parts)).sizes
    assert {(measure.kind, measure.value) for measure in size.measures} == {
        ("height", 300.0),
        ("width", 200.0),
        ("depth", 100.0),
        ("weight", 5000.0),
    }


def _labels(size: Size) -> list[object]:
    return [size.part, size.each, *((m.kinds, m.detail) for m in _lengths_first(size))]


def _ends(size: Size) -> list[float]:
    return [end for m in _lengths_first(size) for end in (m.low, m.high)]


def _lengths_first(size: Size) -> list[Measure]:
    return sorted(size.measures, key=lambda measure: measure.is_weight)


SIMPLE = [
    read
    for row in rows()
    if (read := read_measurements(row.text)).understood and len(read.sizes) == 1 and not read.sizes[0].component
]


@pytest.mark.parametrize("read", SIMPLE, ids=lambda read: read.text)
def test_words_can_be_read_back(read: Measurements) -> None:
    (size,) = read.sizes
    (again,) = read_measurements(in_words(size)).sizes
    assert _labels(again) == _labels(size)
    assert _ends(again) == pytest.approx(_ends(size), abs=0.06)


@pytest.mark.parametrize("read", SIMPLE, ids=lambda read: read.text)
def test_records_keep_what_was_read(read: Measurements) -> None:
    measurements = measurements_of(read)
    assert len(measurements) == len(read.sizes[0].measures)
    kept = [m for size in recorded_sizes(measurements) for m in size.measures]
    values = sorted(m.value for m in read.sizes[0].measures)
    assert sorted(m.value for m in kept) == pytest.approx(values, rel=2e-3)
    assert {size.part for size in recorded_sizes(measurements)} == {read.sizes[0].part}
    assert all(measurement.original for measurement in measurements)


@pytest.mark.parametrize("key", sorted(units()))
def test_every_unit_is_found_by_its_key(key: str) -> None:
    assert unit_named(key) == units()[key]


def test_an_unknown_unit_is_none() -> None:
    assert unit_named("furlong") is None


def test_open_closed_and_mount_are_parts_of_a_record() -> None:
    read = read_measurements("closed: 30 x 20 cm; open: 30 x 40 cm; mount: 50 x 60 cm")
    recorded = measurements_of(read)
    assert {each.part for each in recorded} == {MeasuredPart.CLOSED, MeasuredPart.OPEN, MeasuredPart.MOUNT}
    assert all(each.note is None for each in recorded)
    assert [size.part for size in recorded_sizes(recorded)] == [size.part for size in read.sizes]
