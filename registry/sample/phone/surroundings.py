"""What lies around an object in a photograph: table tops, walls, cloth, cardboard, carpets of one colour."""

import cv2
import numpy as np

from registry.sample.texture import (
    Field,
    Rgb,
    blur,
    flat,
    fractal_noise,
    grain,
    mix,
    ramp,
    stretched_noise,
    to_rgb,
)

_WOODS = ((148, 102, 62), (110, 72, 44), (182, 140, 96), (86, 60, 42), (160, 120, 84))
_WALLS = ((206, 200, 188), (188, 192, 190), (224, 220, 212), (170, 160, 142), (196, 186, 172))
_CLOTHS = ((70, 78, 96), (120, 40, 44), (52, 72, 58), (140, 132, 118), (36, 36, 40))


def surface(rng: np.random.Generator, height: int, width: int) -> Rgb:
    """A background of one of five kinds, chosen by chance."""
    makers = (_wood, _wall, _cloth, _cardboard, _stone)
    maker = makers[int(rng.integers(len(makers)))]
    small = (max(8, (height + 1) // 2), max(8, (width + 1) // 2))  # soft things can be made at half the size
    picture: Field = cv2.resize(maker(rng, *small), (width, height), interpolation=cv2.INTER_LINEAR)
    return to_rgb(picture + 2.5 * grain(rng, height, width)[:, :, None])


def _colour(rng: np.random.Generator, colours: tuple[tuple[int, int, int], ...]) -> Field:
    chosen = np.asarray(colours[int(rng.integers(len(colours)))], np.float32)
    return chosen * np.float32(rng.uniform(0.85, 1.12)) + rng.uniform(-8, 8, 3).astype(np.float32)


def _wood(rng: np.random.Generator, height: int, width: int) -> Field:
    colour = _colour(rng, _WOODS)
    along = stretched_noise(rng, height, width, (max(2.0, height / 70), width / 1.5))
    rings = np.sin(along * 40.0 + 3.0 * stretched_noise(rng, height, width, (height / 6, width / 2)))
    fibres = stretched_noise(rng, height, width, (1.5, 30.0))
    wood = flat(height, width, colour) * (0.86 + 0.12 * rings + 0.18 * (fibres - 0.5))[:, :, None]
    plank = max(24, int(height / rng.integers(2, 6)))
    wood[plank::plank] *= 0.55
    return wood


def _wall(rng: np.random.Generator, height: int, width: int) -> Field:
    plaster = fractal_noise(rng, height, width, 24.0, 4, gain=0.8) - 0.5
    stains = fractal_noise(rng, height, width, width / 2.0, 3) - 0.5
    return flat(height, width, _colour(rng, _WALLS)) * (1.0 + 0.16 * plaster + 0.14 * stains)[:, :, None]


def _cloth(rng: np.random.Generator, height: int, width: int) -> Field:
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    weave = 0.5 + 0.25 * np.sin(rows * 2.1) + 0.25 * np.sin(columns * 2.1)
    height_map = fractal_noise(rng, height, width, width / 3.0, 3)
    folds: Field = np.gradient(blur(height_map, 3.0), axis=1) * np.float32(width * 0.06)
    light: Field = 0.9 + 0.12 * weave + folds
    return flat(height, width, _colour(rng, _CLOTHS)) * light[:, :, None]


def _cardboard(rng: np.random.Generator, height: int, width: int) -> Field:
    fibres = fractal_noise(rng, height, width, 10.0, 3, gain=0.9) - 0.5
    ribs = stretched_noise(rng, height, width, (height, 5.0)) - 0.5
    board = flat(height, width, (176, 142, 102)) * (1.0 + 0.14 * fibres + 0.05 * ribs)[:, :, None]
    fold = int(rng.integers(width // 5, max(width // 5 + 1, 4 * width // 5)))
    board[:, fold : fold + 2] *= 0.75
    return board


def _stone(rng: np.random.Generator, height: int, width: int) -> Field:
    base = flat(height, width, _colour(rng, _WALLS) * np.float32(0.8))
    cloud = fractal_noise(rng, height, width, width / 4.0, 5, gain=0.65)
    vein = 1.0 - ramp(np.abs(fractal_noise(rng, height, width, width / 3.0, 4) - 0.5), 0.0, 0.03)
    speckle = ramp(fractal_noise(rng, height, width, 4.0, 2), 0.72, 0.85)
    stone = mix(base * (0.7 + 0.6 * cloud)[:, :, None], (235, 230, 222), 0.35 * vein)
    return mix(stone, (60, 58, 56), 0.5 * speckle)
