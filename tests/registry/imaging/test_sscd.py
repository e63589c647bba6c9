from pathlib import Path

import numpy as np
import pytest

from registry.imaging.errors import ModelUnavailable
from registry.imaging.models.sscd import DIMENSION, Sscd

from .drawings import drawing, texture

GOLDEN = Path(__file__).parent / "data" / "sscd_distilled_drawing.npy"


@pytest.fixture(scope="module")
def sscd():
    return Sscd.load()


def test_golden_descriptor(sscd):
    (found,) = sscd.describe([drawing()])
    assert found @ np.load(GOLDEN).astype(np.float32) > 0.999


def test_shape_length_and_batches(sscd):
    pictures = [texture(300 + 40 * number, 260, seed=number) for number in range(6)]
    together = sscd.describe(pictures)
    assert together.shape == (6, DIMENSION)
    assert together.dtype == np.float32
    assert np.abs(np.linalg.norm(together, axis=1) - 1).max() < 1e-5
    alone = np.concatenate([sscd.describe([picture]) for picture in pictures])
    assert np.abs(together - alone).max() < 1e-3
    assert sscd.describe([]).shape == (0, DIMENSION)


def test_a_copy_is_nearer_than_another_picture(sscd):
    original = texture(640, 480, seed=1, cell=60)
    copy = np.clip(original[20:-20, 30:-30] * 0.7 + 30, 0, 255).astype(np.uint8)
    a, b, other = sscd.describe([original, copy, texture(640, 480, seed=2, cell=60)])
    assert a @ b > 0.9
    assert a @ other < a @ b - 0.1


def test_the_scheme_names_the_file(sscd):
    assert sscd.scheme.startswith("sscd_distilled-288-")
    assert sscd.scheme != Sscd.load("sscd").scheme


def test_missing_and_damaged_files_are_unavailable(tmp_path):
    with pytest.raises(ModelUnavailable):
        Sscd.load(path=tmp_path / "missing.onnx")
    (tmp_path / "damaged.onnx").write_bytes(b"damaged")
    with pytest.raises(ModelUnavailable):
        Sscd.load(path=tmp_path / "damaged.onnx").describe([drawing()])
