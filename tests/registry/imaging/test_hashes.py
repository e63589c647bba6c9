import imagehash
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from registry.imaging.decode import decode
from registry.imaging.hashes import (
    HashSet,
    as_bits,
    hamming,
    hamming_many,
    hash_orientations,
    hash_picture,
    thumbnail,
)
from registry.imaging.orientation import Orientation

from .drawings import drawing, texture
from .test_decode import encode

GOLDEN = {
    "phash64": "bfd8d292c8e482ad",
    "dhash64": "59717373337c0703",
    "phash256": "bfd8da9ad22396a3c84ee6568765ad09a5d92d45a5b52fd1906e1bd4904936d8",
    "dhash256": "c01123732b532b1d2b2e2f063b7623560b2c2b1d2bd23c74273b885c10272003",
}
"""Hash bits change between major versions of Pillow: when this fails after an upgrade, every stored hash is outdated
and the registry needs `repatria reindex --rehash`."""

hashes64 = st.binary(min_size=8, max_size=8)
pictures = st.tuples(st.integers(1, 200), st.integers(1, 200), st.integers(0, 2**32 - 1))


def test_golden_hashes():
    assert hash_picture(drawing()).hex() == GOLDEN


def test_they_are_those_of_the_library_on_the_thumbnail():
    small = Image.fromarray(thumbnail(drawing()))
    found = hash_picture(drawing()).hex()
    assert found["phash64"] == str(imagehash.phash(small))
    assert found["dhash256"] == str(imagehash.dhash(small, 16))


def test_recompressing_and_scaling_change_few_bits():
    original = hash_picture(texture(900, 700, seed=1, cell=90))
    for width, quality in ((900, 40), (300, 80)):
        image = Image.fromarray(texture(900, 700, seed=1, cell=90)).resize((width, width * 7 // 9))
        copy = hash_picture(decode(encode(image, "JPEG", quality=quality)).rgb)
        for (name, a), (_, b) in zip(original.items(), copy.items(), strict=True):
            assert hamming(a, b) <= len(a) * 8 * 0.08, name


def test_different_pictures_differ_in_about_half_of_the_bits():
    a, b = (hash_picture(texture(400, 300, seed=seed, cell=50)) for seed in (1, 2))
    assert 85 < hamming(a.phash256, b.phash256) < 171


@settings(max_examples=40, deadline=None)
@given(pictures)
def test_orientations_are_exactly_those_of_the_turned_picture(shape):
    height, width, seed = shape
    picture = np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)
    found = hash_orientations(picture)
    assert [orientation for orientation, _ in found] == list(Orientation)
    for orientation, hashes in found:
        assert hashes == hash_picture(orientation.apply(picture)), orientation
        assert hash_picture(orientation.inverse.apply(orientation.apply(picture))) == found[0][1]


@given(arrays(np.uint8, (24, 36)))
def test_the_thumbnail_is_the_exact_mean(grey):
    repeated = np.repeat(np.repeat(grey, 16, axis=0), 32, axis=1)  # 384 x 1152: boxes of 3 x 9 pixels
    expected = repeated.reshape(128, 3, 128, 9).astype(int).sum(axis=(1, 3))
    assert np.array_equal(thumbnail(repeated), (2 * expected + 27) // 54)


@pytest.mark.parametrize("level", [0, 128, 255])
def test_a_plain_picture_has_hashes_too(level):
    assert len(hash_picture(np.full((50, 70, 3), level, np.uint8)).phash256) == 32


@given(hashes64, hashes64, hashes64)
def test_hamming_is_a_distance(a, b, c):
    assert hamming(a, b) == hamming(b, a) == int((as_bits(a) != as_bits(b)).sum())
    assert (hamming(a, b) == 0) == (a == b)
    assert hamming(a, c) <= hamming(a, b) + hamming(b, c)


@given(hashes64, st.lists(hashes64, min_size=1, max_size=5))
def test_many_at_once(a, others):
    packed = np.frombuffer(b"".join(others), np.uint8).reshape(-1, 8)
    assert hamming_many(a, packed).tolist() == [hamming(a, other) for other in others]


def test_lengths_must_fit():
    with pytest.raises(ValueError, match="cannot be compared"):
        hamming(bytes(8), bytes(32))
    with pytest.raises(ValueError, match="expected"):
        hamming_many(bytes(8), np.zeros((3, 32), np.uint8))
    with pytest.raises(ValueError, match="phash64 has 7 bytes"):
        HashSet(bytes(7), bytes(8), bytes(32), bytes(32))


def test_hex_round_trip():
    hashes = hash_picture(drawing())
    assert HashSet.from_hex(hashes.hex()) == hashes
