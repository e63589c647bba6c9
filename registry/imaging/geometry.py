"""Geometric verification: do the matched points of two pictures move together like one surface?

A homography is estimated with MAGSAC (Barath et al., "MAGSAC++", CVPR 2020, as OpenCV implements it) and then
doubted: matches must be one to one, the projected frame must stay a sane convex quadrilateral, and the inliers must
not sit in one spot. Inlier counts alone lie where texture repeats, so :func:`aligned_agreement` also lays the pictures
over each other.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float32]
Grey = npt.NDArray[np.uint8]

FEWEST_MATCHES = 6
"""A homography has 8 degrees of freedom (4 points): with fewer matches than this every set fits."""
THRESHOLD = 4.0
"""Largest reprojection error of an inlier in pixels, at the sizes local features are extracted at."""
LARGEST_STRETCH = 12.0
"""Most that lengths may differ between directions or places of a plausible view of one surface."""
SPREAD_CELLS = 6
"""The overlap is divided into this many cells a side to measure how far inliers are spread."""

_SEED = 20260
_ITERATIONS = 2000
_CONFIDENCE = 0.999


@dataclass(frozen=True)
class Geometry:
    """A verified geometric relation.

    ``homography`` (3 x 3 float64) maps pixels of a to pixels of b; ``mask`` marks the inliers among the matches given;
    ``spread`` is the share of cells of a's matched region that hold inliers (0 to 1); ``error`` the mean reprojection
    error of the inliers in pixels of b.
    """

    homography: npt.NDArray[np.float64]
    mask: npt.NDArray[np.bool_]
    inliers: int
    spread: float
    error: float


def verify(points_a: Points, points_b: Points, size_a: tuple[int, int], size_b: tuple[int, int]) -> Geometry | None:
    """Fit a homography to matched points (each N x 2 pixels, row by row a pair) and check that it is plausible.

    Returns None where there are too few matches or the result is no view of one surface.
    """
    points_a, points_b = np.asarray(points_a, np.float32), np.asarray(points_b, np.float32)
    unique = _one_to_one(points_a, points_b)
    if len(unique) < FEWEST_MATCHES:
        return None
    homography, found = _magsac(points_a[unique], points_b[unique])
    if homography is None or not _plausible(homography, size_a, size_b):
        return None
    mask = np.zeros(len(points_a), bool)
    mask[unique] = found
    inliers = int(mask.sum())
    if inliers < FEWEST_MATCHES or not _plausible_where(homography, points_a[mask]):
        return None
    error = np.linalg.norm(_project(homography, points_a[mask]) - points_b[mask], axis=1)
    spread = min(_spread(points_a[mask], size_a), _spread(points_b[mask], size_b))
    return Geometry(homography, mask, inliers, spread, float(error.mean()))


def _one_to_one(points_a: Points, points_b: Points) -> npt.NDArray[np.intp]:
    """Rows that use no point twice (the first use of a point stays)."""
    _, first_a = np.unique(points_a, axis=0, return_index=True)
    _, first_b = np.unique(points_b, axis=0, return_index=True)
    return np.intersect1d(first_a, first_b)


def _magsac(points_a: Points, points_b: Points) -> tuple[npt.NDArray[np.float64] | None, npt.NDArray[np.bool_]]:
    parameters = cv2.UsacParams()
    # An own state of random numbers: threads do not disturb each other, the same input gives the same answer.
    parameters.randomGeneratorState = _SEED
    parameters.isParallel = False
    parameters.confidence = _CONFIDENCE
    parameters.maxIterations = _ITERATIONS
    parameters.threshold = THRESHOLD
    parameters.score = cv2.SCORE_METHOD_MAGSAC
    parameters.sampler = cv2.SAMPLING_UNIFORM
    parameters.loMethod = cv2.LOCAL_OPTIM_SIGMA
    parameters.loIterations = 10
    parameters.loSampleSize = 20
    try:
        homography, mask = cv2.findHomography(points_a, points_b, parameters)
    except cv2.error:
        return None, np.zeros(len(points_a), bool)
    if homography is None or mask is None or not np.all(np.isfinite(homography)):
        return None, np.zeros(len(points_a), bool)
    error = np.linalg.norm(_project(homography, points_a) - points_b, axis=1)
    return np.asarray(homography, np.float64), (mask.ravel() > 0) & (error <= THRESHOLD)


def _project(homography: npt.NDArray[np.float64], points: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    moved = np.column_stack([points, np.ones(len(points))]) @ homography.T
    scale = np.where(np.abs(moved[:, 2:]) < 1e-9, 1e-9, moved[:, 2:])
    return np.asarray(moved[:, :2] / scale)


def within(
    homography: npt.NDArray[np.float64], points: npt.NDArray[np.floating], size: tuple[int, int]
) -> npt.NDArray[np.bool_]:
    """Which points (N x 2 pixels) fall into a picture of ``size`` (width, height) when ``homography`` moves them there."""
    moved = _project(homography, points)
    return np.asarray(((moved >= 0) & (moved <= np.array(size))).all(axis=1), np.bool_)


def convex_hull(points: npt.NDArray[np.floating]) -> npt.NDArray[np.float32]:
    """The corners (K x 2) of the smallest convex region that holds all points (N x 2)."""
    return np.asarray(cv2.convexHull(np.asarray(points, np.float32))[:, 0, :], np.float32)


def _plausible(homography: npt.NDArray[np.float64], size_a: tuple[int, int], size_b: tuple[int, int]) -> bool:
    """Whether the frame of a becomes a convex, unmirrored quadrilateral of a size that b can show."""
    width, height = size_a
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
    depth = np.column_stack([corners, np.ones(4)]) @ homography[2]
    if np.any(depth * depth[0] <= 0):
        return False
    quad = _project(homography, corners)
    sides = np.roll(quad, -1, axis=0) - quad
    turns = sides[:, 0] * np.roll(sides, -1, axis=0)[:, 1] - sides[:, 1] * np.roll(sides, -1, axis=0)[:, 0]
    if np.any(turns <= 0):
        return False
    area = cv2.contourArea(quad.astype(np.float32)) / (size_b[0] * size_b[1])
    return bool(0.01 <= area <= 100.0)


def _plausible_where(homography: npt.NDArray[np.float64], points: Points) -> bool:
    """Whether the local stretch at the inliers stays bounded: a collapsed homography fits anything onto a line."""
    centre = points.mean(axis=0, keepdims=True)
    step = 2.0
    around = centre + np.array([[0.0, 0.0], [step, 0.0], [0.0, step]])
    moved = _project(homography, around)
    jacobian = np.column_stack([(moved[1] - moved[0]) / step, (moved[2] - moved[0]) / step])
    large, small = np.linalg.svd(jacobian, compute_uv=False)
    return bool(small > 1.0 / LARGEST_STRETCH and large < LARGEST_STRETCH and large / max(small, 1e-9) < 4.0)


def _spread(points: npt.NDArray[np.floating], size: tuple[int, int]) -> float:
    """Share of cells of the whole picture that hold an inlier, relative to what so many points could fill."""
    cells = np.clip((points / np.array(size) * SPREAD_CELLS).astype(int), 0, SPREAD_CELLS - 1)
    occupied = len(np.unique(cells[:, 0] * SPREAD_CELLS + cells[:, 1]))
    return occupied / SPREAD_CELLS**2


@dataclass(frozen=True)
class Agreement:
    """How two aligned pictures agree, patch by patch.

    ``agreeing`` and ``disagreeing`` are shares (0 to 1) of the ``patches`` that have texture in both pictures;
    ``correlation`` is the median of the patches' zero-mean normalised cross-correlations (-1 to 1).
    """

    agreeing: float
    disagreeing: float
    correlation: float
    patches: int


AGREES = 0.55
"""Correlation from which a patch counts as agreeing."""
DISAGREES = 0.15
"""Correlation below which a textured patch counts as showing something else."""
COMPARED_SIDE = 320
"""Longer side in pixels at which aligned pictures are compared."""
LARGEST_ENLARGEMENT = 2.0
"""More than this shows no more of a small detail."""
PATCH = 16
_SEARCH = 3
_FEWEST_PATCHES = 8
_TEXTURE = 5.0
_SMALLEST_OVERLAP = 0.02
_UNIT_SQUARE = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 1.0], [1.0, 1.0, 1.0], [0.0, 1.0, 1.0]])


def aligned_agreement(
    grey_a: Grey,
    grey_b: Grey,
    homography: npt.NDArray[np.float64],
    region: npt.NDArray[np.floating] | None = None,
) -> Agreement | None:
    """Lay grey a over grey b and compare them patch by patch; None where too little is left to compare.

    ``homography`` maps the unit square of a to that of b; ``region`` restricts the comparison to a polygon in fractions
    of b (shape n x 2), otherwise it is all that both show. What is compared is enlarged to ``COMPARED_SIDE``, so that a
    detail has as many patches as a whole. Each patch is centred and normalised, so that lighting, colour and contrast do
    not count, and may move by a few pixels, so that small errors of alignment do not count either.
    """
    bounds = _bounds(homography @ _UNIT_SQUARE.T if region is None else _homogeneous(region).T)
    if bounds is None:
        return None
    (left, top), (width, height) = bounds[0], (bounds[1] - bounds[0]) * [grey_b.shape[1], grey_b.shape[0]]
    scale = min(COMPARED_SIDE / max(width, height), LARGEST_ENLARGEMENT)
    size = max(PATCH, round(width * scale)), max(PATCH, round(height * scale))
    # From fractions of b to pixels of the compared frame.
    spans = np.array(size) / (bounds[1] - bounds[0])
    frame = np.array([[spans[0], 0.0, -left * spans[0]], [0.0, spans[1], -top * spans[1]], [0.0, 0.0, 1.0]])
    b = _smooth(_warp(grey_b, frame @ _to_fractions(grey_b), size))
    matrix = frame @ homography @ _to_fractions(grey_a)
    a = _smooth(_warp(grey_a, matrix, size))
    covered = cv2.warpPerspective(np.full(grey_a.shape, 255, np.uint8), matrix, size) >= 255
    if region is not None:
        inside = np.zeros(covered.shape, np.uint8)
        corners = _project(frame, np.asarray(region, np.float64))
        cv2.fillPoly(inside, [np.round(corners).astype(np.int32)], 255)
        covered &= inside > 0
    correlations = _patch_correlations(a, b, covered)
    if len(correlations) < _FEWEST_PATCHES:
        return None
    return Agreement(
        float(np.mean(correlations >= AGREES)),
        float(np.mean(correlations < DISAGREES)),
        float(np.median(correlations)),
        len(correlations),
    )


def _bounds(moved: npt.NDArray[np.float64]) -> npt.NDArray[np.float64] | None:
    """Upper left and lower right corner, within the unit square, of points given as homogeneous columns (3 x n)."""
    points = (moved[:2] / moved[2]).T
    bounds = np.clip(np.array([points.min(axis=0), points.max(axis=0)]), 0.0, 1.0)
    return bounds if np.all(bounds[1] - bounds[0] >= _SMALLEST_OVERLAP) else None


def _homogeneous(points: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    return np.column_stack([np.asarray(points, np.float64), np.ones(len(points))])


def _to_fractions(grey: Grey) -> npt.NDArray[np.float64]:
    return np.diag([1 / grey.shape[1], 1 / grey.shape[0], 1.0])


def _warp(grey: Grey, matrix: npt.NDArray[np.float64], size: tuple[int, int]) -> Grey:
    # Shrinking by sampling alone aliases: blur first by about what is lost.
    shrink = 1.0 / max(1e-6, np.sqrt(abs(np.linalg.det(matrix[:2, :2] / matrix[2, 2]))))
    if shrink > 1.5:
        grey = cv2.GaussianBlur(grey, (0, 0), 0.4 * shrink)
    return np.asarray(cv2.warpPerspective(grey, matrix, size, flags=cv2.INTER_LINEAR), np.uint8)


def _smooth(grey: Grey) -> npt.NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), 1.0), np.float32)


def _patch_correlations(
    a: npt.NDArray[np.float32], b: npt.NDArray[np.float32], covered: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    height, width = b.shape
    found = []
    for top in range(_SEARCH, height - PATCH - _SEARCH + 1, PATCH):
        for left in range(_SEARCH, width - PATCH - _SEARCH + 1, PATCH):
            window = slice(top - _SEARCH, top + PATCH + _SEARCH), slice(left - _SEARCH, left + PATCH + _SEARCH)
            if not covered[window].all():
                continue
            patch = b[top : top + PATCH, left : left + PATCH]
            around = a[window]
            if patch.std() < _TEXTURE or around.std() < _TEXTURE / 2:
                continue
            scores = cv2.matchTemplate(around, patch, cv2.TM_CCOEFF_NORMED)
            found.append(float(scores.max()))
    return np.array(found)
