"""What a single letter stands for, told by the labels beside it: L. is Länge beside B., largeur beside P., length beside W."""

from collections.abc import Sequence
from dataclasses import replace

from registry.normalise.measurements.values import Measure
from registry.vocabulary.lists import MeasurementKind as Kind


def told_apart(measures: Sequence[Measure]) -> tuple[Measure, ...]:
    """Measures of one size with the ambiguous letters narrowed as far as the others allow."""
    plain = {each.kind for each in measures if each.kind is not None and each.detail is None}
    return tuple(_narrow(each, plain) for each in measures)


def _narrow(each: Measure, plain: set[Kind]) -> Measure:
    if len(each.kinds) < 2:
        return each
    told = next((kind for kinds, beside, kind in _RULES if each.kinds == kinds and plain & beside), None)
    return each if told is None else replace(each, kinds=frozenset({told}))


_RULES: tuple[tuple[set[Kind], set[Kind], Kind], ...] = (
    ({Kind.LENGTH, Kind.WIDTH}, {Kind.WIDTH, Kind.DIAMETER}, Kind.LENGTH),
    ({Kind.LENGTH, Kind.WIDTH}, {Kind.DEPTH, Kind.LENGTH}, Kind.WIDTH),
    ({Kind.DEPTH, Kind.DIAMETER}, {Kind.DIAMETER, Kind.WIDTH}, Kind.DEPTH),
    ({Kind.DEPTH, Kind.DIAMETER}, {Kind.DEPTH}, Kind.DIAMETER),
    ({Kind.DEPTH, Kind.THICKNESS}, {Kind.WIDTH}, Kind.DEPTH),
    ({Kind.LENGTH, Kind.DIAMETER}, {Kind.WIDTH, Kind.DIAMETER}, Kind.LENGTH),
)
"""What a letter may mean, labels beside it, and what it means then; the first rule that fits counts."""
