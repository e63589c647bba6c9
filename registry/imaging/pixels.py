"""From whatever Pillow opened to 8-bit RGB pixels of the size that is wanted.

The order matters for speed and memory: modes that can be averaged are shrunk first and converted afterwards, so a
100-megapixel TIFF never exists twice at full size in RGB.
"""

from __future__ import annotations

import io
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

_AVERAGED = {"L", "RGB", "CMYK"}
_WITH_ALPHA = {"LA", "La", "PA", "RGBA", "RGBa"}


def to_rgb(image: Image.Image, size: tuple[int, int], *, to_srgb: bool = False) -> NDArray[np.uint8]:
    """Return ``image`` as RGB pixels (H x W x 3) of ``size`` (width, height).

    Transparent pixels are laid on white.  16-bit samples keep their upper byte; 32-bit integers are read as 16-bit,
    floats as 0..1, 0..255 or 0..65535, whichever is the smallest range that holds them.  CMYK is converted plainly.
    With ``to_srgb`` an embedded ICC profile is applied instead (ignored where it is damaged).
    """
    shrunk = _shrink(_averageable(image), size)
    profile = image.info.get("icc_profile") if to_srgb else None
    if profile and shrunk.mode in {"L", "RGB", "CMYK"}:
        shrunk = _apply_profile(shrunk, profile)
    if shrunk.mode == "RGBa":
        # Premultiplied: colour times alpha.  What alpha leaves is the white ground.
        premultiplied = np.asarray(shrunk)
        ground = 255 - premultiplied[..., 3:]
        mixed = premultiplied[..., :3].astype(np.uint16) + ground
        return np.ascontiguousarray(np.minimum(mixed, 255).astype(np.uint8))
    return np.ascontiguousarray(np.asarray(shrunk.convert("RGB")))


def _averageable(image: Image.Image) -> Image.Image:
    """Return ``image`` in a mode whose 8-bit samples may be averaged: L, RGB, CMYK, or RGBa (premultiplied)."""
    keyed = "transparency" in image.info and image.mode in {"L", "RGB", "P"}
    if keyed or image.mode in _WITH_ALPHA:
        return (image if image.mode == "RGBA" else image.convert("RGBA")).convert("RGBa")
    if image.mode in _AVERAGED:
        return image
    if image.mode.startswith(("I", "F")):
        return Image.fromarray(_to_bytes(np.asarray(image)))
    if image.mode == "LAB":
        lab = ImageCms.createProfile("LAB")
        return _transform(image, ImageCms.ImageCmsProfile(lab), "LAB")
    return image.convert("L" if image.mode == "1" else "RGB")


def _to_bytes(samples: NDArray[Any]) -> NDArray[np.uint8]:
    """Return samples deeper than 8 bits as 8-bit samples."""
    if samples.dtype.kind != "f":  # whole numbers all the way: floats would need a gigabyte for 100 megapixels
        upper: NDArray[np.uint8] = np.clip(samples >> 8, 0, 255).astype(np.uint8)
        return upper
    values = samples.astype(np.float32)
    np.nan_to_num(values, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
    top = float(values.max(initial=0.0))
    full = next((full for full in (1.0, 255.0, 65535.0) if top <= full), top)
    values *= 255.0 / full
    return np.clip(values, 0, 255).astype(np.uint8)


def _shrink(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return ``image`` at ``size`` by one fixed filter: the mean over the area of each new pixel (OpenCV's INTER_AREA).

    Very large pictures are first reduced by a whole factor that leaves at least twice the size, which is several times
    faster and does not change what the area mean sees.
    """
    if image.size == size:
        return image
    factor = max(image.size) // (2 * max(size))
    if factor >= 2:
        image = image.reduce((min(factor, image.width), min(factor, image.height)))
    samples = cv2.resize(np.asarray(image), size, interpolation=cv2.INTER_AREA)
    return Image.frombuffer(image.mode, size, np.ascontiguousarray(samples).tobytes(), "raw", image.mode, 0, 1)


def _apply_profile(image: Image.Image, profile: bytes) -> Image.Image:
    """Return ``image`` in sRGB, or unchanged if its profile cannot be read or belongs to another mode."""
    try:
        return _transform(image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), image.mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def _transform(image: Image.Image, profile: ImageCms.ImageCmsProfile, mode: str) -> Image.Image:
    transform = ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), mode, "RGB")
    converted = ImageCms.applyTransform(image, transform)
    if converted is None:  # only in place, which is not asked for
        raise ValueError("the colour profile could not be applied")
    return converted
