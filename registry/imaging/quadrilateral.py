"""Finds the outline of a flat work (frame, canvas, page) in a photograph taken at an angle.

Classical and fast, since it runs on every query.  At a reduced size, candidates come from sources that fail in different
places: pairs of long straight lines (Hough, two directions, two edge thresholds), which survive gaps from glare and
hands; closed contours that are almost quadrilaterals, which survive crooked and broken edges; and patches of one
lightness or colour.  The most promising are moved onto the edges next to them and judged alike: how much of the sides
runs along edges, how large the outline is, and how quiet it is outside.  The canvas inside its frame is a candidate
like the frame itself, so both may be returned.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Rgb = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.floating]
Corner = tuple[float, float]

SEARCHED_SIDE = 320
"""Longer side in pixels at which outlines are searched; every length below is in pixels of this size."""
SMALLEST_AREA = 0.07
"""Share of the photograph.  Smaller outlines are books on a shelf or stones of a wall."""
LARGEST_AREA = 0.96
"""Share of the photograph from which rectifying would change nothing."""
LEAST_SCORE = 0.2
"""At 0.3 three tenths fewer wrong outlines are returned, and 2% of the right ones are lost."""
SAME_OVERLAP = 0.80
"""Intersection over union from which two outlines count as one."""

WEIGHTS = {"edges": 15.36, "one_sign": 6.27, "log_area": 2.76, "busy_outside": -5.0}
BIAS = -8.86
"""A logistic regression of being an outline on `_measures`.

