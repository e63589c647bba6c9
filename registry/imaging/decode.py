"""Bytes to the one *working picture* that every fingerprint is computed from, refusing what cannot be used.

The registry and the query side must see the same pixels for the same bytes, so there is one scaling rule, a pure
function of the original size: the longer side of the working picture is at most :data:`WORKING_SIDE`.  A JPEG is first
reduced inside its decoder by the largest of 1, 2, 4, 8 that still leaves that many pixels (libjpeg does this in the
frequency domain at a fraction of the cost of a full decode), then everything is resampled by one fixed filter.

All limits are checked on the header, before any pixel is decoded.  Functions here keep no state and may run in threads;
Pillow and OpenCV release the interpreter lock while they decode and resample.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pi_heif
from numpy.typing import NDArray
from PIL import Image

from registry.imaging.errors import PictureRejected
from registry.imaging.formats import (
    HEIC,
    JPEG,
    TIFF,
    WEBP,
    PictureFormat,
    check_declared,
    is_cut_short,
    sniff,
    webp_size,
)
from registry.imaging.orientation import Orientation
from registry.imaging.pixels import to_rgb

WORKING_SIDE = 960
"""Longer side of the working picture in pixels.  Part of every fingerprint scheme: a change needs a rehash."""

DECODER_RULE = f"area{WORKING_SIDE}"
"""Name of the scaling rule in scheme strings."""

FIRST_FRAME_ONLY = "first_frame_only"
"""Note: the file holds several frames or pages and only the first was looked at."""

_BOMB_PIXELS_PER_BYTE = 1000
"""Deflate unpacks to at most 1032 times its bytes, so a header that claims more grey pixels than that is made up."""

_EXIF_ORIENTATION = 0x0112

# Our own check of the header is the real limit; Pillow's stays as a second fence far above it.
Image.MAX_IMAGE_PIXELS = 1_000_000_000
pi_heif.register_heif_opener(thumbnails=False)


@dataclass(frozen=True, slots=True)
class DecodeLimits:
    """What is refused before decoding: ``max_bytes`` of the file, ``max_pixels`` (width x height) of the picture."""

    max_bytes: int = 50_000_000
    max_pixels: int = 100_000_000


DEFAULT_LIMITS = DecodeLimits()


@dataclass(frozen=True, slots=True)
class DecodedPicture:
    """The working picture and what is known about the file it came from."""

    rgb: NDArray[np.uint8]
    """Pixels, height x width x 3, contiguous."""
    original_size: tuple[int, int]
    """(width, height) of the file's picture in pixels, after its EXIF orientation."""
    sha256: str
    """Of the bytes, as 64 hexadecimal digits."""
    media_type: str
    """What the bytes are, for example ``image/jpeg``."""
    notes: tuple[str, ...]
    """What the reader should know, as stable words: :data:`FIRST_FRAME_ONLY`."""
    scale: float
    """Working size over original size, at most 1."""

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) of the working picture."""
        return self.rgb.shape[1], self.rgb.shape[0]


class Upright(NamedTuple):
    """Decoded pixels, turned upright, before they are described."""

    rgb: NDArray[np.uint8]
    original_size: tuple[int, int]
    several_frames: bool
    format: PictureFormat


def decode(data: bytes, limits: DecodeLimits = DEFAULT_LIMITS, declared_type: str | None = None) -> DecodedPicture:
    """Decode the bytes of a photograph.

    ``declared_type`` is the media type that the sender stated, if any.  Raises
    :class:`~registry.imaging.errors.PictureRejected` and nothing else.
    """
    upright = decode_to(data, WORKING_SIDE, limits, declared_type)
    rgb = upright.rgb
    return DecodedPicture(
        rgb=rgb,
        original_size=upright.original_size,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=upright.format.media_type,
        notes=(FIRST_FRAME_ONLY,) if upright.several_frames else (),
        scale=max(rgb.shape[:2]) / max(upright.original_size),
    )


def claimed_pixels(data: bytes) -> int:
    """Return the pixels (width x height) that the header claims, without decoding any.

    0 for what cannot be read: :func:`decode` refuses that with a reason.
    """
    try:
        found = sniff(data)
        size = webp_size(data) if found is WEBP else None
        if size is None:
            with Image.open(io.BytesIO(data), formats=[found.pillow]) as image:
                size = image.size
    except Exception:  # a crafted file can make a decoder raise anything
        return 0
    return size[0] * size[1]


def working_size(size: tuple[int, int], max_side: int = WORKING_SIDE) -> tuple[int, int]:
    """Return the (width, height) of the working picture of an original of ``size``; never larger than the original."""
    longer = max(size)
    if longer <= max_side:
        return size
    width, height = ((2 * side * max_side + longer) // (2 * longer) for side in size)
    return max(width, 1), max(height, 1)


def jpeg_reduction(size: tuple[int, int], max_side: int = WORKING_SIDE) -> int:
    """Return the largest of 1, 2, 4, 8 by which a JPEG of ``size`` can be reduced and still be ``max_side`` long."""
    return max(factor for factor in (1, 2, 4, 8) if factor == 1 or max(size) >= factor * max_side)


def decode_to(
    data: bytes,
    max_side: int,
    limits: DecodeLimits = DEFAULT_LIMITS,
    declared_type: str | None = None,
    *,
    to_srgb: bool = False,
) -> Upright:
    """Decode with another longer side than the working picture's.  Raises like :func:`decode`."""
    if len(data) > limits.max_bytes:
        raise PictureRejected(
            "too_many_bytes",
            f"The file has {len(data) / 1e6:.1f} MB; at most {limits.max_bytes / 1e6:g} MB are accepted. "
            "Send a smaller copy.",
        )
    found = sniff(data)
    check_declared(declared_type, found)
    if found is WEBP and (size := webp_size(data)) is not None:
        _check_pixels(size, len(data), limits)
    if is_cut_short(data, found):
        raise _damaged(found)
    try:
        with Image.open(io.BytesIO(data), formats=[found.pillow]) as image:
            _check_pixels(image.size, len(data), limits)
            several = _has_more_frames(image, found)
            stored = image.size
            if found is JPEG:
                _draft(image, jpeg_reduction(stored, max_side))
            image.load()
            orientation = _orientation(image, found)
            if found in (TIFF, HEIC):
                # Their decoders turn the pixels themselves, so the size is only final now.
                stored = image.size
            rgb = to_rgb(image, working_size(stored, max_side), to_srgb=to_srgb)
    except PictureRejected:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _bomb() from error
    except Exception as error:  # a crafted file can make a decoder raise anything
        if "Decompressed data too large" in str(error) or isinstance(error, MemoryError):
            raise _bomb() from error
        raise _damaged(found) from error
    return Upright(orientation.apply(rgb), orientation.turn_size(stored), several, found)


