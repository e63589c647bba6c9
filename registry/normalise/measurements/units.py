"""Units of length, weight and time with exact factors, read from `units.toml`.

The inch of 25.4 mm and the pound of 453.59237 g are those of the agreement of 1959 between the English-speaking countries;
older inches of other countries are not told apart (a size in them comes out up to 7% off and is no firm contradiction).
"""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from registry.normalise.lexicon import Lexicon, key_of


class Quantity(StrEnum):
    """What a unit measures. Times are read only to be told from sizes."""

    LENGTH = "length"
    WEIGHT = "weight"
    TIME = "time"


@dataclass(frozen=True)
class Unit:
    """A unit: its factor to millimetres, grams or seconds.

    ``most`` is the largest factor the same sign may stand for: "oz" may be the troy ounce.
    """

    key: str
    quantity: Quantity
    factor: Fraction
    most: Fraction
    system: str


@cache
def _table() -> list[dict[str, Any]]:
    text = files("registry.normalise.measurements").joinpath("units.toml").read_text(encoding="utf-8")
    table: list[dict[str, Any]] = tomllib.loads(text)["unit"]
    return table


@cache
def units() -> dict[str, Unit]:
    """All units by key."""
    return {
        each["key"]: Unit(
            key=each["key"],
            quantity=Quantity(each["quantity"]),
            factor=Fraction(each["factor"]),
            most=Fraction(each.get("troy", each["factor"])),
            system=each["system"],
        )
        for each in _table()
    }


@cache
def unit_words() -> Lexicon[Unit]:
    """The names of all units that are words."""
    known = units()
    return Lexicon(
        (name, known[each["key"]])
        for each in _table()
        for name in each["names"]
        if any(sign.isalpha() for sign in name)
    )


def unit_named(name: str) -> Unit | None:
    """The unit of a name or sign such as "cm", "pouces" or '"'; None if it is no unit."""
    wanted = key_of(name.strip().rstrip("."))
    return _by_name().get(wanted)


@cache
def _by_name() -> dict[str, Unit]:
    known = units()
    names = ((name, each["key"]) for each in reversed(_table()) for name in (each["key"], *each["names"]))
    return {key_of(name): known[key] for name, key in names}
