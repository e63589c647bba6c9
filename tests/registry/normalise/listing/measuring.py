"""Whole listings with what they say, and how much of it a reading gets right, field by field."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from registry.normalise.listing import FieldKind, read_listing

_EDGES = " .,;:\"'“”«»„‘’"


@dataclass(frozen=True)
class Listing:
    """A listing and the values that should be read from it, by kind."""

    name: str
    text: str
    fields: dict[FieldKind, tuple[str, ...]]


@dataclass(frozen=True)
class Share:
    """How often a kind of field was expected, found, and found with the right value."""

    expected: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what was expected that was found; 1 where nothing was expected."""
        return self.right / self.expected if self.expected else 1.0


@cache
def listings(file: str) -> tuple[Listing, ...]:
    """The listings of a data file beside this one."""
    raw = tomllib.loads(Path(__file__).with_name(file).read_text(encoding="utf-8"))["listing"]
    return tuple(
        Listing(
            each["name"],
            each["text"],
            {FieldKind(kind): tuple(values) for kind, values in each.items() if kind not in ("name", "text")},
        )
        for each in raw
    )


def same(expected: str, value: str) -> bool:
    """Whether a value is the expected one; an expectation that ends in … gives only the beginning."""
    one, other = _plain(expected.removesuffix("…")), _plain(value)
    return other.startswith(one) if expected.endswith("…") else one == other


def _plain(value: str) -> str:
    return " ".join(value.split()).casefold().strip(_EDGES)


def wrong(listing: Listing) -> list[str]:
    """What a reading lacks (-) and what it has too much (+)."""
    problems: list[str] = []
    read = read_listing(listing.text)
    for kind in FieldKind:
        if kind is FieldKind.OTHER:
            continue
        values = [field.value for field in read.of(kind)]
        expected = list(listing.fields.get(kind, ()))
        for each in list(expected):
            match = next((value for value in values if same(each, value)), None)
            if match is not None:
                values.remove(match)
                expected.remove(each)
        problems += [f"-{kind}: {each}" for each in expected] + [f"+{kind}: {each}" for each in values]
    return problems


def shares(listed: Iterable[Listing]) -> dict[FieldKind, Share]:
    """Precision and recall of every kind of field over listings."""
    expected, found, right = Counter[FieldKind](), Counter[FieldKind](), Counter[FieldKind]()
    for listing in listed:
        read = read_listing(listing.text)
        for kind in FieldKind:
            if kind is FieldKind.OTHER:
                continue
            wanted = listing.fields.get(kind, ())
            values = [field.value for field in read.of(kind)]
            expected[kind] += len(wanted)
            found[kind] += len(values)
            for each in wanted:
                match = next((value for value in values if same(each, value)), None)
                if match is not None:
                    values.remove(match)
                    right[kind] += 1
    return {kind: Share(expected[kind], found[kind], right[kind]) for kind in FieldKind if kind is not FieldKind.OTHER}