def _check_pixels(size: tuple[int, int], byte_count: int, limits: DecodeLimits) -> None:
    pixels = size[0] * size[1]
    if pixels <= 0:
        raise PictureRejected("not_an_image", "The picture has no pixels. Send another picture.")
    if pixels <= limits.max_pixels:
        return
    if pixels > byte_count * _BOMB_PIXELS_PER_BYTE or pixels > (Image.MAX_IMAGE_PIXELS or 0):
        raise _bomb()
    raise PictureRejected(
        "too_many_pixels",
        f"The picture has {size[0]} x {size[1]} pixels; at most {limits.max_pixels / 1e6:g} megapixels are accepted. "
        "Send a smaller copy.",
    )


def _draft(image: Image.Image, factor: int) -> None:
    """Ask the JPEG decoder for a picture reduced by ``factor``.

    Pillow picks the largest factor not above ``min(width // w, height // h)`` of the size asked for, so the size must
    be rounded down: rounded up, 1921 x 5 asked for as 961 x 3 would not be reduced at all.
    """
    if factor > 1:
        image.draft(None, (max(image.width // factor, 1), max(image.height // factor, 1)))


def _has_more_frames(image: Image.Image, found: PictureFormat) -> bool:
    """Whether the file has a second frame or page, without walking through all of a crafted file's million pages."""
    if found is JPEG:
        return False  # what follows the picture in an MPO file is a gain map, a depth map or a preview
    if found is TIFF:
        try:
            image.seek(1)
        except EOFError:
            return False
        image.seek(0)
        return True
    return bool(getattr(image, "is_animated", False))


def _orientation(image: Image.Image, found: PictureFormat) -> Orientation:
    """Return what is still to be done to the decoded pixels; a damaged tag counts as none."""
    if found in (TIFF, HEIC):
        return Orientation.IDENTITY  # applied by their decoders
    try:
        return Orientation(image.getexif().get(_EXIF_ORIENTATION, 1))
    except Exception:  # EXIF is free-form bytes of many makers; the picture is still a picture
        return Orientation.IDENTITY


def _damaged(found: PictureFormat) -> PictureRejected:
    return PictureRejected(
        "truncated",
        f"The {found.name} file ends too early or is damaged, so the picture is not complete. "
        "Copy or download it again and send the whole file.",
    )


def _bomb() -> PictureRejected:
    return PictureRejected(
        "decompression_bomb",
        "The file claims to unpack to far more data than any photograph holds, so it was not opened. "
        "Save the picture as a new JPEG file and send that.",
    )
