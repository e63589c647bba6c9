"""Real files of every format, made here with Pillow; the HEIC file was drawn for this purpose."""

import hashlib
import io
import pickle
import struct
import tracemalloc
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from registry.imaging.decode import (
    FIRST_FRAME_ONLY,
    WORKING_SIDE,
    DecodeLimits,
    decode,
    jpeg_reduction,
    working_size,
)
from registry.imaging.errors import PictureRejected
from registry.imaging.orientation import Orientation
from registry.imaging.pixels import _to_bytes

from .drawings import drawing, texture

DATA = Path(__file__).parent / "data"
WRITTEN = ["JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP", "AVIF"]


def encode(picture, form="PNG", **options) -> bytes:
    image = picture if isinstance(picture, Image.Image) else Image.fromarray(picture)
    written = io.BytesIO()
    image.save(written, form, **options)
    return written.getvalue()


def rejected(data: bytes, *args, **kwargs) -> PictureRejected:
    with pytest.raises(PictureRejected) as caught:
        decode(data, *args, **kwargs)
    assert caught.value.message.endswith(".")
    return caught.value


def outcome(data: bytes) -> str:
    """The code of the rejection, or "read"."""
    try:
        decode(data)
    except PictureRejected as error:
        return error.code
    return "read"


@pytest.mark.parametrize("form", WRITTEN)
def test_reads_every_format(form):
    data = encode(drawing(), form)
    picture = decode(data)
    assert picture.media_type == f"image/{form.lower()}"
    assert picture.original_size == picture.size == (480, 360)
    assert picture.scale == 1.0
    assert picture.notes == ()
    assert picture.sha256 == hashlib.sha256(data).hexdigest()
    assert picture.rgb.flags.c_contiguous
    assert picture.rgb.dtype == np.uint8
    assert np.abs(picture.rgb.astype(int) - drawing()).mean() < 8


def test_reads_heic():
    picture = decode((DATA / "drawing.heic").read_bytes(), declared_type="image/heif")
    assert picture.media_type == "image/heic"
    assert picture.original_size == (160, 120)
    assert np.abs(picture.rgb[60, 50].astype(int) - (180, 30, 40)).max() < 25
    assert np.abs(picture.rgb[60, 130].astype(int) - (30, 60, 150)).max() < 25


@pytest.mark.parametrize("orientation", list(Orientation))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_turns_upright_by_exif(form, orientation):
    upright = drawing(400, 300)
    exif = Image.Exif()
    exif[0x0112] = int(orientation)
    stored = orientation.inverse.apply(upright)
    picture = decode(encode(stored, form, exif=exif))
    assert picture.original_size == (400, 300)
    assert np.abs(picture.rgb.astype(int) - upright).mean() < 8


def test_a_damaged_orientation_tag_counts_as_none():
    exif = Image.Exif()
    exif[0x0112] = 77
    assert decode(encode(drawing(), "JPEG", exif=exif)).original_size == (480, 360)


@pytest.mark.parametrize("size", [(1, 1), (1, 700), (3000, 2), (959, 10), (960, 960), (961, 961)])
def test_odd_sizes(size):
    picture = decode(encode(texture(*size, seed=3)))
    assert picture.original_size == size
    assert picture.size == working_size(size)


def test_a_large_jpeg_is_scaled_by_one_rule():
    data = encode(texture(4000, 3000, seed=1, cell=40), "JPEG", quality=90)
    picture = decode(data)
    assert picture.size == (960, 720)
    assert picture.original_size == (4000, 3000)
    assert picture.scale == pytest.approx(0.24)
    # Reduced in the decoder or not, the working picture is nearly the same.
    plain = decode(encode(Image.open(io.BytesIO(data)), "PNG"))
    assert np.abs(plain.rgb.astype(int) - picture.rgb).mean() < 1.5


@given(st.integers(1, 20_000), st.integers(1, 20_000))
def test_the_rule_never_enlarges_and_keeps_enough(width, height):
    size = working_size((width, height))
    assert max(size) == min(WORKING_SIDE, max(width, height))
    assert min(size) >= 1
    factor = jpeg_reduction((width, height))
    assert factor == 1 or max(width, height) / factor >= WORKING_SIDE


