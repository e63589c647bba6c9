"""A close-up: a part of the work that fills the photograph, taken from a little aside and in the light of that moment."""

import cv2
import numpy as np
from numpy.typing import NDArray

from registry.sample.phone import light
from registry.sample.phone.strength import Strength, pick
from registry.sample.texture import Rgb, to_rgb

_LONGER_SIDE = 900
_TRIED = 8
_LEAN = 0.06


def detail(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """A part of 45 to 60, 30 to 45 or 20 to 30% of each side, where there is something to see, 900 pixels large."""
    height, width = rgb.shape[:2]
    low, high = pick(strength, (0.45, 0.60), (0.30, 0.45), (0.20, 0.30))
    across, down = rng.uniform(low, high, 2) * (width, height)
    corner = _busiest(rgb, rng, float(across), float(down))
    outline = corner + np.array([[0, 0], [across, 0], [across, down], [0, down]])
    # Nobody holds a phone square to the surface.
    outline += rng.uniform(-_LEAN, _LEAN, (4, 2)) * (across, down)
    outline = np.clip(outline, 0, (width - 1, height - 1)).astype(np.float32)
    scale = _LONGER_SIDE / max(across, down)
    size = max(1, round(float(across) * scale)), max(1, round(float(down) * scale))
    flat = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float32)
    close = cv2.warpPerspective(
        rgb, cv2.getPerspectiveTransform(outline, flat), size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    lit = close * light.gradient_field(rng, size[1], size[0], pick(strength, 0.15, 0.3, 0.45))[:, :, None]
    return to_rgb(lit.astype(np.float32) * light.cast(rng, pick(strength, 0.05, 0.1, 0.2)))


def _busiest(rgb: Rgb, rng: np.random.Generator, across: float, down: float) -> NDArray[np.float64]:
    """The upper left corner (x, y) of the part with the most contrast among some places taken by chance."""
    height, width = rgb.shape[:2]
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    places = rng.uniform(0, 1, (_TRIED, 2)) * (width - across, height - down)
    contrast = [float(grey[int(y) : int(y + down) + 1, int(x) : int(x + across) + 1].std()) for x, y in places]
    best: NDArray[np.float64] = places[int(np.argmax(contrast))]
    return best
