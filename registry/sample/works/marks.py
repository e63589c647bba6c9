"""Individual features of flat works: stains, tears, losses, scratches, holes. Each is drawn and described."""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from registry.sample.texture import Colour, Field, blur, fractal_noise, mix, ramp
from registry.sample.works.model import Mark

type Drawer = Callable[[np.random.Generator, Field, float, float, float], Field]
"""Draws on a patch; centre x, centre y and size are in pixels of the patch."""

_ROWS, _COLUMNS = ("upper", "", "lower"), ("left", "", "right")


def position_words(x: float, y: float) -> str:
    """Where a point (fractions of width and height) lies, in words: `at lower left`, `in the centre`."""
    row, column = _ROWS[int(np.clip(y * 3, 0, 2))], _COLUMNS[int(np.clip(x * 3, 0, 2))]
    at_edge = min(x, 1 - x, y, 1 - y) < 0.12
    if row and column:
        return f"near the {row} {column} corner" if at_edge else f"at {row} {column}"
    if row or column:
        return f"near the {row or column} edge" if at_edge else f"at {row or 'centre'} {column or 'centre'}"
    return "in the centre"


def add_marks(
    rng: np.random.Generator, picture: Field, kinds: tuple[str, ...], ground: Colour, count: int
) -> tuple[Field, tuple[Mark, ...]]:
    """The picture with `count` marks of the given kinds, and their descriptions, the largest first."""
    height, width = picture.shape[:2]
    side = max(height, width)
    marked, marks = picture.copy(), []
    for number in range(count):
        kind = kinds[int(rng.integers(len(kinds)))]
        x, y = rng.uniform(0.05, 0.95, 2)
        if rng.random() < 0.4:  # damage favours the edges
            x, y = (x, rng.choice([0.04, 0.96])) if rng.random() < 0.5 else (rng.choice([0.04, 0.96]), y)
        size = side * rng.uniform(0.05, 0.11) * (1.0 if number else 1.35)
        left, top = max(0, int(x * width - size)), max(0, int(y * height - size))
        right, bottom = min(width, int(x * width + size)), min(height, int(y * height + size))
        part = marked[top:bottom, left:right]
        draw, words = _DRAWERS[kind]
        if kind == "loss":
            part = _loss(rng, part, x * width - left, y * height - top, size, ground)
        else:
            part = draw(rng, part, x * width - left, y * height - top, size)
        marked[top:bottom, left:right] = part
        place = position_words(float(x), float(y))
        region = (left / width, top / height, right / width, bottom / height)
        text = f"{words[int(rng.integers(len(words)))]}, {place}"
        marks.append(Mark(kind, text, place, region))
    return marked, tuple(marks)


def blob(rng: np.random.Generator, shape: tuple[int, int], x: float, y: float, radius: float, rough: float) -> Field:
    """Signed distance of an irregular blob in units of its radius: under 1 inside, over 1 outside."""
    rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    distance = np.hypot(rows - y, columns - x) / np.float32(radius)
    bumps = fractal_noise(rng, shape[0], shape[1], max(3.0, radius * 0.8), gain=0.6) - 0.5
    bumpy: Field = distance + np.float32(rough) * bumps
    return bumpy


def wander(
    rng: np.random.Generator, x: float, y: float, length: float, turn: float, steps: int = 18
) -> NDArray[np.int32]:
    """A crooked line through a point as n x 1 x 2 pixels: cracks, tears, scratches, twigs."""
    heading = rng.uniform(0, 2 * np.pi) + np.cumsum(rng.normal(0, turn, steps))
    step = np.stack([np.cos(heading), np.sin(heading)], axis=1) * length / steps
    points = np.cumsum(step, axis=0)
    points += np.array([x, y]) - points[steps // 2]
    return np.rint(points).astype(np.int32)[:, None, :]


def _stain(rng: np.random.Generator, part: Field, x: float, y: float, size: float) -> Field:
    distance = blob(rng, part.shape[:2], x, y, size * 0.75, 0.9)
    inside, rim = 1.0 - ramp(distance, 0.88, 1.0), np.exp(-(((distance - 0.93) / 0.06) ** 2))
    tint = np.asarray((132, 96, 52) if rng.random() < 0.7 else (70, 78, 66), np.float32)
    return mix(part, part * tint / 180.0, np.clip(0.35 * inside + 0.4 * rim, 0, 1))


def _tear(rng: np.random.Generator, part: Field, x: float, y: float, size: float) -> Field:
    line = wander(rng, x, y, size * 1.7, 0.35)
    torn = _stroke(part, line + np.int32(1), (250, 240, 222), 3, 0.55)
    return _stroke(torn, line, (22, 16, 12), 2, 0.95)


def _loss(rng: np.random.Generator, part: Field, x: float, y: float, size: float, ground: Colour) -> Field:
    distance = blob(rng, part.shape[:2], x, y, size * 0.36, 1.5)
    inside, lip = 1.0 - ramp(distance, 0.93, 0.99), np.exp(-(((distance - 1.0) / 0.05) ** 2))
    plaster = fractal_noise(rng, part.shape[0], part.shape[1], 6.0)
    bare = np.asarray(ground, np.float32) * (0.85 + 0.3 * plaster)[:, :, None]
    return mix(mix(part, (40, 32, 26), 0.6 * lip), bare, inside)


def _scratch(rng: np.random.Generator, part: Field, x: float, y: float, size: float) -> Field:
    scratched = part
    heading_noise = 0.05
    for _ in range(int(rng.integers(1, 4))):
        line = wander(rng, x + rng.uniform(-5, 5), y + rng.uniform(-5, 5), size * 1.8, heading_noise)
        scratched = _stroke(scratched, line, (236, 226, 206), 1, 0.85)
    return scratched


def _hole(rng: np.random.Generator, part: Field, x: float, y: float, size: float) -> Field:
    distance = blob(rng, part.shape[:2], x, y, size * 0.13, 0.5)
    burnt = np.exp(-(((distance - 1.1) / 0.35) ** 2))
    return mix(mix(part, (60, 36, 20), 0.75 * burnt), (12, 10, 10), 1.0 - ramp(distance, 0.9, 1.0))


def _crack(rng: np.random.Generator, part: Field, x: float, y: float, size: float) -> Field:
    cracked = part
    for _ in range(int(rng.integers(2, 5))):
        line = wander(rng, x, y, size * rng.uniform(1.0, 1.8), 0.5)
        cracked = _stroke(cracked, line, (28, 22, 18), 1, 0.9)
    return cracked


def _stroke(part: Field, line: NDArray[np.int32], colour: Colour, width: int, opacity: float) -> Field:
    mask = np.zeros(part.shape[:2], np.uint8)
    cv2.polylines(mask, [line], False, 255, width, cv2.LINE_AA)
    return mix(part, colour, blur(mask.astype(np.float32), 0.4) * np.float32(opacity / 255.0))


_DRAWERS: dict[str, tuple[Drawer, tuple[str, ...]]] = {
    "stain": (_stain, ("brown stain with a dark rim", "water stain", "dark stain")),
    "crack": (_crack, ("branching crack", "network of fine cracks", "crack")),
    "loss": (_scratch, ("irregular loss showing the ground", "flaked loss", "loss of the surface")),
    "scratch": (_scratch, ("fine scratches", "long scratch")),
    "hole": (_hole, ("small hole with a dark rim", "burn hole")),
    "cut edge": (_tear, ("short tear", "old tear, not mended")),
}
