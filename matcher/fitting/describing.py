"""A record as a catalogue would describe it, in one plain way: the text queries of picture datasets.

Their texts must not change from one measurement to the next, so this stays as simple as it is; the listings that weights are
fitted on, and words alone are measured by, are those of `matcher.evaluation.listings`.
"""

from dataclasses import dataclass

import numpy as np

from registry.normalise.measurements import Part, recorded_sizes
from registry.records.object import CulturalObject

_KEEP_TITLE, _KEEP_MAKER, _KEEP_SIZE, _KEEP_NUMBER, _KEEP_INSTITUTION = 0.75, 0.7, 0.8, 0.5, 0.5
_RENUMBERED, _TYPO, _INCHES, _TRIMMED, _FRAMED, _MISREAD = 0.1, 0.15, 0.3, 0.1, 0.12, 0.06


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
