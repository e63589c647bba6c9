"""Bands of hashes: whatever lies within the distance has a keyword in common with the query."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.index.bands import BAND_BITS, WIDEST, band_terms, probe_terms, radii
from registry.index.protocol import HashKind


def turned(bits: bytes, places: set[int]) -> bytes:
    """`bits` with the bits at `places` turned."""
    row = np.unpackbits(np.frombuffer(bits, np.uint8))
    row[list(places)] ^= 1
    return np.packbits(row).tobytes()


@given(st.data(), st.sampled_from(list(HashKind)))
def test_near_hashes_share_a_keyword(data: st.DataObject, kind: HashKind) -> None:
    bits = data.draw(st.binary(min_size=kind.size_bytes, max_size=kind.size_bytes))
    distance = data.draw(st.integers(0, 11 if kind.size_bytes == 8 else 47))
    widths = radii(kind, distance)
    assert widths is not None
    places = data.draw(st.sets(st.integers(0, 8 * kind.size_bytes - 1), min_size=distance, max_size=distance))
    near = turned(bits, places)
    assert set(band_terms(kind, near)) & set(probe_terms(kind, bits, widths))


@pytest.mark.parametrize("kind", HashKind)
def test_radii_are_no_wider_than_the_distance_needs(kind: HashKind) -> None:
    for distance in range(8 * kind.size_bytes):
        widths = radii(kind, distance)
        if widths is not None:
            assert sum(width + 1 for width in widths) == distance + 1
            assert max(widths) <= WIDEST
    assert radii(kind, (WIDEST + 1) * 8 * kind.size_bytes // BAND_BITS) is None


def test_a_hash_one_bit_too_far_in_every_band_shares_none() -> None:
    kind = HashKind.PHASH_64
    widths = radii(kind, 10)
    assert widths is not None
    bits = bytes(kind.size_bytes)
    places = {BAND_BITS * band + bit for band, width in enumerate(widths) for bit in range(width + 1)}
    assert len(places) == 11
    assert not set(band_terms(kind, turned(bits, places))) & set(probe_terms(kind, bits, widths))


def test_kinds_do_not_mix() -> None:
    bits = bytes(8)
    assert not set(band_terms(HashKind.PHASH_64, bits)) & set(band_terms(HashKind.DHASH_64, bits))
