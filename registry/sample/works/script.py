"""An invented script: every hand has its own signs of a few strokes each, joined to words and lines."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Stroke = NDArray[np.float64]
"""Points of one stroke, n x 2: x and y, in units of the height of a sign, y downwards from 0 to 1."""


@dataclass(frozen=True)
class Sign:
    """One sign: its strokes and how far the next sign stands from it."""

    strokes: tuple[Stroke, ...]
    advance: float


def alphabet(rng: np.random.Generator, *, count: int = 24, style: str = "round") -> tuple[Sign, ...]:
    """The signs of one hand: `round` like a book hand, `angular` like letters cut in stone or metal."""
    return tuple(_round_sign(rng) if style == "round" else _angular_sign(rng) for _ in range(count))


def words(rng: np.random.Generator, signs: tuple[Sign, ...], width: float) -> tuple[Stroke, ...]:
    """One line of invented words, at most `width` sign heights long, as strokes placed from x = 0."""
    line: list[Stroke] = []
    x, left = 0.0, int(rng.integers(2, 8))
    while True:
        sign = signs[int(len(signs) * rng.random() ** 1.7)]  # some signs are frequent, as in real writing
        if x + sign.advance > width:
            return tuple(line)
        line.extend(stroke + np.array([x, 0.0]) for stroke in sign.strokes)
        x += sign.advance
        left -= 1
        if left == 0:
            x, left = x + 0.45, int(rng.integers(2, 8))


def _round_sign(rng: np.random.Generator) -> Sign:
    wide = rng.uniform(0.3, 0.75)
    strokes = []
    for _ in range(int(rng.integers(1, 4))):
        kind = int(rng.integers(4))
        turn = np.linspace(0, 1, 9)
        if kind == 0:  # a stem, sometimes tall or hanging
            top, foot = rng.choice([-0.45, 0.05, 0.1]), rng.choice([1.0, 1.0, 1.4])
            x = rng.uniform(0, wide)
            strokes.append(np.column_stack([x + 0.06 * np.sin(turn * 3), top + (foot - top) * turn]))
        elif kind == 1:  # a bowl
            start, reach = rng.uniform(0, 2 * np.pi), rng.uniform(2.5, 5.6)
            angle = start + reach * turn
            strokes.append(np.column_stack([wide / 2 * (1 + np.cos(angle)), 0.5 + 0.46 * np.sin(angle)]))
        elif kind == 2:  # a wave along the line
            y = rng.choice([0.15, 0.55, 0.95])
            strokes.append(np.column_stack([wide * turn, y + 0.12 * np.sin(turn * rng.uniform(2, 7))]))
        else:  # a dot or tick
            x, y = rng.uniform(0, wide), rng.choice([-0.3, 1.3, 0.5])
            strokes.append(np.array([[x, y], [x + 0.1, y - 0.06]]))
    return Sign(tuple(strokes), wide + 0.2)


def _angular_sign(rng: np.random.Generator) -> Sign:
    wide = rng.uniform(0.35, 0.65)
    grid = np.array([[x, y] for x in (0.0, wide / 2, wide) for y in (0.0, 0.5, 1.0)])
    strokes = []
    for _ in range(int(rng.integers(2, 5))):
        first, second = rng.choice(9, 2, replace=False)
        strokes.append(np.array([grid[first], grid[second]]))
    return Sign(tuple(strokes), wide + 0.25)
