"""Oil paint: a reference picture laid down again in brush strokes, with bristles, relief and canvas."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from registry.sample.texture import Field, blur, fractal_noise, grain, grey_of, ramp, stretched_noise


@dataclass(frozen=True)
class Layer:
    """One pass of the brush; lengths in pixels, `cover` in times the canvas, `stray` of the colour in levels."""

    width: int
    length: float
    cover: float
    stray: float
    only_detail: bool = False


def lay_paint(
    rng: np.random.Generator, reference: Field, direction: Field, layers: tuple[Layer, ...]
) -> tuple[Field, Field]:
    """The reference repainted: colours (0 to 255) and the height of the paint (0 to 1).

    `direction` is the way of the brush at each pixel in radians.
    """
    height, width = reference.shape[:2]
    canvas = np.zeros((height, width, 4), np.uint8)  # red, green, blue and the height of the paint
    canvas[:, :, :3] = np.clip(reference * 0.82, 0, 255).astype(np.uint8)
    canvas[:, :, 3] = 90
    busy = _busy(reference)
    for layer in layers:
        _strokes(rng, canvas, reference, direction, layer, busy)
    return canvas[:, :, :3].astype(np.float32), canvas[:, :, 3].astype(np.float32) / np.float32(255.0)


def _busy(reference: Field) -> Field:
    grey = blur(grey_of(reference), 1.5)
    slope = np.hypot(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1))
    return ramp(blur(slope, 3.0), 2.0, 24.0)


def _strokes(
    rng: np.random.Generator,
    canvas: NDArray[np.uint8],
    reference: Field,
    direction: Field,
    layer: Layer,
    busy: Field,
) -> None:
    height, width = reference.shape[:2]
    count = int(layer.cover * height * width / (layer.width * layer.length))
    x, y = rng.uniform(0, width, count), rng.uniform(0, height, count)
    column, row = x.astype(np.int64), y.astype(np.int64)
    if layer.only_detail:
        kept = rng.random(count) < busy[row, column] + 0.08
        x, y, column, row = x[kept], y[kept], column[kept], row[kept]
        count = len(x)
    angle = direction[row, column] + rng.normal(0, 0.18, count)
    bend = rng.normal(0, 0.25, count)
    half = layer.length * rng.uniform(0.6, 1.3, count) / 2.0
    points = np.empty((count, 3, 2), np.float64)
    for index, (sign, turn) in enumerate(((-1.0, -1.0), (0.0, 0.0), (1.0, 1.0))):
        points[:, index, 0] = x + sign * half * np.cos(angle + turn * bend)
        points[:, index, 1] = y + sign * half * np.sin(angle + turn * bend)
    lines = np.rint(points * 4.0).astype(np.int32)
    level = rng.normal(0, layer.stray, (count, 1)) + rng.normal(0, layer.stray * 0.45, (count, 3))
    colours = np.clip(reference[row, column] + level, 0, 255)
    heights = np.clip(rng.normal(140, 45, count), 20, 255)
    paint = np.column_stack([colours, heights]).tolist()
    thickness = np.maximum(1, np.rint(layer.width * rng.uniform(0.6, 1.25, count))).astype(int).tolist()
    smooth = cv2.LINE_AA if layer.width < 12 else cv2.LINE_8
    for index in range(count):
        cv2.polylines(canvas, [lines[index]], False, paint[index], thickness[index], smooth, 2)


def bristles(rng: np.random.Generator, direction: Field, reach: int = 7) -> Field:
    """Fine streaks along the direction of the brush, mean 0: noise averaged along short stream lines."""
    height, width = direction.shape
    noise = blur(grain(rng, height, width), 0.6)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    dx, dy = np.cos(direction).astype(np.float32), np.sin(direction).astype(np.float32)
    total = noise.copy()
    for step in range(1, reach + 1):
        for sign in (-1.6, 1.6):
            shift = np.float32(sign * step)
            total += cv2.remap(
                noise, columns + dx * shift, rows + dy * shift, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT
            )
    streaks: Field = total / np.float32(total.std() + 1e-6)
    return streaks


def light_relief(paint: Field, relief: Field, strength: float) -> Field:
    """The paint lit from the upper left, so that its relief (any height field) throws light and shade."""
    slope = cv2.Sobel(np.asarray(relief, np.float32), cv2.CV_32F, 1, 0) + cv2.Sobel(
        np.asarray(relief, np.float32), cv2.CV_32F, 0, 1
    )
    light: Field = 1.0 + np.clip(slope * np.float32(strength), -0.35, 0.35)
    return paint * light[:, :, None]


def weave(height: int, width: int, pitch: float) -> Field:
    """The threads of a canvas, mean 0, about -1 to 1."""
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    step = np.float32(2 * np.pi / pitch)
    threads: Field = 0.5 * np.sin(rows * step) + 0.5 * np.sin(columns * step + np.float32(0.7))
    return threads


def craquelure(rng: np.random.Generator, height: int, width: int, cell: float) -> Field:
    """The net of age cracks, 0 to 1: borders between the cells of scattered points."""
    seeds = np.full((height, width), 255, np.uint8)
    count = max(4, int(height * width / cell**2))
    seeds[rng.integers(0, height, count), rng.integers(0, width, count)] = 0
    _, labels = cv2.distanceTransformWithLabels(seeds, cv2.DIST_L2, 5)
    cells = labels.astype(np.float32)
    edges = (np.abs(np.diff(cells, axis=0, append=cells[-1:])) > 0) | (
        np.abs(np.diff(cells, axis=1, append=cells[:, -1:])) > 0
    )
    shown = ramp(fractal_noise(rng, height, width, max(height, width) / 3.0, 3), 0.42, 0.62)
    return blur(edges.astype(np.float32), 0.5) * shown * (0.4 + 0.6 * stretched_noise(rng, height, width, (9, 9)))


def flow(rng: np.random.Generator, height: int, width: int, cell: float, spread: float) -> Field:
    """A smooth field of directions around the horizontal, within about `spread` radians."""
    return (fractal_noise(rng, height, width, cell, 2) - 0.5) * np.float32(2.0 * spread)
