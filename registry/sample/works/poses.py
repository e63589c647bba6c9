"""Bodies of figures: standing, seated, heads and animals, as balls with the parts that can break off."""

from collections.abc import Callable

import numpy as np

from registry.sample.works.blobs import Ball, limb

type Parts = dict[str, range]
"""Names of the parts that break off, and which balls they are."""


def _head(rng: np.random.Generator, y: float, size: float, z: float = 0.0) -> list[Ball]:
    """A head of half width `size` whose middle is at (0, y, z), with a face, hair or a crown."""
    balls = [Ball(0, y, z, size, size * 1.25)]
    balls.append(Ball(0, y + size * 0.55, z + size * 0.35, size * 0.55, size * 0.5))
    balls += limb(
        [(0, y - size * 0.3, z + size * 0.9), (0, y + size * 0.2, z + size * 1.2)], size * 0.13, size * 0.2, 5
    )
    for side in (-1, 1):
        balls.append(Ball(side * size * 0.42, y - size * 0.12, z + size * 1.0, size * 0.17, size * 0.12, carve=True))
        balls.append(Ball(side * size * 0.42, y - size * 0.12, z + size * 0.93, size * 0.12, size * 0.09))
        balls += limb(
            [
                (side * size * 0.15, y - size * 0.38, z + size * 0.95),
                (side * size * 0.7, y - size * 0.34, z + size * 0.75),
            ],
            size * 0.1,
            size * 0.08,
            5,
        )
        balls.append(Ball(side * size * 1.02, y, z, size * 0.17, size * 0.32))
    lips = limb(
        [
            (-size * 0.3, y + size * 0.62, z + size * 0.85),
            (0, y + size * 0.6, z + size * 0.98),
            (size * 0.3, y + size * 0.62, z + size * 0.85),
        ],
        size * 0.09,
        size * 0.09,
        7,
    )
    balls += lips
    style = int(rng.integers(5))
    if style == 0:  # curls
        for index in range(16):
            angle = np.pi * (0.1 + 1.1 * index / 15) + np.pi / 2 + 0.3
            balls.append(
                Ball(
                    size * 1.05 * np.cos(angle - np.pi / 2),
                    y - size * (0.55 + 0.35 * (index % 2)),
                    z + size * 0.7 * np.sin(angle),
                    size * 0.24,
                    size * 0.24,
                )
            )
    elif style == 1:  # a tall cap
        balls += limb([(0, y - size * 0.9, z), (0, y - size * 1.75, z - size * 0.2)], size * 0.85, size * 0.25, 7)
    elif style == 2:  # a crown with points
        for index in range(9):
            angle = index * 2 * np.pi / 9
            at = (size * 0.85 * np.cos(angle), z + size * 0.85 * np.sin(angle))
            balls += limb([(at[0], y - size * 0.85, at[1]), (at[0], y - size * 1.5, at[1])], size * 0.2, size * 0.1, 4)
    elif style == 3:  # long plaits
        for side in (-1, 1):
            balls += limb(
                [
                    (side * size, y - size * 0.4, z),
                    (side * size * 1.25, y + size * 1.0, z + size * 0.2),
                    (side * size * 0.9, y + size * 2.0, z + size * 0.4),
                ],
                size * 0.3,
                size * 0.2,
                12,
            )
    else:  # a beard
        balls += limb(
            [(0, y + size * 0.9, z + size * 0.6), (0, y + size * 1.9, z + size * 0.7)], size * 0.5, size * 0.22, 9
        )
    return balls


def _standing(rng: np.random.Generator) -> tuple[list[Ball], Parts]:
    wide, robe = rng.uniform(0.095, 0.13), rng.random() < 0.5
    head = rng.uniform(0.062, 0.085)
    balls = _head(rng, 0.17, head)
    balls += limb([(0, 0.24, 0), (0, 0.3, 0)], head * 0.6, head * 0.7, 4)
    balls += limb([(0, 0.36, 0), (0, 0.46, 0), (0, 0.58, 0)], wide, wide * 1.05, 8)
    balls += limb([(-wide * 1.1, 0.33, 0), (wide * 1.1, 0.33, 0)], 0.05, 0.05, 7)
    if robe:
        balls += limb([(0, 0.6, 0), (0, 0.93, 0.01)], wide * 1.02, wide * rng.uniform(1.1, 1.5), 10)
    else:
        stride = rng.uniform(0, 0.07)
        for side in (-1, 1):
            balls += limb(
                [(side * 0.06, 0.6, 0), (side * 0.07, 0.76, side * stride), (side * 0.07, 0.92, side * stride)],
                0.062,
                0.038,
                14,
            )
            balls += limb(
                [(side * 0.07, 0.94, side * stride), (side * 0.08, 0.945, side * stride + 0.07)], 0.036, 0.03, 5
            )
    parts: Parts = {}
    for side, name in ((-1, "left arm"), (1, "right arm")):
        start = len(balls)
        elbow = (side * (wide + rng.uniform(0.05, 0.1)), rng.uniform(0.42, 0.5), rng.uniform(-0.03, 0.06))
        hand = (side * rng.uniform(0.02, 0.2), rng.uniform(0.28, 0.58), rng.uniform(0.1, 0.16))
        balls += limb([(side * wide * 1.15, 0.34, 0), elbow, hand], 0.042, 0.028, 18)
        if rng.random() < 0.4:
            balls += limb([(hand[0], hand[1] - 0.16, hand[2]), (hand[0], hand[1] + 0.2, hand[2])], 0.016, 0.016, 26)
        parts[name] = range(start, len(balls))
    return [*balls, *_plinth(rng)], parts


