import io

import numpy as np
import pytest
from PIL import Image, ImageCms

from registry.imaging.display import display_copy

from .drawings import drawing
from .test_decode import encode


def shown(data: bytes, side: int) -> Image.Image:
    return Image.open(io.BytesIO(display_copy(data, side)))


def test_is_small_upright_and_without_metadata():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "maker of the camera"
    copy = shown(encode(drawing(1200, 900), "JPEG", exif=exif, comment=b"private"), 400)
    assert copy.format == "JPEG"
    assert copy.size == (300, 400)
    assert not dict(copy.getexif())
    assert not {"exif", "comment", "icc_profile", "xmp"} & set(copy.info)


def test_is_never_enlarged():
    assert shown(encode(drawing(100, 80)), 400).size == (100, 80)


def test_applies_a_colour_profile():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    plain = np.asarray(shown(encode(drawing(), "PNG"), 480)).astype(int)
    tagged = np.asarray(shown(encode(drawing(), "PNG", icc_profile=lab.tobytes()), 480)).astype(int)
    assert np.abs(plain - tagged).mean() < 2


def test_survives_a_damaged_profile():
    assert shown(encode(drawing(), "PNG", icc_profile=b"no profile at all"), 480).size == (480, 360)


def test_refuses_a_side_of_nothing():
    with pytest.raises(ValueError, match="at least 1"):
        display_copy(encode(drawing()), 0)
