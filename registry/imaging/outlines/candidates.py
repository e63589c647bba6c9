"""All candidates of a photograph, and the most promising among the hundreds or thousands of them.

Sources that fail in different places: lines and contours, each on clear and on faint edges, and the contours of light,
dark or coloured patches.  What is promising is decided by a coarse look along the sides, because refining and
scoring cost more.
"""

from __future__ import annotations

import cv2
import numpy as np

from registry.imaging.outlines.contours import outlines_of_contours
from registry.imaging.outlines.lines import outlines_of_lines
from registry.imaging.outlines.quads import Floats, Quads, areas, outward_normals, sane
from registry.imaging.outlines.scene import Scene

_EDGE_SHARES = (0.4, 1.0)  # of the picture's own strong gradient: faint edges, clear edges
_LEAST_GRADIENT = 12.0
_LOOKED_AT = 400
_REFINED = 60
_SAME_CORNERS = 5  # pixels: candidates whose corners round alike are one
_ALONG = np.linspace(0.05, 0.95, 19)[None, None, :, None]


def promising_candidates(scene: Scene) -> Quads:
    """Return the distinct sane candidates whose sides run along edges best, at most 60."""
    quads = sane(_all_candidates(scene), scene.size)
    if not len(quads):
        return quads
    inside, outside = beside_sides(quads, scene, step=2)
    clear = np.minimum(np.abs(outside - inside).sum(axis=3) / 16.0, 1.0).mean(axis=2)
    clear.sort(axis=1)
    # The two worst sides count beside the mean: three good sides and none at the fourth are no outline.
    promise = clear[:, 0] + clear[:, 1] + 2 * clear.mean(axis=1) + 0.5 * np.log(areas(quads, scene.size))
    best = np.argsort(-promise, kind="stable")[:_LOOKED_AT]
    rounded = np.rint(quads[best] / _SAME_CORNERS).astype(np.int64).reshape(-1, 8)
    _, distinct = np.unique(rounded, axis=0, return_index=True)
    return np.asarray(quads[best[np.sort(distinct)[:_REFINED]]])


def beside_sides(quads: Quads, scene: Scene, distance: float = 2.0, step: int = 1) -> tuple[Floats, Floats]:
    """Return colours (K x 4 x samples x 3) at ``distance`` inside and outside each side, not counting its ends."""
    along = _ALONG[:, :, ::step]
    points = quads[:, :, None] * (1 - along) + np.roll(quads, -1, axis=1)[:, :, None] * along
    outwards = distance * outward_normals(quads)[:, :, None]
    return scene.colours_at(points - outwards), scene.colours_at(points + outwards)


def _all_candidates(scene: Scene) -> Quads:
    strength = float(np.percentile(np.maximum(np.abs(scene.across), np.abs(scene.down))[::2, ::2], 90)) / 16
    found: list[Quads] = []
    for share in _EDGE_SHARES:
        high = max(_LEAST_GRADIENT, share * strength) * 20
        edges = cv2.Canny(scene.across, scene.down, high / 2.5, high)
        found.append(outlines_of_lines(edges))
        found.append(outlines_of_contours(cv2.dilate(edges, np.ones((3, 3), np.uint8))))
    for channel in cv2.split(scene.lab):
        _, bright = cv2.threshold(channel, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
        for patch in (bright, 255 - bright):
            closed = cv2.morphologyEx(patch, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
            found.append(outlines_of_contours(closed))
    return np.concatenate(found)