Fitted on the candidates in 150 simulated phone photographs (`registry.sample.phone`) of generated paintings, prints,
drawings, manuscripts and textiles, where the outline is known, and on 144 other disguises of works other than textiles
and manuscripts, which have none.  In 150 photographs of other works it finds the outline (overlap over 0.85) of 91%:
96, 98 and 78% by strength of the disguise; 16% of what it returns is no outline.
"""

_LINES = 8
_STEEPEST = 0.6  # radians from the picture's own axes
_LEAST_GRADIENT = 12.0
_CONTRAST = 8.0  # of CIELAB as OpenCV scales it to 8 bit
_REFINED = 60
_SHARED = 5.0
_ALONG = np.linspace(0.05, 0.95, 19)[None, None, :, None]
_SHIFTS = np.array([-3.0, -1.5, 0.0, 1.5, 3.0])


@dataclass(frozen=True)
class Quadrilateral:
    """An outline: ``corners`` clockwise from the upper left in fractions of the picture, and ``score`` from 0 to 1."""

    corners: tuple[Corner, Corner, Corner, Corner]
    score: float


@dataclass(frozen=True)
class _Scene:
    """The reduced photograph: ``lab`` (H x W x 3, blurred) and the gradient of its most contrasting channel."""

    lab: npt.NDArray[np.uint8]
    across: npt.NDArray[np.int16]
    down: npt.NDArray[np.int16]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.lab.shape[1], self.lab.shape[0]


def find_quadrilaterals(rgb: Rgb, limit: int = 2) -> list[Quadrilateral]:
    """Return at most ``limit`` distinct outlines of flat works in ``rgb`` (H x W x 3), best first; often none."""
    height, width = rgb.shape[:2]
    scale = min(1.0, SEARCHED_SIDE / max(height, width))
    size = (round(width * scale), round(height * scale))
    if min(size) < 32:
        return []
    scene = _scene(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA))
    quads = _promising(_candidates(scene), scene)
    if not len(quads):
        return []
    quads = _sane(_onto_edges(quads, scene.lab), size)
    scores = _scores(quads, scene)
    chosen: list[Quadrilateral] = []
    kept: list[Floats] = []
    for number in np.argsort(-scores, kind="stable"):
        if scores[number] < LEAST_SCORE or len(chosen) == limit:
            break
        quad = quads[number]
        if any(_overlap(quad, other) > SAME_OVERLAP or _shared_sides(quad, other) > 1 for other in kept):
            continue
        kept.append(quad)
        x, y = (quad / [size[0], size[1]]).clip(0.0, 1.0).T.tolist()
        corners = ((x[0], y[0]), (x[1], y[1]), (x[2], y[2]), (x[3], y[3]))
        chosen.append(Quadrilateral(corners, float(scores[number])))
    return chosen


def _scene(small: Rgb) -> _Scene:
    lab = np.asarray(cv2.cvtColor(cv2.GaussianBlur(small, (0, 0), 1.0), cv2.COLOR_RGB2LAB), np.uint8)
    across, down = cv2.Scharr(lab, cv2.CV_16S, 1, 0), cv2.Scharr(lab, cv2.CV_16S, 0, 1)
    strongest = (cv2.absdiff(across, np.zeros_like(across)) + cv2.absdiff(down, np.zeros_like(down))).argmax(axis=2)
    across, down = (np.take_along_axis(each, strongest[..., None], axis=2)[..., 0] for each in (across, down))
    return _Scene(lab, np.ascontiguousarray(across), np.ascontiguousarray(down))


def _candidates(scene: _Scene) -> Floats:
    """Return candidate outlines as K x 4 x 2 pixels, clockwise from the upper left."""
    strength = float(np.percentile(np.maximum(np.abs(scene.across), np.abs(scene.down))[::2, ::2], 90)) / 16
    found: list[Floats] = []
    for share in (0.4, 1.0):
        high = max(_LEAST_GRADIENT, share * strength) * 20
        edges = cv2.Canny(scene.across, scene.down, high / 2.5, high)
        found.append(_from_lines(edges))
        found.append(_from_contours(cv2.dilate(edges, np.ones((3, 3), np.uint8))))
    for channel in cv2.split(scene.lab):
        _, bright = cv2.threshold(channel, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
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


def _sides(quads: Floats) -> tuple[Floats, Floats]:
    """Return the sides as vectors (K x 4 x 2) and their lengths (K x 4)."""
    sides = np.roll(quads, -1, axis=1) - quads
    return sides, np.maximum(np.linalg.norm(sides, axis=2), 1e-6)


def _area(quads: Floats, size: tuple[int, int]) -> Floats:
    """Return the share of the picture that each of K x 4 x 2 quadrilaterals covers."""
    after = np.roll(quads, -1, axis=1)
    doubled = np.sum(quads[..., 0] * after[..., 1] - after[..., 0] * quads[..., 1], axis=1)
    return np.asarray(doubled / 2 / (size[0] * size[1]))


def _sane(quads: Floats, size: tuple[int, int]) -> Floats:
    """Keep what may be a rectangle seen at up to about 45 degrees, of a size that is worth a look."""
    sides, lengths = _sides(quads)
    following = np.roll(sides, -1, axis=1)
    turns = sides[..., 0] * following[..., 1] - sides[..., 1] * following[..., 0]
    sines = turns / (lengths * np.roll(lengths, -1, axis=1))
    opposite = np.minimum(lengths[:, :2], lengths[:, 2:]) / np.maximum(lengths[:, :2], lengths[:, 2:])
    area = _area(quads, size)
    sane = (area > SMALLEST_AREA) & (area < LARGEST_AREA) & (lengths.min(axis=1) > 0.12 * min(size))
    return np.asarray(quads[sane & np.all(sines > 0.6, axis=1) & np.all(opposite > 0.45, axis=1)])


def _promising(quads: Floats, scene: _Scene) -> Floats:
    """Return the distinct sane candidates that run along edges best, at most ``_REFINED``."""
    quads = _sane(quads, scene.size)
    if not len(quads):
        return quads
    sides, lengths = _sides(quads)
    inside, outside = _strips(quads, sides / lengths[..., None], scene.lab, 2.0, step=2)
    clear = np.minimum(np.abs(outside - inside).sum(axis=3) / 16.0, 1.0).mean(axis=2)
    clear.sort(axis=1)
    promise = clear[:, 0] + clear[:, 1] + 2 * clear.mean(axis=1) + 0.5 * np.log(_area(quads, scene.size))
    best = np.argsort(-promise, kind="stable")[:400]
    _, distinct = np.unique(np.rint(quads[best] / 5).astype(np.int64).reshape(-1, 8), axis=0, return_index=True)
    return np.asarray(quads[best[np.sort(distinct)[:_REFINED]]])


def _strips(
    quads: Floats, directions: Floats, lab: npt.NDArray[np.uint8], distance: float, step: int = 1
) -> tuple[Floats, Floats]:
    """Return colours (K x 4 x samples x 3) at ``distance`` inside and outside each side, not counting its ends."""
    along = _ALONG[:, :, ::step]
    points = quads[:, :, None] * (1 - along) + np.roll(quads, -1, axis=1)[:, :, None] * along
    outwards = distance * np.stack([directions[..., 1], -directions[..., 0]], axis=-1)[:, :, None]
    return _at(lab, points - outwards), _at(lab, points + outwards)


def _at(lab: npt.NDArray[np.uint8], points: Floats) -> Floats:
    height, width = lab.shape[:2]
    x = np.clip((points[..., 0] + 0.5).astype(np.int32), 0, width - 1)
    y = np.clip((points[..., 1] + 0.5).astype(np.int32), 0, height - 1)
    return np.asarray(lab.reshape(height * width, 3).take(y * width + x, axis=0), np.float32)


def _onto_edges(quads: Floats, lab: npt.NDArray[np.uint8]) -> Floats:
    """Move both ends of every side by up to 3 pixels to where the contrast along it is clearest."""
    sides, lengths = _sides(quads)
    normal = np.stack([sides[..., 1], -sides[..., 0]], axis=-1) / lengths[..., None]
    first, last = (grid.ravel() for grid in np.meshgrid(_SHIFTS, _SHIFTS))
    start = quads[:, :, None] + first[:, None] * normal[:, :, None]
    end = np.roll(quads, -1, axis=1)[:, :, None] + last[:, None] * normal[:, :, None]
    along = np.linspace(0.08, 0.92, 12)[:, None]
    points = start[..., None, :] * (1 - along) + end[..., None, :] * along
    step = 1.5 * normal[:, :, None, None]
    contrast = np.minimum(np.abs(_at(lab, points + step) - _at(lab, points - step)).sum(axis=-1), 40.0).mean(axis=-1)
    best = (contrast - 0.3 * (np.abs(first) + np.abs(last))).argmax(axis=2)[..., None, None]
    start, end = (np.take_along_axis(each, best, axis=2)[:, :, 0] for each in (start, end))
    # A corner is where a moved side crosses the one before it.
    along_this, along_last = end - start, np.roll(end - start, 1, axis=1)
    gap = start - np.roll(start, 1, axis=1)
    determinant = along_last[..., 0] * along_this[..., 1] - along_last[..., 1] * along_this[..., 0]
    determinant = np.where(np.abs(determinant) < 1e-6, 1e-6, determinant)
    share = (gap[..., 0] * along_this[..., 1] - gap[..., 1] * along_this[..., 0]) / determinant
    corners = np.roll(start, 1, axis=1) + share[..., None] * along_last
    near = np.abs(corners - quads).max(axis=(1, 2), keepdims=True) < 10.0
    return np.asarray(np.where(near, corners, quads))


def _scores(quads: Floats, scene: _Scene) -> Floats:
    """Return the score (0 to 1) of each of K x 4 x 2 quadrilaterals."""
    measures = _measures(quads, scene)
    total = BIAS + sum(weight * measures[name] for name, weight in WEIGHTS.items())
    return np.asarray(1.0 / (1.0 + np.exp(-total)))


def _measures(quads: Floats, scene: _Scene) -> dict[str, Floats]:
    """Return what `WEIGHTS` weighs, a number for each of K x 4 x 2 quadrilaterals."""
    sides, lengths = _sides(quads)
    directions = sides / lengths[..., None]
    inside, outside = _strips(quads, directions, scene.lab, 2.0)
    difference = outside - inside
    usual = np.median(difference, axis=2)
    usual /= np.maximum(np.linalg.norm(usual, axis=2), 1e-6)[..., None]
    return {
        "edges": (np.linalg.norm(difference, axis=3) > _CONTRAST).mean(axis=(1, 2)),
        "one_sign": (np.einsum("ksnc,ksc->ksn", difference, usual) > _CONTRAST).mean(axis=(1, 2)),
        "log_area": np.log(np.maximum(_area(quads, scene.size), 1e-3)),
        "busy_outside": _busy_outside(quads, scene),
    }


def _busy_outside(quads: Floats, scene: _Scene) -> Floats:
    """Return the logarithm of the mean gradient outside each quadrilateral: walls and tables are quiet."""
    gradient = cv2.min(cv2.magnitude(scene.across.astype(np.float32), scene.down.astype(np.float32)), 960.0)
    coarse = cv2.resize(gradient, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA) / 16.0
    outside = np.empty(len(quads))
    for number, quad in enumerate(np.rint(quads / 4).astype(np.int32)):
        mask = cv2.fillConvexPoly(np.ones(coarse.shape, np.uint8), quad, 0)
        outside[number] = cv2.mean(coarse, mask)[0]
    return np.asarray(np.log1p(outside))


def _shared_sides(quad: Floats, other: Floats) -> int:
    """Return how many sides of ``quad`` lie on sides of ``other``.

    Two or three in common make a mixture of a frame and its canvas, which has three good sides and is no outline.
    """
    ends = np.stack([quad, np.roll(quad, -1, axis=0)], axis=1)
    sides = np.roll(other, -1, axis=0) - other
    normals = np.stack([-sides[:, 1], sides[:, 0]], axis=1) / np.linalg.norm(sides, axis=1, keepdims=True)
    distances = np.abs(np.einsum("iekc,kc->iek", ends[:, :, None] - other, normals))
    return int((distances.max(axis=1) < _SHARED).any(axis=1).sum())


def _overlap(a: Floats, b: Floats) -> float:
    """Return the intersection over union of two convex quadrilaterals."""
    common, _ = cv2.intersectConvexConvex(a.astype(np.float32), b.astype(np.float32))
    total = cv2.contourArea(a.astype(np.float32)) + cv2.contourArea(b.astype(np.float32)) - common
    return float(common / max(total, 1e-6))
