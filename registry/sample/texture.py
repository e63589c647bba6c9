"""Random textures every generated picture is made of: value noise, fractal noise and soft masks.

Arrays are float32 where speed depends on it. Randomness comes from the `numpy.random.Generator` handed
in and from nowhere else.
"""

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

type Rgb = NDArray[np.uint8]
"""A picture: height x width x 3, uint8, red first."""
type Field = NDArray[np.floating[Any]]
"""A number for every pixel (height x width) or a floating picture (height x width x 3)."""
type Colour = Sequence[float] | Field
"""Red, green and blue, 0 to 255."""


def to_rgb(picture: Field) -> Rgb:
    """A floating picture of 0 to 255, rounded and clipped to uint8."""
    return np.clip(np.rint(picture), 0, 255).astype(np.uint8)


def grey_of(picture: Rgb | Field) -> Field:
    """Luma (ITU-R BT.601) of a picture, height x width, 0 to 255."""
    weights = np.array([[0.299, 0.587, 0.114]], np.float32)
    grey: Field = cv2.transform(np.asarray(picture, np.float32), weights)
    return grey.reshape(picture.shape[:2])


def value_noise(rng: np.random.Generator, height: int, width: int, cell: float) -> Field:
    """Smooth noise of 0 to 1 whose bumps are about `cell` pixels wide."""
    rows = max(2, round(height / cell) + 2)
    columns = max(2, round(width / cell) + 2)
    grid = rng.random((rows, columns), dtype=np.float32)
    noise: Field = cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.clip(noise, 0.0, 1.0)


def stretched_noise(rng: np.random.Generator, height: int, width: int, cells: tuple[float, float]) -> Field:
    """Smooth noise of 0 to 1 with bumps of `cells` (rows, columns) pixels: grain, threads, bristles."""
    rows = max(2, round(height / cells[0]) + 2)
    columns = max(2, round(width / cells[1]) + 2)
    grid = rng.random((rows, columns), dtype=np.float32)
    noise: Field = cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.clip(noise, 0.0, 1.0)


def fractal_noise(
    rng: np.random.Generator, height: int, width: int, cell: float, octaves: int = 4, *, gain: float = 0.5
) -> Field:
    """Noise of 0 to 1 with detail at `octaves` scales, each half as wide and `gain` times as strong."""
    total = np.zeros((height, width), np.float32)
    weight, weights = 1.0, 0.0
    for octave in range(octaves):
        size = cell / 2**octave
        if size < 1.5:
            break
        total += weight * value_noise(rng, height, width, size)
        weights += weight
        weight *= gain
    return total / np.float32(max(weights, 1e-6))


def grain(rng: np.random.Generator, height: int, width: int) -> Field:
    """Independent Gaussian noise for every pixel, mean 0 and deviation 1."""
    return rng.standard_normal((height, width), dtype=np.float32)


def blur(field: Field, sigma: float) -> Field:
    """Gaussian blur; a sigma under 0.2 pixels changes nothing."""
    if sigma < 0.2:
        return field
    height, width = field.shape[:2]
    factor = int(sigma / 3.0)
    if factor < 2 or min(height, width) < 16 * factor:
        blurred: Field = cv2.GaussianBlur(field, (0, 0), sigma)
        return blurred
    # What is as soft as this loses nothing at a third of its sigma's size, and is done far sooner.
    small: Field = cv2.resize(field, (width // factor, height // factor), interpolation=cv2.INTER_AREA)
    soft: Field = cv2.GaussianBlur(small, (0, 0), sigma / factor)
    enlarged: Field = cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR)
    return enlarged


def ramp(field: Field, low: float, high: float) -> Field:
    """0 where the field is under `low`, 1 over `high`, smooth between (Hermite step)."""
    t: Field = np.clip((field - low) / (high - low), 0.0, 1.0)
    smooth: Field = t * t * (3.0 - 2.0 * t)
    return smooth


def mix(under: Field, over: Field | Colour, alpha: Field | float) -> Field:
    """`over` laid on `under` with opacity `alpha`: a number or a height x width field of 0 to 1."""
    weight = np.asarray(alpha, np.float32)
    if weight.ndim == 2 and under.ndim == 3:
        weight = weight[:, :, None]
    top = np.asarray(over, np.float32)
    return under + (top - under) * weight


def flat(height: int, width: int, colour: Colour) -> Field:
    """A floating picture of one colour."""
    return np.full((height, width, 3), np.asarray(colour, np.float32), np.float32)


def grid(height: int, width: int) -> tuple[Field, Field]:
    """Row and column of every pixel, each divided by the longer side less one: 0 to 1 along it."""
    scale = float(max(height, width) - 1) or 1.0
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    return rows / np.float32(scale), columns / np.float32(scale)


def ellipse_mask(
    shape: tuple[int, int], centre: tuple[float, float], radii: tuple[float, float], angle: float, soft: float
) -> Field:
    """A filled ellipse (x, y in pixels; angle in degrees) of 0 to 1 with an edge blurred by `soft` pixels."""
    mask = np.zeros(shape, np.uint8)  # OpenCV smooths edges only when it draws on bytes
    axes = (max(1, round(radii[0])), max(1, round(radii[1])))
    cv2.ellipse(mask, (round(centre[0]), round(centre[1])), axes, angle, 0, 360, 255, -1, cv2.LINE_AA)
    return blur(mask.astype(np.float32) / 255.0, soft)


def polygon_mask(shape: tuple[int, int], points: Field, soft: float = 0.0) -> Field:
    """A filled polygon (n x 2, x and y in pixels) of 0 to 1 with an edge blurred by `soft` pixels."""
    mask = np.zeros(shape, np.uint8)
    fixed = np.rint(points * 16.0).astype(np.int32)
    cv2.fillPoly(mask, [fixed], 255, cv2.LINE_AA, 4)
    return blur(mask.astype(np.float32) / 255.0, soft)
