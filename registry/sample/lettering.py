"""Words drawn with the typeface that ships inside Pillow, so that no font has to be installed."""

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from registry.sample.texture import Colour, Field, mix


def text_mask(text: str, size: int) -> Field:
    """The words as a mask of 0 to 1, cut to their ink; `size` is the type size in pixels."""
    font = ImageFont.load_default(max(6, size))
    left, top, right, bottom = font.getbbox(text)
    width, height = max(1, int(np.ceil(right - left))), max(1, int(np.ceil(bottom - top)))
    page = Image.new("L", (width, height), 0)
    ImageDraw.Draw(page).text((-left, -top), text, fill=255, font=font)
    return np.asarray(page, np.float32) / np.float32(255.0)


def write(picture: Field, text: str, *, left: int, top: int, size: int, colour: Colour) -> Field:
    """A copy of the picture with the words at (left, top) in pixels, cut off at its edges."""
    mask = text_mask(text, size)
    height, width = picture.shape[:2]
    top, left = max(0, top), max(0, left)
    mask = mask[: max(0, height - top), : max(0, width - left)]
    written = picture.copy()
    if mask.size:
        part = written[top : top + mask.shape[0], left : left + mask.shape[1]]
        written[top : top + mask.shape[0], left : left + mask.shape[1]] = mix(part, colour, mask)
    return written
