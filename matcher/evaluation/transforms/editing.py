"""What a market place adds to a picture: a watermark over it, a caption under it."""

import cv2
import numpy as np

from registry.sample.lettering import text_mask, write
from registry.sample.phone import Strength
from registry.sample.phone.strength import pick
from registry.sample.texture import Field, Rgb, flat, mix, to_rgb


def watermark(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """A house's name repeated slantwise over the whole picture, 15, 30 or 50% opaque."""
    height, width = rgb.shape[:2]
    name = ("ANTIQUA SALES", "fine-objects.example", "SAMPLE HOUSE")[int(rng.integers(3))]
    word = text_mask(name, max(10, round(0.05 * max(height, width))))
    step = (round(word.shape[0] * 3.2), round(word.shape[1] * 1.3))
    side = 2 * max(height, width)
    tiles: Field = np.zeros((side, side), np.float32)
    for row, top in enumerate(range(0, side - word.shape[0], step[0])):
        for left in range((row % 2) * step[1] // 2, side - word.shape[1], step[1]):
            tiles[top : top + word.shape[0], left : left + word.shape[1]] = word
    turn = cv2.getRotationMatrix2D((side / 2, side / 2), float(rng.uniform(20, 40)), 1.0)
    slanted: Field = cv2.warpAffine(tiles, turn, (side, side))
    top, left = (side - height) // 2, (side - width) // 2
    mask = slanted[top : top + height, left : left + width] * np.float32(pick(strength, 0.15, 0.30, 0.50))
    return to_rgb(mix(rgb.astype(np.float32), (255, 255, 255), mask))


def caption(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """White margins and lines of text under the picture; 10, 25 or 45% of its height added."""
    height, width = rgb.shape[:2]
    added = round(pick(strength, 0.10, 0.25, 0.45) * height)
    margin = round(added * 0.2)
    sheet = flat(height + added, width + 2 * margin, (252, 252, 250))
    sheet[margin : margin + height, margin : margin + width] = rgb
    lines = (
        f"Lot {int(rng.integers(1, 900))}",
        "European school",
        "private collection, by descent",
        "estimate on request",
    )
    size = max(8, round(0.028 * max(height, width)))
    top = margin + height + size // 2
    for line in lines:
        if top + size > sheet.shape[0]:
            break
        sheet = write(sheet, line, left=margin, top=top, size=size, colour=(30, 30, 34))
        top += round(1.5 * size)
    return to_rgb(sheet)
