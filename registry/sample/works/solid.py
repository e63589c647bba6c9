"""Objects in the round: light on a surface given by its depth, and the studio they are photographed in.

The camera is far away and level with the object, so pictures from several sides differ by the azimuth alone.
Paint and relief of a surface lie on a map that is wrapped around the vertical axis: columns are the angle
(0 to 2 pi), rows the height from the top.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from registry.sample.texture import Field, Rgb, blur, mix, ramp, to_rgb

VIEWS: dict[str, float] = {"front": 0.0, "three-quarter": 40.0, "right": 90.0, "back": 180.0, "left": 270.0}
"""Degrees by which the object is turned for each view."""


@dataclass(frozen=True)
class Surface:
    """What the camera sees of an object, all height x width.

    `depth` is nearness in pixels (greater is nearer), `angle` the place on the map around the axis in radians,
    `level` the place on the map from the top (0) to the foot (1), `inside` 0 to 1.
    """

    depth: Field
    angle: Field
    level: Field
    inside: Field


def on_map(map_: Field, surface: Surface) -> Field:
    """The values of a wrapped map where the camera sees them."""
    height, width = map_.shape[:2]
    columns = (surface.angle % np.float32(2 * np.pi)) * np.float32(width / (2 * np.pi))
    rows = np.clip(surface.level, 0, 1) * np.float32(height - 1)
    seen: Field = cv2.remap(
        np.asarray(map_, np.float32),
        columns.astype(np.float32),
        rows.astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_WRAP,
    )
    return seen


def shade(surface: Surface, albedo: Field, relief: Field, *, gloss: float, hardness: float = 24.0) -> Field:
    """The surface lit by a studio lamp at the upper left and a weak one at the right; colours 0 to 255 and more.

    `relief` (pixels, height x width) is added to the depth. `gloss` is the strength of the highlight.
    """
    depth = np.asarray(surface.depth + relief, np.float32)
    dx, dy = cv2.Sobel(depth, cv2.CV_32F, 1, 0, scale=0.125), cv2.Sobel(depth, cv2.CV_32F, 0, 1, scale=0.125)
    length = np.sqrt(dx * dx + dy * dy + np.float32(1.0))
    nx, ny, nz = -dx / length, -dy / length, 1.0 / length
    key = np.clip(nx * -0.55 + ny * -0.50 + nz * 0.67, 0.0, 1.0)
    fill = np.clip(nx * 0.85 + nz * 0.52, 0.0, 1.0)
    half = np.clip(nx * -0.30 + ny * -0.28 + nz * 0.91, 0.0, 1.0)
    light = 0.24 + 0.78 * key + 0.16 * fill
    lit: Field = albedo * light[:, :, None] + np.float32(255 * gloss) * (half**hardness)[:, :, None]
    return lit


def studio(rng: np.random.Generator, surface: Surface, lit: Field, tone: float) -> tuple[Rgb, NDArray[np.uint8]]:
    """The lit object before a grey paper sweep with its shadow on the ground; also its outline (255 inside)."""
    height, width = lit.shape[:2]
    rows = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    columns = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    paper = tone * (1.08 - 0.30 * rows - 0.10 * columns**2) + rng.normal(0, 0.9, (height, width)).astype(np.float32)
    foot = np.flatnonzero(surface.inside.max(axis=1) > 0.5)
    last = int(foot[-1]) if foot.size else height - 1
    standing = np.flatnonzero(surface.inside[max(0, last - 8) : last + 1].max(axis=0) > 0.5)
    middle, half = float(standing.mean()), max(20.0, float(np.ptp(standing)) / 2)
    oval = np.zeros((height, width), np.uint8)
    cv2.ellipse(
        oval, (round(middle + half * 0.25), last), (round(half * 1.15), round(half * 0.16 + 6)), 0, 0, 360, 255, -1
    )
    shadow = blur(oval.astype(np.float32) / 255.0, 9.0) + 0.35 * blur(oval.astype(np.float32) / 255.0, 34.0)
    ground = np.repeat((paper * (1.0 - np.clip(0.6 * shadow, 0, 0.8)))[:, :, None], 3, axis=2)
    rim = ramp(blur(surface.inside, 3.0), 0.5, 0.95)  # a surface that turns away from the camera goes dark
    lit = lit * (0.45 + 0.55 * rim)[:, :, None]
    picture = mix(ground * np.array([1.0, 0.995, 0.98], np.float32), lit, surface.inside)
    return to_rgb(picture), np.rint(surface.inside * 255).astype(np.uint8)
