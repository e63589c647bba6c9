"""Perceptual hashes: the same picture, reused, resized or recompressed, keeps almost all of their bits.

pHash and dHash at 64 and 256 bits, computed by the ``imagehash`` library.  Both sides hash the same *thumbnail*: the
picture's grey values averaged over 128 x 128 equal boxes.  The averages are computed in whole numbers, so the thumbnail
of a turned picture is exactly the turned thumbnail, and the hashes of all eight orientations come from one reduction.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import cv2
import imagehash
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from registry.imaging.orientation import Orientation

THUMBNAIL_SIDE = 128

__all__ = [
    "THUMBNAIL_SIDE",
    "HashSet",
    "Orientation",
    "as_bits",
    "hamming",
    "hamming_many",
    "hash_orientations",
    "hash_picture",
    "thumbnail",
]


@dataclass(frozen=True, slots=True)
class HashSet:
    """The four hashes of one picture.  Bits are packed row by row, the first into the highest bit of the first byte."""

    phash64: bytes
    """8 bytes: signs of the 8 x 8 lowest cosine frequencies against their median."""
    dhash64: bytes
    """8 bytes: whether each of 8 x 8 cells is darker than the next to its right."""
    phash256: bytes
    """32 bytes: the same as ``phash64`` with 16 x 16 frequencies."""
    dhash256: bytes
    """32 bytes: the same as ``dhash64`` with 16 x 16 cells."""

    def __post_init__(self) -> None:
        for name, value in self.items():
            if name != f"{name[:5]}{len(value) * 8}":
                raise ValueError(f"{name} has {len(value)} bytes")

    def items(self) -> list[tuple[str, bytes]]:
        """Return (name, bytes) of the four hashes in a fixed order."""
        return [(field.name, getattr(self, field.name)) for field in fields(self)]

    def hex(self) -> dict[str, str]:
        """Return the hashes by name as hexadecimal text, as ``str(imagehash.ImageHash)`` writes them."""
        return {name: value.hex() for name, value in self.items()}

    @classmethod
    def from_hex(cls, values: dict[str, str]) -> HashSet:
        """Return the hash set that :meth:`hex` wrote.  Raises ``KeyError`` or ``ValueError`` if it is not one."""
        return cls(**{field.name: bytes.fromhex(values[field.name]) for field in fields(cls)})


def hash_picture(rgb: NDArray[np.uint8]) -> HashSet:
    """Return the hashes of a picture (H x W x 3, any size).  Never fails; those of a plain picture are arbitrary."""
    return _hash_thumbnail(thumbnail(rgb))


def hash_orientations(rgb: NDArray[np.uint8]) -> list[tuple[Orientation, HashSet]]:
    """Return the hashes of the picture in each of the eight orientations, identity first.

    The hashes beside ``o`` are exactly ``hash_picture(o.apply(rgb))``.
    """
    small = thumbnail(rgb)
    return [(orientation, _hash_thumbnail(orientation.apply(small))) for orientation in Orientation]


def hamming(a: bytes, b: bytes) -> int:
    """Return the number of bits in which two hashes differ.  Raises ``ValueError`` if their lengths differ."""
    if len(a) != len(b):
        raise ValueError(f"hashes of {len(a)} and {len(b)} bytes cannot be compared")
    return (int.from_bytes(a, "big") ^ int.from_bytes(b, "big")).bit_count()


def hamming_many(a: bytes, packed: NDArray[np.uint8]) -> NDArray[np.int32]:
    """Return the distances from hash ``a`` to N others, given as N x len(a) bytes."""
    if packed.ndim != 2 or packed.shape[1] != len(a):
        raise ValueError(f"expected N x {len(a)} bytes, not {packed.shape}")
    differing = np.bitwise_xor(packed, np.frombuffer(a, np.uint8))
    return np.bitwise_count(differing).sum(axis=1, dtype=np.int32)


def as_bits(value: bytes) -> NDArray[np.uint8]:
    """Return a hash as an array of zeros and ones, in the order of its bits."""
    return np.unpackbits(np.frombuffer(value, np.uint8))


def thumbnail(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the exact mean grey of 128 x 128 equal boxes of the picture (any size), rounded half up.

    A picture whose side is not a multiple of 128 has pixels that belong to several boxes; they count by the share of
    their area that lies in each.  The sum up to a box's corner inside a pixel is the bilinear interpolation of the
    integral picture there (Crow 1984), in 128ths of a pixel a whole number; and whole sums do not depend on the order
    of addition, hence not on the orientation.
    """
    grey = rgb if rgb.ndim == 2 else cv2.cvtColor(np.ascontiguousarray(rgb), cv2.COLOR_RGB2GRAY)
    height, width = grey.shape
    integral = cv2.integral(grey, sdepth=cv2.CV_64F)  # whole numbers below 2**53
    top, down = _corners(height)
    left, across = _corners(width)
    upper, lower = integral[top].astype(np.int64), integral[np.minimum(top + 1, height)].astype(np.int64)
    rows = (THUMBNAIL_SIDE - down)[:, None] * upper + down[:, None] * lower
    before, after = rows[:, left], rows[:, np.minimum(left + 1, width)]
    corners = (THUMBNAIL_SIDE - across) * before + across * after
    total = np.diff(np.diff(corners, axis=0), axis=1)
    area = height * width
    mean: NDArray[np.uint8] = ((2 * total + area) // (2 * area)).astype(np.uint8)
    return mean


def _corners(length: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the whole pixel and the 128ths within it at which each of the 129 box borders along a side lies."""
    borders = np.arange(THUMBNAIL_SIDE + 1, dtype=np.int64) * length
    return borders // THUMBNAIL_SIDE, borders % THUMBNAIL_SIDE


def _hash_thumbnail(small: NDArray[np.uint8]) -> HashSet:
    image = Image.fromarray(small)
    return HashSet(
        phash64=_pack(imagehash.phash(image, hash_size=8)),
        dhash64=_pack(imagehash.dhash(image, hash_size=8)),
        phash256=_pack(imagehash.phash(image, hash_size=16)),
        dhash256=_pack(imagehash.dhash(image, hash_size=16)),
    )


def _pack(found: imagehash.ImageHash) -> bytes:
    return bytes(np.packbits(found.hash.ravel()).tobytes())
