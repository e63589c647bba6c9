import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from registry.imaging.orientation import Orientation

orientations = st.sampled_from(list(Orientation))
sizes = st.tuples(st.integers(1, 9), st.integers(1, 9))


@pytest.mark.parametrize("orientation", list(Orientation))
def test_the_numbers_are_those_of_exif(orientation):
    image = Image.fromarray(np.arange(3 * 5 * 3, dtype=np.uint8).reshape(3, 5, 3))
    expected = np.asarray(_transposed(image, orientation))
    assert np.array_equal(orientation.apply(np.asarray(image)), expected)


@given(orientations, sizes)
def test_the_inverse_undoes_it(orientation, size):
    pixels = np.arange(size[0] * size[1]).reshape(size[1], size[0])
    turned = orientation.apply(pixels)
    assert (turned.shape[1], turned.shape[0]) == orientation.turn_size(size)
    assert np.array_equal(orientation.inverse.apply(turned), pixels)


@given(orientations, sizes, st.data())
def test_points_move_with_their_pixels(orientation, size, data):
    x, y = data.draw(st.integers(0, size[0] - 1)), data.draw(st.integers(0, size[1] - 1))
    pixels = np.arange(size[0] * size[1]).reshape(size[1], size[0])
    ((new_x, new_y),) = orientation.turn_points(np.array([[x, y]], float), size).astype(int)
    assert orientation.apply(pixels)[new_y, new_x] == pixels[y, x]


def test_mirroring_orientations_are_those_that_an_even_number_of_turns_cannot_reach():
    corners = np.array([[0, 0], [4, 0], [4, 2]], float)
    for orientation in Orientation:
        a, b, c = orientation.turn_points(corners, (5, 3))
        turn = np.linalg.det(np.stack([b - a, c - b]))
        assert (turn < 0) == orientation.mirrors


def _transposed(image: Image.Image, orientation: Orientation) -> Image.Image:
    tagged = image.copy()
    tagged.getexif()[0x0112] = int(orientation)
    return ImageOps.exif_transpose(tagged)
