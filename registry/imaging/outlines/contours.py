"""Candidates from closed contours that are almost quadrilaterals: crooked and broken edges do not harm them."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from registry.imaging.outlines.quads import SMALLEST_AREA, Quads, ordered

_TOLERANCES = (0.02, 0.04, 0.06)  # of the hull's perimeter, by which four corners may miss it


def outlines_of_contours(mask: npt.NDArray[np.uint8]) -> Quads:
    """Return the convex hulls of contours of ``mask`` (H x W, 255 = inside) that four corners describe, more or less."""
    smallest = SMALLEST_AREA * mask.size
    quads = []
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        if len(contour) < 4:
            continue
        hull = cv2.convexHull(contour)
        if cv2.contourArea(hull) < smallest:
            continue
        for tolerance in _TOLERANCES:
            corners = cv2.approxPolyDP(hull, tolerance * cv2.arcLength(hull, True), True)
            if len(corners) == 4:
                quads.append(corners.reshape(4, 2).astype(np.float64))
                break
    return ordered(np.array(quads).reshape(-1, 4, 2))
