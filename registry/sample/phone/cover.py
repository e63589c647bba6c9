"""Disguises that cover a part: bubble wrap, cloth, and the things that lie about on a table."""

import cv2
import numpy as np

from registry.sample.phone.strength import Strength, pick
from registry.sample.phone.surroundings import surface
from registry.sample.texture import Field, Rgb, blur, fractal_noise, mix, polygon_mask, to_rgb, value_noise


def partial_wrap(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """Bubble wrap or cloth over about 20, 35 or 50% of the picture, from one side."""
    height, width = rgb.shape[:2]
    mask = covered_part(rng, height, width, pick(strength, 0.20, 0.35, 0.50))
    if rng.random() < 0.5:
        return to_rgb(mix(rgb.astype(np.float32), _bubbles(rgb, rng), mask))
    cloth = surface(rng, height, width).astype(np.float32) * np.float32(rng.uniform(0.7, 1.1))
    shade = 1.0 - 0.45 * blur(mask, 0.02 * max(height, width)) * (1.0 - mask)
    return to_rgb(mix(rgb * shade[:, :, None], cloth, mask))


def covered_part(rng: np.random.Generator, height: int, width: int, share: float) -> Field:
    """A wavy-edged mask over about `share` of the picture, from a side chosen by chance."""
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    along = [columns / width, 1 - columns / width, rows / height, 1 - rows / height][int(rng.integers(4))]
    other = rows / height if along is not rows else columns / width
    wave = fractal_noise(rng, height, width, max(height, width) / 3.0, 3) - 0.5
    lean = np.float32(rng.uniform(-0.25, 0.25))
    edge = share + lean * (other - 0.5) + 0.22 * wave
    mask: Field = np.clip((edge - along) * np.float32(max(height, width) / 2.0) + 0.5, 0.0, 1.0)
    return mask


def _bubbles(rgb: Rgb, rng: np.random.Generator) -> Field:
    height, width = rgb.shape[:2]
    pitch = max(6.0, 0.035 * max(height, width))
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    line = np.floor(rows / (pitch * 0.87))
    y = rows - (line + 0.5) * pitch * 0.87
    shift = np.where(line % 2 == 0, 0.0, pitch / 2).astype(np.float32)
    x = (columns + shift) % pitch - pitch / 2
    radius = np.hypot(x, y) / np.float32(pitch * 0.42)
    inside = np.clip((1.0 - radius) * 6.0, 0.0, 1.0)
    bend = inside * radius**2 * 0.45
    seen: Rgb = cv2.remap(
        rgb,
        (columns - x * bend).astype(np.float32),
        (rows - y * bend).astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REFLECT,
    )
    rim = np.exp(-(((radius - 0.92) / 0.12) ** 2))
    spark = np.exp(-(((x + 0.15 * pitch) ** 2 + (y + 0.17 * pitch) ** 2) / (0.06 * pitch) ** 2))
    veil = mix(seen.astype(np.float32), (232, 236, 238), 0.22 + 0.25 * value_noise(rng, height, width, width / 3.0))
    return mix(veil * (1.0 - 0.25 * rim)[:, :, None], (255, 255, 255), np.clip(0.9 * spark, 0, 1))


def clutter(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """Rulers, pens, paper slips and tape lying on the edges of the picture: 2, 4 or 7 of them."""
    picture = rgb.astype(np.float32)
    for _ in range(pick(strength, 2, 4, 7)):
        picture = lay_thing(picture, rng)
    return to_rgb(picture)


def lay_thing(picture: Field, rng: np.random.Generator) -> Field:
    """The picture with one flat thing over it near an edge, and the thing's shadow."""
    height, width = picture.shape[:2]
    side = max(height, width)
    name = ("ruler", "pen", "slip", "tape")[int(rng.integers(4))]
    length, breadth = {
        "ruler": (0.5, 0.055),
        "pen": (0.28, 0.016),
        "slip": (0.17, 0.12),
        "tape": (0.3, 0.04),
    }[name]
    box = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * np.array([length, breadth]) * side / 2.0
    turn = rng.uniform(0, np.pi)
    rotation = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    edge = rng.uniform(0, 1, 2)
    edge[int(rng.integers(2))] = rng.choice([0.04, 0.96])
    corners = (box @ rotation + edge * np.array([width, height])).astype(np.float32)
    face = _face(rng, name)
    margin = 0.03 * side  # only this part of the picture is drawn on: the thing and its shadow
    left, top = (max(0, int(value - margin)) for value in corners.min(axis=0))
    right, bottom = min(width, int(corners[:, 0].max() + margin)), min(height, int(corners[:, 1].max() + margin))
    if right <= left or bottom <= top:
        return picture
    corners -= np.array([left, top], np.float32)
    matrix = cv2.getPerspectiveTransform(
        np.array([[0, 0], [face.shape[1], 0], [face.shape[1], face.shape[0]], [0, face.shape[0]]], np.float32),
        corners,
    )
    size = (right - left, bottom - top)
    laid: Field = cv2.warpPerspective(face, matrix, size, borderMode=cv2.BORDER_REPLICATE)
    shade = polygon_mask(size[::-1], corners + np.float32(0.006 * side), 0.006 * side)
    mask = polygon_mask(size[::-1], corners) * np.float32(0.75 if name == "tape" else 1.0)
    part = picture[top:bottom, left:right] * (1.0 - np.float32(0.4) * shade)[:, :, None]
    covered = picture.copy()
    covered[top:bottom, left:right] = mix(part, laid, mask)
    return covered


def _face(rng: np.random.Generator, name: str) -> Field:
    if name == "ruler":
        face = np.full((44, 400, 3), (236, 214, 120), np.float32)
        for millimetre in range(0, 400, 5):
            face[: 22 if millimetre % 50 == 0 else 11, millimetre : millimetre + 1] = 20
        return face
    if name == "pen":
        shade = np.sin(np.linspace(0.3, np.pi - 0.1, 16, dtype=np.float32))[:, None, None]
        return np.full((16, 280, 3), rng.uniform(20, 190, 3), np.float32) * shade + 30
    if name == "slip":
        face = np.full((120, 170, 3), (240, 238, 226), np.float32)
        for row in range(18, 104, 14):
            face[row : row + 3, 14 : int(rng.integers(80, 156))] = (70, 74, 110)
        return face
    return np.full((40, 300, 3), (206, 186, 140), np.float32) + 10 * value_noise(rng, 40, 300, 6.0)[:, :, None]
