"""Rows of houses, a tower, a square with people."""

import numpy as np

from registry.sample.works.sketch import Sketch, Tone, colour

_WALLS = ((222, 200, 168), (196, 150, 120), (206, 206, 196), (180, 120, 96), (228, 214, 150), (150, 150, 160))


def town(sketch: Sketch) -> str:
    """A square or a canal in an invented town."""
    rng = sketch.rng
    upper, lower = (
        colour(rng, (120, 150, 186), (110, 112, 132), (190, 150, 130)),
        colour(rng, (226, 222, 206), (236, 196, 150)),
    )
    foot = rng.uniform(0.6, 0.72)
    sketch.wash(0, foot, upper, lower)
    sketch.cloud(0, foot, (238, 232, 220), 0.35, 0.48)
    canal = rng.random() < 0.5
    ground = colour(rng, (70, 92, 96), (60, 80, 104)) if canal else colour(rng, (176, 156, 128), (150, 142, 136))
    sketch.wash(foot, 1.0, ground * 1.15, ground * 0.75)
    if rng.random() < 0.75:
        _tower(sketch, rng.uniform(0.15, 0.85), foot)
    x = -0.05
    fronts = []
    while x < 1.02:
        width, tall = rng.uniform(0.09, 0.19), rng.uniform(0.22, 0.44)
        wall = colour(rng, *_WALLS)
        _front(sketch, (x, foot), (width, tall), wall)
        fronts.append((x, width, tall, wall))
        x += width + 0.004
    if canal:
        for left, width, tall, wall in fronts:
            _reflect(sketch, (left, foot), (width, tall), wall, ground)
    else:
        _cobbles(sketch, foot, ground)
    for _ in range(int(rng.integers(4, 11))):
        _person(
            sketch, rng.uniform(0.05, 0.95), foot + (0.02 if canal else rng.uniform(0.03, 0.3)), rng.uniform(0.05, 0.08)
        )
    return "town view with a canal" if canal else "town square with figures"


def _front(sketch: Sketch, at: tuple[float, float], size: tuple[float, float], wall: Tone) -> None:
    rng = sketch.rng
    (x, foot), (width, tall) = at, size
    top = foot - tall
    sketch.shape([[x, top], [x + width, top], [x + width, foot], [x, foot]], wall * 1.05, fade=wall * 0.85, way=1.57)
    roof = colour(rng, (140, 72, 56), (90, 80, 84), (120, 96, 70))
    style = int(rng.integers(3))
    if style == 0:
        sketch.shape(
            [[x - 0.006, top], [x + width / 2, top - tall * 0.3], [x + width + 0.006, top]], roof * 1.1, fade=roof * 0.8
        )
    elif style == 1:
        for step in range(4):
            inset, high = width * 0.12 * step, top - 0.025 * step
            sketch.shape(
                [
                    [x + inset, high - 0.026],
                    [x + width - inset, high - 0.026],
                    [x + width - inset, high],
                    [x + inset, high],
                ],
                wall,
            )
    else:
        sketch.shape(
            [[x, top], [x + width * 0.15, top - 0.08], [x + width * 0.85, top - 0.08], [x + width, top]],
            roof,
            fade=roof * 0.7,
        )
    columns, storeys = int(rng.integers(2, 5)), int(rng.integers(2, 5))
    pane = colour(rng, (56, 60, 70), (80, 90, 100), (40, 36, 34))
    shutter = colour(rng, (60, 90, 70), (120, 60, 50), (90, 96, 120))
    for row in range(storeys):
        for column in range(columns):
            left = x + width * (column + 0.28) / columns
            high = top + tall * (row + 0.2) / (storeys + 0.4)
            w, h = width * 0.42 / columns, tall * 0.52 / storeys
            corners = np.array([[left, high], [left + w, high], [left + w, high + h], [left, high + h]])
            sketch.shape(corners, pane * rng.uniform(0.7, 1.3))
            sketch.line(np.vstack([corners, corners[:1]]), wall * rng.choice([0.6, 1.25]), 2)
            sketch.line([[left + w / 2, high], [left + w / 2, high + h]], wall * 1.2, 1)
            if rng.random() < 0.3:
                sketch.shape(corners - np.array([w * 0.55, 0]), shutter)
    sketch.shape(
        [
            [x + width * 0.4, foot - tall * 0.2],
            [x + width * 0.6, foot - tall * 0.2],
            [x + width * 0.6, foot],
            [x + width * 0.4, foot],
        ],
        pane * 0.7,
    )


