"""Arithmetic on many quadrilaterals at once: corners in order, sides, areas, which ones are sane.

A quadrilateral that may be a rectangle seen at an angle is convex, keeps its opposite sides alike and is neither a
speck nor the photograph itself.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]
Quads = npt.NDArray[np.floating]
"""K x 4 x 2 pixels of the reduced photograph, clockwise on the screen from the upper left."""

SMALLEST_AREA = 0.07
"""Share of the photograph.  Smaller outlines are books on a shelf or stones of a wall."""
LARGEST_AREA = 0.96
"""Share of the photograph from which rectifying would change nothing."""

_LEAST_SINE = 0.6  # of the angle at a corner: 37 to 143 degrees
_LEAST_OPPOSITE = 0.45  # the shorter of two opposite sides, as a share of the longer
_LEAST_SIDE = 0.12  # of the photograph's shorter side


def ordered(quads: Floats) -> Quads:
    """Return the corners of each quadrilateral clockwise on the screen, from the one nearest to the upper left."""
    around = quads - quads.mean(axis=1, keepdims=True)
    clockwise = np.argsort(np.arctan2(around[..., 1], around[..., 0]), axis=1)
    turned = np.take_along_axis(quads, clockwise[..., None], axis=1)
    first = turned.sum(axis=2).argmin(axis=1)
    order = (first[:, None] + np.arange(4)) % 4
    return np.take_along_axis(turned, order[..., None], axis=1)


def sides_of(quads: Quads) -> tuple[Floats, Floats]:
    """Return the sides as vectors (K x 4 x 2) from each corner to the next, and their lengths (K x 4)."""
    sides = np.roll(quads, -1, axis=1) - quads
    return sides, np.maximum(np.linalg.norm(sides, axis=2), 1e-6)


def outward_normals(quads: Quads) -> Floats:
    """Return the unit vectors (K x 4 x 2) that point out of each side."""
    sides, lengths = sides_of(quads)
    return np.stack([sides[..., 1], -sides[..., 0]], axis=-1) / lengths[..., None]


def areas(quads: Quads, size: tuple[int, int]) -> Floats:
    """Return the share (K) of a picture of ``size`` (width, height) that each quadrilateral covers."""
    after = np.roll(quads, -1, axis=1)
    doubled = np.sum(quads[..., 0] * after[..., 1] - after[..., 0] * quads[..., 1], axis=1)
    return np.asarray(doubled / 2 / (size[0] * size[1]))


def sane(quads: Quads, size: tuple[int, int]) -> Quads:
    """Keep what may be a rectangle seen at up to about 45 degrees, of a size that is worth a look."""
    sides, lengths = sides_of(quads)
    following = np.roll(sides, -1, axis=1)
    turns = sides[..., 0] * following[..., 1] - sides[..., 1] * following[..., 0]
    sines = turns / (lengths * np.roll(lengths, -1, axis=1))
    opposite = np.minimum(lengths[:, :2], lengths[:, 2:]) / np.maximum(lengths[:, :2], lengths[:, 2:])
    area = areas(quads, size)
    good = (area > SMALLEST_AREA) & (area < LARGEST_AREA) & (lengths.min(axis=1) > _LEAST_SIDE * min(size))
    return np.asarray(quads[good & np.all(sines > _LEAST_SINE, axis=1) & np.all(opposite > _LEAST_OPPOSITE, axis=1)])
