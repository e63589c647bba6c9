"""The work among others: hanging in a room, lying on a table."""

from functools import lru_cache

import cv2
import numpy as np

from registry.sample.phone import Strength, several_objects, shoot, surface
from registry.sample.phone.frame import frame
from registry.sample.phone.geometry import place
from registry.sample.phone.strength import pick
from registry.sample.texture import Rgb
from registry.sample.works import paint_work

_OTHERS, _SEED = 4, 990_001
_LONGEST = 1280


def room(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """Framed on a wall between two other works, filling about 55, 42 or 30% of the photograph's width; seen aslant."""
    height, width = round(_LONGEST * 0.75), _LONGEST
    scene = surface(rng, height, width)
    share = pick(strength, 0.55, 0.42, 0.30)
    centre = rng.uniform(0.45, 0.55)
    left, right = rng.permutation(_OTHERS)[:2]
    for picture, at, size in (
        (_other(int(left)), centre - share / 2 - 0.16, 0.26),
        (_other(int(right)), centre + share / 2 + 0.16, 0.26),
        (rgb, centre, share),
    ):
        scene = _hang(scene, frame(picture, rng, "light"), (at, rng.uniform(0.44, 0.56)), size, rng, strength)
    return shoot(scene, rng, strength)


def table(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """One of two, three or four things photographed together on a table."""
    others = [_other(int(number)) for number in rng.permutation(_OTHERS)[: pick(strength, 1, 2, 3)]]
    things = [rgb, *others]
    return several_objects([things[int(number)] for number in rng.permutation(len(things))], rng, strength)


def _hang(
    scene: Rgb, picture: Rgb, at: tuple[float, float], share: float, rng: np.random.Generator, strength: Strength
) -> Rgb:
    height, width = scene.shape[:2]
    scale = min(share * width / picture.shape[1], 0.8 * height / picture.shape[0])
    half = np.array([picture.shape[1], picture.shape[0]]) * scale / 2
    slant = pick(strength, 0.01, 0.03, 0.06)
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half * (1 + rng.uniform(-slant, slant, (4, 2)))
    corners += np.array([at[0] * width, at[1] * height])
    small = cv2.resize(picture, (max(1, round(half[0] * 2)), max(1, round(half[1] * 2))), interpolation=cv2.INTER_AREA)
    return place(np.ascontiguousarray(small), corners.astype(np.float32), scene)


@lru_cache(maxsize=_OTHERS)
def _other(number: int) -> Rgb:
    """A painted work that is in no dataset, to hang or lie beside the one that is asked about."""
    kind = ("painting", "drawing", "textile", "print")[number % _OTHERS]
    return paint_work(kind, _SEED + number).pictures[0].rgb
