"""Labelled text comparisons: records described as a listing would describe them, against their own and other records.

A listing drops, shortens, retitles, re-attributes, rounds, measures the frame and mistypes. Each evidence kind is compared
in levels; the bits of a level are the log2 ratio of its frequency among all true and all false pairs, with half a count
added to each (Jeffreys' prior). What could not be compared counts as a level of its own, `missing`, whose bits are 0 by rule:
missing information is neutral, however often listings leave a kind out. Titles,
makers and sizes are learnt from the documented cases; numbers, of which those have few, from the generated works too.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from matcher.evidence import identifier, maker, size, title
from matcher.evidence.levels import MISSING
from matcher.evidence.words import QueryWords
from registry.normalise.measurements import Part, recorded_sizes
from registry.records.object import CulturalObject

ROUNDS = 6
FALSE_PER_LISTING = 40
MOST_BITS = 8.0
"""No single level of text evidence counts more: a few hundred records cannot show that something is rarer."""

LEVELS = {
    "identifier": identifier.LEVELS,
    "title": title.LEVELS,
    "maker": maker.LEVELS,
    "size": size.LEVELS,
}

_KEEP_TITLE, _KEEP_MAKER, _KEEP_SIZE, _KEEP_NUMBER, _KEEP_INSTITUTION = 0.75, 0.7, 0.8, 0.5, 0.5
_RENUMBERED, _TYPO, _INCHES, _TRIMMED, _FRAMED, _MISREAD = 0.1, 0.15, 0.3, 0.1, 0.12, 0.06
_PRIOR = 0.5


@dataclass(frozen=True)
class Listing:
    """An object as a catalogue describes it: free text, and numbers that stand on it."""

    text: str
    identifiers: tuple[str, ...]


def listing(record: CulturalObject, rng: np.random.Generator) -> Listing:
    """One way a catalogue might describe this object."""
    parts: list[str] = []
    identifiers: tuple[str, ...] = ()
    if record.makers and rng.random() < _KEEP_MAKER:
        parts.append(str(rng.choice(["", "attributed to ", "circle of ", "after "])) + record.makers[0].name)
    if record.titles and rng.random() < _KEEP_TITLE:
        chosen = record.titles[int(rng.integers(len(record.titles)))].value
        parts.append(mistyped(chosen, rng) if rng.random() < _TYPO else chosen)
    else:
        parts.append(record.object_type.level2 or record.object_type.level1)
    parts.extend(record.materials[:2])
    if record.date and record.date.display:
        parts.append(record.date.display)
    recorded = recorded_sizes(record.measurements)
    sizes = [list(size.centimetres) for size in recorded if size.centimetres and size.part is not Part.FRAME]
    if sizes and rng.random() < _KEEP_SIZE:
        parts.append(_size(sizes[0], rng))
    if record.inventory_numbers and rng.random() < _KEEP_NUMBER:
        number = record.inventory_numbers[0]
        renumbered = rng.random() < _RENUMBERED
        identifiers = (str(int(rng.integers(1000, 9999))) if renumbered else number.value.replace(" ", "-"),)
        if number.institution and rng.random() < _KEEP_INSTITUTION:
            parts.append(f"formerly {number.institution}")
    return Listing(", ".join(parts), identifiers)


def mistyped(text: str, rng: np.random.Generator) -> str:
    """A text with two neighbouring letters exchanged."""
    place = int(rng.integers(max(1, len(text) - 1)))
    return text[:place] + text[place + 1 : place + 2] + text[place : place + 1] + text[place + 2 :]


def _size(sizes: list[float], rng: np.random.Generator) -> str:
    chance = rng.random()
    if chance < _TRIMMED:
        values = [value * 0.93 for value in sizes]
    elif chance < _TRIMMED + _FRAMED:
        values = [value + float(rng.uniform(4, 20)) for value in sizes]
    elif chance < _TRIMMED + _FRAMED + _MISREAD:
        values = [value * float(rng.uniform(0.5, 2.0)) for value in sizes]
    else:
        values = [value * (1 + float(rng.normal(0, 0.004))) for value in sizes]
    if rng.random() < _INCHES:
        return " x ".join(f"{value / 2.54:.1f}" for value in values) + " in."
    return " x ".join(f"{value:.0f}" if value >= 20 else f"{value:.1f}" for value in values) + " cm"


def levels(described: Listing, record: CulturalObject, kinds: Sequence[str] = tuple(LEVELS)) -> dict[str, str]:
    """The level of some kinds of text evidence."""
    text = described.text
    words = QueryWords(" ".join((text, *described.identifiers)))
    compared: dict[str, Callable[[], str]] = {
        "identifier": lambda: identifier.identifier_level(described.identifiers, words, record)[0],
        "title": lambda: title.title_level(words, record)[0],
        "maker": lambda: maker.maker_level(words, record)[0],
        "size": lambda: size.size_level(text, record)[0],
    }
    return {kind: compared[kind]() for kind in kinds}


def pairs(
    records: list[CulturalObject], seed: int, kinds: Sequence[str] = tuple(LEVELS)
) -> Iterator[tuple[bool, dict[str, str]]]:
    """Labelled levels of some kinds: every record's listings against itself and against others."""
    rng = np.random.default_rng(seed)
    for _ in range(ROUNDS):
        for number, record in enumerate(records):
            described = listing(record, rng)
            yield True, levels(described, record, kinds)
            for other in rng.choice(len(records), size=min(FALSE_PER_LISTING, len(records)), replace=False):
                if other != number:
                    yield False, levels(described, records[int(other)], kinds)


