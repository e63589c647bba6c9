"""From a photograph to the outlines in it: candidates, refined, scored, without repetitions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from registry.imaging.outlines.candidates import promising_candidates
from registry.imaging.outlines.distinct import says_something_new
from registry.imaging.outlines.quads import Quads, sane
from registry.imaging.outlines.refining import onto_edges
from registry.imaging.outlines.scene import Rgb, Scene, reduced
from registry.imaging.outlines.scoring import SHIPPED, Weights, measures

Corner = tuple[float, float]

LEAST_SCORE = 0.2
"""A wrong outline costs one useless view, a missed one may cost the match: so far below one half.

In 150 held-out simulated photographs of flat works the outline (overlap over 0.85) of 92% is found: 96, 100 and 80% by
strength of the disguise; 16% of what is returned is no outline.  From 0.3 it would be 91% and 12%
(`python -m benchmarks.outlines`).
"""


@dataclass(frozen=True)
class Quadrilateral:
    """An outline: ``corners`` clockwise from the upper left in fractions of the picture, and ``score`` from 0 to 1."""

    corners: tuple[Corner, Corner, Corner, Corner]
    score: float


def find_quadrilaterals(rgb: Rgb, limit: int = 2, weights: Weights = SHIPPED) -> list[Quadrilateral]:
    """Return at most ``limit`` distinct outlines of flat works in ``rgb`` (H x W x 3), best first; often none.

    The canvas inside its frame is an outline like the frame itself, so both may be returned.
    """
    scene = reduced(rgb)
    if scene is None:
        return []
    quads = refined_candidates(scene)
    likely = weights.scores(measures(quads, scene))
    kept: list[npt.NDArray[np.floating]] = []
    chosen: list[Quadrilateral] = []
    for number in np.argsort(-likely, kind="stable"):
        if likely[number] < LEAST_SCORE or len(chosen) == limit:
            break
        if says_something_new(quads[number], kept):
            kept.append(quads[number])
            chosen.append(Quadrilateral(_in_fractions(quads[number], scene.size), float(likely[number])))
    return chosen


def refined_candidates(scene: Scene) -> Quads:
    """Return what is scored: the most promising candidates, their sides moved onto edges; perhaps none (0 x 4 x 2)."""
    quads = promising_candidates(scene)
    return sane(onto_edges(quads, scene), scene.size) if len(quads) else quads


def _in_fractions(quad: npt.NDArray[np.floating], size: tuple[int, int]) -> tuple[Corner, Corner, Corner, Corner]:
    x, y = (quad / [size[0], size[1]]).clip(0.0, 1.0).T.tolist()
    return (x[0], y[0]), (x[1], y[1]), (x[2], y[2]), (x[3], y[3])
