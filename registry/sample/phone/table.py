"""Several objects photographed together on one table, as officers do when a suitcase is opened."""

from collections.abc import Sequence

import numpy as np

from registry.sample.phone import geometry
from registry.sample.phone.full import shoot
from registry.sample.phone.shot import Shot, in_fractions
from registry.sample.phone.strength import Strength, checked, pick
from registry.sample.phone.surroundings import surface
from registry.sample.texture import Rgb, polygon_mask


def several_objects(
    pictures: Sequence[Rgb], rng: np.random.Generator, strength: Strength = "medium", longest: int = 1280
) -> Rgb:
    """A phone photograph of the pictures lying side by side, a little turned; 4:3, `longest` pixels wide.

    Raises:
        ValueError: if there is no picture, or one is not a uint8 picture of height x width x 3.
    """
    return several_photographed(pictures, rng, strength, longest).rgb


def several_photographed(
    pictures: Sequence[Rgb], rng: np.random.Generator, strength: Strength = "medium", longest: int = 1280
) -> Shot:
    """The photograph that `several_objects` takes, and an outline for each of the pictures.

    Raises:
        ValueError: if there is no picture, or one is not a uint8 picture of height x width x 3.
    """
    if not pictures:
        raise ValueError("several_objects needs at least one picture")
    height, width = round(longest * 0.75), longest
    columns = int(np.ceil(np.sqrt(len(pictures) * 4 / 3)))
    rows = int(np.ceil(len(pictures) / columns))
    cell = np.array([width / columns, height / rows])
    scene = surface(rng, height, width)
    turn = pick(strength, 4.0, 12.0, 30.0)
    outlines = []
    for index, picture in enumerate(pictures):
        centre = (np.array([index % columns, index // columns]) + 0.5 + rng.uniform(-0.05, 0.05, 2)) * cell
        size = np.array([checked(picture).shape[1], picture.shape[0]])
        half = size * float(np.min(cell / size)) * rng.uniform(0.62, 0.84) / 2.0
        angle = np.radians(rng.uniform(-turn, turn))
        rotation = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half * rng.uniform(0.94, 1.0, (4, 2))
        placed = (corners @ rotation + centre).astype(np.float32)
        shade = polygon_mask((height, width), placed + np.float32(longest * 0.005), longest * 0.005)
        scene = geometry.place(picture, placed, (scene * (1.0 - 0.5 * shade)[:, :, None]).astype(np.uint8))
        outlines.append(in_fractions(placed, scene))
    return Shot(shoot(scene, rng, strength), tuple(outlines))
