"""What time does to an object: scratches, losses and stains; and what a restorer does: cleaning and retouching."""

import cv2
import numpy as np

from registry.sample.phone import Strength
from registry.sample.phone.strength import pick
from registry.sample.texture import Field, Rgb, blur, fractal_noise, grey_of, mix, ramp, to_rgb


def damaged(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """Scratches, flaked losses down to the ground and stains; losses cover about 2, 6 or 12%."""
    height, width = rgb.shape[:2]
    side = max(height, width)
    picture = rgb.astype(np.float32)
    stain = ramp(fractal_noise(rng, height, width, side / 3.0, 3), 0.6, 0.75)
    picture = picture * (1.0 - pick(strength, 0.15, 0.3, 0.45) * stain)[:, :, None]
    loss = _share_of(fractal_noise(rng, height, width, side / 12.0, 4, gain=0.7), pick(strength, 0.02, 0.06, 0.12))
    ground = np.array([228.0, 218.0, 198.0]) * rng.uniform(0.7, 1.0)
    picture = mix(picture, ground, loss)
    scratches: Field = np.zeros((height, width), np.float32)
    for _ in range(pick(strength, 3, 8, 16)):
        start = rng.uniform(0, 1, 2) * (width, height)
        end = start + rng.normal(0, 0.25, 2) * side
        ends = [tuple(int(value) for value in point) for point in (start, end)]
        cv2.line(scratches, ends[0], ends[1], 1.0, max(1, round(side / 400)), cv2.LINE_AA)
    return to_rgb(mix(picture, (238, 232, 220), scratches * np.float32(0.85)))


def restored(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """Old varnish taken off (lighter, cooler, more contrast) and 3, 8 or 15% painted over in the colours around."""
    height, width = rgb.shape[:2]
    side = max(height, width)
    amount = pick(strength, 0.3, 0.6, 1.0)
    picture = rgb.astype(np.float32)
    grey = grey_of(picture)[:, :, None]
    cleaned = grey + (picture - grey) * np.float32(1.0 + 0.35 * amount)
    cleaned = (cleaned - 128.0) * np.float32(1.0 + 0.25 * amount) + 128.0 + 14.0 * amount
    cleaned *= np.array([1.0 - 0.04 * amount, 1.0, 1.0 + 0.14 * amount], np.float32)
    mask = _share_of(fractal_noise(rng, height, width, side / 6.0, 3), pick(strength, 0.03, 0.08, 0.15))
    return to_rgb(mix(cleaned, blur(cleaned, side / 40.0), mask))


def _share_of(noise: Field, share: float) -> Field:
    """A mask over the given share of a picture: where the noise is highest, with soft edges."""
    edge = float(np.quantile(noise, 1.0 - share))
    return ramp(noise, edge - 0.01, edge + 0.01)
