"""Strokes of a pen, a burin or a chisel as masks."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from registry.sample.texture import Field
from registry.sample.works.script import Stroke

_SHIFT = 4


def draw_strokes(mask: NDArray[np.uint8], strokes: Sequence[Stroke], *, width: int, level: int = 255) -> None:
    """Draw strokes given in pixels (x, y) on the mask, in place, with smooth edges."""
    lines = [np.rint(stroke * 2**_SHIFT).astype(np.int32)[:, None, :] for stroke in strokes]
    cv2.polylines(mask, lines, False, level, width, cv2.LINE_AA, _SHIFT)


def placed(strokes: Sequence[Stroke], left: float, top: float, size: float) -> list[Stroke]:
    """Strokes in units of the sign height moved to pixels: `size` is the height of a sign."""
    return [stroke * size + np.array([left, top]) for stroke in strokes]


def as_field(mask: NDArray[np.uint8]) -> Field:
    """A mask of bytes as 0 to 1."""
    return mask.astype(np.float32) / np.float32(255.0)
