"""Disguises of light: glare, shadow, little light, a wrong white balance, no colour."""

import cv2
import numpy as np

from registry.sample.phone.strength import Strength, pick
from registry.sample.texture import (
    Field,
    Rgb,
    blur,
    ellipse_mask,
    grain,
    grey_of,
    grid,
    polygon_mask,
    to_rgb,
)


def black_and_white(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:  # noqa: ARG001
    """Grey like an old record card; medium and strong also raise the contrast by 15 and 50%."""
    contrast = pick(strength, 1.0, 1.15, 1.5)
    grey = (grey_of(rgb) - 128.0) * contrast + 128.0
    return to_rgb(np.repeat(grey[:, :, None], 3, axis=2))


def glare(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """One, two or three bright reflections of lamps or a window that wash the picture out."""
    light = glare_field(rng, *rgb.shape[:2], spots=pick(strength, 1, 2, 3), size=pick(strength, 0.10, 0.16, 0.24))
    return to_rgb(add_light(rgb.astype(np.float32), light, (255, 252, 240)))


def glare_field(rng: np.random.Generator, height: int, width: int, *, spots: int, size: float) -> Field:
    """Where light is reflected, 0 to 1: spots of about `size` of the shorter side, or a window."""
    scale = max(1, min(height, width) // 256)
    rows, columns = max(2, height // scale), max(2, width // scale)
    total: Field = np.zeros((rows, columns), np.float32)
    radius = size * min(rows, columns)
    for _ in range(spots):
        x, y = rng.uniform(0.1, 0.9) * columns, rng.uniform(0.1, 0.9) * rows
        stretch, angle = rng.uniform(1.0, 2.6), rng.uniform(0, 180)
        if rng.random() < 0.2:
            spot = 0.85 * _window(rng, (rows, columns), (x, y), radius)
        else:
            core = ellipse_mask((rows, columns), (x, y), (radius * stretch * 0.5, radius * 0.5), angle, radius * 0.2)
            halo = ellipse_mask((rows, columns), (x, y), (radius * stretch, radius), angle, radius * 0.6)
            spot = np.maximum(core, 0.6 * halo)
        total = 1.0 - (1.0 - total) * (1.0 - spot * np.float32(rng.uniform(0.75, 1.0)))
    return _enlarge(total, height, width)


def _window(rng: np.random.Generator, shape: tuple[int, int], centre: tuple[float, float], radius: float) -> Field:
    lean = rng.uniform(-0.3, 0.3)
    spot = np.zeros(shape, np.float32)
    for row in (-1, 1):
        for column in (-1, 1):
            pane = np.array([[0.08, 0.08], [1, 0.08], [1, 1], [0.08, 1]]) * np.array([column, row]) * radius * 0.8
            pane[:, 0] += lean * pane[:, 1]
            spot += polygon_mask(shape, (pane + np.array(centre)).astype(np.float32), radius * 0.14)
    return np.clip(spot, 0.0, 1.0)


def shadow(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """The shadow of the hand and phone of whoever takes the picture, darkening by 30, 50 or 65%."""
    depth = pick(strength, 0.30, 0.50, 0.65)
    return to_rgb(rgb * (1.0 - depth * shadow_field(rng, *rgb.shape[:2]))[:, :, None])


def shadow_field(rng: np.random.Generator, height: int, width: int) -> Field:
    """Where a shadow falls, 0 to 1, from one side into the picture with a soft edge."""
    scale = max(1, min(height, width) // 200)
    rows, columns = max(2, height // scale), max(2, width // scale)
    turn = rng.uniform(0, 2 * np.pi)
    away = np.array([np.cos(turn), np.sin(turn)])
    across = np.array([-away[1], away[0]])
    side = float(max(rows, columns))
    tip = np.array([columns, rows]) / 2.0 + across * rng.uniform(-0.25, 0.25) * side + away * rng.uniform(0, 0.2) * side
    half = rng.uniform(0.12, 0.3) * side
    points = [tip - across * half, tip + across * half * rng.uniform(0.6, 1.0)]
    points += [points[1] + (away + 0.4 * across) * side * 2, points[0] + (away - 0.2 * across) * side * 2]
    mask = polygon_mask((rows, columns), np.array(points, np.float32), side * rng.uniform(0.015, 0.05))
    return _enlarge(mask, height, width)


def low_light(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """Taken in a dark store: dim, a little blurred, with coarse noise and faded colour."""
    exposure, noise = pick(strength, 0.65, 0.46, 0.28), pick(strength, 7.0, 14.0, 24.0)
    dim = blur(rgb.astype(np.float32), 0.8) * exposure
    grey = grey_of(dim)[:, :, None]
    return to_rgb(add_noise(rng, grey + (dim - grey) * 0.7, noise))


def colour_cast(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """A wrong white balance: lamp yellow, neon green or evening blue."""
    return to_rgb(rgb.astype(np.float32) * cast(rng, pick(strength, 0.10, 0.22, 0.38)))


def cast(rng: np.random.Generator, reach: float) -> Field:
    """Factors for red, green and blue that differ by up to about `reach`."""
    casts = np.array([[1, 0, -1], [-0.2, 0.6, -0.5], [-1, -0.2, 0.7], [0.5, -0.2, 0.1]], np.float32)
    chosen = casts[int(rng.integers(len(casts)))] * np.float32(rng.uniform(0.6, 1.0) * reach)
    factors: Field = 1.0 + chosen
    return factors


def gradient_field(rng: np.random.Generator, height: int, width: int, fall: float) -> Field:
    """Light that falls off across the picture: 1 on the bright side, 1 - `fall` on the other."""
    rows, columns = grid(height, width)
    turn = rng.uniform(0, 2 * np.pi)
    along = rows * np.float32(np.sin(turn)) + columns * np.float32(np.cos(turn))
    low, high = float(along.min()), float(along.max())
    light: Field = 1.0 - np.float32(fall) * (along - low) / np.float32(max(high - low, 1e-6))
    return light


def add_light(picture: Field, light: Field, colour: tuple[float, float, float]) -> Field:
    """The picture washed out towards a colour where light (0 to 1) is reflected."""
    return picture + (np.asarray(colour, np.float32) - picture) * light[:, :, None]


def add_noise(rng: np.random.Generator, picture: Field, deviation: float) -> Field:
    """Sensor noise: fine in brightness, coarser and weaker in colour."""
    height, width = picture.shape[:2]
    fine = grain(rng, height, width) * np.float32(deviation)
    coarse = rng.random((height // 3 + 2, width // 3 + 2, 3), dtype=np.float32) - np.float32(0.5)
    blotches: Field = cv2.resize(coarse * np.float32(1.2 * deviation), (width, height))
    blotches += fine[:, :, None]
    blotches += picture
    return blotches


def _enlarge(field: Field, height: int, width: int) -> Field:
    enlarged: Field = cv2.resize(field, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.clip(enlarged, 0.0, 1.0)
