"""Where candidates come from: each source finds what the other one misses."""

import cv2
import numpy as np

from registry.imaging.outlines.candidates import promising_candidates
from registry.imaging.outlines.contours import outlines_of_contours
from registry.imaging.outlines.distinct import overlap
from registry.imaging.outlines.lines import outlines_of_lines
from registry.imaging.outlines.scene import SEARCHED_SIDE, reduced

from ..drawings import hung, texture

SLANTED = np.array([[70.0, 50.0], [250.0, 62.0], [240.0, 190.0], [62.0, 180.0]])


def drawn(corners: np.ndarray, thickness: int) -> np.ndarray:
    mask = np.zeros((240, 320), np.uint8)
    points = [np.rint(corners).astype(np.int32)]
    return cv2.fillPoly(mask, points, 255) if thickness < 0 else cv2.polylines(mask, points, True, 255, thickness)


def best(quads: np.ndarray, truth: np.ndarray) -> float:
    return max((overlap(quad, truth) for quad in quads), default=0.0)


def test_lines_bridge_a_gap_in_every_side():
    edges = drawn(SLANTED, 1)
    for corner, following in zip(SLANTED, np.roll(SLANTED, -1, axis=0), strict=True):
        middle = ((corner + following) / 2).astype(int)
        cv2.rectangle(edges, tuple(map(int, middle - 20)), tuple(map(int, middle + 20)), 0, -1)
    assert best(outlines_of_lines(edges), SLANTED) > 0.95
    assert best(outlines_of_contours(edges), SLANTED) < 0.5


def test_contours_follow_crooked_sides():
    patch = drawn(SLANTED, -1)
    for x in range(70, 250, 12):
        cv2.circle(patch, (x, 53 + x // 20), 3, 0, -1)
        cv2.circle(patch, (x, 182 + x // 40), 3, 255, -1)
    assert best(outlines_of_contours(patch), SLANTED) > 0.9


def test_where_nothing_is_there_are_no_candidates():
    assert len(outlines_of_contours(np.zeros((240, 320), np.uint8))) == 0
    assert len(outlines_of_lines(np.zeros((240, 320), np.uint8))) == 0


def test_the_contour_of_a_speck_is_no_candidate():
    assert len(outlines_of_contours(drawn(SLANTED / 8, -1))) == 0


def test_the_outline_is_among_few_promising_candidates():
    for seed in range(6):
        photograph, corners = hung(seed)
        scene = reduced(photograph)
        assert scene is not None
        assert max(scene.size) == SEARCHED_SIDE
        quads = promising_candidates(scene)
        assert len(quads) <= 60
        assert best(quads, corners * scene.size) > 0.9


def test_a_strip_is_not_searched():
    assert reduced(texture(800, 20, seed=1)) is None
    assert reduced(texture(3000, 290, seed=1)) is None
