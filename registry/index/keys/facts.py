"""Keys of facts: dates, sizes, materials and types as terms, whose windows are the terms beside them.

A window over numbers becomes a few neighbouring steps of a scale, so that "both sides within tolerance" is one rare term
and not the intersection of two long lists. Lengths are in millimetres; the scale has steps of 2 mm up to 10 cm and of 2%
beyond.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from registry.normalise.dates import DateReading
from registry.normalise.measurements import Part, Size
from registry.vocabulary.concepts import object_types

_FINE, _SHARE, _TURN = 2.0, 0.02, 100.0
_LEAST_TOLERANCE, _TOLERANCE = 2.0, 0.015
_MOST_LENGTHS, _MOST_SIZES = 4, 4
_MOST_STEPS = 6
"""Steps of the scale that one length asks for at most: "about 3 cm" would ask for everything small."""
_COARSE = 1.1
"""A listing whose last written place is coarser (mm) does not ask for the same millimetres."""
_MOST_DECADES = 30
_DIFFERING_YEARS = 2

EXACT_SIZE, BOTH_SIDES, ONE_SIDE = 1.0, 0.8, 0.35
SAME_YEARS, SHARED_DECADE = 1.0, 0.5
"""Weights of the ways in which a fact may be had."""

Ways = tuple[tuple[str, float], ...]


# --- sizes --------------------------------------------------------------------------------------------------------------


def size_keys(sizes: Iterable[Size]) -> Iterator[str]:
    """What a record's sizes can be found by; frames are left out."""
    for lengths in _lengths(sizes):
        values = [value for value, _ in lengths]
        for value in values:
            yield f"l:{_step(value)}"
        if len(values) > 1:
            first, second = values[:2]
            yield f"x:{round(first)}.{round(second)}"
            yield f"d:{_step(first)}.{_step(second)}"


def size_ways(sizes: Iterable[Size]) -> Iterator[Ways]:
    """The ways in which a record may have a listing's sizes: one thing said for each size."""
    for lengths in _lengths(sizes):
        windows = [_window(value, doubt) for value, doubt in lengths]
        ways: list[tuple[str, float]] = []
        if len(lengths) > 1:
            if all(doubt <= _COARSE for _, doubt in lengths[:2]):
                near = [range(round(value) - 1, round(value) + 2) for value, _ in lengths[:2]]
                ways += [(f"x:{one}.{other}", EXACT_SIZE) for one, other in product(*near)]
            ways += [(f"d:{one}.{other}", BOTH_SIDES) for one, other in product(*windows[:2])]
        ways += [(f"l:{step}", ONE_SIDE) for step in dict.fromkeys(step for window in windows for step in window)]
        yield tuple(dict.fromkeys(ways))


def _lengths(sizes: Iterable[Size]) -> Iterator[list[tuple[float, float]]]:
    """The lengths of each whole thing, the longest first, each with half its last written place."""
    whole = [size for size in sizes if size.part is not Part.FRAME and size.lengths]
    for size in sorted(whole, key=lambda each: each.component is not None)[:_MOST_SIZES]:
        lengths = [(measure.value, measure.step / 2) for measure in size.lengths if measure.value > 0]
        if lengths:
            yield sorted(lengths, reverse=True)[:_MOST_LENGTHS]


def _step(value: float) -> int:
    return int(value / _FINE) if value < _TURN else int(_TURN / _FINE + math.log(value / _TURN) / _SHARE)


def _window(value: float, doubt: float) -> Sequence[int]:
    tolerance = max(_LEAST_TOLERANCE, _TOLERANCE * value) + doubt
    first, last = _step(max(0.0, value - tolerance)), _step(value + tolerance)
    if last - first >= _MOST_STEPS:
        first = _step(value) - _MOST_STEPS // 2
        last = first + _MOST_STEPS - 1
    return range(first, last + 1)


# --- dates --------------------------------------------------------------------------------------------------------------


def date_keys(earliest: int | None, latest: int | None) -> Iterator[str]:
    """What a record's years can be found by; a date of many centuries by none of them."""
    first, last = _closed(earliest, latest)
    if first is None or last is None:
        return
    yield f"y:{first}.{last}"
    if last // 10 - first // 10 < _MOST_DECADES:
        yield from (f"e:{decade}" for decade in range(first // 10, last // 10 + 1))


def date_ways(reading: DateReading) -> Ways:
    """The ways in which a record may have a listing's date; none where it has no end at all."""
    first, last = _closed(reading.earliest, reading.latest)
    if first is None or last is None:
        return ()
    ways = [(f"y:{first}.{last}", SAME_YEARS)]
    begin, end = (first - _DIFFERING_YEARS) // 10, (last + _DIFFERING_YEARS) // 10
    if end - begin < _MOST_DECADES:
        ways += [(f"e:{decade}", SHARED_DECADE) for decade in range(begin, end + 1)]
    return tuple(ways)


def _closed(earliest: int | None, latest: int | None) -> tuple[int | None, int | None]:
    """Both ends, an open one taken as the other."""
    first = earliest if earliest is not None else latest
    last = latest if latest is not None else earliest
    return (first, last) if first is None or last is None or first <= last else (last, first)


# --- types --------------------------------------------------------------------------------------------------------------


def type_keys(concepts: Iterable[str]) -> Iterator[str]:
    """The type and all broader ones."""
    for concept in concepts:
        yield from (f"o:{each}" for each in (concept, *object_types().ancestors(concept)))
