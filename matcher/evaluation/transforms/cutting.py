"""A canvas cut from its frame: trimmed unequally on some sides, with ragged edges, lying on something."""

import cv2
import numpy as np

from registry.sample.phone import Strength, surface
from registry.sample.phone.geometry import blend
from registry.sample.phone.strength import pick
from registry.sample.texture import Field, Rgb, value_noise


def cut_down(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """Two to four sides trimmed by up to 7, 15 or 25% each, the cut ragged, a little turned, on a table."""
    height, width = rgb.shape[:2]
    most = pick(strength, 0.07, 0.15, 0.25)
    trimmed = rng.permutation(4) < int(rng.integers(2, 5))
    left, top, right, bottom = np.where(trimmed, rng.uniform(0.4 * most, most, 4), 0.0)
    mask = _ragged(rng, (height, width), (left, top, right, bottom))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(rng.normal(0, pick(strength, 1.0, 3.0, 6.0))), 0.92)
    moved: Rgb = cv2.warpAffine(rgb, turn, (width, height), flags=cv2.INTER_LINEAR)
    outline: Field = cv2.warpAffine(mask, turn, (width, height), flags=cv2.INTER_LINEAR)
    return blend(surface(rng, height, width), moved, np.rint(outline * 255).astype(np.uint8))


def _ragged(rng: np.random.Generator, size: tuple[int, int], trims: tuple[float, float, float, float]) -> Field:
    height, width = size
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    wave = (value_noise(rng, height, width, max(size) / 20.0) - 0.5) * np.float32(0.012)
    left, top, right, bottom = trims
    inside = np.minimum(
        np.minimum(columns / width - left, 1.0 - columns / width - right),
        np.minimum(rows / height - top, 1.0 - rows / height - bottom),
    )
    mask: Field = np.clip((inside + wave) * np.float32(max(size) / 2.0) + 0.5, 0.0, 1.0)
    return mask
