import numpy as np
import pytest

from registry.imaging.information import SMALLEST_SIDE, carries_information

from .drawings import drawing, texture

noise = np.random.default_rng(4)


def plain(level: float, spread: float = 0.0, size: tuple[int, int] = (720, 960)) -> np.ndarray:
    return np.clip(level + noise.normal(0, spread, (*size, 3)), 0, 255).astype(np.uint8)


@pytest.mark.parametrize("level", [0, 3, 127, 255])
@pytest.mark.parametrize("spread", [0.0, 2.0, 10.0])
def test_blank_surfaces_carry_none_however_noisy(level, spread):
    assert not carries_information(plain(level, spread))


def test_neither_does_light_falling_off_over_a_wall():
    y, x = np.mgrid[-1:1:720j, -1:1:960j]
    wall = 170 - 45 * (x * x + y * y) + 20 * x
    assert not carries_information(np.repeat(wall[..., None], 3, axis=2).astype(np.uint8))


def test_nor_do_tiny_pictures():
    assert not carries_information(texture(SMALLEST_SIDE - 1, 500, seed=1))
    assert carries_information(texture(SMALLEST_SIDE, 500, seed=1))


@pytest.mark.parametrize("light", [1.0, 0.2, 0.06])
def test_a_dark_photograph_of_little_contrast_is_not_blank(light):
    photograph = texture(960, 720, seed=2, cell=120) * 0.5 + 40
    dark = np.clip(photograph * light + noise.normal(0, 2, photograph.shape), 0, 255).astype(np.uint8)
    assert carries_information(dark)


def test_a_small_coin_on_a_large_table_is_not_blank():
    table = plain(150, 3)
    table[300:400, 450:550] = (110, 90, 60)
    assert carries_information(table)


def test_colour_alone_is_information():
    flag = np.full((400, 600, 3), (120, 60, 60), np.uint8)
    flag[:, 300:] = (60, 91, 60)
    assert carries_information(flag)
    assert carries_information(drawing())
