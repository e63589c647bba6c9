"""A table with fruit, vessels and flowers."""

from itertools import pairwise

import numpy as np

from registry.sample.works.sketch import Sketch, Tone, colour

_FRUITS = ((200, 62, 44), (226, 160, 48), (150, 164, 60), (112, 46, 78), (232, 190, 96), (180, 90, 40))
_PETALS = ((228, 92, 92), (240, 220, 200), (236, 180, 70), (150, 100, 170), (232, 140, 160), (110, 130, 190))


def still_life(sketch: Sketch) -> str:
    """Things on a table against a dark or a light wall."""
    rng = sketch.rng
    wall = colour(rng, (58, 48, 42), (92, 98, 92), (150, 128, 104), (44, 52, 62), (120, 60, 52))
    table = rng.uniform(0.56, 0.7)
    sketch.wash(0, table + 0.02, wall * 0.75, wall * 1.25)
    sketch.cloud(0, table, wall * 1.4, 0.5, 0.45)
    cloth = colour(rng, (222, 214, 200), (130, 84, 54), (150, 52, 48), (90, 104, 120))
    sketch.wash(table, 1.0, cloth * 1.05, cloth * 0.7)
    if rng.random() < 0.6:
        _folds(sketch, table, cloth)
    things = []
    tall = int(rng.integers(2, 4))
    spots = np.sort(rng.uniform(0.14, 0.86, tall)) + rng.normal(0, 0.02, tall)
    makers = [_flowers, _bottle, _jug]
    rng.shuffle(makers)
    for spot, make in zip(spots, makers, strict=False):
        things.append(make(sketch, float(spot), table + rng.uniform(0.05, 0.14)))
    fruits = int(rng.integers(5, 13))
    rows = np.sort(rng.uniform(table + 0.08, 0.92, fruits))
    for y in rows:
        _fruit(sketch, float(rng.uniform(0.08, 0.92)), float(y), rng.uniform(0.04, 0.075))
    things.append("fruit")
    return "still life with " + " and ".join(dict.fromkeys(things[-3:]))


def _folds(sketch: Sketch, table: float, cloth: Tone) -> None:
    rng = sketch.rng
    for _ in range(int(rng.integers(5, 11))):
        x, spread = rng.uniform(0, 1), rng.uniform(0.02, 0.07)
        foot = x + rng.normal(0, 0.12)
        tone = cloth * rng.choice([0.55, 0.7, 1.2])
        top = table + rng.uniform(0.02, 0.2)
        sketch.shape(
            [[x, top], [foot - spread, 1.02], [foot + spread, 1.02]], tone, fade=cloth * 0.9, way=1.4, soft=3.0
        )


def _shade_below(sketch: Sketch, x: float, y: float, rx: float, ry: float) -> None:
    angle = np.linspace(0, 2 * np.pi, 20)
    oval = np.column_stack([x + 0.5 * rx + rx * 1.5 * np.cos(angle), y + ry * 0.5 * np.sin(angle)])
    sketch.shape(oval, (34, 26, 22), soft=4.0)


def _fruit(sketch: Sketch, x: float, y: float, size: float) -> None:
    rng = sketch.rng
    tall = size * sketch.width / sketch.height
    _shade_below(sketch, x, y + tall * 0.8, size, tall * 0.7)
    if rng.random() < 0.25:  # grapes
        tone = colour(rng, (90, 42, 86), (140, 160, 80))
        for _ in range(22):
            u, v = rng.normal(0, 0.6, 2)
            sketch.ball(
                x + u * size,
                y - abs(v) * tall * 0.9,
                (size * 0.28, tall * 0.28),
                tone * rng.uniform(0.7, 1.2),
                gloss=0.9,
            )
        return
    tone = colour(rng, *_FRUITS, stray=18)
    sketch.ball(x, y, (size, tall * rng.uniform(0.85, 1.15)), tone, gloss=rng.uniform(0.2, 0.9))
    stem = [[x, y - tall * 0.75], [x + rng.normal(0, 0.012), y - tall * 1.2]]
    sketch.line(stem, (58, 42, 28), 3)
    for _ in range(14):
        u, v = rng.normal(0, 0.4, 2)
        sketch.line(
            [[x + u * size, y + v * tall], [x + u * size + 0.004, y + v * tall + 0.004]],
            tone * rng.choice([0.6, 1.3]),
            1,
        )


