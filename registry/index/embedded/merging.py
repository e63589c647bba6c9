"""Keep segments few and mostly alive.

Every commit adds a segment. When there are too many, the lightest run of neighbours becomes one; neighbours, because
serial numbers must keep rising through the segments. A segment of which more than a quarter is dead is written anew.
The work per object stays small: an object is moved again only when its segment is among the lightest.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from registry.index.embedded import build
from registry.index.embedded.manifest import BoolArray
from registry.index.embedded.segments import Segment

MOST_SEGMENTS = 12
RUN = 8
MOST_DEAD = 0.25
HEAVIEST = 1_500_000
"""Rows (objects, pictures and descriptors) beyond which segments are left apart."""

Part = tuple[Segment, BoolArray]
Merge = Callable[[Sequence[Part]], Segment]


def tidied(parts: Sequence[Part], merge: Merge) -> list[Part]:
    """`parts`, segments in order with their living rows, after whatever merging is due."""
    tidy = [_without_dead(part, merge) for part in parts if part[1].any()]
    while len(tidy) > MOST_SEGMENTS:
        weights = [sum(segment.weight for segment, _ in tidy[at : at + RUN]) for at in range(len(tidy) - RUN + 1)]
        at = int(np.argmin(weights))
        if weights[at] > HEAVIEST:
            break
        tidy[at : at + RUN] = [_whole(merge(tidy[at : at + RUN]))]
    return tidy


def gathered(parts: Sequence[Part], merge: Merge) -> list[Part]:
    """`parts` merged into as few segments as their weight allows."""
    groups: list[list[Part]] = []
    for part in parts:
        if groups and sum(segment.weight for segment, _ in [*groups[-1], part]) <= HEAVIEST:
            groups[-1].append(part)
        else:
            groups.append([part])
    return [_whole(merge(group)) if len(group) > 1 else group[0] for group in groups]


def merged(folder: Path, name: str, parts: Sequence[Part], *, exact_rows: int) -> Segment:
    """Write the segment file that `parts` become. Columns dropped after loading are read again."""
    full = [
        (segment if "d_codes" in segment.columns else Segment.read(folder / segment.name), alive)
        for segment, alive in parts
    ]
    segment = build.merge(name, full, exact_rows=exact_rows)
    segment.write(folder)
    return segment


def _without_dead(part: Part, merge: Merge) -> Part:
    dead = 1 - np.count_nonzero(part[1]) / len(part[1])
    return _whole(merge([part])) if dead > MOST_DEAD else part


def _whole(segment: Segment) -> Part:
    return segment, np.ones(segment.objects, dtype=np.bool_)
