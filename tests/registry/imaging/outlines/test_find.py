from pathlib import Path

import cv2
import numpy as np
import pytest

from registry.imaging.outlines import find_quadrilaterals
from registry.imaging.outlines.scoring import SHIPPED
from registry.sample.phone import shoot, surface
from registry.sample.phone.geometry import place

from ..drawings import hung, texture


@pytest.mark.parametrize("seed", range(8))
def test_finds_a_framed_picture_on_a_wall(seed):
    photograph, corners = hung(seed)
    found = find_quadrilaterals(photograph)
    assert 1 <= len(found) <= 2
    assert min(np.abs(np.array(quad.corners) - corners).max() for quad in found) < 0.02
    assert all(0 < quad.score <= 1 for quad in found)
    assert [quad.score for quad in found] == sorted((quad.score for quad in found), reverse=True)


def test_finds_the_canvas_inside_a_wide_frame():
    photograph = np.full((720, 960, 3), 205, np.uint8)
    cv2.rectangle(photograph, (150, 100), (810, 620), (70, 45, 25), -1)
    photograph[210:510, 260:700] = texture(440, 300, seed=2) // 2 + 110
    found = [np.array(quad.corners) * [960, 720] for quad in find_quadrilaterals(photograph)]
    for expected in (
        [[150, 100], [810, 100], [810, 620], [150, 620]],
        [[260, 210], [700, 210], [700, 510], [260, 510]],
    ):
        assert min(np.abs(quad - expected).max() for quad in found) < 12


@pytest.mark.parametrize("limit", [0, 1])
def test_returns_no_more_than_asked_for(limit):
    assert len(find_quadrilaterals(hung(1)[0], limit)) == limit


def test_finds_nothing_where_nothing_is():
    assert find_quadrilaterals(np.full((600, 800, 3), 127, np.uint8)) == []
    assert find_quadrilaterals(texture(20, 800, seed=1)) == []
    ball = np.full((600, 800, 3), 200, np.uint8)
    cv2.circle(ball, (400, 300), 220, (90, 60, 40), -1)
    assert find_quadrilaterals(ball) == []


def simulated(seed: int, strength: str) -> tuple[np.ndarray, np.ndarray]:
    """A picture on a simulated table or wall, with its light and lens: the photograph and the true corners."""
    random = np.random.default_rng(seed)
    corners = np.array([[0.2, 0.18], [0.8, 0.18], [0.8, 0.82], [0.2, 0.82]]) + random.uniform(-0.07, 0.07, (4, 2))
    scene = place(texture(500, 400, seed, 25), (corners * [960, 720]).astype(np.float32), surface(random, 720, 960))
    return shoot(scene, random, strength), corners


def overlap(one: np.ndarray, two: np.ndarray) -> float:
    one, two = (np.asarray(each, np.float32) * 1000 for each in (one, two))
    common, _ = cv2.intersectConvexConvex(one, two)
    return common / (cv2.contourArea(one) + cv2.contourArea(two) - common)


@pytest.mark.parametrize(("strength", "least"), [("light", 15), ("medium", 14), ("strong", 11)])
def test_finds_outlines_in_simulated_photographs(strength, least):
    found = wrong = 0
    for seed in range(16):
        photograph, corners = simulated(seed, strength)
        overlaps = [overlap(quad.corners, corners) for quad in find_quadrilaterals(photograph)]
        found += any(each > 0.85 for each in overlaps)
        wrong += sum(each <= 0.85 for each in overlaps)
    assert found >= least
    assert wrong <= 3


def test_a_horizon_does_not_divide_a_picture():
    photograph = np.full((720, 960, 3), 200, np.uint8)
    photograph[100:360, 150:800] = texture(650, 260, 4, 40) // 3 + 120
    photograph[360:620, 150:800] = texture(650, 260, 5, 12) // 3
    whole = np.array([[150, 100], [800, 100], [800, 620], [150, 620]]) / [960, 720]
    assert overlap(find_quadrilaterals(photograph)[0].corners, whole) > 0.95


def test_pictures_without_an_outline_rarely_get_one():
    assert sum(bool(find_quadrilaterals(texture(960, 720, seed, 30))) for seed in range(20)) <= 1


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_an_upright_photograph_is_treated_like_a_wide_one(turns):
    photograph, corners = simulated(3, "light")
    found = find_quadrilaterals(np.ascontiguousarray(np.rot90(photograph, -turns)))
    for _ in range(turns):
        corners = np.column_stack([1 - corners[:, 1], corners[:, 0]])
    assert (
        max(
            overlap(cv2.convexHull(np.float32(quad.corners))[:, 0], cv2.convexHull(np.float32(corners))[:, 0])
            for quad in found
        )
        > 0.85
    )


def test_the_decision_page_tells_the_weights_that_are_shipped():
    page = (Path(__file__).resolve().parents[4] / "docs" / "decisions" / "0008-outlines.md").read_text(encoding="utf-8")
    assert f"`shipped: {SHIPPED}`" in page
    assert f"`fitted now: {SHIPPED}`" in page
