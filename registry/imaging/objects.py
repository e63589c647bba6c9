"""Splits a photograph that shows several separate things on a plain ground: coins on a table, pictures on a wall.

A descriptor of the whole photograph mixes what lies in it, so each thing deserves a view of its own.  Things are found
by their edges, not by their colour: a shadow or a lamp's reflection is large but soft, and things differ from each other
more than from the ground.  A wrong split costs more than a missed one, so this is conservative: the ground has to be
quiet and of one colour all around, the things compact, clearly apart and of comparable size.

Of 84 simulated photographs of two to eight things (not those the limits were chosen on) it puts every thing into a box
of its own in 39 (light, medium, strong disguise: 21, 12, 6 of 28), leaves 29 whole, and splits 16 otherwise.  Of 380
simulated photographs and other disguises of one work it splits 1 (`python -m benchmarks.outlines`).
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

Rgb = npt.NDArray[np.uint8]
Box = tuple[float, float, float, float]
Mask = npt.NDArray[np.uint8]

MOST_OBJECTS = 8
SEARCHED_SIDE = 256
"""Longer side in pixels at which things are separated."""
LEAST_GROUND_AT_BORDER = 0.93
"""Share of the photograph's border that has to be ground: at most a thing or two may be cut off."""
MOST_AT_BORDER = 2
"""Number of things that may be cut off."""
LEAST_GROUND = 0.30
"""Share of the photograph that has to be ground."""
SMALLEST_AREA = 0.008
"""Share of the photograph below which a patch is dust, a label or a scale bar."""
LEAST_RELATIVE_AREA = 0.15
"""Share of the largest thing's area below which a patch is a part of something or not worth a view."""
LEAST_FILLING = 0.75
"""Share of a thing's convex hull that it fills.  Faces, letters and branches of a painting fill less."""
MOST_GROUND_DEVIATION = 12.0
"""CIELAB distance from a plane of colour, lightness halved, that at most a quarter of the ground may exceed."""
MOST_EDGES_IN_GROUND = 0.05
"""Share of the ground, a little away from the things, that may have an edge."""

_LEAST_EDGE = 9.0  # of CIELAB as OpenCV scales it to 8 bit, a pixel
_EDGE_ABOVE_GROUND = 1.4
_MOST_PATCHES = 12
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
    lab = np.asarray(cv2.cvtColor(cv2.GaussianBlur(small, (0, 0), 1.0), cv2.COLOR_RGB2LAB), np.uint8)
    border = _border(size)
    edges = _edges(lab, border)
    things = _things(edges)
    if not _plain_ground(lab, edges, things, border):
        return []
    boxes = _boxes(things)
    cut_off = sum(x <= 1 or y <= 1 or x + w >= size[0] - 1 or y + h >= size[1] - 1 for x, y, w, h in boxes)
    if len(boxes) < 2 or cut_off > MOST_AT_BORDER or _any_overlap(boxes):
        return []
    return [_fractions(box, size) for box in boxes[:MOST_OBJECTS]]


def _border(size: tuple[int, int]) -> npt.NDArray[np.bool_]:
    width, height = size
    band = max(3, min(size) // 30)
    border = np.ones((height, width), bool)
    border[band:-band, band:-band] = False
    return border


def _edges(lab: npt.NDArray[np.uint8], border: npt.NDArray[np.bool_]) -> Mask:
    """Return a mask (1 = edge) of what changes faster than the texture at the picture's border, in any channel."""
    across, down = (cv2.Scharr(lab, cv2.CV_32F, *order, scale=1 / 16) for order in ((1, 0), (0, 1)))
    gradient = cv2.magnitude(across, down).max(axis=2)
    texture = float(np.percentile(gradient[border], 85))
    return np.asarray(gradient > max(_LEAST_EDGE, _EDGE_ABOVE_GROUND * texture), np.uint8)


def _things(edges: Mask) -> Mask:
    """Return a mask (1 = thing): what edges enclose, without lines and specks."""
    closed = cv2.morphologyEx(edges, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5)))
    outlines, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = cv2.drawContours(np.zeros_like(edges), outlines, -1, 1, cv2.FILLED)
    opened = cv2.morphologyEx(filled, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7)))
    return np.asarray(opened, np.uint8)


def _plain_ground(lab: npt.NDArray[np.uint8], edges: Mask, things: Mask, border: npt.NDArray[np.bool_]) -> bool:
    """Whether what is no thing lies all around, is quiet, and has the colour of the border everywhere."""
    if np.mean(things[border] == 0) < LEAST_GROUND_AT_BORDER or np.mean(things == 0) < LEAST_GROUND:
        return False
    ground = cv2.dilate(things, np.ones((5, 5), np.uint8)) == 0
    if np.mean(ground) < LEAST_GROUND / 2 or np.mean(edges[ground]) > MOST_EDGES_IN_GROUND:
        return False
    colours = lab.astype(np.float32) * np.array([0.5, 1.0, 1.0], np.float32)
    deviation = np.linalg.norm(colours - _ground(colours, border), axis=2)
    return bool(np.percentile(deviation[ground], 75) <= MOST_GROUND_DEVIATION)


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


def _boxes(things: Mask) -> list[tuple[int, int, int, int]]:
    """Return the boxes (x, y, width, height) of the things, from the largest; none unless all of them are compact."""
    contours, _ = cv2.findContours(things, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    patches = sorted(contours, key=cv2.contourArea, reverse=True)
    if not patches:
        return []
    least = max(SMALLEST_AREA * things.size, LEAST_RELATIVE_AREA * cv2.contourArea(patches[0]))
    patches = [patch for patch in patches if cv2.contourArea(patch) >= least]
    compact = all(cv2.contourArea(patch) >= LEAST_FILLING * cv2.contourArea(cv2.convexHull(patch)) for patch in patches)
    if not compact or len(patches) > _MOST_PATCHES:
        return []
    boxes = [(int(x), int(y), int(w), int(h)) for x, y, w, h in map(cv2.boundingRect, patches)]
    return sorted(boxes, key=lambda box: box[2] * box[3], reverse=True)


def _any_overlap(boxes: list[tuple[int, int, int, int]]) -> bool:
    """Whether two boxes overlap by a fifth of the smaller one: they are hardly separate things."""
    for number, (x, y, w, h) in enumerate(boxes):
        for left, top, width, height in boxes[:number]:
            across = min(x + w, left + width) - max(x, left)
            down = min(y + h, top + height) - max(y, top)
            if across > 0 and down > 0 and across * down > 0.2 * min(w * h, width * height):
                return True
    return False


def _fractions(box: tuple[int, int, int, int], size: tuple[int, int]) -> Box:
    """Return a box with a small margin, in fractions of the picture."""
    x, y, w, h = box
    left, right = x / size[0] - _MARGIN, (x + w) / size[0] + _MARGIN
    top, bottom = y / size[1] - _MARGIN, (y + h) / size[1] + _MARGIN
    return max(0.0, left), max(0.0, top), min(1.0, right), min(1.0, bottom)
