"""Sea, sky, ships and sometimes a coast."""

import numpy as np

from registry.sample.works.sketch import Sketch, Tone, colour, ridge


def seascape(sketch: Sketch) -> str:
    """Ships on the sea."""
    rng = sketch.rng
    horizon = rng.uniform(0.35, 0.62)
    dusk = rng.random() < 0.4
    upper = colour(rng, (64, 78, 116), (90, 70, 92)) if dusk else colour(rng, (112, 148, 184), (150, 164, 172))
    lower = colour(rng, (236, 178, 110), (226, 150, 120)) if dusk else colour(rng, (222, 226, 220), (236, 226, 204))
    sketch.wash(0, horizon + 0.01, upper, lower)
    sketch.cloud(
        0,
        horizon,
        colour(rng, (240, 234, 226), (120, 116, 128), (240, 200, 150)),
        rng.uniform(0.2, 0.5),
        rng.uniform(0.42, 0.6),
    )
    if dusk:
        sketch.ball(rng.uniform(0.2, 0.8), horizon - rng.uniform(0.04, 0.2), (0.035, 0.045), (255, 226, 150), gloss=1.0)
    if rng.random() < 0.6:
        cliff = ridge(rng, horizon - 0.06, 0.06, 3, floor=horizon + 0.005)
        cliff[:, 0] = cliff[:, 0] * 0.45 + rng.choice([0.0, 0.58])
        rock = colour(rng, (120, 112, 100), (92, 98, 86))
        sketch.shape(cliff, rock * 1.1, fade=rock * 0.6, way=1.3)
    deep = colour(rng, (34, 66, 88), (46, 84, 84), (58, 66, 86))
    sketch.wash(horizon, 1.0, deep * 0.45 + lower * 0.5, deep)
    sketch.way[int(horizon * sketch.rows) :] *= 0.25
    _waves(sketch, horizon, deep, lower)
    count = int(rng.integers(1, 4))
    for index in range(count):
        depth = (index + rng.uniform(0.2, 0.9)) / count
        _ship(sketch, rng.uniform(0.15, 0.85), horizon + 0.02 + 0.3 * depth * (1 - horizon), 0.12 + 0.34 * depth)
    return "ships at dusk" if dusk else ("a ship at sea" if count == 1 else "ships at sea")


def _waves(sketch: Sketch, horizon: float, deep: Tone, light: object) -> None:
    rng = sketch.rng
    foam = np.asarray(light, np.float64) * 0.5 + 120
    for _ in range(150):
        depth = rng.random() ** 1.4
        y = horizon + 0.01 + depth * (0.98 - horizon)
        x, length = rng.uniform(-0.05, 1.0), 0.02 + 0.16 * depth * rng.random()
        points = np.linspace(0, 1, 7)
        swell = np.sin(points * np.pi * rng.uniform(1, 2.4)) * 0.014 * depth
        crest = np.column_stack([x + points * length, y - swell])
        tone = foam if rng.random() < 0.45 else deep * rng.uniform(0.5, 1.5)
        sketch.line(crest, np.clip(tone, 0, 255), 1 + 5 * depth * rng.random())


def _ship(sketch: Sketch, x: float, y: float, size: float) -> None:
    rng = sketch.rng
    hull = colour(rng, (62, 40, 30), (34, 32, 36), (120, 54, 40))
    half, tall = size * 0.36, size * 0.09
    bow = rng.choice([-1.0, 1.0])
    sketch.shape(
        [
            [x - bow * half, y - tall * 1.3],
            [x + bow * half * 1.15, y - tall * 1.8],
            [x + bow * half * 0.8, y + tall * 0.4],
            [x - bow * half * 0.8, y + tall * 0.4],
        ],
        hull * 1.3,
        fade=hull * 0.7,
        way=0.0,
    )
    cloth = colour(rng, (226, 212, 182), (196, 150, 110), (168, 70, 50), (220, 222, 216))
    masts = int(rng.integers(1, 4))
    for mast in range(masts):
        at = x + half * (0.0 if masts == 1 else (mast / (masts - 1) - 0.5) * 1.3)
        top = y - size * rng.uniform(0.75, 1.0)
        sketch.line([[at, y - tall], [at, top]], hull * 0.6, 2 + 3 * size)
        if rng.random() < 0.5:  # square sails
            for level in range(int(rng.integers(2, 4))):
                high = top + (y - top) * (0.08 + 0.27 * level)
                low, wide = high + (y - top) * 0.22, size * (0.12 + 0.03 * level)
                tone = cloth * rng.uniform(0.85, 1.05)
                belly = bow * size * 0.03
                sketch.shape(
                    [[at - wide, high], [at + wide, high], [at + wide + belly, low], [at - wide + belly, low]],
                    tone,
                    fade=tone * 0.75,
                )
        else:
            sketch.shape(
                [[at, top], [at + bow * size * 0.26, y - tall * 2], [at, y - tall * 2]],
                cloth,
                fade=cloth * 0.75,
                way=1.1,
            )
            sketch.shape(
                [
                    [at - bow * 0.01, top + size * 0.1],
                    [at - bow * size * 0.2, y - tall * 2],
                    [at - bow * 0.01, y - tall * 2],
                ],
                cloth * 0.85,
            )
        for side in (-1, 1):
            sketch.line([[at, top], [x + side * half, y - tall * 1.4]], hull * 0.5, 1)
    for _ in range(10):
        row = y + tall * rng.uniform(0.5, 2.6)
        start = x + rng.uniform(-1, 0.4) * half
        sketch.line([[start, row], [start + half * rng.uniform(0.2, 0.7), row]], hull * rng.choice([0.7, 1.6]), 2)