@pytest.mark.parametrize("size", [(1921, 5), (8000, 3), (7681, 100), (3840, 2160), (1920, 1079)])
def test_thin_jpegs_keep_their_longer_side(size):
    assert decode(encode(texture(*size, seed=2), "JPEG")).size == working_size(size)


def test_a_picture_of_100_megapixels_is_read_and_one_more_row_is_not():
    assert decode(encode(Image.new("1", (10_000, 10_000), 1), "PNG")).size == (960, 960)
    assert rejected(encode(Image.new("1", (10_000, 10_001), 1), "TIFF")).code == "too_many_pixels"


def test_cmyk_in_jpeg_and_tiff():
    cmyk = Image.fromarray(drawing()).convert("CMYK")
    for form in ("JPEG", "TIFF"):  # Pillow writes JPEG as Adobe does, inverted
        assert np.abs(decode(encode(cmyk, form)).rgb.astype(int) - drawing()).mean() < 8


def test_16_bits_keep_the_upper_byte():
    grey = np.linspace(0, 65535, 64 * 64).reshape(64, 64).astype(np.uint16)
    for form in ("PNG", "TIFF"):
        assert np.array_equal(decode(encode(grey, form)).rgb[..., 0], grey >> 8)


@pytest.mark.parametrize("top", [1.0, 255.0, 65535.0])
def test_floats_are_read_by_their_range(top):
    values = (np.linspace(0, 1, 64 * 64).reshape(64, 64) * top).astype(np.float32)
    assert np.abs(decode(encode(values, "TIFF")).rgb[..., 0] - values / top * 255).max() <= 1


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
def test_transparency_is_laid_on_white(mode):
    image = Image.fromarray(drawing()).convert("RGBA")
    image.putalpha(Image.fromarray(np.repeat(np.array([[0, 255]], np.uint8), 240, axis=1).repeat(360, axis=0)))
    form = "TIFF" if mode == "PA" else "PNG"
    picture = decode(encode(image.convert("RGBA" if mode == "PA" else mode), form))
    assert (picture.rgb[:, :240] == 255).all()
    assert picture.rgb[:, 240:].min() < 60


def test_half_transparent_black_becomes_grey_when_shrunk():
    picture = decode(encode(Image.new("RGBA", (2400, 1800), (0, 0, 0, 128))))
    assert np.unique(picture.rgb).tolist() == [127]


def test_transparent_palette_and_colour_key():
    palette = Image.fromarray(drawing()).quantize(16)
    assert (decode(encode(palette, "PNG", transparency=bytes(16))).rgb == 255).all()
    key = encode(drawing(), "PNG", transparency=(176, 40, 44))
    assert decode(key).rgb[250, 100].tolist() == [255, 255, 255]


def test_lab_and_bilevel():
    bilevel = Image.fromarray(drawing()).convert("1")
    assert decode(encode(bilevel, "PNG")).rgb.shape == (360, 480, 3)
    lab = Image.new("LAB", (60, 40), (128, 128, 128))
    assert np.ptp(decode(encode(lab, "TIFF")).rgb.astype(int)) < 12


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG", "TIFF", "AVIF"])
def test_of_several_frames_the_first_counts(form):
    second = Image.fromarray(255 - drawing())
    picture = decode(encode(drawing(), form, save_all=True, append_images=[second]))
    assert picture.notes == (FIRST_FRAME_ONLY,)
    assert np.abs(picture.rgb.astype(int) - drawing()).mean() < 8


def test_empty_text_and_documents():
    assert rejected(b"").code == "empty_file"
    assert rejected(b"Dear Sir or Madam, the picture is attached").code == "not_an_image"
    assert "PDF" in rejected(b"%PDF-1.7\n%...").message
    assert "video" in rejected(b"\x00\x00\x00\x18ftypmp42" + bytes(40)).message
    assert "web page" in rejected(b"<!DOCTYPE html><html><svg ></svg></html>").message


