"""The whole simulation: a work on a table or a wall, the light in the room, lens, sensor and JPEG.

`phone_photo` starts from any picture. For an object in the round start from a view rendered from a nearby
angle and hand its outline in as `mask`, so that the object stands before another background. `photographed` also says
where the work lies in the photograph.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from registry.sample.phone import cover, frame, geometry, lens, light
from registry.sample.phone.jpeg import from_jpeg, to_jpeg
from registry.sample.phone.shot import Outline, Shot, in_fractions
from registry.sample.phone.strength import Strength, checked
from registry.sample.phone.surroundings import surface
from registry.sample.texture import Field, Rgb, blur, mix, polygon_mask

_LONGEST, _SHORTEST = 1280, 320
"""The longer side of a simulated photograph lies between these, near that of the picture."""


@dataclass(frozen=True)
class Amount:
    """How hard a strength makes it; chances are 0 to 1, lengths are shares of the longer side."""

    fill: tuple[float, float]
    slant: float
    turn: float
    framed: float
    covered: float
    glare: float
    shadow: float
    fall: float
    cast: float
    blur: float
    noise: float
    quality: tuple[int, int]


_AMOUNTS: dict[Strength, Amount] = {
    "light": Amount((0.80, 0.95), 0.03, 2, 0.2, 0.0, 0.2, 0.1, 0.12, 0.05, 0.001, 1.5, (85, 92)),
    "medium": Amount((0.65, 0.90), 0.07, 7, 0.4, 0.35, 0.5, 0.4, 0.30, 0.10, 0.0022, 4.0, (70, 90)),
    "strong": Amount((0.45, 0.75), 0.13, 20, 0.5, 0.70, 0.8, 0.7, 0.50, 0.25, 0.0042, 9.0, (45, 75)),
}


def phone_photo(rgb: Rgb, rng: np.random.Generator, strength: Strength, mask: NDArray[np.uint8] | None = None) -> Rgb:
    """The picture photographed with a phone: upright, longer side 320 to 1280 pixels, 3:4 or 4:3.

    Args:
        mask: 255 where the object is, 0 where its background is (height x width); without it the whole
            rectangle is the object.

    Raises:
        ValueError: if `rgb` is not a uint8 picture of height x width x 3.
    """
    return photographed(rgb, rng, strength, mask).rgb


def photographed(rgb: Rgb, rng: np.random.Generator, strength: Strength, mask: NDArray[np.uint8] | None = None) -> Shot:
    """The photograph that `phone_photo` takes, and the outline of the work in it.

    Raises:
        ValueError: if `rgb` is not a uint8 picture of height x width x 3.
    """
    amount = _AMOUNTS[strength]
    small = _shrunk(checked(rgb), _LONGEST)
    scene, outlines = _arrange(small, rng, amount, None if mask is None else _shrunk(mask, _LONGEST))
    return Shot(shoot(scene, rng, strength), outlines)


def shoot(scene: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """A scene as the camera records it: light and reflections, white balance, blur, noise and JPEG."""
    amount = _AMOUNTS[strength]
    height, width = scene.shape[:2]
    side = max(height, width)
    length = rng.uniform(0.2, 1.0) * amount.blur * side
    kernel = (
        lens.motion_kernel(length * 2.0, rng.uniform(0, 180)) if rng.random() < 0.5 else lens.disc_kernel(length * 0.6)
    )
    seen: Rgb = cv2.filter2D(scene, -1, kernel, borderType=cv2.BORDER_REPLICATE)
    exposure: Field = light.gradient_field(rng, height, width, amount.fall) * np.float32(rng.uniform(0.85, 1.15))
    if rng.random() < amount.shadow:
        exposure = exposure * (1.0 - np.float32(amount.fall) * light.shadow_field(rng, height, width))
    picture: Field = seen * (exposure[:, :, None] * light.cast(rng, amount.cast))
    if rng.random() < amount.glare:
        spots = light.glare_field(rng, height, width, spots=int(rng.integers(1, 3)), size=rng.uniform(0.06, 0.14))
        picture = light.add_light(picture, spots, (255, 252, 240))
    noisy = light.add_noise(rng, picture, amount.noise * rng.uniform(0.5, 1.0))
    quality = int(rng.integers(amount.quality[0], amount.quality[1] + 1))
    return from_jpeg(to_jpeg(np.clip(noisy + 0.5, 0, 255).astype(np.uint8), quality))


def _arrange(
    rgb: Rgb, rng: np.random.Generator, amount: Amount, mask: NDArray[np.uint8] | None
) -> tuple[Rgb, tuple[Outline, ...]]:
    """The object on a surface, turned, seen at an angle and perhaps partly covered; and its outlines."""
    bare = rgb.shape
    if mask is None and rng.random() < amount.framed:
        rgb = frame.frame(rgb, rng, "light")
    height, width = rgb.shape[:2]
    long_side = int(np.clip(max(height, width), _SHORTEST, _LONGEST))
    short_side = round(long_side * 0.75)
    rows, columns = (long_side, short_side) if height >= width else (short_side, long_side)
    ground = surface(rng, rows, columns)
    corners = _corners(rng, (height, width), (rows, columns), amount)
    if mask is None:
        shaded = _with_shadow(ground, corners, rng)
        scene = geometry.place(rgb, corners, shaded)
    else:
        scene = _stand(rgb, mask, corners, ground, rng)
    if rng.random() < amount.covered:
        scene = _cover(scene, rng, amount)
    outlines = [corners]
    if rgb.shape != bare:
        outlines.append(_inside_frame(corners, (height, width), (bare[0], bare[1])))
    return scene, tuple(in_fractions(each, scene) for each in outlines)


def _inside_frame(corners: NDArray[np.float32], framed: tuple[int, int], bare: tuple[int, int]) -> NDArray[np.floating]:
    """Where the corners of the work lie when those of its frame lie at `corners`; sizes are height and width."""
    down, across = (framed[0] - bare[0]) / 2 / framed[0], (framed[1] - bare[1]) / 2 / framed[1]
    flat = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    inside = flat * [1 - 2 * across, 1 - 2 * down] + [across, down]
    matrix = cv2.getPerspectiveTransform(flat, corners)
    moved: NDArray[np.floating] = cv2.perspectiveTransform(inside[None].astype(np.float32), matrix)[0]
    return moved


def _corners(
    rng: np.random.Generator, size: tuple[int, int], room: tuple[int, int], amount: Amount
) -> NDArray[np.float32]:
    scale = min(room[0] / size[0], room[1] / size[1]) * rng.uniform(*amount.fill)
    half = np.array([size[1], size[0]]) * scale / 2.0
    box = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half
    box += rng.uniform(-1, 1, (4, 2)) * amount.slant * half * 2.0
    turn = np.radians(rng.uniform(-amount.turn, amount.turn))
    box = box @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    slack = np.maximum(0.0, np.array([room[1], room[0]]) / 2.0 - np.abs(box).max(axis=0))
    centre = np.array([room[1], room[0]]) / 2.0 + rng.uniform(-0.7, 0.7, 2) * slack
    corners: NDArray[np.float32] = (box + centre).astype(np.float32)
    return corners


def _with_shadow(ground: Rgb, corners: NDArray[np.float32], rng: np.random.Generator) -> Rgb:
    side = max(ground.shape[:2])
    fall = rng.uniform(-0.012, 0.012, 2).astype(np.float32) * np.float32(side)
    small = (ground.shape[0] // 4 + 1, ground.shape[1] // 4 + 1)
    shade = polygon_mask(small, (corners + fall) / np.float32(4.0), 0.008 * side / 4)
    return _darkened(ground, shade, rng.uniform(0.35, 0.65))


def _stand(
    rgb: Rgb, mask: NDArray[np.uint8], corners: NDArray[np.float32], ground: Rgb, rng: np.random.Generator
) -> Rgb:
    size = (ground.shape[1], ground.shape[0])
    matrix = cv2.getPerspectiveTransform(geometry.picture_corners(rgb.shape[1], rgb.shape[0]), corners)
    outline: NDArray[np.uint8] = cv2.warpPerspective(mask, matrix, size, flags=cv2.INTER_LINEAR)
    warped: Rgb = cv2.warpPerspective(rgb, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    side = max(size)
    small: Field = cv2.resize(outline, (size[0] // 4 + 1, size[1] // 4 + 1)).astype(np.float32) / 255.0
    moved = np.roll(small, (round(0.004 * side), round(rng.uniform(-0.01, 0.01) * side)), axis=(0, 1))
    return geometry.blend(_darkened(ground, blur(moved, 0.015 * side / 4), 0.6), warped, outline)


def _darkened(ground: Rgb, shade: Field, depth: float) -> Rgb:
    large: Field = cv2.resize(shade, (ground.shape[1], ground.shape[0]), interpolation=cv2.INTER_LINEAR)
    return (ground * (1.0 - np.float32(depth) * large)[:, :, None]).astype(np.uint8)


def _cover(scene: Rgb, rng: np.random.Generator, amount: Amount) -> Rgb:
    height, width = scene.shape[:2]
    if rng.random() < 0.5:
        picture = scene.astype(np.float32)
        for _ in range(int(rng.integers(1, 3))):
            picture = cover.lay_thing(picture, rng)
        return np.clip(picture, 0, 255).astype(np.uint8)
    mask = cover.covered_part(rng, height, width, rng.uniform(0.1, 0.15 + 0.2 * amount.covered))
    cloth = surface(rng, height, width).astype(np.float32)
    return np.clip(mix(scene.astype(np.float32), cloth, mask), 0, 255).astype(np.uint8)


def _shrunk[Pixels: NDArray[np.uint8]](picture: Pixels, longest: int) -> Pixels:
    factor = longest / max(picture.shape[:2])
    if factor >= 1.0:
        return picture
    size = (max(1, round(picture.shape[1] * factor)), max(1, round(picture.shape[0] * factor)))
    small: Pixels = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return small
