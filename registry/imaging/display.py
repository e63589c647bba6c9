"""A clean copy of a photograph for a web page: re-encoded, upright, in sRGB, and without any metadata.

Originals are evidence and are never shown: they carry places, serial numbers, thumbnails of what was cropped away, and
whatever a crafted file hides.  Only pixels survive the re-encoding.
"""

from __future__ import annotations

import io

from PIL import Image

from registry.imaging.decode import DEFAULT_LIMITS, DecodeLimits, decode_to

QUALITY = 85


def display_copy(data: bytes, max_side: int, limits: DecodeLimits = DEFAULT_LIMITS) -> bytes:
    """Return the photograph in ``data`` as a progressive JPEG whose longer side is at most ``max_side`` pixels.

    An embedded colour profile is applied, so that wide-gamut phone photographs and CMYK scans look as intended.
    Raises :class:`~registry.imaging.errors.PictureRejected` like :func:`~registry.imaging.decode.decode`.
    """
    if max_side < 1:
        raise ValueError(f"max_side must be at least 1 pixel, not {max_side}")
    upright = decode_to(data, max_side, limits, to_srgb=True)
    written = io.BytesIO()
    Image.fromarray(upright.rgb).save(written, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return written.getvalue()
