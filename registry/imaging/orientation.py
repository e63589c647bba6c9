"""The eight flips and quarter turns of a picture, numbered as the EXIF tag ``Orientation`` numbers them.

The number is what has to be *done* to the stored pixels to see the picture upright (EXIF 2.32, tag 0x0112), so one
enumeration serves the decoder (:mod:`.decode`) and the search for mirrored or turned copies (:mod:`.hashes`).
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Orientation(IntEnum):
    """One of the eight symmetries of a rectangle's pixels."""

    IDENTITY = 1
    MIRROR = 2
    """Left and right exchanged."""
    ROTATE_180 = 3
    FLIP = 4
    """Top and bottom exchanged."""
    TRANSPOSE = 5
    """Mirrored over the diagonal from the top left corner."""
    ROTATE_90 = 6
    """A quarter turn clockwise."""
    TRANSVERSE = 7
    """Mirrored over the diagonal from the top right corner."""
    ROTATE_270 = 8
    """A quarter turn anticlockwise."""

    @property
    def swaps_sides(self) -> bool:
        """Whether width and height change places."""
        return self >= Orientation.TRANSPOSE

    @property
    def mirrors(self) -> bool:
        """Whether text becomes mirror writing."""
        return self in {Orientation.MIRROR, Orientation.FLIP, Orientation.TRANSPOSE, Orientation.TRANSVERSE}

    @property
    def inverse(self) -> Orientation:
        """The orientation that undoes this one."""
        turned = {Orientation.ROTATE_90: Orientation.ROTATE_270, Orientation.ROTATE_270: Orientation.ROTATE_90}
        return turned.get(self, self)

    def apply(self, pixels: NDArray[Any]) -> NDArray[Any]:
        """Return ``pixels`` (H x W or H x W x C, any type) flipped or turned, as a contiguous array."""
        turned = pixels.swapaxes(0, 1) if self.swaps_sides else pixels
        match self:
            case Orientation.MIRROR | Orientation.ROTATE_90:
                turned = turned[:, ::-1]
            case Orientation.ROTATE_180 | Orientation.TRANSVERSE:
                turned = turned[::-1, ::-1]
            case Orientation.FLIP | Orientation.ROTATE_270:
                turned = turned[::-1]
            case _:
                pass
        return np.ascontiguousarray(turned)

    def turn_size(self, size: tuple[int, int]) -> tuple[int, int]:
        """Return the (width, height) of a picture of ``size`` after :meth:`apply`."""
        return (size[1], size[0]) if self.swaps_sides else size

    def turn_points(self, points: NDArray[np.floating[Any]], size: tuple[int, int]) -> NDArray[np.float64]:
        """Return where ``points`` (N x 2 pixels) of a picture of ``size`` (width, height) lie after :meth:`apply`."""
        x, y = np.asarray(points, np.float64).reshape(-1, 2).T
        if self.swaps_sides:
            x, y = y, x
        width, height = self.turn_size(size)
        if self in {Orientation.MIRROR, Orientation.ROTATE_90, Orientation.ROTATE_180, Orientation.TRANSVERSE}:
            x = width - 1 - x
        if self in {Orientation.FLIP, Orientation.ROTATE_270, Orientation.ROTATE_180, Orientation.TRANSVERSE}:
            y = height - 1 - y
        return np.stack([x, y], axis=1)
