"""Finds the outline of a flat work (frame, canvas, page) in a photograph taken at an angle.

Classical and fast, since it runs on every query.  At a reduced size, candidates come from two sources that fail in
different places: pairs of long straight lines (Hough, two directions, two edge thresholds), which survive gaps from
glare and hands, and closed contours that are almost quadrilaterals, which survive crooked and broken edges.  Every
candidate is then judged alike: how much of each of its four sides runs along an edge of the right direction, how large
it is, and how much it looks like a rectangle seen from somewhere.  The canvas inside its frame is a candidate like the
frame itself, so both may be returned.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Rgb = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]
Corner = tuple[float, float]

SEARCHED_SIDE = 320
"""Longer side in pixels at which lines are searched."""
SMALLEST_AREA = 0.08
"""Share of the photograph.  Smaller outlines are books on a shelf or stones of a wall."""
LARGEST_AREA = 0.96
"""Share of the photograph from which rectifying would change nothing."""
LEAST_SUPPORT = 0.55
"""Share of the weakest side that runs along an edge."""
LEAST_MEAN_SUPPORT = 0.72
SAME_OVERLAP = 0.80
"""Intersection over union from which two outlines count as one."""

_LINES = 8
_SAMPLES = 24
_STEEPEST = 0.6  # radians from the picture's own axes
_LEAST_GRADIENT = 14.0
_OFFSET = 5.0  # pixels at the searched size
_OFF_LINE = 0.5


@dataclass(frozen=True)
class Quadrilateral:
    """An outline: ``corners`` clockwise from the upper left in fractions of the picture, and ``score`` from 0 to 1."""

    corners: tuple[Corner, Corner, Corner, Corner]
    score: float


def find_quadrilaterals(rgb: Rgb, limit: int = 2) -> list[Quadrilateral]:
    """Return at most ``limit`` distinct outlines of flat works in ``rgb`` (H x W x 3), best first; often none."""
    height, width = rgb.shape[:2]
    scale = min(1.0, SEARCHED_SIDE / max(height, width))
    size = (round(width * scale), round(height * scale))
    if min(size) < 32:
        return []
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), (0, 0), 1.0)
    across = cv2.Scharr(grey, cv2.CV_32F, 1, 0, scale=1 / 16)
    down = cv2.Scharr(grey, cv2.CV_32F, 0, 1, scale=1 / 16)
    candidates = _candidates(grey, across, down)
    if not len(candidates):
        return []
    scores = _score(candidates, across, down)
    chosen: list[Quadrilateral] = []
    kept: list[Floats] = []
    for number in np.argsort(-scores, kind="stable"):
        if scores[number] <= 0 or len(chosen) == limit:
            break
        quad = candidates[number]
        if any(_overlap(quad, other) > SAME_OVERLAP or _shared_sides(quad, other) > 1 for other in kept):
            continue
        kept.append(quad)
        x, y = (quad / [size[0], size[1]]).clip(0.0, 1.0).T.tolist()
        corners = ((x[0], y[0]), (x[1], y[1]), (x[2], y[2]), (x[3], y[3]))
        chosen.append(Quadrilateral(corners, float(scores[number])))
    return chosen


def _candidates(grey: npt.NDArray[np.uint8], across: npt.NDArray[np.float32], down: npt.NDArray[np.float32]) -> Floats:
    """Return candidate outlines as K x 4 x 2 pixels, clockwise from the upper left."""
    strength = float(np.percentile(np.maximum(np.abs(across), np.abs(down)), 90))
    found: list[Floats] = []
    for share in (0.5, 1.2):
        high = max(_LEAST_GRADIENT, share * strength) * 4
        edges = cv2.Canny(grey, high / 2, high)
        found.append(_from_lines(edges))
        found.append(_from_contours(cv2.dilate(edges, np.ones((3, 3), np.uint8))))
    _, bright = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    for mask in (bright, 255 - bright):
        found.append(_from_contours(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))))
    return np.concatenate(found)


def _from_lines(edges: npt.NDArray[np.uint8]) -> Floats:
    """Return the outlines that two steep and two flat lines enclose."""
    height, width = edges.shape
    steep = _lines(edges, 0.0, height // 5)
    flat = _lines(edges, np.pi / 2, width // 5)
    if len(steep) < 2 or len(flat) < 2:
        return np.zeros((0, 4, 2))
    crossing = _crossings(steep, flat)
    one, two = np.triu_indices(len(steep), 1)
    upper, lower = np.triu_indices(len(flat), 1)
    # Every pair of steep lines with every pair of flat ones.
    i, k = (grid.ravel() for grid in np.meshgrid(np.arange(len(one)), np.arange(len(upper)), indexing="ij"))
    quads = np.stack(
        [
            crossing[one[i], upper[k]],
            crossing[two[i], upper[k]],
            crossing[two[i], lower[k]],
            crossing[one[i], lower[k]],
        ],
        axis=1,
    )
    inside = np.all(np.isfinite(quads), axis=(1, 2))
    frame = np.array([width, height], np.float64)
    inside &= np.all((quads > -0.02 * frame) & (quads < 1.02 * frame), axis=(1, 2))
    return _ordered(quads[inside])


def _lines(edges: npt.NDArray[np.uint8], direction: float, votes: int) -> Floats:
    """Return the strongest distinct lines near ``direction`` (of their normal) as K x (rho, theta)."""
    found = cv2.HoughLines(
        edges, 1.5, np.pi / 120, votes, min_theta=direction - _STEEPEST, max_theta=direction + _STEEPEST
    )
    if found is None:
        return np.zeros((0, 2))
    height, width = edges.shape
    kept: list[tuple[float, float]] = []
    middle = (width / 2, height / 2)
    for rho, theta in found.reshape(-1, found.shape[-1])[:120, :2].astype(np.float64).tolist():
        offset = rho - middle[0] * np.cos(theta) - middle[1] * np.sin(theta)
        if all(
            abs(offset - (other_rho - middle[0] * np.cos(other) - middle[1] * np.sin(other))) > 4.0
            or abs(theta - other) > 0.12
            for other_rho, other in kept
        ):
            kept.append((rho, theta))
        if len(kept) == _LINES:
            break
    return np.array(kept, np.float64).reshape(-1, 2)


def _crossings(steep: Floats, flat: Floats) -> Floats:
    """Return the points where lines cross, len(steep) x len(flat) x 2; not finite where they are parallel."""
    (rho_a, theta_a), (rho_b, theta_b) = steep.T[..., None], flat.T[:, None, :]
    determinant = np.sin(theta_b - theta_a)
    with np.errstate(divide="ignore", invalid="ignore"):
        x = (rho_a * np.sin(theta_b) - rho_b * np.sin(theta_a)) / determinant
        y = (rho_b * np.cos(theta_a) - rho_a * np.cos(theta_b)) / determinant
    return np.stack([x, y], axis=-1)


def _from_contours(mask: npt.NDArray[np.uint8]) -> Floats:
    """Return the convex hulls of contours that four corners describe well."""
    smallest = SMALLEST_AREA * mask.size
    quads = []
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        if len(contour) < 4:
            continue
        hull = cv2.convexHull(contour)
        if cv2.contourArea(hull) < smallest:
            continue
        for tolerance in (0.02, 0.04, 0.06):
            corners = cv2.approxPolyDP(hull, tolerance * cv2.arcLength(hull, True), True)
            if len(corners) == 4:
                quads.append(corners.reshape(4, 2).astype(np.float64))
                break
    return _ordered(np.array(quads).reshape(-1, 4, 2))


def _ordered(quads: Floats) -> Floats:
    """Return the corners of each quadrilateral clockwise on the screen, from the one nearest to the upper left."""
    around = quads - quads.mean(axis=1, keepdims=True)
    clockwise = np.argsort(np.arctan2(around[..., 1], around[..., 0]), axis=1)
    turned = np.take_along_axis(quads, clockwise[..., None], axis=1)
    first = turned.sum(axis=2).argmin(axis=1)
    order = (first[:, None] + np.arange(4)) % 4
    return np.take_along_axis(turned, order[..., None], axis=1)


def _score(quads: Floats, across: npt.NDArray[np.float32], down: npt.NDArray[np.float32]) -> Floats:
    """Return a score from 0 (no outline) to 1 for each of K x 4 x 2 quadrilaterals."""
    height, width = across.shape
    sides = np.roll(quads, -1, axis=1) - quads
    lengths = np.maximum(np.linalg.norm(sides, axis=2), 1e-6)
    following = np.roll(sides, -1, axis=1)
    turns = (sides[..., 0] * following[..., 1] - sides[..., 1] * following[..., 0]) / (
        lengths * np.roll(lengths, -1, axis=1)
    )
    after = np.roll(quads, -1, axis=1)
    area = np.sum(quads[..., 0] * after[..., 1] - after[..., 0] * quads[..., 1], axis=1) / 2 / (width * height)
    opposite = np.minimum(lengths[:, :2], lengths[:, 2:]) / np.maximum(lengths[:, :2], lengths[:, 2:])
    # The sine of every corner and the ratio of opposite sides of a rectangle seen at up to about 45 degrees.
    sane = np.all(turns > 0.7, axis=1) & np.all(opposite > 0.5, axis=1)
    sane &= (area > SMALLEST_AREA) & (area < LARGEST_AREA) & (lengths.min(axis=1) > 0.12 * min(height, width))
    scores = np.zeros(len(quads))
    where = np.flatnonzero(sane)
    if not len(where):
        return scores
    support = _side_support(quads[where], sides[where] / lengths[where][..., None], across, down)
    good = (support.min(axis=1) >= LEAST_SUPPORT) & (support.mean(axis=1) >= LEAST_MEAN_SUPPORT)
    shape = np.sqrt(turns[where].min(axis=1) * opposite[where].min(axis=1))
    overall = support.mean(axis=1) * np.sqrt(support.min(axis=1)) * shape * np.minimum(1.0, 0.6 + area[where])
    scores[where] = np.where(good, overall, 0.0)
    return scores


def _side_support(
    quads: Floats, directions: Floats, across: npt.NDArray[np.float32], down: npt.NDArray[np.float32]
) -> Floats:
    """Return the share of each side (K x 4) that runs along an edge, not counting its ends.

    A sample supports its side where the gradient along the side's normal is strong within a pixel of it.  Only samples
    of one sign count together: an outline is darker, or brighter, than what lies around it along most of a side, while
    lines drawn through texture cross edges of both signs.  For the same reason what a parallel line a few pixels
    inside or outside would get is taken away in part.
    """
    strong = max(_LEAST_GRADIENT / 2, float(np.percentile(np.maximum(np.abs(across), np.abs(down)), 75)))
    along = np.linspace(0.06, 0.94, _SAMPLES)[None, None, :, None]
    points = quads[:, :, None] * (1 - along) + np.roll(quads, -1, axis=1)[:, :, None] * along
    normal = np.stack([-directions[..., 1], directions[..., 0]], axis=-1)[:, :, None]

    def share(offset: float) -> Floats:
        """The larger share of samples with a strong gradient of one sign on the line moved along its normal."""
        gradient = _along_normal(points + offset * normal, normal, across, down)
        for near in (-1.0, 1.0):
            other = _along_normal(points + (offset + near) * normal, normal, across, down)
            gradient = np.where(np.abs(other) > np.abs(gradient), other, gradient)
        best: Floats = np.maximum((gradient > strong).mean(axis=2), (gradient < -strong).mean(axis=2))
        return best

    return np.maximum(share(0.0) - _OFF_LINE * np.minimum(share(-_OFFSET), share(_OFFSET)), 0.0)


def _along_normal(
    points: Floats, normal: Floats, across: npt.NDArray[np.float32], down: npt.NDArray[np.float32]
) -> Floats:
    height, width = across.shape
    x = np.clip(np.rint(points[..., 0]).astype(np.intp), 0, width - 1)
    y = np.clip(np.rint(points[..., 1]).astype(np.intp), 0, height - 1)
    return normal[..., 0] * across[y, x] + normal[..., 1] * down[y, x]


def _shared_sides(quad: Floats, other: Floats) -> int:
    """Return how many sides of ``quad`` lie on sides of ``other``.

    Two or three in common make a mixture of a frame and its canvas, which has three good sides and is no outline.
    """
    ends = np.stack([quad, np.roll(quad, -1, axis=0)], axis=1)
    sides = np.roll(other, -1, axis=0) - other
    normals = np.stack([-sides[:, 1], sides[:, 0]], axis=1) / np.linalg.norm(sides, axis=1, keepdims=True)
    distances = np.abs(np.einsum("iekc,kc->iek", ends[:, :, None] - other, normals))
    return int((distances.max(axis=1) < _OFFSET).any(axis=1).sum())


def _overlap(a: Floats, b: Floats) -> float:
    """Return the intersection over union of two convex quadrilaterals."""
    common, _ = cv2.intersectConvexConvex(a.astype(np.float32), b.astype(np.float32))
    total = cv2.contourArea(a.astype(np.float32)) + cv2.contourArea(b.astype(np.float32)) - common
    return float(common / max(total, 1e-6))
