"""Arithmetic of quadrilaterals: order, area, sanity, sameness, refinement, scores."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.imaging.outlines.distinct import overlap, says_something_new
from registry.imaging.outlines.quads import areas, ordered, outward_normals, sane
from registry.imaging.outlines.refining import onto_edges
from registry.imaging.outlines.scene import Scene, reduced
from registry.imaging.outlines.scoring import SHIPPED, measures

from ..drawings import hung

SIZE = (320, 240)
jitter = st.floats(-20, 20)


@st.composite
def quads(draw: st.DrawFn) -> np.ndarray:
    """A convex quadrilateral, clockwise from the upper left."""
    left, top = draw(st.floats(20, 120)), draw(st.floats(20, 80))
    width, height = draw(st.floats(80, 170)), draw(st.floats(80, 130))
    corners = np.array([[left, top], [left + width, top], [left + width, top + height], [left, top + height]])
    return corners + np.array([[draw(jitter), draw(jitter)] for _ in range(4)])


@given(quads(), st.permutations(range(4)))
def test_corners_come_in_one_order_however_they_are_given(quad, order):
    again = ordered(quad[list(order)][None])[0]
    assert np.allclose(again, ordered(quad[None])[0])
    assert areas(again[None], SIZE)[0] > 0
    assert again.sum(axis=1).argmin() == 0


@given(quads())
def test_the_area_is_that_of_opencv_and_normals_point_outwards(quad):
    assert areas(quad[None], SIZE)[0] == pytest.approx(cv2.contourArea(quad.astype(np.float32)) / 320 / 240, abs=1e-5)
    middles = (quad + np.roll(quad, -1, axis=0)) / 2
    beside = middles + 0.5 * outward_normals(quad[None])[0]
    assert all(cv2.pointPolygonTest(quad.astype(np.float32), tuple(map(float, point)), False) < 0 for point in beside)


@given(quads(), quads())
def test_overlap_is_a_symmetric_share(one, two):
    assert 0 <= overlap(one, two) <= 1 + 1e-6
    assert overlap(one, two) == pytest.approx(overlap(two, one), abs=1e-4)
    assert overlap(one, one) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize(
    ("corners", "good"),
    [
        ([[60, 40], [260, 40], [260, 200], [60, 200]], True),
        ([[60, 40], [110, 40], [110, 80], [60, 80]], False),  # too small
        ([[1, 1], [319, 1], [319, 239], [1, 239]], False),  # the photograph itself
        ([[60, 40], [260, 40], [110, 200], [60, 200]], False),  # a side less than half of the opposite one
        ([[60, 200], [260, 200], [260, 40], [60, 40]], False),  # the wrong way round
        ([[20, 20], [300, 120], [300, 130], [20, 230]], False),  # a wedge
    ],
)
def test_only_what_may_be_a_rectangle_is_sane(corners, good):
    assert len(sane(np.array([corners], float), SIZE)) == good


def test_a_mixture_of_frame_and_canvas_says_nothing_new():
    frame = np.array([[40.0, 30.0], [280.0, 30.0], [280.0, 210.0], [40.0, 210.0]])
    canvas = np.array([[80.0, 70.0], [240.0, 70.0], [240.0, 170.0], [80.0, 170.0]])
    mixture = np.array([[40.0, 30.0], [240.0, 30.0], [240.0, 210.0], [40.0, 210.0]])
    assert says_something_new(canvas, [frame])
    assert not says_something_new(mixture, [frame])
    assert not says_something_new(frame + 1, [canvas, frame])


def seen(seed: int) -> tuple[Scene, np.ndarray]:
    photograph, corners = hung(seed)
    scene = reduced(photograph)
    assert scene is not None
    return scene, corners * scene.size


@pytest.mark.parametrize("dark", [165, 120])
def test_refining_moves_a_careless_outline_to_within_a_pixel(dark):
    truth = np.array([[70.0, 50.0], [250.0, 62.0], [240.0, 190.0], [62.0, 180.0]])
    photograph = np.full((240, 320, 3), 180, np.uint8)
    cv2.fillConvexPoly(photograph, np.rint(truth).astype(np.int32), (dark,) * 3, cv2.LINE_AA)
    scene = reduced(photograph)
    assert scene is not None
    careless = truth + np.random.default_rng(1).uniform(-2.5, 2.5, (8, 4, 2))
    refined = np.abs(onto_edges(careless, scene) - truth).mean(axis=(1, 2))
    assert np.all(refined < np.abs(careless - truth).mean(axis=(1, 2)))
    assert refined.mean() < 0.9


def test_refining_leaves_alone_what_it_would_tear_apart():
    scene = reduced(np.full((240, 320, 3), 180, np.uint8))
    assert scene is not None
    narrow = np.array([[[50.0, 50.0], [250.0, 51.0], [250.0, 54.0], [50.0, 54.0]]])
    assert np.array_equal(onto_edges(narrow, scene), narrow)


@pytest.mark.parametrize("seed", range(6))
def test_the_outline_scores_better_than_others_around_it(seed):
    scene, truth = seen(seed)
    middle = truth.mean(axis=0)
    others = [truth + 8, truth - [8, 0], middle + (truth - middle) * 0.8, middle + (truth - middle) * 1.2]
    scores = SHIPPED.scores(measures(np.stack([truth, *others]), scene))
    assert scores[0] > 0.5
    assert scores[0] > scores[1:].max() + 0.2
