"""Labelled text comparisons: the documented cases described as a listing would, against their own and other records.

A listing drops, shortens, retitles, re-attributes, rounds and mistypes. Each evidence kind is compared in levels; the
bits of a level are the log2 ratio of its frequency among true and false pairs, with one added to every count.
"""

import math
from collections import Counter
from collections.abc import Iterator

import numpy as np

from matcher.evidence import identifier, maker, size, title
from matcher.evidence.levels import MISSING
from matcher.evidence.words import QueryWords
from registry.normalise.dimensions import recorded_sizes
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

_KEEP_TITLE, _KEEP_MAKER, _KEEP_SIZE, _KEEP_NUMBER = 0.75, 0.7, 0.8, 0.25
_TYPO, _INCHES, _TRIMMED = 0.15, 0.3, 0.1


def listing(record: CulturalObject, rng: np.random.Generator) -> str:
    """One way a catalogue might describe this object."""
    parts: list[str] = []
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
    sizes = [sizes for part, sizes in recorded_sizes(record.measurements).items() if part != "frame"]
    if sizes and rng.random() < _KEEP_SIZE:
        parts.append(_size(sizes[0], rng))
    if record.inventory_numbers and rng.random() < _KEEP_NUMBER:
        parts.append(record.inventory_numbers[0].value)
    return ", ".join(parts)


def mistyped(text: str, rng: np.random.Generator) -> str:
    """A text with two neighbouring letters exchanged."""
    place = int(rng.integers(max(1, len(text) - 1)))
    return text[:place] + text[place + 1 : place + 2] + text[place : place + 1] + text[place + 2 :]


def _size(sizes: list[float], rng: np.random.Generator) -> str:
    shrink = 0.93 if rng.random() < _TRIMMED else 1.0
    values = [value * shrink * (1 + rng.normal(0, 0.004)) for value in sizes]
    if rng.random() < _INCHES:
        return " x ".join(f"{value / 2.54:.1f}" for value in values) + " in."
    return " x ".join(f"{value:.0f}" if value >= 20 else f"{value:.1f}" for value in values) + " cm"


def levels(text: str, record: CulturalObject) -> dict[str, str]:
    """The level of every kind of text evidence."""
    words = QueryWords(text)
    return {
        "identifier": identifier.identifier_level((), words, record)[0],
        "title": title.title_level(words, record)[0],
        "maker": maker.maker_level(words, record)[0],
        "size": size.size_level(text, record)[0],
    }


def pairs(records: list[CulturalObject], seed: int) -> Iterator[tuple[bool, dict[str, str]]]:
    """Labelled level tuples: every record's listings against itself and against others."""
    rng = np.random.default_rng(seed)
    for _ in range(ROUNDS):
        for number, record in enumerate(records):
            text = listing(record, rng)
            yield True, levels(text, record)
            for other in rng.choice(len(records), size=min(FALSE_PER_LISTING, len(records)), replace=False):
                if other != number:
                    yield False, levels(text, records[int(other)])


def fit(records: list[CulturalObject], seed: int) -> tuple[dict[str, dict[str, float]], int]:
    """Bits by kind and level, and the number of pairs they come from."""
    counts: dict[bool, dict[str, Counter[str]]] = {same: {kind: Counter() for kind in LEVELS} for same in (True, False)}
    number = 0
    for same, found in pairs(records, seed):
        number += 1
        for kind, level in found.items():
            counts[same][kind][level] += 1
    bits: dict[str, dict[str, float]] = {}
    for kind, names in LEVELS.items():
        bits[kind] = {}
        total = {same: sum(counts[same][kind][name] + 1 for name in names) for same in counts}
        for name in names:
            share = {same: (counts[same][kind][name] + 1) / total[same] for same in counts}
            value = math.log2(share[True] / share[False])
            bits[kind][name] = round(max(-MOST_BITS, min(MOST_BITS, value)), 2)
        _in_order(bits[kind], names)
    return bits, number


def _in_order(bits: dict[str, float], names: tuple[str, ...]) -> None:
    """A worse level never counts more than a better one, however few data there are."""
    limit = math.inf
    for name in names:
        limit = min(limit, bits[name])
        bits[name] = limit


assert MISSING not in {name for names in LEVELS.values() for name in names}  # noqa: S101
