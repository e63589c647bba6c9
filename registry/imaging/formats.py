"""What a file is, by its first bytes, before any decoder sees it.

Pillow is then told to try that one format only, so a crafted file cannot choose an exotic decoder.
Signatures are those of the format specifications (PNG 5.2, RFC 9649 for WebP, ISO/IEC 14496-12 for HEIF and AVIF, …).
"""

from __future__ import annotations

import re
import struct
import zlib
from typing import NamedTuple

from registry.imaging.errors import PictureRejected


class PictureFormat(NamedTuple):
    """A format that can be read: its Pillow name, media type, and what people call it."""

    pillow: str
    media_type: str
    name: str


JPEG = PictureFormat("JPEG", "image/jpeg", "JPEG")
PNG = PictureFormat("PNG", "image/png", "PNG")
GIF = PictureFormat("GIF", "image/gif", "GIF")
WEBP = PictureFormat("WEBP", "image/webp", "WebP")
TIFF = PictureFormat("TIFF", "image/tiff", "TIFF")
BMP = PictureFormat("BMP", "image/bmp", "BMP")
HEIC = PictureFormat("HEIF", "image/heic", "HEIC")
AVIF = PictureFormat("AVIF", "image/avif", "AVIF")

READABLE = "JPEG, PNG, WebP, TIFF, GIF, BMP, HEIC or AVIF"

_SAME_TYPE = {
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "image/x-png": "image/png",
    "image/tif": "image/tiff",
    "image/x-tiff": "image/tiff",
    "image/x-bmp": "image/bmp",
    "image/x-ms-bmp": "image/bmp",
    "image/heif": "image/heic",
    "image/heic-sequence": "image/heic",
    "image/heif-sequence": "image/heic",
    "image/avif-sequence": "image/avif",
    "image/apng": "image/png",
    "image/vnd.mozilla.apng": "image/png",
}
_UNDECLARED = {"", "application/octet-stream", "binary/octet-stream", "application/x-octet-stream", "image/*", "*/*"}
_NOT_PICTURES = (
    (b"%PDF-", "a PDF document: save the page or the photograph in it as a JPEG picture"),
    (b"PK\x03\x04", "a ZIP archive or an office document: unpack it and send the pictures in it"),
    (b"\xd0\xcf\x11\xe0", "an office document: save the pictures in it as JPEG files"),
    (b"8BPS", "a Photoshop file: export it as JPEG or PNG"),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture: export it as JPEG or PNG"),
    (b"\x1aE\xdf\xa3", "a video: send a photograph or a still of it"),
    (b"<!doctype html", "a web page: send the picture itself"),
    (b"<html", "a web page: send the picture itself"),
)
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_SVG = re.compile(rb"<(?:[a-z]+:)?svg[\s>/]", re.IGNORECASE)


def sniff(data: bytes) -> PictureFormat:
    """Return the format of ``data``.

    Raises :class:`PictureRejected` with ``empty_file``, ``svg`` or ``not_an_image``.
    """
    if not data:
        raise PictureRejected("empty_file", "The file is empty (0 bytes). Send the picture again.")
    found = _by_signature(data)
    if found is not None:
        return found
    head = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    for signature, what in _NOT_PICTURES:
        if head.startswith(signature) or head.lower().startswith(signature):
            raise PictureRejected("not_an_image", f"This file is {what}.")
    if _is_svg(data):
        raise PictureRejected(
            "svg", "This is an SVG drawing, not a photograph. Send a photograph, or export the drawing as PNG."
        )
    if data[4:8] == b"ftyp":
        raise PictureRejected("not_an_image", "This file is a video. Send a photograph or a still of it.")
    raise PictureRejected("not_an_image", f"This file is not a picture. Send a {READABLE} file.")


def check_declared(declared: str | None, found: PictureFormat) -> None:
    """Refuse a file whose declared media type is not the type of its bytes (``wrong_content_type``).

    Nothing declared, ``application/octet-stream`` and the usual misspellings (``image/jpg``) are accepted.
    """
    stated = (declared or "").split(";", 1)[0].strip().lower()
    if stated in _UNDECLARED or _SAME_TYPE.get(stated, stated) == found.media_type:
        return
    raise PictureRejected(
        "wrong_content_type",
        f"The file was sent as “{stated}”, but its bytes are a {found.name} picture. "
        f"Send it as {found.media_type}, or leave the type out.",
    )


def is_cut_short(data: bytes, found: PictureFormat) -> bool:
    """Whether the container's own length fields promise more bytes than there are.

    Only the formats whose decoders need the whole file before they report anything (WebP, HEIC, AVIF, TIFF).
    """
    if found is WEBP:
        return len(data) < 30 or int.from_bytes(data[4:8], "little") + 8 > len(data)
    if found in (HEIC, AVIF):
        return _boxes_overrun(data)
    if found is TIFF:
        order = "<" if data[:2] == b"II" else ">"
        if len(data) < 16:
            return True
        big = data[2:4] in (b"+\x00", b"\x00+")
        (directory,) = struct.unpack_from(f"{order}Q", data, 8) if big else struct.unpack_from(f"{order}I", data, 4)
        return bool(directory >= len(data) - 1)
    return False


def webp_size(data: bytes) -> tuple[int, int] | None:
    """Return (width, height) from a WebP header, or None if it is not understood.

    Pillow allocates the whole canvas when it opens a WebP file, so the limit has to be checked before.
    """
    kind = data[12:16]
    if len(data) < 30:
        return None
    if kind == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
    return None


def _by_signature(data: bytes) -> PictureFormat | None:
    head = data[:16]
    simple = (
        (b"\xff\xd8\xff", JPEG),
        (b"\x89PNG\r\n\x1a\n", PNG),
        (b"GIF87a", GIF),
        (b"GIF89a", GIF),
        (b"II*\x00", TIFF),
        (b"MM\x00*", TIFF),
        (b"II+\x00", TIFF),
        (b"MM\x00+", TIFF),
    )
    for signature, found in simple:
        if head.startswith(signature):
            return found
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    # "BM" alone also starts many texts: the header length that follows is one of a few small numbers.
    if (
        head[:2] == b"BM"
        and len(data) >= 18
        and data[15:18] == b"\0\0\0"
        and data[14] in {12, 40, 52, 56, 64, 108, 124}
    ):
        return BMP
    if head[4:8] == b"ftyp":
        return _by_brand(data)
    return None


def _by_brand(data: bytes) -> PictureFormat | None:
    length = min(max(int.from_bytes(data[:4], "big"), 16), 256)
    brands = {data[at : at + 4] for at in (8, *range(16, length, 4))}
    if brands & {b"avif", b"avis"}:
        return AVIF
    if brands & _HEIF_BRANDS or data[8:12] in {b"mif1", b"msf1"}:
        return HEIC
    return None


def _boxes_overrun(data: bytes) -> bool:
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 1 and at + 16 <= len(data):
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        if size == 0:  # to the end of the file
            return False
        if size < 8 or at + size > len(data):
            return True
        at += size
    return at != len(data)


def _is_svg(data: bytes) -> bool:
    head = data[:4096]
    if head[:2] == b"\x1f\x8b":
        try:
            head = zlib.decompressobj(31).decompress(data[:4096], 4096)
        except zlib.error:
            return False
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", errors="ignore").encode()
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _SVG.search(head) is not None
