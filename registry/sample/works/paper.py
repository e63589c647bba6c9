"""Sheets: paper and parchment with fibres, foxing, browned edges, folds and a ragged or cut outline."""

import numpy as np

from registry.sample.texture import Colour, Field, blur, fractal_noise, grain, mix, ramp, stretched_noise
from registry.sample.works.model import Mark

PAPERS = ((238, 230, 210), (228, 216, 190), (242, 238, 226), (220, 206, 176))
PARCHMENTS = ((232, 214, 176), (220, 198, 156), (238, 224, 194))


def sheet(rng: np.random.Generator, height: int, width: int, tone: Colour, *, laid: bool = False) -> Field:
    """A blank sheet; `laid` paper shows the wires of its mould."""
    cloud = fractal_noise(rng, height, width, width / 3.0, 5, gain=0.6) - 0.5
    fibres = fractal_noise(rng, height, width, 7.0, 3, gain=0.9) - 0.5
    light = 1.0 + 0.10 * cloud + 0.05 * fibres + 0.012 * grain(rng, height, width)
    if laid:
        rows = np.arange(height, dtype=np.float32)[:, None]
        columns = np.arange(width, dtype=np.float32)[None, :]
        light += 0.008 * np.sin(rows * np.float32(1.9)) + 0.02 * (np.abs((columns % 96) - 48) < 1.2)
    blank: Field = np.asarray(tone, np.float32) * light[:, :, None]
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    edge = np.minimum(np.minimum(rows, height - 1 - rows), np.minimum(columns, width - 1 - columns))
    strength = rng.uniform(0.1, 0.7)
    browned = np.exp(-edge / np.float32(0.05 * width)) * (0.5 + stretched_noise(rng, height, width, (60, 60)))
    return mix(blank, blank * np.array([0.72, 0.6, 0.42], np.float32), np.clip(strength * browned, 0, 1))


def foxing(rng: np.random.Generator, page: Field, amount: float) -> Field:
    """Small brown spots, more of them with a greater `amount` (0 to 1)."""
    height, width = page.shape[:2]
    where = fractal_noise(rng, height, width, width / 4.0, 2)
    spots = ramp(fractal_noise(rng, height, width, 16.0, 3, gain=0.7), 0.78 - 0.12 * amount, 0.9) * ramp(
        where, 0.4, 0.7
    )
    return mix(page, page * np.array([0.72, 0.52, 0.32], np.float32), 0.8 * spots)


def fold(rng: np.random.Generator, page: Field) -> tuple[Field, Mark]:
    """A flattened fold across the sheet."""
    height, width = page.shape[:2]
    across = bool(rng.random() < 0.5)
    at = rng.uniform(0.3, 0.7)
    place = np.arange(height if across else width, dtype=np.float32) - np.float32(at * (height if across else width))
    profile = (
        1.0
        - 0.16 * np.exp(-((place / 1.6) ** 2))
        + 0.06 * np.exp(-(((place - 3) / 2.0) ** 2))
        + 0.03 * np.tanh(place / 40)
    )
    light = profile[:, None] if across else profile[None, :]
    words = "horizontal fold" if across else "vertical fold"
    return page * light[:, :, None], Mark("other", f"{words} across the sheet", words)


def outline(rng: np.random.Generator, page: Field, ragged: float, ground: Colour) -> Field:
    """The sheet on a plain ground, its edges uneven by `ragged` pixels, with a soft shadow."""
    height, width = page.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    edge = np.minimum(np.minimum(rows, height - 1 - rows), np.minimum(columns, width - 1 - columns))
    rough = fractal_noise(rng, height, width, 40.0, 4, gain=0.7)
    inside = np.clip(edge - np.float32(6 + ragged) * rough - 4.0, 0, 1)
    shadow = blur(np.roll(inside, (4, 3), (0, 1)), 4.0)
    under = np.asarray(ground, np.float32) * (1.0 - 0.5 * shadow)[:, :, None]
    return mix(under, page, inside)