def fit(
    documented: list[CulturalObject], generated: list[CulturalObject], seed: int
) -> tuple[dict[str, dict[str, float]], int]:
    """Bits by kind and level, and the number of pairs they come from."""
    bits, number = _fit(documented, ("title", "maker", "size"), seed)
    numbers, more = _fit([*documented, *generated], ("identifier",), seed)
    return {**numbers, **bits}, number + more


def _fit(records: list[CulturalObject], kinds: tuple[str, ...], seed: int) -> tuple[dict[str, dict[str, float]], int]:
    counts: dict[bool, dict[str, Counter[str]]] = {same: {kind: Counter() for kind in LEVELS} for same in (True, False)}
    number = 0
    for same, found in pairs(records, seed, kinds):
        number += 1
        for kind in kinds:
            counts[same][kind][found[kind]] += 1
    bits: dict[str, dict[str, float]] = {}
    for kind in kinds:
        names = LEVELS[kind]
        bits[kind] = {}
        total = {same: sum(counts[same][kind].values()) + _PRIOR * (len(names) + 1) for same in counts}
        for name in names:
            share = {same: (counts[same][kind][name] + _PRIOR) / total[same] for same in counts}
            value = math.log2(share[True] / share[False])
            bits[kind][name] = round(max(-MOST_BITS, min(MOST_BITS, value)), 2)
        _in_order(bits[kind], names)
        bits[kind][MISSING] = 0.0
    return bits, number


def best_wrong_totals(records: list[CulturalObject], bits: dict[str, dict[str, float]], seed: int) -> list[float]:
    """For one listing of each record, the highest total of text bits that any other record reaches."""
    rng = np.random.default_rng(seed)
    best = []
    for number, record in enumerate(records):
        described = listing(record, rng)
        totals = [
            sum(bits[kind].get(level, 0.0) for kind, level in levels(described, other).items())
            for place, other in enumerate(records)
            if place != number
        ]
        best.append(max(totals))
    return best


def _in_order(bits: dict[str, float], names: tuple[str, ...]) -> None:
    """A worse level never counts more than a better one, however few data there are."""
    limit = math.inf
    for name in names:
        limit = min(limit, bits[name])
        bits[name] = limit


assert MISSING not in {name for names in LEVELS.values() for name in names}  # noqa: S101
