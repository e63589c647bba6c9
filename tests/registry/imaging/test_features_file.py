import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.imaging import features_file
from registry.imaging.errors import FeaturesDamaged
from registry.imaging.models.features import LocalFeatures


def made(count: int, dimension: int = 64, size: tuple[int, int] = (640, 480), seed: int = 0, scheme: str = "test-1"):
    random = np.random.default_rng(seed)
    descriptors = random.normal(size=(count, dimension)).astype(np.float32)
    descriptors /= np.linalg.norm(descriptors, axis=1, keepdims=True)
    keypoints = (random.random((count, 2)) * (np.array(size) - 1)).astype(np.float32)
    return LocalFeatures(keypoints, np.sort(random.random(count))[::-1].astype(np.float32), descriptors, size, scheme)


sizes = st.tuples(st.integers(1, 2000), st.integers(1, 2000))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 300), st.sampled_from([64, 128]), sizes, st.integers(0, 999), st.text(max_size=40))
def test_round_trip(count, dimension, size, seed, scheme):
    features = made(count, dimension, size, seed, scheme)
    read = features_file.load(features_file.dump(features))
    assert (read.size, read.scheme, len(read)) == (size, scheme, count)
    assert read.descriptors.shape == (count, dimension)
    if count:
        assert np.abs(read.keypoints - features.keypoints).max() < max(size) / 60_000
        assert np.abs(read.scores - features.scores).max() < 1e-3
        assert np.sum(read.descriptors * features.descriptors, axis=1).min() > 0.9995


def test_1024_features_fit_into_100_kb():
    assert len(features_file.dump(made(1024))) < 100_000
    with pytest.raises(ValueError, match="more than 100000"):
        features_file.dump(made(1024, 128))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_changed_or_missing_byte_is_noticed(data):
    written = features_file.dump(made(5))
    place = data.draw(st.integers(0, len(written) - 1))
    changed = bytearray(written)
    changed[place] ^= data.draw(st.integers(1, 255))
    for damaged in (bytes(changed), written[:place]):
        with pytest.raises(FeaturesDamaged, match="compute it again"):
            features_file.load(damaged)
