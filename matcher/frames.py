"""From the pixels of a turned view back to fractions of the photograph: every region is told in the latter.

All frames are unit squares: a photograph, a view of it (box or quadrilateral), that view flipped or turned. Maps
between them are 3 x 3 homographies, so that chains of them are products.
"""

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from registry.imaging.orientation import Orientation

Matrix = npt.NDArray[np.float64]
Polygon = tuple[tuple[float, float], ...]

UNIT_SQUARE = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)


def view_to_photograph(quad: Sequence[tuple[float, float]]) -> Matrix:
    """Unit square of a view -> unit square of the photograph it was cut from."""
    return np.asarray(cv2.getPerspectiveTransform(UNIT_SQUARE, np.array(quad, np.float32)), np.float64)


def turned_to_view(orientation: Orientation) -> Matrix:
    """Unit square of a flipped or turned view -> unit square of the view."""
    x, y, w = np.eye(3)
    if orientation.swaps_sides:
        x, y = y, x
    if orientation in {
        Orientation.MIRROR,
        Orientation.ROTATE_90,
        Orientation.ROTATE_180,
        Orientation.TRANSVERSE,
    }:
        x = w - x
    if orientation in {
        Orientation.FLIP,
        Orientation.ROTATE_270,
        Orientation.ROTATE_180,
        Orientation.TRANSVERSE,
    }:
        y = w - y
    view_to_turned = np.stack([x, y, w])
    return np.asarray(np.linalg.inv(view_to_turned))


def pixels_to_fractions(size: tuple[int, int]) -> Matrix:
    """Pixels of a picture of (width, height) -> unit square. Pixel centres lie at whole numbers."""
    width, height = size
    return np.array([[1 / width, 0, 0.5 / width], [0, 1 / height, 0.5 / height], [0, 0, 1]])


def move(matrix: Matrix, points: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    """Apply a homography to points of shape (n, 2)."""
    moved = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    scale = np.where(np.abs(moved[:, 2:]) < 1e-12, 1e-12, moved[:, 2:])
    return np.asarray(moved[:, :2] / scale)


def polygon(points: npt.NDArray[np.floating]) -> Polygon:
    """Points of shape (n, 2) as a polygon clipped to the unit square, rounded to what a screen can show."""
    clipped = np.clip(points, 0.0, 1.0)
    return tuple((round(float(x), 4), round(float(y), 4)) for x, y in clipped)
