"""Which length of one size may be which of another: every arrangement, with what speaks against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations

from registry.normalise.measurements.tolerances import Tolerance, apart, length_tolerance
from registry.normalise.measurements.values import Measure
from registry.vocabulary.lists import MeasurementKind as Kind
from registry.vocabulary.lists import ObjectType

MOST = 4
"""Lengths of a size that are compared; no object has more of its own."""
_CONVENTION = (Kind.HEIGHT, Kind.WIDTH, Kind.DEPTH)
"""What unlabelled numbers are by the custom of museums."""
_ALIKE = (
    {Kind.LENGTH, Kind.WIDTH},
    {Kind.LENGTH, Kind.HEIGHT},
    {Kind.LENGTH, Kind.DEPTH},
    {Kind.DEPTH, Kind.THICKNESS},
    {Kind.DIAMETER, Kind.WIDTH},
    {Kind.DIAMETER, Kind.DEPTH},
)
"""Kinds that two cataloguers may call the same measure by: the length of a chest is the width of another."""
_CONFLICT = 0.03
"""A pair whose labels conflict costs as much as a difference of this share: a better fit must earn it."""


@dataclass(frozen=True)
class Pair:
    """Two lengths taken for the same measure, and how far they are apart (positive if the first is larger)."""

    one: Measure
    other: Measure
    difference: float
    tolerance: Tolerance
    conflict: bool

    @property
    def agrees(self) -> bool:
        """Within the tight limit."""
        return abs(self.difference) <= self.tolerance.tight

    @property
    def near(self) -> bool:
        """Within the wide limit."""
        return abs(self.difference) <= self.tolerance.wide

    @property
    def ratio(self) -> float:
        """The first as a share of the second."""
        return self.one.value / self.other.value

    @cached_property
    def cost(self) -> float:
        """The relative difference, with a charge for labels that conflict."""
        off = abs(self.one.value - self.other.value) / max(self.one.value, self.other.value)
        return off + (_CONFLICT if self.conflict else 0.0)


@dataclass(frozen=True)
class Pairing:
    """All pairs of two sizes, and whether the order or labels of both are the same."""

    pairs: tuple[Pair, ...]
    in_order: bool

    @property
    def cost(self) -> float:
        """The sum of the pairs' costs."""
        return sum(pair.cost for pair in self.pairs)


def pairings(one: Sequence[Measure], other: Sequence[Measure], kind: ObjectType) -> list[Pairing]:
    """Every arrangement of two sizes' lengths; none if either has no length."""
    if len(other) < len(one):
        turned = pairings(other, one, kind)
        return [Pairing(tuple(_turned(pair) for pair in each.pairs), each.in_order) for each in turned]
    one, other = one[:MOST], other[:MOST]
    if len(one) == 1 and not one[0].kinds:
        other = _leading(other)
    if not one or not other:
        return []
    arrangements = [_pairs(one, chosen, kind) for chosen in permutations(other, len(one))]
    return [
        Pairing(pairs, all(_assumed(one, pair.one) & _assumed(other, pair.other) for pair in pairs))
        for pairs in arrangements
    ]


def _pairs(one: Sequence[Measure], other: Sequence[Measure], kind: ObjectType) -> tuple[Pair, ...]:
    return tuple(
        Pair(a, b, apart(a, b), length_tolerance(kind, a, b), conflict=not compatible(a, b))
        for a, b in zip(one, other, strict=True)
    )


def _turned(pair: Pair) -> Pair:
    return Pair(pair.other, pair.one, -pair.difference, pair.tolerance, pair.conflict)


def _leading(measures: Sequence[Measure]) -> list[Measure]:
    """What a single number without a label may mean: the largest length, the height or the diameter."""
    largest = max(each.value for each in measures) if measures else 0.0
    telling = {Kind.HEIGHT, Kind.DIAMETER}
    return [each for each in measures if each.value == largest or each.kinds & telling or not each.kinds]


def compatible(one: Measure, other: Measure) -> bool:
    """Whether two lengths may be the same measure by their labels."""
    if not one.kinds or not other.kinds or one.kinds & other.kinds:
        return True
    return any({a, b} in _ALIKE for a in one.kinds for b in other.kinds)


def _assumed(size: Sequence[Measure], measure: Measure) -> frozenset[Kind]:
    if measure.kinds:
        return measure.kinds
    place = next(index for index, each in enumerate(size) if each is measure)
    return frozenset({_CONVENTION[min(place, len(_CONVENTION) - 1)]})
