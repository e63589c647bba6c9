"""How likely a candidate is an outline: a logistic regression on four measures.

Sides that run along edges, the same way round (dark to light, or blue to brown) all along; an outline that is large;
and quiet around it.  The weights were fitted by a command that anyone can repeat.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from registry.imaging.outlines.candidates import beside_sides
from registry.imaging.outlines.quads import Floats, Quads, areas
from registry.imaging.outlines.scene import Scene

_CONTRAST = 8.0  # CIELAB as OpenCV scales it to 8 bit


@dataclass(frozen=True)
class Weights:
    """Logits a unit of each of the `measures`, and the logit where all are 0."""

    edges: float
    one_sign: float
    log_area: float
    busy_outside: float
    bias: float

    def scores(self, found: Measures) -> Floats:
        """Return the score (0 to 1) of each quadrilateral whose measures are ``found``."""
        weighed = (
            self.edges * found.edges
            + self.one_sign * found.one_sign
            + self.log_area * found.log_area
            + self.busy_outside * found.busy_outside
        )
        return np.asarray(1.0 / (1.0 + np.exp(-(self.bias + weighed))))


SHIPPED = Weights(edges=15.92, one_sign=5.63, log_area=2.62, busy_outside=-4.77, bias=-9.42)
"""Fitted by `python -m benchmarks.outlines --fit`; docs/decisions/0008-outlines.md says on what and how well they do."""


@dataclass(frozen=True)
class Measures:
    """What is weighed, a number for each of K quadrilaterals.

    ``edges``: share of points along the sides at which the colour inside and outside differs.  ``one_sign``: the same,
    counting only what differs the way that side usually does.  ``log_area``: logarithm of the share of the photograph.
    ``busy_outside``: logarithm of the mean gradient outside.
    """

    edges: Floats
    one_sign: Floats
    log_area: Floats
    busy_outside: Floats


def measures(quads: Quads, scene: Scene) -> Measures:
    """Return the measures of K x 4 x 2 quadrilaterals."""
    inside, outside = beside_sides(quads, scene)
    difference = outside - inside
    usual = np.median(difference, axis=2)
    usual /= np.maximum(np.linalg.norm(usual, axis=2), 1e-6)[..., None]
    return Measures(
        edges=(np.linalg.norm(difference, axis=3) > _CONTRAST).mean(axis=(1, 2)),
        one_sign=(np.einsum("ksnc,ksc->ksn", difference, usual) > _CONTRAST).mean(axis=(1, 2)),
        log_area=np.log(np.maximum(areas(quads, scene.size), 1e-3)),
        busy_outside=_busy_outside(quads, scene),
    )


def _busy_outside(quads: Quads, scene: Scene) -> Floats:
    """Return the logarithm of the mean gradient outside each quadrilateral: walls and tables are quiet."""
    gradient = cv2.min(cv2.magnitude(scene.across.astype(np.float32), scene.down.astype(np.float32)), 960.0)
    coarse = cv2.resize(gradient, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA) / 16.0
    outside = np.empty(len(quads))
    for number, quad in enumerate(np.rint(quads / 4).astype(np.int32)):
        mask = cv2.fillConvexPoly(np.ones(coarse.shape, np.uint8), quad, 0)
        outside[number] = cv2.mean(coarse, mask)[0]
    return np.asarray(np.log1p(outside))
