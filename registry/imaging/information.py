"""Is there anything in a picture to compare?  A lens cap, a blank wall or an icon of a few pixels has nothing.

Hashes and descriptors of such pictures are not wrong but arbitrary: all of them look alike, so a blank page would
"match" every other blank page.  They are stored and shown, but not fingerprinted.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

SMALLEST_SIDE = 24
"""Pixels.  Below this the shorter side is less than a third of the grid that the coarsest fingerprint looks at."""

_GRID = 32
_LEAST_RANGE = 4.0
"""Grey levels of 255."""
_EXTREMES_IGNORED = 4


def carries_information(rgb: NDArray[np.uint8]) -> bool:
    """Return whether ``rgb`` (H x W x 3) shows anything that can be told from a blank surface.

    The picture is averaged to a grid of 32 x 32 cells, which leaves at most a thirtieth of the sensor's noise at the
    working size.  From each colour channel the best-fitting quadratic surface is taken away, which is how light falls
    off over an empty wall.  What remains has to span at least 4 of 255 grey levels in one channel, not counting its 4
    highest and 4 lowest cells (dust, a hot pixel, a time stamp's corner).

    The criterion is the range of what remains and not its spread, relative to nothing: a photograph taken in the dark,
    or a small coin on a large plain table, keeps a range of tens of levels, while noise and JPEG blocks on a blank
    surface keep one or two.
    """
    height, width = rgb.shape[:2]
    if min(height, width) < SMALLEST_SIDE:
        return False
    cells = _cells(rgb)
    surface, _, _, _ = np.linalg.lstsq(_QUADRATIC, cells, rcond=None)
    rest = np.sort(cells - _QUADRATIC @ surface, axis=0)
    span = rest[-1 - _EXTREMES_IGNORED] - rest[_EXTREMES_IGNORED]
    return bool(span.max() >= _LEAST_RANGE)


def _cells(rgb: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return the mean colours of the grid as (32 * 32) x 3 floats, not rounded to whole levels."""
    coarse = cv2.resize(rgb, (_GRID * 4, _GRID * 4), interpolation=cv2.INTER_AREA).astype(np.float64)
    cells: NDArray[np.float64] = coarse.reshape(_GRID, 4, _GRID, 4, 3).mean(axis=(1, 3)).reshape(-1, 3)
    return cells


def _quadratic_terms() -> NDArray[np.float64]:
    """Return the terms 1, x, y, x², xy, y² at every cell, (32 * 32) x 6."""
    y, x = np.mgrid[-1 : 1 : _GRID * 1j, -1 : 1 : _GRID * 1j]
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1).reshape(-1, 6)


_QUADRATIC = _quadratic_terms()
