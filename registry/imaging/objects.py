"""Splits a photograph that shows several separate things on a plain ground: coins on a table, pictures on a wall.

A descriptor of the whole photograph mixes what lies in it, so each thing deserves a view of its own.  A wrong split
costs more than a missed one (the whole photograph is always a view too), so this is conservative: the ground has to be
plain all around the photograph, the things compact, clearly apart and of comparable size.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Rgb = npt.NDArray[np.uint8]
Box = tuple[float, float, float, float]

MOST_OBJECTS = 8
SEARCHED_SIDE = 320
"""Longer side in pixels at which things are separated."""
LEAST_GROUND_AT_BORDER = 0.85
"""Share of the photograph's border that has to be ground: at most a thing or two may be cut off."""
LEAST_GROUND = 0.25
"""Share of the photograph that has to be ground."""
SMALLEST_AREA = 0.004
"""Share of the photograph below which a patch is dust, a label or a scale bar."""
LEAST_RELATIVE_AREA = 0.08
"""Share of the largest thing's area below which a patch is a part that broke off its mask."""
LEAST_FILLING = 0.45
"""Share of a thing's convex hull that it fills.  Shadows, cables and branches of a painting fill less."""

MOST_GROUND_TEXTURE = 7.0
"""Grey levels a pixel, at the searched size.  A weave of cloth or grain of wood keeps below; marble and text do not."""
LEAST_OUTLINE = 6.0
"""Grey levels a pixel that three quarters of a thing's outline reach."""

_LEAST_DISTANCE = 14.0
_MOST_NOISE = 6.0
_MOST_PATCHES = 24
_MARGIN = 0.012


def find_objects(rgb: Rgb) -> list[Box]:
    """Return the boxes (left, top, right, bottom in fractions of the picture) of separate things in ``rgb``.

    From the largest to the smallest, at most 8; an empty list where there is one thing, or no plain ground.
    """
    height, width = rgb.shape[:2]
    scale = min(1.0, SEARCHED_SIDE / max(height, width))
    size = (round(width * scale), round(height * scale))
    if min(size) < 48:
        return []
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    things = _things(small)
    if things is None:
        return []
    boxes = _merged([cv2.boundingRect(patch) for patch in _patches(small, things)])
    return [_fractions(box, size) for box in boxes[:MOST_OBJECTS]] if len(boxes) > 1 else []


def _patches(small: Rgb, things: npt.NDArray[np.uint8]) -> list[Any]:
    """Return the contours of the things, from the largest; none unless all of them look like things."""
    contours, _ = cv2.findContours(things, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    patches = [contour for contour in contours if cv2.contourArea(contour) >= SMALLEST_AREA * things.size]
    if not 2 <= len(patches) <= _MOST_PATCHES or not _outlined(small, things, patches):
        return []
    patches.sort(key=cv2.contourArea, reverse=True)
    largest = cv2.contourArea(patches[0])
    patches = [patch for patch in patches if cv2.contourArea(patch) >= LEAST_RELATIVE_AREA * largest]
    filled = all(cv2.contourArea(patch) >= LEAST_FILLING * cv2.contourArea(cv2.convexHull(patch)) for patch in patches)
    return patches if filled else []


def _things(small: Rgb) -> npt.NDArray[np.uint8] | None:
    """Return a mask (255 = not ground) of the reduced picture, or None if its border shows no plain ground."""
    height, width = small.shape[:2]
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (0, 0), 1.5), cv2.COLOR_RGB2LAB).astype(np.float32)
    band = max(3, min(height, width) // 40)
    border = np.zeros((height, width), bool)
    border[:band] = border[-band:] = True
    border[:, :band] = border[:, -band:] = True
    distance = np.linalg.norm((lab - _ground(lab, border)) * [0.7, 1.0, 1.0], axis=2)
    noise = float(np.median(distance[border]))
    limit = max(_LEAST_DISTANCE, 3.5 * noise)
    if np.mean(distance[border] < limit) < LEAST_GROUND_AT_BORDER or noise > _MOST_NOISE:
        return None
    mask = np.where(distance >= limit, 255, 0).astype(np.uint8)
    if np.mean(mask == 0) < LEAST_GROUND:
        return None
    near = max(3, min(height, width) // 48) | 1
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    # What lies nearer than this is one thing.
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (near, near)))
    return np.asarray(closed, np.uint8)


def _outlined(small: Rgb, things: npt.NDArray[np.uint8], patches: list[Any]) -> bool:
    """Whether the ground is smooth and the things end at it abruptly, as matter does and shading does not."""
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), (0, 0), 1.0)
    across = cv2.Scharr(grey, cv2.CV_32F, 1, 0, scale=1 / 16)
    gradient = cv2.magnitude(across, cv2.Scharr(grey, cv2.CV_32F, 0, 1, scale=1 / 16))
    ground = cv2.dilate(things, np.ones((9, 9), np.uint8)) == 0
    if not ground.any() or np.percentile(gradient[ground], 90) > MOST_GROUND_TEXTURE:
        return False
    sharpest = cv2.dilate(gradient, np.ones((5, 5), np.uint8))
    return all(np.percentile(sharpest[patch[:, 0, 1], patch[:, 0, 0]], 25) >= LEAST_OUTLINE for patch in patches)


def _ground(lab: npt.NDArray[np.float32], border: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """Return the ground's colour at every pixel: a plane through the border's colours, fitted without its outliers.

    Light falls off over a table; a thing that is cut off by the border must not bend the plane.
    """
    height, width = lab.shape[:2]
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    terms = np.stack([np.ones_like(x), x, y], axis=-1)
    samples, colours = terms[border], lab[border].astype(np.float64)
    kept = np.linalg.norm(colours - np.median(colours, axis=0), axis=1)
    keep = kept <= np.percentile(kept, 80)
    plane = np.zeros((3, 3))
    for _ in range(3):
        plane, _, _, _ = np.linalg.lstsq(samples[keep], colours[keep], rcond=None)
        off = np.linalg.norm(colours - samples @ plane, axis=1)
        keep = off <= max(float(np.percentile(off, 75)), 1.0)
    return np.asarray(terms @ plane)


def _merged(boxes: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Join boxes (x, y, width, height) that overlap by a fifth of the smaller one: parts of one thing."""
    merged: list[tuple[int, int, int, int]] = []
    for box in boxes:
        joined = box
        rest = []
        for other in merged:
            across = min(joined[0] + joined[2], other[0] + other[2]) - max(joined[0], other[0])
            down = min(joined[1] + joined[3], other[1] + other[3]) - max(joined[1], other[1])
            smaller = min(joined[2] * joined[3], other[2] * other[3])
            if across > 0 and down > 0 and across * down > 0.2 * smaller:
                left, top = min(joined[0], other[0]), min(joined[1], other[1])
                right = max(joined[0] + joined[2], other[0] + other[2])
                bottom = max(joined[1] + joined[3], other[1] + other[3])
                joined = (left, top, right - left, bottom - top)
            else:
                rest.append(other)
        merged = [*rest, joined]
    return sorted(merged, key=lambda box: box[2] * box[3], reverse=True)


def _fractions(box: tuple[int, int, int, int], size: tuple[int, int]) -> Box:
    """Return a box with a small margin, in fractions of the picture."""
    x, y, w, h = box
    left, right = x / size[0] - _MARGIN, (x + w) / size[0] + _MARGIN
    top, bottom = y / size[1] - _MARGIN, (y + h) / size[1] + _MARGIN
    return max(0.0, left), max(0.0, top), min(1.0, right), min(1.0, bottom)
