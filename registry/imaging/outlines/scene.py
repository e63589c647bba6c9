"""The photograph at the size at which outlines are searched, and colours at points of it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Rgb = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.floating]

SEARCHED_SIDE = 320
"""Longer side in pixels at which outlines are searched; every length in this package is in pixels of this size."""
SHORTEST_SIDE = 32
"""A photograph whose shorter side is reduced to less is a strip, or too small to hold an outline."""


@dataclass(frozen=True)
class Scene:
    """The reduced photograph: ``lab`` (H x W x 3, CIELAB in 8 bit, blurred) and the gradient at each of its pixels.

    ``across`` and ``down`` (H x W) are Scharr derivatives of whichever channel changes most there.
    """

    lab: npt.NDArray[np.uint8]
    across: npt.NDArray[np.int16]
    down: npt.NDArray[np.int16]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.lab.shape[1], self.lab.shape[0]

    def colours_at(self, points: Floats) -> npt.NDArray[np.float32]:
        """Return the colours (... x 3) of the pixels nearest to ``points`` (... x 2); points outside are moved in."""
        height, width = self.lab.shape[:2]
        x = np.clip((points[..., 0] + 0.5).astype(np.int32), 0, width - 1)
        y = np.clip((points[..., 1] + 0.5).astype(np.int32), 0, height - 1)
        return np.asarray(self.lab.reshape(height * width, 3).take(y * width + x, axis=0), np.float32)


def reduced(rgb: Rgb) -> Scene | None:
    """Return ``rgb`` (H x W x 3) as a scene of at most `SEARCHED_SIDE` pixels; nothing if it is too small."""
    height, width = rgb.shape[:2]
    scale = min(1.0, SEARCHED_SIDE / max(height, width))
    size = (round(width * scale), round(height * scale))
    if min(size) < SHORTEST_SIDE:
        return None
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    lab = np.asarray(cv2.cvtColor(cv2.GaussianBlur(small, (0, 0), 1.0), cv2.COLOR_RGB2LAB), np.uint8)
    across, down = cv2.Scharr(lab, cv2.CV_16S, 1, 0), cv2.Scharr(lab, cv2.CV_16S, 0, 1)
    strongest = (cv2.absdiff(across, np.zeros_like(across)) + cv2.absdiff(down, np.zeros_like(down))).argmax(axis=2)
    across, down = (np.take_along_axis(each, strongest[..., None], axis=2)[..., 0] for each in (across, down))
    return Scene(lab, np.ascontiguousarray(across), np.ascontiguousarray(down))
