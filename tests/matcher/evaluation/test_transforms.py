"""Every transform is a pure function of picture, seed and strength."""

import re
from pathlib import Path

import numpy as np
import pytest

from matcher.evaluation.transforms import SUITE, Transform
from registry.sample.works import paint_work


@pytest.fixture(scope="module")
def rgb() -> np.ndarray:
    """A painted picture, not square."""
    return paint_work("textile", 2).pictures[0].rgb


@pytest.mark.parametrize("transform", SUITE.values(), ids=SUITE)
def test_a_transform_is_seeded_and_leaves_its_picture_alone(transform: Transform, rgb: np.ndarray) -> None:
    before = rgb.copy()
    for strength in transform.strengths:
        once, again = transform(rgb, 5, strength), transform(rgb, 5, strength)
        assert once.dtype == np.uint8
        assert once.ndim == 3
        assert min(once.shape[:2]) >= 32
        np.testing.assert_array_equal(once, again)
        assert once.shape != rgb.shape or not np.array_equal(once, rgb)
    np.testing.assert_array_equal(rgb, before)


@pytest.mark.parametrize("name", ["watermark", "damaged", "restored", "caption"])
def test_stronger_means_further_from_the_picture(name: str, rgb: np.ndarray) -> None:
    light, strong = (SUITE[name](rgb, 3, strength) for strength in ("light", "strong"))
    if name == "caption":
        assert strong.shape[0] > light.shape[0] > rgb.shape[0]
    else:
        apart = [np.abs(each.astype(float) - rgb).mean() for each in (light, strong)]
        assert apart[0] < apart[1]


def test_a_table_holds_more_than_the_work() -> None:
    plain = np.full((300, 400, 3), 120, np.uint8)
    assert SUITE["table"](plain, 1, "medium").std() > 5


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="uint8"):
        SUITE["room"](np.zeros((20, 20), np.uint8), 1, "medium")


def test_the_documentation_names_every_transform() -> None:
    page = (Path(__file__).parents[3] / "docs" / "evaluation.md").read_text(encoding="utf-8")
    listed = page.partition("## The transforms")[2].partition("\n## ")[0]
    named = set(re.findall(r"[a-z_0-9]+", listed))
    assert {name for name in SUITE if name not in named} == set()
    assert {transform.situation for transform in SUITE.values()} == set(
        re.findall(r"^\| ([a-z ,-]+) \|", listed, re.M)
    ) - {"situation", "---"}
