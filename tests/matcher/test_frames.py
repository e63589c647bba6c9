"""Maps between frames agree with what the pixels do."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.frames import UNIT_SQUARE, move, pixels_to_fractions, polygon, turned_to_view, view_to_photograph
from registry.imaging.orientation import Orientation


@pytest.mark.parametrize("orientation", list(Orientation))
def test_turned_to_view_undoes_the_turn_of_pixels(orientation: Orientation) -> None:
    picture = np.zeros((40, 60), np.uint8)
    picture[7, 12] = 255
    turned = orientation.apply(picture)
    row, column = np.argwhere(turned == 255)[0]
    height, width = turned.shape
    there = move(pixels_to_fractions((width, height)), np.array([[column, row]]))
    back = move(turned_to_view(orientation), there)
    np.testing.assert_allclose(back, move(pixels_to_fractions((60, 40)), np.array([[12, 7]])), atol=1e-9)


@given(
    st.tuples(st.floats(0, 0.4), st.floats(0, 0.4)),
    st.tuples(st.floats(0.6, 1.0), st.floats(0.6, 1.0)),
)
def test_a_box_maps_corners_to_corners(low: tuple[float, float], high: tuple[float, float]) -> None:
    quad = ((low[0], low[1]), (high[0], low[1]), (high[0], high[1]), (low[0], high[1]))
    np.testing.assert_allclose(move(view_to_photograph(quad), UNIT_SQUARE), quad, atol=1e-5)


def test_polygons_stay_inside_the_picture() -> None:
    assert polygon(np.array([[-0.2, 0.5], [1.4, 0.12345678]])) == ((0.0, 0.5), (1.0, 0.1235))