def _seated(rng: np.random.Generator) -> tuple[list[Ball], Parts]:
    wide = rng.uniform(0.12, 0.15)
    balls = _head(rng, 0.2, rng.uniform(0.085, 0.1))
    balls += limb([(0, 0.32, 0), (0, 0.4, 0), (0, 0.64, -0.02)], wide * 0.7, wide * 1.15, 9)
    balls += limb([(-wide * 1.2, 0.41, 0), (wide * 1.2, 0.41, 0)], 0.06, 0.06, 7)
    knee = rng.uniform(0.14, 0.24)
    for side in (-1, 1):
        balls += limb(
            [(side * 0.09, 0.74, 0), (side * knee, 0.76, 0.16), (side * 0.08, 0.84, 0.2), (-side * 0.06, 0.86, 0.2)],
            0.085,
            0.05,
            18,
        )
    parts: Parts = {}
    for side, name in ((-1, "left arm"), (1, "right arm")):
        start = len(balls)
        hand = (side * rng.uniform(0.01, 0.2), rng.uniform(0.5, 0.72), rng.uniform(0.16, 0.22))
        balls += limb([(side * wide * 1.25, 0.42, 0), (side * (wide + 0.1), 0.58, 0.03), hand], 0.05, 0.035, 16)
        parts[name] = range(start, len(balls))
    balls += limb([(-0.14, 0.9, 0.08), (0.14, 0.9, 0.08)], 0.1, 0.1, 7)
    return [*balls, *_plinth(rng)], parts


def _bust(rng: np.random.Generator) -> tuple[list[Ball], Parts]:
    size = rng.uniform(0.18, 0.21)
    balls = _head(rng, 0.42, size)
    balls += limb([(0, 0.6, -0.03), (0, 0.84, -0.02)], size * 0.5, size * 0.7, 8)
    balls += limb([(-0.2, 0.9, 0), (0.2, 0.9, 0)], 0.09, 0.09, 9)
    return [*balls, *_plinth(rng)], {}


def _animal(rng: np.random.Generator) -> tuple[list[Ball], Parts]:
    back, long, thick = rng.uniform(0.46, 0.58), rng.uniform(0.18, 0.26), rng.uniform(0.1, 0.15)
    balls = limb([(-long, back, 0), (0, back + 0.02, 0), (long, back - 0.02, 0)], thick, thick * 1.1, 12)
    top = rng.uniform(0.16, 0.3)
    balls += limb([(long, back, 0), (long + 0.06, top + 0.05, 0)], thick * 0.8, thick * 0.55, 9)
    balls += limb(
        [(long + 0.05, top, 0), (long + 0.16, top + rng.uniform(0.0, 0.08), 0)], thick * 0.62, thick * 0.35, 8
    )
    for z in (-0.035, 0.035):
        balls.append(Ball(long + 0.09, top - 0.015, z * 2, 0.016, 0.014, carve=True))
    parts: Parts = {}
    for at, name in ((-long, "hind"), (long * 0.9, "front")):
        for z, side in ((-0.06, "right"), (0.06, "left")):
            start = len(balls)
            balls += limb([(at, back + 0.06, z), (at + rng.normal(0, 0.02), 0.76, z), (at, 0.93, z)], 0.062, 0.034, 14)
            parts[f"{name} {side} leg"] = range(start, len(balls))
    for z in (-1, 1):
        start = len(balls)
        horn = rng.uniform(0.05, 0.18)
        balls += limb(
            [
                (long + 0.03, top - 0.03, z * 0.03),
                (long - 0.02, top - horn, z * (0.05 + horn * 0.4)),
                (long + 0.05, top - horn * 1.1, z * 0.1),
            ],
            0.03,
            0.014,
            14,
        )
        parts["right horn" if z < 0 else "left horn"] = range(start, len(balls))
    start = len(balls)
    balls += limb(
        [(-long - 0.06, back, 0), (-long - 0.12, back + rng.uniform(-0.16, 0.2), 0), (-long - 0.08, back + 0.2, 0)],
        0.03,
        0.018,
        14,
    )
    parts["tail"] = range(start, len(balls))
    return [*balls, *_plinth(rng)], parts


def _plinth(rng: np.random.Generator) -> list[Ball]:
    reach = rng.uniform(0.1, 0.2)
    return [*limb([(-reach, 0.97, 0), (reach, 0.97, 0)], 0.075, 0.075, 7), Ball(0, 0.975, 0, reach, 0.035)]


POSES: dict[str, Callable[[np.random.Generator], tuple[list[Ball], Parts]]] = {
    "standing figure": _standing,
    "seated figure": _seated,
    "head on a base": _bust,
    "standing animal": _animal,
}

GARMENTS = {
    "standing figure": (0.40, 0.90),
    "seated figure": (0.42, 0.80),
    "head on a base": (0.82, 0.92),
    "standing animal": (0.42, 0.60),
}
"""Between which heights a garment, a collar or a saddle cloth is carved."""
