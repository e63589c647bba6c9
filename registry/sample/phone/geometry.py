"""Disguises that move pixels: smaller, cropped, mirrored, turned, seen at an angle."""

import cv2
import numpy as np
from numpy.typing import NDArray

from registry.sample.phone.strength import Strength, pick
from registry.sample.phone.surroundings import surface
from registry.sample.texture import Rgb


def size_30pct(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:  # noqa: ARG001
    """Reduced to 50, 30 or 15% of its width and height."""
    share = pick(strength, 0.5, 0.3, 0.15)
    size = (max(1, round(rgb.shape[1] * share)), max(1, round(rgb.shape[0] * share)))
    small: Rgb = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    return small


def crop_sides(rgb: Rgb, share: float) -> Rgb:
    """The picture without `share` (0 to 0.5) of it on each side; at least one pixel stays."""
    height, width = rgb.shape[:2]
    rows, columns = min(round(height * share), (height - 1) // 2), min(round(width * share), (width - 1) // 2)
    return rgb[rows : height - rows, columns : width - columns].copy()


def crop_5(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:  # noqa: ARG001
    """3, 5 or 8% taken off each side."""
    return crop_sides(rgb, pick(strength, 0.03, 0.05, 0.08))


def crop_15(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:  # noqa: ARG001
    """11, 15 or 19% taken off each side."""
    return crop_sides(rgb, pick(strength, 0.11, 0.15, 0.19))


def crop_25(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:  # noqa: ARG001
    """22, 25 or 30% taken off each side."""
    return crop_sides(rgb, pick(strength, 0.22, 0.25, 0.30))


def mirror(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:  # noqa: ARG001
    """Left and right exchanged, exactly, at any strength."""
    return rgb[:, ::-1].copy()


def quarter_turn(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:  # noqa: ARG001
    """Turned by 90, 180 or 270 degrees by chance, exactly, at any strength."""
    return np.rot90(rgb, int(rng.integers(1, 4))).copy()


def turn_5(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """Turned by 2, 5 or 12 degrees either way about its centre; the corners take the colour of the border."""
    height, width = rgb.shape[:2]
    degrees = pick(strength, 2.0, 5.0, 12.0) * float(rng.choice([-1.0, 1.0]))
    border = np.concatenate([rgb[0], rgb[-1], rgb[:, 0], rgb[:, -1]])
    fill = tuple(float(value) for value in np.rint(np.median(border, axis=0)))
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2.0, (height - 1) / 2.0), degrees, 1.0)
    turned: Rgb = cv2.warpAffine(
        rgb, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=fill
    )
    return turned


def perspective(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """Seen at an angle before a wall: each corner moves inwards by up to 8, 15 or 25% of the side."""
    height, width = rgb.shape[:2]
    reach = pick(strength, 0.08, 0.15, 0.25)
    inwards = rng.uniform(0.1 * reach, reach, (4, 2)) * np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]])
    corners = picture_corners(width, height)
    moved = (corners + inwards * np.array([width, height])).astype(np.float32)
    return place(rgb, moved, surface(rng, height, width))


def picture_corners(width: int, height: int) -> NDArray[np.float32]:
    """The outer corners of a picture (4 x 2: x and y), clockwise from the top left."""
    right, bottom = width - 0.5, height - 0.5
    return np.array([[-0.5, -0.5], [right, -0.5], [right, bottom], [-0.5, bottom]], np.float32)


def place(rgb: Rgb, corners: NDArray[np.float32], ground: Rgb) -> Rgb:
    """The picture warped so that its corners lie at `corners` on a copy of `ground`."""
    height, width = rgb.shape[:2]
    size = (ground.shape[1], ground.shape[0])
    matrix = cv2.getPerspectiveTransform(picture_corners(width, height), corners)
    warped = cv2.warpPerspective(rgb, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    mask = np.zeros(ground.shape[:2], np.uint8)
    cv2.fillConvexPoly(mask, np.rint(corners * 16.0).astype(np.int32), 255, cv2.LINE_AA, 4)
    return blend(ground, warped, mask)


def blend(under: Rgb, over: Rgb, mask: NDArray[np.uint8]) -> Rgb:
    """`over` on `under` where the mask (0 to 255) says so, in whole numbers."""
    weight = mask.astype(np.uint16)[:, :, None]
    total = under.astype(np.uint16) * (255 - weight) + over.astype(np.uint16) * weight
    return ((total + 127) // 255).astype(np.uint8)
