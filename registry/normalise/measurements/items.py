"""Quantities on their way to sizes: each with its unit, as far as it is settled, and its chain ("30 x 40 x 5 cm")."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from registry.normalise.lexicon import Span
from registry.normalise.measurements.labels import Labelled
from registry.normalise.measurements.units import Quantity, Unit


@dataclass(frozen=True)
class Item:
    """A quantity whose unit is settled where it can be. ``twin`` marks one that repeats another in a second unit.

    ``conflict``: it should repeat the one before but does not agree. ``also``: where it is repeated.
    """

    at: Labelled
    chain: int
    twin: bool = False
    conflict: bool = False
    also: tuple[Span, ...] = ()

    @property
    def unit(self) -> Unit | None:
        """The unit, if settled."""
        return self.at.amount.unit

    @property
    def is_length(self) -> bool:
        """A length, or a number without a unit that may be one."""
        return self.unit is None or self.unit.quantity is Quantity.LENGTH

    def with_unit(self, unit: Unit | None) -> "Item":
        """The same with a unit."""
        return replace(self, at=replace(self.at, amount=replace(self.at.amount, unit=unit)))


def base_values(low: Fraction, high: Fraction, more: Fraction, unit: Unit) -> tuple[Fraction, Fraction]:
    """A range in a unit as millimetres, grams or seconds."""
    return low * unit.factor + more, high * unit.most + more


def chains(items: Sequence[Item]) -> Iterator[range]:
    """Places of the items of each chain ("30 x 40 x 5 cm"), in order."""
    start = 0
    for place in range(1, len(items) + 1):
        if place == len(items) or items[place].chain != items[start].chain:
            yield range(start, place)
            start = place
