import numpy as np
import pytest

from registry.imaging.views import QUERY_VIEWS, REGISTRY_VIEWS, View, box, query_views, rectify, registry_views

from .drawings import drawing, hung, texture
from .test_objects import table


def test_lists_start_with_the_whole_and_names_are_unique():
    for views in (registry_views(drawing()), query_views(drawing())):
        assert views[0].name == "whole"
        assert len({view.name for view in views}) == len(views)
    assert np.array_equal(REGISTRY_VIEWS[0].cut(drawing()), drawing())


@pytest.mark.parametrize("view", [*REGISTRY_VIEWS, *QUERY_VIEWS], ids=lambda view: view.name)
@pytest.mark.parametrize("size", [(1, 1), (2, 90), (960, 720)])
def test_every_cut_has_pixels_of_the_picture(view, size):
    part = view.cut(texture(*size, seed=1))
    assert part.ndim == 3
    assert min(part.shape) >= 1
    assert part.shape[0] <= size[1]
    assert part.shape[1] <= size[0]


def test_a_query_is_also_cut_by_what_is_in_it():
    photograph, _ = hung(1)
    quads = [view for view in query_views(photograph) if view.kind == "quadrilateral"]
    assert 1 <= len(quads) <= 2
    assert all(view.cut(photograph).ndim == 3 for view in quads)
    photograph, middles = table(4, coins=True)
    objects = [view for view in query_views(photograph) if view.kind == "object"]
    assert len(objects) == len(middles)


def test_rectifying_undoes_the_angle():
    photograph, corners = hung(3, frame=0)
    flat = rectify(photograph, tuple(map(tuple, corners)))
    expected = texture(600, 500, 3, 30)
    inside = np.asarray(View("inside", "centre", box(0.1, 0.1, 0.9, 0.9)).cut(_fit(flat)), float)
    assert np.abs(inside - expected[50:450, 60:540]).mean() < 12


def test_rectifying_keeps_within_its_largest_side():
    assert max(rectify(drawing(), box(0.1, 0.1, 0.9, 0.9), 100).shape) == 100


def _fit(picture):
    import cv2

    return cv2.resize(picture, (600, 500), interpolation=cv2.INTER_AREA)


def test_registry_views_are_the_ten_that_were_measured():
    assert [view.name for view in registry_views(drawing())] == [
        *("whole", "centre-50", "corner-60-ul", "corner-60-ur", "corner-60-lr", "corner-60-ll"),
        *("edge-40-top", "edge-40-right", "edge-40-bottom", "edge-40-left"),
    ]


@pytest.mark.parametrize("size", [(1, 1), (1, 40), (31, 33)])
def test_a_tiny_query_gets_only_the_fixed_views(size):
    assert query_views(texture(*size, seed=2)) == list(QUERY_VIEWS)