def test_svg_says_so():
    plain = b'<?xml version="1.0"?>\n<!-- made by hand -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'
    for data in (plain, b"\xef\xbb\xbf" + plain, plain.decode().encode("utf-16"), _gzip(plain)):
        error = rejected(data)
        assert error.code == "svg"
        assert "SVG" in error.message


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
@pytest.mark.parametrize("form", [*WRITTEN, "progressive", "HEIC"])
def test_cut_off_files_are_refused(form, share):
    if form == "HEIC":
        data = (DATA / "drawing.heic").read_bytes()
    else:
        picture = texture(600, 500, seed=5)
        data = encode(picture, "JPEG", progressive=True) if form == "progressive" else encode(picture, form)
    error = rejected(data[: max(32, int(len(data) * share))])
    assert error.code == "truncated"
    assert "whole file" in error.message


@pytest.mark.parametrize("form", WRITTEN)
def test_a_damaged_file_is_refused_or_read_but_never_crashes(form):
    data = bytearray(encode(texture(300, 200, seed=6), form))
    noise = np.random.default_rng(7)
    for _ in range(25):
        hurt = bytearray(data)
        for place in noise.integers(12, len(data), 12):
            hurt[place] = noise.integers(256)
        assert outcome(bytes(hurt)) in {"read", "truncated", "too_many_pixels", "decompression_bomb", "not_an_image"}


def test_limits_are_checked_before_decoding():
    data = encode(drawing())
    assert rejected(data, DecodeLimits(max_bytes=len(data) - 1)).code == "too_many_bytes"
    assert rejected(data, DecodeLimits(max_pixels=480 * 360 - 1)).code == "too_many_pixels"
    assert decode(data, DecodeLimits(len(data), 480 * 360)).size == (480, 360)


def test_bombs():
    assert rejected(_png_header(60_000, 60_000)).code == "decompression_bomb"
    assert rejected(_png_header(2_000_000, 2_000_000)).code == "decompression_bomb"
    webp = bytearray(encode(drawing(), "WEBP", exif=b"Exif\0\0" + bytes(8)))
    assert webp[12:16] == b"VP8X"
    webp[24:30] = b"\xff\x3f\x00\xff\x3f\x00"
    assert rejected(bytes(webp)).code in {"too_many_pixels", "decompression_bomb"}


@pytest.mark.parametrize(
    "declared",
    [None, "", "application/octet-stream", "image/jpeg", "image/jpg", "IMAGE/JPEG; charset=binary", "image/*"],
)
def test_declared_types_that_fit(declared):
    assert decode(encode(drawing(), "JPEG"), declared_type=declared).media_type == "image/jpeg"


@pytest.mark.parametrize("declared", ["image/png", "text/plain", "application/pdf", "nonsense"])
def test_declared_types_that_do_not_fit(declared):
    error = rejected(encode(drawing(), "JPEG"), declared_type=declared)
    assert error.code == "wrong_content_type"
    assert "image/jpeg" in error.message


def test_threads_see_the_same_pixels():
    files = [encode(texture(1500, 1100, seed=number), "JPEG") for number in range(4)]
    alone = [decode(data).rgb for data in files]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda data: decode(data).rgb, files * 3))
    assert all(np.array_equal(found, alone[number % 4]) for number, found in enumerate(together))


def test_rejections_cross_process_boundaries():
    error = rejected(b"")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (again.code, again.message, str(again)) == (error.code, error.message, str(error))


def _gzip(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=31)
    return packer.compress(data) + packer.flush()


def _png_header(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(5000))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("dtype", [np.uint16, np.int32])
def test_whole_numbers_of_any_depth_keep_their_upper_byte_without_becoming_floats(dtype):
    samples = np.arange(-300, 70_000).reshape(100, -1).clip(np.iinfo(dtype).min, np.iinfo(dtype).max).astype(dtype)
    expected = np.clip(np.floor(samples / 256.0), 0, 255)
    tracemalloc.start()
    found = _to_bytes(samples)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert np.array_equal(found, expected)
    assert found.dtype == np.uint8
    assert peak < 2.8 * samples.nbytes
