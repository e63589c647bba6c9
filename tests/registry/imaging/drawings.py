"""Pictures drawn without fonts, from nothing or from a seed, so that they are the same on every machine."""

import cv2
import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]


def drawing(width: int = 480, height: int = 360) -> Rgb:
    """Flat shapes of several colours; no symmetry in any of the eight orientations."""
    picture = np.full((height, width, 3), (236, 230, 214), np.uint8)

    def at(x: float, y: float) -> tuple[int, int]:
        return round(x * width), round(y * height)

    cv2.rectangle(picture, at(0.08, 0.12), at(0.45, 0.80), (176, 40, 44), -1)
    cv2.circle(picture, at(0.68, 0.40), round(0.22 * height), (30, 62, 150), -1)
    cv2.fillPoly(picture, [np.array([at(0.05, 0.95), at(0.95, 0.98), at(0.50, 0.62)])], (24, 120, 66))
    cv2.rectangle(picture, at(0.78, 0.05), at(0.96, 0.18), (16, 16, 18), -1)
    cv2.line(picture, at(0.1, 0.5), at(0.9, 0.2), (250, 210, 60), max(2, width // 80))
    return picture


def texture(width: int, height: int, seed: int, cell: int = 12) -> Rgb:
    """Smooth blotches of colour, as a painting seen from afar; many places to match."""
    coarse = np.random.default_rng(seed).integers(15, 240, (max(3, height // cell), max(3, width // cell), 3))
    return cv2.resize(coarse.astype(np.uint8), (width, height), interpolation=cv2.INTER_CUBIC)


def hung(seed: int, frame: int = 30) -> tuple[Rgb, NDArray[np.float64]]:
    """A framed picture on a wall, seen at an angle: the photograph and its true corners in fractions."""
    random = np.random.default_rng(seed)
    wall = cv2.GaussianBlur(texture(960, 720, 1000 + seed, 30) // 3 + np.uint8(random.integers(60, 140)), (0, 0), 25)
    corners = np.array([[0.2, 0.2], [0.8, 0.2], [0.8, 0.8], [0.2, 0.8]]) + random.uniform(-0.09, 0.09, (4, 2))
    picture = texture(600, 500, seed, 30)
    if frame:
        cv2.rectangle(picture, (0, 0), (599, 499), (60, 40, 20), frame)
    flat = np.float32([[0, 0], [600, 0], [600, 500], [0, 500]])
    matrix = cv2.getPerspectiveTransform(flat, (corners * [960, 720]).astype(np.float32))
    mask = cv2.warpPerspective(np.full((500, 600), 255, np.uint8), matrix, (960, 720))
    wall[mask > 0] = cv2.warpPerspective(picture, matrix, (960, 720))[mask > 0]
    return wall, corners
