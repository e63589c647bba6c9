"""JPEG: the file a phone writes, and what its compression does to a picture."""

import io

import cv2
import numpy as np
from PIL import Image

from registry.sample.phone.strength import Strength, pick
from registry.sample.texture import Rgb

EXIF_ORIENTATION = 0x0112
_TURNS_BACK = {3: 2, 6: 1, 8: 3}
"""Quarter turns against the clock that undo what a viewer does for an EXIF orientation."""


def to_jpeg(rgb: Rgb, quality: int = 90, *, orientation: int | None = None) -> bytes:
    """The picture as a JPEG file of a quality (1 to 95), with an EXIF orientation tag if one is given.

    The tag is only written: the pixels are stored as they are handed in.
    """
    file = io.BytesIO()
    exif = Image.Exif()
    if orientation is not None:
        exif[EXIF_ORIENTATION] = orientation
    Image.fromarray(rgb).save(file, "JPEG", quality=quality, exif=exif.tobytes() if len(exif) else b"")
    return file.getvalue()


def from_jpeg(data: bytes) -> Rgb:
    """The pixels of a JPEG file as stored, without regard to its orientation tag."""
    with Image.open(io.BytesIO(data)) as picture:
        return np.asarray(picture.convert("RGB"), np.uint8).copy()


def as_phone_jpeg(rgb: Rgb, *, megapixels: float = 12.0, orientation: int = 6, quality: int = 90) -> bytes:
    """The picture as a phone stores it: enlarged to `megapixels`, turned, with the tag that turns it back.

    Orientation 1 is upright, 3 upside down, 6 and 8 on the side, as in the EXIF standard.

    Raises:
        ValueError: for any other orientation.
    """
    if orientation != 1 and orientation not in _TURNS_BACK:
        raise ValueError(f"orientation must be 1, 3, 6 or 8, got {orientation}")
    height, width = rgb.shape[:2]
    factor = (megapixels * 1e6 / (height * width)) ** 0.5
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    large: Rgb = cv2.resize(rgb, size, interpolation=cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA)
    stored = np.ascontiguousarray(np.rot90(large, _TURNS_BACK.get(orientation, 0)))
    return to_jpeg(stored, quality, orientation=orientation)


def jpeg_q30(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:  # noqa: ARG001
    """Compressed with JPEG quality 60, 30 or 12."""
    return from_jpeg(to_jpeg(rgb, pick(strength, 60, 30, 12)))
