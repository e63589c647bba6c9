"""Which outlines say the same, so that the few that are returned are worth a view each."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
import numpy.typing as npt

Quad = npt.NDArray[np.floating]
"""One quadrilateral, 4 x 2."""

SAME_OVERLAP = 0.80
"""Intersection over union from which two outlines count as one."""

_SAME_SIDE = 5.0  # pixels from a side within which another lies on it


def says_something_new(quad: Quad, kept: Iterable[Quad]) -> bool:
    """Whether ``quad`` is neither one of ``kept`` again nor a mixture of one of them with something else."""
    return not any(overlap(quad, other) > SAME_OVERLAP or _shared_sides(quad, other) > 1 for other in kept)


def overlap(a: Quad, b: Quad) -> float:
    """Return the intersection over union (0 to 1) of two convex quadrilaterals."""
    common, _ = cv2.intersectConvexConvex(a.astype(np.float32), b.astype(np.float32))
    total = cv2.contourArea(a.astype(np.float32)) + cv2.contourArea(b.astype(np.float32)) - common
    return float(common / max(total, 1e-6))


def _shared_sides(quad: Quad, other: Quad) -> int:
    """Return how many sides of ``quad`` lie on sides of ``other``.

    Two or three in common make a mixture of a frame and its canvas, which has three good sides and is no outline.
    """
    ends = np.stack([quad, np.roll(quad, -1, axis=0)], axis=1)
    sides = np.roll(other, -1, axis=0) - other
    normals = np.stack([-sides[:, 1], sides[:, 0]], axis=1) / np.linalg.norm(sides, axis=1, keepdims=True)
    distances = np.abs(np.einsum("iekc,kc->iek", ends[:, :, None] - other, normals))
    return int((distances.max(axis=1) < _SAME_SIDE).any(axis=1).sum())
