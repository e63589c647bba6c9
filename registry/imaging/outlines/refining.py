"""Moves the sides of a candidate onto the edges next to them: lines and contours are off by a pixel or three."""

from __future__ import annotations

import numpy as np

from registry.imaging.outlines.quads import Floats, Quads, outward_normals
from registry.imaging.outlines.scene import Scene

_SHIFTS = np.array([-3.0, -1.5, 0.0, 1.5, 3.0])  # pixels that each end of a side is tried at
_ALONG = np.linspace(0.08, 0.92, 12)[:, None]
_BESIDE = 1.5
_ENOUGH_CONTRAST = 40.0  # more does not make an edge better: one bright spot must not pull a side away
_COST_OF_SHIFT = 0.3  # contrast that a pixel of shift has to gain
_FARTHEST = 10.0  # pixels: a corner that moves more was no refinement


def onto_edges(quads: Quads, scene: Scene) -> Quads:
    """Move both ends of every side by up to 3 pixels to where the contrast along it is clearest.

    On a clear edge this ends within a pixel of it.  Beside a strong edge, where contrast is enough at every step, a side
    stays where it is.
    """
    normal = outward_normals(quads)
    first, last = (grid.ravel() for grid in np.meshgrid(_SHIFTS, _SHIFTS))
    start = quads[:, :, None] + first[:, None] * normal[:, :, None]
    end = np.roll(quads, -1, axis=1)[:, :, None] + last[:, None] * normal[:, :, None]
    points = start[..., None, :] * (1 - _ALONG) + end[..., None, :] * _ALONG
    step = _BESIDE * normal[:, :, None, None]
    difference = np.abs(scene.colours_at(points + step) - scene.colours_at(points - step)).sum(axis=-1)
    contrast = np.minimum(difference, _ENOUGH_CONTRAST).mean(axis=-1)
    best = (contrast - _COST_OF_SHIFT * (np.abs(first) + np.abs(last))).argmax(axis=2)[..., None, None]
    start, end = (np.take_along_axis(each, best, axis=2)[:, :, 0] for each in (start, end))
    corners = _corners(start, end)
    near = np.abs(corners - quads).max(axis=(1, 2), keepdims=True) < _FARTHEST
    return np.asarray(np.where(near, corners, quads))


def _corners(start: Floats, end: Floats) -> Quads:
    """Return where each side (K x 4 x 2 starts and ends) crosses the one before it."""
    this, last = end - start, np.roll(end - start, 1, axis=1)
    gap = start - np.roll(start, 1, axis=1)
    determinant = last[..., 0] * this[..., 1] - last[..., 1] * this[..., 0]
    determinant = np.where(np.abs(determinant) < 1e-6, 1e-6, determinant)
    share = (gap[..., 0] * this[..., 1] - gap[..., 1] * this[..., 0]) / determinant
    return np.asarray(np.roll(start, 1, axis=1) + share[..., None] * last)
