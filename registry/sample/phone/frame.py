"""A frame that the registered picture does not have."""

import cv2
import numpy as np

from registry.sample.phone.strength import Strength, pick
from registry.sample.texture import Field, Rgb, flat, fractal_noise, to_rgb

_FINISHES = ((190, 150, 70), (120, 82, 48), (52, 44, 40), (216, 210, 198), (150, 120, 66))


def frame(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """A moulded frame 5, 10 or 17% as wide as the longer side, sometimes with a paper mount inside it."""
    width = max(2, round(pick(strength, 0.05, 0.10, 0.17) * max(rgb.shape[:2])))
    mount = int(width * 0.45) if rng.random() < 0.3 else 0
    inner = np.pad(rgb, ((mount, mount), (mount, mount), (0, 0)), constant_values=228) if mount else rgb
    moulding = max(1, width - mount)
    height, across = inner.shape[0] + 2 * moulding, inner.shape[1] + 2 * moulding
    framed = _moulding(rng, height, across, moulding)
    framed[moulding : height - moulding, moulding : across - moulding] = inner
    return framed


def _moulding(rng: np.random.Generator, height: int, width: int, depth: float) -> Rgb:
    scale = max(1, max(height, width) // 500)  # a moulding is smooth along its length: draw it small, enlarge it
    size, (height, width), depth = (width, height), (height // scale + 1, width // scale + 1), depth / scale
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    top, left = rows, columns
    bottom, right = height - 1 - rows, width - 1 - columns
    inwards = np.minimum(np.minimum(top, bottom), np.minimum(left, right)) / np.float32(depth)
    slope = _profile_slope(rng, np.clip(inwards, 0.0, 1.0))
    # Light comes from the upper left, so each of the four sides is lit differently.
    horizontal = np.minimum(top, bottom) < np.minimum(left, right)
    facing = np.where(horizontal, np.where(top < bottom, 0.9, -0.9), np.where(left < right, 0.6, -0.6))
    wear = fractal_noise(rng, height, width, 30.0, 4, gain=0.8) - 0.5
    colour = np.asarray(_FINISHES[int(rng.integers(len(_FINISHES)))], np.float32)
    light = 0.85 - 0.4 * slope * facing.astype(np.float32) + np.float32(0.35) * wear
    light = light * (1.0 - 0.4 * (inwards > 0.95))
    enlarged: Rgb = cv2.resize(to_rgb(flat(height, width, colour) * light[:, :, None]), size)
    return enlarged


def _profile_slope(rng: np.random.Generator, inwards: Field) -> Field:
    beads = int(rng.integers(1, 4))
    slope: Field = np.cos(inwards * np.float32(np.pi * 2 * beads)) * (0.5 + 0.5 * inwards)
    return slope
