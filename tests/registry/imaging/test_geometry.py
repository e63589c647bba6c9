from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest

from registry.imaging.geometry import FEWEST_MATCHES, aligned_agreement, verify

from .drawings import texture

SIZE = (640, 480)
TRUE = np.array([[0.82, -0.09, 60.0], [0.06, 0.88, 25.0], [1e-4, 5e-5, 1.0]])


def matched(count: int, wrong: int = 0, seed: int = 0, homography=TRUE):
    random = np.random.default_rng(seed)
    a = random.random((count + wrong, 2)) * SIZE
    b = cv2.perspectiveTransform(a[None], homography)[0] + random.normal(0, 0.5, a.shape)
    b[count:] = random.random((wrong, 2)) * SIZE
    return a.astype(np.float32), b.astype(np.float32)


def test_finds_the_homography_among_wrong_matches():
    a, b = matched(80, wrong=120)
    found = verify(a, b, SIZE, SIZE)
    assert found is not None
    assert found.mask[:80].mean() > 0.97
    assert found.inliers == found.mask.sum() <= 90
    assert found.error < 1.5
    assert found.spread > 0.5
    corners = np.array([[[0.0, 0.0], [640.0, 0.0], [640.0, 480.0], [0.0, 480.0]]])
    offset = cv2.perspectiveTransform(corners, found.homography) - cv2.perspectiveTransform(corners, TRUE)
    assert np.abs(offset).max() < 4


@pytest.mark.parametrize("seed", range(5))
def test_chance_gives_few_inliers(seed):
    found = verify(*matched(0, wrong=150, seed=seed), SIZE, SIZE)
    assert found is None or found.inliers < 15


def test_too_few_matches_are_none():
    assert verify(*matched(FEWEST_MATCHES - 1), SIZE, SIZE) is None
    assert verify(np.zeros((0, 2), np.float32), np.zeros((0, 2), np.float32), SIZE, SIZE) is None


def test_mirrored_and_collapsed_relations_are_none():
    assert verify(*matched(80, homography=np.array([[-1.0, 0, 640], [0, 1, 0], [0, 0, 1]])), SIZE, SIZE) is None
    a, b = matched(80)
    b[:, 1] = 240 + 0.001 * b[:, 1]
    assert verify(a, b, SIZE, SIZE) is None


def test_a_point_used_twice_counts_once():
    a, b = matched(40)
    a[20:] = a[0]
    found = verify(a, b, SIZE, SIZE)
    assert found is not None
    assert found.inliers <= 21


def test_inliers_in_one_spot_spread_little():
    a, _ = matched(60)
    spot = (a * 0.1 + 200).astype(np.float32)
    moved = cv2.perspectiveTransform(spot[None].astype(np.float64), TRUE)[0].astype(np.float32)
    found = verify(spot, moved, SIZE, SIZE)
    assert found is None or found.spread < 0.15


def test_the_same_in_every_thread_and_every_time():
    a, b = matched(60, wrong=140, seed=3)
    alone = verify(a, b, SIZE, SIZE)
    assert alone is not None
    with ThreadPoolExecutor(4) as pool:
        again = list(pool.map(lambda _: verify(a, b, SIZE, SIZE), range(16)))
    for found in again:
        assert found is not None
        assert np.array_equal(found.homography, alone.homography)
        assert np.array_equal(found.mask, alone.mask)


def page(seed: int) -> np.ndarray:
    """A page of text-like strokes in fixed lines: pages of one book share the layout, not the strokes."""
    random = np.random.default_rng(seed)
    grey = np.full((480, 360), 215, np.uint8)
    for top in range(40, 440, 20):
        x = 40
        while x < 310:
            length = int(random.integers(3, 16))
            cv2.line(
                grey, (x, top + int(random.integers(-5, 6))), (x + length, top + int(random.integers(-5, 6))), 50, 2
            )
            x += length + int(random.integers(2, 8))
    return cv2.GaussianBlur(grey, (0, 0), 1.0)


def test_the_same_page_agrees_and_another_page_does_not():
    light = np.linspace(0.7, 1.1, 360)[None]
    again = np.clip(page(1) * light + 10, 0, 255).astype(np.uint8)
    same = aligned_agreement(page(1), again, np.eye(3))
    other = aligned_agreement(page(1), page(2), np.eye(3))
    assert same is not None
    assert other is not None
    # Lines of writing resemble each other wherever the layout is the same, so the share of agreeing patches is only a
    # little lower on another page; the median correlation is what tells the pages apart.
    assert same.agreeing > 0.9 > other.agreeing + 0.1
    assert same.correlation > 0.9 > other.correlation + 0.2
    assert same.patches > 50


def test_survives_a_small_error_of_alignment_and_glare():
    grey = cv2.cvtColor(texture(480, 360, seed=3), cv2.COLOR_RGB2GRAY)
    glare = grey.copy()
    cv2.circle(glare, (150, 120), 45, 255, -1)
    shifted = np.array([[1, 0, 2 / 480], [0, 1, -2 / 360], [0, 0, 1.0]])
    found = aligned_agreement(grey, glare, shifted)
    assert found is not None
    assert found.agreeing > 0.75


def test_nothing_to_compare_is_none():
    grey = cv2.cvtColor(texture(480, 360, seed=3), cv2.COLOR_RGB2GRAY)
    away = np.array([[1, 0, 5.0], [0, 1, 0], [0, 0, 1.0]])
    assert aligned_agreement(grey, grey, away) is None
    assert aligned_agreement(np.full_like(grey, 90), np.full_like(grey, 90), np.eye(3)) is None
    corner = np.array([[0, 0], [0.05, 0], [0.05, 0.05], [0, 0.05]])
    assert aligned_agreement(grey, grey, np.eye(3), corner) is None
