"""Views of a picture: the parts that get a descriptor (and some a hash) of their own.

A registered picture is cut by a fixed list; a query also by what is found in it: quadrilaterals that may be the outline of
a flat work, rectified, and boxes of separate objects. The best pair of views counts.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from registry.imaging.objects import find_objects
from registry.imaging.outlines import find_quadrilaterals

Rgb = npt.NDArray[np.uint8]
Corners = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]

REGISTRY_VIEWS_SCHEME = "views-10a"
"""Names the list below: a change of it needs new fingerprints."""

LARGEST_RECTIFIED = 960


def box(left: float, top: float, right: float, bottom: float) -> Corners:
    """A box as corners, clockwise from the upper left, in fractions of the picture."""
    return ((left, top), (right, top), (right, bottom), (left, bottom))


@dataclass(frozen=True)
class View:
    """A part of a picture: its name, its kind (whole, centre, corner, edge, quadrilateral, object) and its corners."""

    name: str
    kind: str
    quad: Corners

    def cut(self, rgb: Rgb) -> Rgb:
        """The pixels of the view: a crop for a box, a rectified picture for any other quadrilateral."""
        (left, top), (right, other_top), (_, bottom), (other_left, _) = self.quad
        height, width = rgb.shape[:2]
        if self.kind == "quadrilateral" or other_top != top or other_left != left:
            return rectify(rgb, self.quad)
        x0, y0 = min(width - 1, round(left * width)), min(height - 1, round(top * height))
        x1, y1 = max(x0 + 1, round(right * width)), max(y0 + 1, round(bottom * height))
        return rgb[y0:y1, x0:x1]


def rectify(rgb: Rgb, corners: Corners, max_side: int = LARGEST_RECTIFIED) -> Rgb:
    """The inside of a quadrilateral as a rectangle with about its proportions."""
    height, width = rgb.shape[:2]
    points = np.array(corners, np.float32) * [width, height]
    across = max(np.linalg.norm(points[1] - points[0]), np.linalg.norm(points[2] - points[3]))
    down = max(np.linalg.norm(points[3] - points[0]), np.linalg.norm(points[2] - points[1]))
    scale = min(1.0, max_side / max(across, down, 1.0))
    size = (max(1, round(across * scale)), max(1, round(down * scale)))
    target = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float32)
    matrix = cv2.getPerspectiveTransform(points.astype(np.float32), target)
    return np.asarray(cv2.warpPerspective(rgb, matrix, size, flags=cv2.INTER_AREA), np.uint8)


WHOLE = View("whole", "whole", box(0.0, 0.0, 1.0, 1.0))

REGISTRY_VIEWS = (
    WHOLE,
    View("centre-50", "centre", box(0.25, 0.25, 0.75, 0.75)),
    View("corner-60-ul", "corner", box(0.0, 0.0, 0.6, 0.6)),
    View("corner-60-ur", "corner", box(0.4, 0.0, 1.0, 0.6)),
    View("corner-60-lr", "corner", box(0.4, 0.4, 1.0, 1.0)),
    View("corner-60-ll", "corner", box(0.0, 0.4, 0.6, 1.0)),
    View("edge-40-top", "edge", box(0.3, 0.0, 0.7, 0.4)),
    View("edge-40-right", "edge", box(0.6, 0.3, 1.0, 0.7)),
    View("edge-40-bottom", "edge", box(0.3, 0.6, 0.7, 1.0)),
    View("edge-40-left", "edge", box(0.0, 0.3, 0.4, 0.7)),
)
"""What a registered picture is cut into: corners find crops, edges and centre find close-ups."""

QUERY_VIEWS = (
    WHOLE,
    View("centre-75", "centre", box(0.125, 0.125, 0.875, 0.875)),
    View("centre-50", "centre", box(0.25, 0.25, 0.75, 0.75)),
)
"""What every query is cut into: centres leave out frame, wall and table."""


def registry_views(rgb: Rgb) -> list[View]:  # noqa: ARG001 - a fixed list, whatever the picture
    """The views of a registered picture."""
    return list(REGISTRY_VIEWS)


def query_views(rgb: Rgb) -> list[View]:
    """The views of a query: the fixed ones, then rectified quadrilaterals, then boxes of separate objects."""
    quads = [
        View(f"quadrilateral-{number}", "quadrilateral", found.corners)
        for number, found in enumerate(find_quadrilaterals(rgb), start=1)
    ]
    objects = [
        View(f"object-{number}", "object", box(*found)) for number, found in enumerate(find_objects(rgb), start=1)
    ]
    return [*QUERY_VIEWS, *quads, *objects]