def _body(sketch: Sketch, x: float, foot: float, tall: float, outline: list[tuple[float, float]], tone: object) -> None:
    """A turned vessel: half widths at heights, drawn as thin vertical slices that get lighter on the left."""
    base = np.asarray(tone, np.float64)
    heights = np.array([foot - tall * at for at, _ in outline])
    halves = np.array([half * tall * sketch.height / sketch.width for _, half in outline])
    fine = np.linspace(0, len(outline) - 1, 24)
    y, half = np.interp(fine, range(len(outline)), heights), np.interp(fine, range(len(outline)), halves)
    _shade_below(sketch, x, foot, float(halves[0]) * 1.3, 0.02)
    edges = np.linspace(-1, 1, 15)
    for first, last in pairwise(edges):
        middle = (first + last) / 2
        light = 0.35 + 0.8 * np.exp(-(((middle + 0.4) / 0.45) ** 2)) + 0.15 * (middle > 0.85)
        left, right = np.column_stack([x + half * first, y]), np.column_stack([x + half * (last + 0.03), y])
        sketch.shape(np.vstack([left, right[::-1]]), base * light, way=1.57, soft=0.8)


def _bottle(sketch: Sketch, x: float, foot: float) -> str:
    rng = sketch.rng
    tone = colour(rng, (44, 70, 50), (60, 44, 32), (70, 90, 110))
    neck = rng.uniform(0.04, 0.06)
    _body(
        sketch,
        x,
        foot,
        rng.uniform(0.4, 0.52),
        [(0, 0.13), (0.1, 0.14), (0.52, 0.13), (0.68, neck), (0.95, neck), (1, neck + 0.01)],
        tone,
    )
    sketch.line([[x - 0.02, foot - 0.2], [x - 0.022, foot - 0.06]], (230, 236, 226), 3)
    return "a bottle"


def _jug(sketch: Sketch, x: float, foot: float) -> str:
    rng = sketch.rng
    tone = colour(rng, (190, 150, 110), (110, 120, 140), (210, 206, 190), (140, 70, 46))
    tall = rng.uniform(0.26, 0.36)
    _body(sketch, x, foot, tall, [(0, 0.2), (0.15, 0.3), (0.45, rng.uniform(0.3, 0.4)), (0.75, 0.2), (1, 0.24)], tone)
    turn = np.linspace(-1.4, 1.4, 14)
    handle = np.column_stack([x + 0.09 + 0.07 * np.cos(turn), foot - tall * 0.6 + 0.08 * np.sin(turn)])
    sketch.line(handle, tone * 0.6, 8)
    for band in range(int(rng.integers(2, 5))):
        y = foot - tall * (0.2 + 0.16 * band)
        sketch.line([[x - 0.07, y], [x, y + 0.012], [x + 0.07, y]], colour(rng, (50, 70, 120), (120, 40, 36)), 2)
    return "a jug"


def _flowers(sketch: Sketch, x: float, foot: float) -> str:
    rng = sketch.rng
    tall = rng.uniform(0.2, 0.26)
    tone = colour(rng, (70, 90, 140), (210, 200, 180), (120, 90, 70))
    _body(sketch, x, foot, tall, [(0, 0.15), (0.4, 0.34), (0.8, 0.16), (1, 0.22)], tone)
    greens = ((70, 96, 54), (96, 118, 70), (50, 70, 46))
    middle = foot - tall - 0.14
    sketch.foliage(x, middle, (0.15, 0.16), greens, 150, 0.018)
    for _ in range(int(rng.integers(7, 15))):
        u, v = rng.normal(0, 0.5, 2)
        _flower(sketch, x + u * 0.13, middle + v * 0.13, rng.uniform(0.022, 0.045), colour(rng, *_PETALS))
    return "flowers"


def _flower(sketch: Sketch, x: float, y: float, size: float, tone: Tone) -> None:
    rng = sketch.rng
    petals, phase = int(rng.integers(5, 9)), rng.uniform(0, 1)
    tall = size * sketch.width / sketch.height
    for index in range(petals):
        angle = (index + phase) * 2 * np.pi / petals
        at = (x + 0.6 * size * np.cos(angle), y + 0.6 * tall * np.sin(angle))
        sketch.ball(*at, (size * 0.5, tall * 0.5), np.clip(tone * rng.uniform(0.8, 1.15), 0, 255), gloss=0.1)
        sketch.line([[x, y], at], np.clip(tone * 0.6, 0, 255), 1)
    sketch.ball(x, y, (size * 0.28, tall * 0.28), (226, 180, 60), gloss=0.3)
