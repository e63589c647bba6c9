"""Bodies modelled from soft balls that melt into each other (Blinn's metaballs), turned about the vertical axis.

Every ball is round in plan, so that turning the body only moves the centres of the balls. Lengths are in
units of the body's height: x to the right, y downwards from 0 to 1, z towards the viewer.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from registry.sample.texture import Field, blur
from registry.sample.works.solid import Surface

_STEP = 1 / 200
_HALF_WIDTH, _HALF_DEPTH = 0.46, 0.36


@dataclass(frozen=True)
class Ball:
    """A soft ball: its radius in plan, its half height, and whether it adds to the body or carves it out."""

    x: float
    y: float
    z: float
    radius: float
    tall: float
    carve: bool = False
    weight: float = 1.0
    """Less than 1 where balls overlap, so that a limb is as thick as its radius says."""


def limb(points: list[tuple[float, float, float]], first: float, last: float, count: int = 14) -> list[Ball]:
    """Balls along a line through the points, their radius going from `first` to `last`."""
    path = np.asarray(points, np.float64)
    at = np.linspace(0, len(path) - 1, count)
    x, y, z = (np.interp(at, range(len(path)), path[:, axis]) for axis in range(3))
    size = np.linspace(first, last, count)
    length = float(np.linalg.norm(np.diff(path, axis=0), axis=1).sum())
    # A row of balls at distance s and radius r adds up to 1.25 r / s on its axis.
    weight = np.minimum(1.0, 0.8 * length / (count - 1) / size)
    return [
        Ball(float(x[i]), float(y[i]), float(z[i]), float(size[i]), float(size[i]), weight=float(weight[i]))
        for i in range(count)
    ]


def turned_body(balls: list[Ball], degrees: float, *, size: tuple[int, int], foot: int, tall: int) -> Surface:
    """What the camera sees of the body turned by `degrees`.

    Args:
        size: height and width of the picture in pixels.
        foot: row on which the body (y = 1) stands.
        tall: height of the body in pixels.
    """
    turn = np.radians(degrees)
    cosine, sine = np.cos(turn), np.sin(turn)
    data = np.array([[b.x, b.y, b.z, b.radius, b.tall, -0.9 if b.carve else b.weight] for b in balls])
    x, z = data[:, 0] * cosine - data[:, 2] * sine, data[:, 0] * sine + data[:, 2] * cosine
    across = np.arange(-_HALF_WIDTH, _HALF_WIDTH, _STEP, dtype=np.float32)
    along = np.arange(-0.06, 1.05, _STEP, dtype=np.float32)
    deep = np.arange(_HALF_DEPTH, -_HALF_DEPTH, -_STEP * 1.5, dtype=np.float32)  # the nearest first
    bell_x, bell_y = _bell(across, x, data[:, 3]), _bell(along, data[:, 1], data[:, 4])
    bell_z = _bell(deep, z, data[:, 3])
    weighted = (bell_y * data[:, 5:].astype(np.float32)).T @ (bell_z[:, :, None] * bell_x[:, None, :]).reshape(
        len(balls), -1
    )
    field = weighted.reshape(len(along), len(deep), len(across)) - np.float32(0.135)
    solid = field > 0
    first = np.maximum(solid.argmax(axis=1), 1)
    rows, columns = np.indices(first.shape)
    here, before = field[rows, first, columns], field[rows, first - 1, columns]
    share = np.clip(here / np.maximum(here - before, 1e-6), 0, 1)
    near = deep[first] + share * np.float32(1.5 * _STEP)
    hit = solid.any(axis=1)
    outline = blur(np.clip(field.max(axis=1) * 5.0, -0.5, 0.5), 0.8)
    near = _spread(near.astype(np.float32), hit)
    return _enlarge(near, outline, (along, across), size, foot, tall, turn)


def _bell(axis: Field, centres: NDArray[np.float64], radii: NDArray[np.float64]) -> NDArray[np.float32]:
    distance = (axis[None, :] - centres[:, None].astype(np.float32)) / radii[:, None].astype(np.float32)
    bell: NDArray[np.float32] = np.exp(np.float32(-2.0) * distance * distance).astype(np.float32)
    return bell


def _spread(near: Field, hit: NDArray[np.bool_]) -> Field:
    """Depths continued a little beyond the outline, so that enlarging does not mix in the background."""
    weight = hit.astype(np.float32)
    average = blur(near * weight, 2.5) / np.maximum(blur(weight, 2.5), 1e-4)
    return np.where(hit, near, average)


def _enlarge(
    near: Field, outline: Field, axes: tuple[Field, Field], size: tuple[int, int], foot: int, tall: int, turn: float
) -> Surface:
    height, width = size
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    y, x = 1.0 + (rows - foot) / np.float32(tall), (columns - width / 2.0) / np.float32(tall)
    at_y, at_x = (y - axes[0][0]) / np.float32(_STEP), (x - axes[1][0]) / np.float32(_STEP)
    places = (at_x.astype(np.float32), at_y.astype(np.float32))
    smooth = blur(np.asarray(near, np.float32), 0.8)
    depth = cv2.remap(smooth, *places, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    edge = cv2.remap(
        np.asarray(outline, np.float32), *places, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=-1.0
    )
    angle = np.arctan2(x, np.maximum(depth + 0.25, 0.02)) + np.float32(turn)
    return Surface(
        depth * np.float32(tall), angle.astype(np.float32), (y + 0.06) / 1.12, np.clip(edge * 5.0 + 0.4, 0, 1)
    )