def _tower(sketch: Sketch, x: float, foot: float) -> None:
    rng = sketch.rng
    wall = colour(rng, *_WALLS) * 0.85
    half, top = rng.uniform(0.03, 0.055), rng.uniform(0.14, 0.26)
    sketch.shape(
        [[x - half, top], [x + half, top], [x + half, foot], [x - half, foot]], wall, fade=wall * 0.7, way=1.57
    )
    roof = colour(rng, (84, 110, 100), (110, 60, 50), (70, 72, 84))
    if rng.random() < 0.5:
        sketch.ball(x, top, (half * 1.1, half * 1.3), roof, gloss=0.3)
    else:
        sketch.shape(
            [[x - half * 1.2, top], [x, top - rng.uniform(0.08, 0.14)], [x + half * 1.2, top]], roof, fade=roof * 0.7
        )
    sketch.line([[x, top - 0.13], [x, top - 0.04]], (40, 36, 34), 3)
    sketch.ball(x, top + 0.06, (half * 0.5, half * 0.5), (230, 222, 200), gloss=0)


def _reflect(sketch: Sketch, at: tuple[float, float], size: tuple[float, float], wall: Tone, ground: Tone) -> None:
    rng = sketch.rng
    for _ in range(22):
        y = at[1] + 0.02 + rng.random() * min(size[1] * 0.7, 0.96 - at[1])
        left = at[0] + rng.uniform(0, 0.5) * size[0]
        tone = wall * 0.55 + ground * 0.4 if rng.random() < 0.7 else ground * 1.5
        sketch.line(
            [[left, y], [left + size[0] * rng.uniform(0.3, 0.6), y + rng.normal(0, 0.003)]], tone, rng.uniform(2, 6)
        )


def _cobbles(sketch: Sketch, foot: float, ground: Tone) -> None:
    rng = sketch.rng
    for _ in range(160):
        y = foot + (1 - foot) * rng.random()
        x, size = rng.random(), 0.01 + 0.05 * (y - foot)
        sketch.line([[x, y], [x + size, y + 0.002]], ground * rng.choice([0.7, 0.85, 1.2]), 1 + 6 * (y - foot))


def _person(sketch: Sketch, x: float, foot: float, size: float) -> None:
    rng = sketch.rng
    coat = colour(rng, (150, 40, 40), (40, 44, 60), (90, 70, 50), (210, 200, 180), (60, 90, 70))
    half, thick = size * 0.16, size * sketch.width * 0.25
    sketch.line([[x + half, foot], [x + half + size * 0.5, foot + 0.008]], (60, 54, 50), 4)
    sketch.line([[x, foot - size * 0.62], [x, foot - size * 0.1]], coat, thick)
    sketch.line([[x - half * 0.6, foot - size * 0.2], [x - half * 0.8, foot]], coat * 0.6, thick * 0.5)
    sketch.line([[x + half * 0.6, foot - size * 0.2], [x + half * 0.9, foot]], coat * 0.5, thick * 0.5)
    sketch.line([[x - half, foot - size * 0.6], [x - half * 1.5, foot - size * 0.35]], coat * 0.7, thick * 0.35)
    sketch.line([[x, foot - size * 0.9], [x, foot - size * 0.86]], (206, 164, 130), thick * 0.7)
    if rng.random() < 0.5:
        sketch.line([[x - half, foot - size * 0.97], [x + half, foot - size * 0.97]], coat * 0.4, thick * 0.4)
