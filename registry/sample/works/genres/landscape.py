"""Hills, a river or road, trees, a house."""

import numpy as np

from registry.sample.works.sketch import Sketch, colour, ridge

_SKIES = (
    ((120, 160, 200), (232, 222, 196)),
    ((90, 104, 132), (226, 178, 128)),
    ((150, 176, 190), (214, 220, 214)),
    ((70, 90, 130), (208, 150, 140)),
)
_GREENS = ((72, 92, 48), (104, 116, 56), (128, 122, 62), (56, 78, 58), (140, 104, 50))


def landscape(sketch: Sketch) -> str:
    """A view of open country."""
    rng = sketch.rng
    horizon = rng.uniform(0.36, 0.6)
    upper, lower = _SKIES[int(rng.integers(len(_SKIES)))]
    sketch.wash(0, horizon + 0.05, colour(rng, upper), colour(rng, lower))
    sketch.cloud(
        0, horizon, colour(rng, (238, 232, 222), (220, 196, 176)), rng.uniform(0.2, 0.45), rng.uniform(0.4, 0.6)
    )
    haze = np.asarray(lower, np.float64)
    layers = int(rng.integers(3, 6))
    for layer in range(layers):
        nearness = (layer + 1) / layers
        tone = colour(rng, *_GREENS) * nearness + haze * 0.8 * (1 - nearness)
        level = horizon + (1 - horizon) * 0.55 * (layer / layers) ** 1.4
        edge = ridge(rng, level, rng.uniform(0.02, 0.05) * (1.4 - nearness), int(rng.integers(2, 6)))
        sketch.shape(edge, tone * 1.1, fade=tone * 0.7)
    subject = _water(sketch, horizon) if rng.random() < 0.5 else _road(sketch, horizon)
    _fields(sketch, horizon)
    if rng.random() < 0.6:
        house(sketch, rng.uniform(0.15, 0.85), horizon + rng.uniform(0.06, 0.16), rng.uniform(0.06, 0.12))
        subject += " and a house"
    for _ in range(int(rng.integers(2, 7))):
        depth = rng.uniform(0.08, 0.5)
        tree(sketch, rng.uniform(0.02, 0.98), horizon + depth * (1 - horizon) * 1.2, 0.10 + 0.55 * depth)
    return subject


def _water(sketch: Sketch, horizon: float) -> str:
    rng = sketch.rng
    x = rng.uniform(0.3, 0.7)
    y = np.linspace(horizon + 0.08, 1.02, 14)
    middle = x + np.cumsum(rng.normal(0, 0.035, 14))
    half = 0.01 + 0.22 * np.linspace(0, 1, 14) ** 1.6
    left, right = np.column_stack([middle - half, y]), np.column_stack([middle + half, y])
    tone = colour(rng, (136, 160, 176), (176, 170, 150))
    sketch.shape(np.vstack([left, right[::-1]]), tone * 1.1, fade=tone * 0.65, way=0.0)
    for _ in range(26):
        at = int(rng.integers(3, 14))
        start, length = middle[at] + rng.uniform(-0.8, 0.4) * half[at], rng.uniform(0.02, 0.08)
        row = y[at] + rng.uniform(-0.02, 0.02)
        sketch.line([[start, row], [start + length, row + 0.002]], tone * rng.choice([0.7, 1.35]), 2)
    return "landscape with a river"


def _road(sketch: Sketch, horizon: float) -> str:
    rng = sketch.rng
    y = np.linspace(horizon + 0.05, 1.02, 12)
    middle = rng.uniform(0.2, 0.8) + np.cumsum(rng.normal(0, 0.04, 12))
    half = 0.006 + 0.11 * np.linspace(0, 1, 12) ** 1.5
    left, right = np.column_stack([middle - half, y]), np.column_stack([middle + half, y])
    tone = colour(rng, (196, 168, 122), (170, 150, 130))
    sketch.shape(np.vstack([left, right[::-1]]), tone, fade=tone * 0.75, way=1.2)
    return "landscape with a road"


def _fields(sketch: Sketch, horizon: float) -> None:
    rng = sketch.rng
    for _ in range(int(rng.integers(60, 140))):
        y = horizon + (1 - horizon) * rng.uniform(0.15, 1.0)
        x, size = rng.uniform(0, 1), 0.012 + 0.03 * (y - horizon)
        tone = colour(rng, *_GREENS, (190, 160, 70), (160, 70, 50), stray=20)
        blade = [[x, y], [x + rng.normal(0, 0.3) * size, y - size * rng.uniform(0.6, 1.6)]]
        sketch.line(blade, tone, 1 + 4 * (y - horizon))


def tree(sketch: Sketch, x: float, y: float, size: float) -> None:
    """A tree standing at (x, y), `size` of the picture's height tall."""
    rng = sketch.rng
    bark = colour(rng, (70, 52, 38), (98, 80, 62))
    lean = rng.normal(0, 0.08) * size
    top = y - size * rng.uniform(0.45, 0.6)
    width = 0.028 * size + 0.003
    sketch.shape(
        [[x - width, y], [x + width, y], [x + lean + width / 2, top], [x + lean - width / 2, top]], bark, way=1.5
    )
    greens = tuple(colour(rng, *_GREENS, stray=16) for _ in range(3))
    poplar = rng.random() < 0.3
    radii = (0.10 * size, 0.42 * size) if poplar else (0.26 * size, 0.26 * size)
    if rng.random() < 0.88:
        sketch.foliage(x + lean, top - 0.1 * size, radii, greens, int(90 + 120 * size), 0.012 + 0.03 * size)
    for _ in range(int(rng.integers(4, 10))):
        start = top + rng.uniform(-0.1, 0.3) * size
        tip = [x + lean + rng.normal(0, 0.16) * size, start - rng.uniform(0.1, 0.3) * size]
        sketch.line([[x + lean * 0.8, start], tip], bark * 0.8, 1 + 4 * size)


def house(sketch: Sketch, x: float, y: float, size: float) -> None:
    """A house with a gable, `size` of the picture's width wide, its foot at (x, y)."""
    rng = sketch.rng
    wall = colour(rng, (226, 214, 190), (204, 180, 150), (190, 196, 200))
    roof = colour(rng, (150, 76, 56), (96, 84, 84), (170, 120, 70))
    tall, ridge_height = size * rng.uniform(0.6, 1.0), size * rng.uniform(0.4, 0.7)
    sketch.shape([[x, y - tall], [x + size, y - tall], [x + size, y], [x, y]], wall, fade=wall * 0.8, way=1.57)
    side = 0.5 * size
    sketch.shape([[x - side, y - tall], [x, y - tall], [x, y], [x - side, y]], wall * 0.65, way=1.57)
    sketch.shape([[x - side, y - tall], [x - side / 2, y - tall - ridge_height], [x, y - tall]], wall * 0.6)
    gable = [[x - side / 2, y - tall - ridge_height], [x + size - side / 2, y - tall - ridge_height]]
    sketch.shape([*gable, [x + size * 1.03, y - tall], [x, y - tall]], roof, fade=roof * 0.8, way=1.2)
    for column in range(int(rng.integers(1, 4))):
        left = x + size * (0.15 + 0.28 * column)
        sketch.shape(
            [
                [left, y - tall * 0.7],
                [left + size * 0.12, y - tall * 0.7],
                [left + size * 0.12, y - tall * 0.4],
                [left, y - tall * 0.4],
            ],
            (48, 46, 52),
        )
