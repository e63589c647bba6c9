"""Candidates between two steep and two flat straight lines (Hough): gaps from glare and hands do not harm them."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from registry.imaging.outlines.quads import Quads, ordered

Floats = npt.NDArray[np.floating]
Mask = npt.NDArray[np.uint8]

_MOST_LINES = 8  # of each direction: pairs of pairs make up to 28 x 28 candidates
_STEEPEST = 0.6  # radians from the picture's own axes
_SAME_OFFSET = 4.0  # pixels, at the middle of the picture
_SAME_DIRECTION = 0.12  # radians
_BEYOND = 0.02  # share of the picture by which a corner may lie outside


def outlines_of_lines(edges: Mask) -> Quads:
    """Return the outlines that two steep and two flat lines of ``edges`` (H x W, 255 = edge) enclose."""
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
    inside &= np.all((quads > -_BEYOND * frame) & (quads < (1 + _BEYOND) * frame), axis=(1, 2))
    return ordered(quads[inside])


def _lines(edges: Mask, direction: float, votes: int) -> Floats:
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
            abs(offset - (other_rho - middle[0] * np.cos(other) - middle[1] * np.sin(other))) > _SAME_OFFSET
            or abs(theta - other) > _SAME_DIRECTION
            for other_rho, other in kept
        ):
            kept.append((rho, theta))
        if len(kept) == _MOST_LINES:
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
