"""Hashes by their parts: which views can lie within a distance of a hash at all, told by equal keywords.

A hash is cut into bands of 16 bits. If two hashes differ in at most d bits, and the bands i are given radii r_i with
sum(r_i + 1) > d, then in at least one band they differ in at most r_i bits: otherwise they would differ in at least
sum(r_i + 1) bits (the pigeonhole principle; Norouzi, Punjani and Fleet, "Fast Search in Hamming Space with Multi-Index
Hashing", CVPR 2012). So the views that hold any band of the query with up to r_i bits turned contain all near ones, and
only their distances need computing. What is found is the same as without bands.

With wide distances the radii, and with them the number of keywords to look up, become so large that looking at every
hash is quicker: then there are no radii.
"""

from functools import cache
from itertools import combinations

import numpy as np
import numpy.typing as npt

from registry.index.protocol import HashKind

BAND_BITS = 16
WIDEST = 2
"""Largest radius worth looking up: 137 values of a band."""


def band_terms(kind: HashKind, bits: bytes) -> list[str]:
    """The keywords of a registered hash, one a band."""
    return [_term(kind, band, value) for band, value in enumerate(_values(bits).tolist())]


def radii(kind: HashKind, max_distance: int) -> tuple[int, ...] | None:
    """The radius of each band for distances up to `max_distance`; None where looking at every hash is quicker.

    A radius of -1 leaves the band out: fewer are enough.
    """
    bands = 8 * kind.size_bytes // BAND_BITS
    whole, more = divmod(max_distance + 1, bands)
    widths = tuple(whole - 1 + (band < more) for band in range(bands))
    return widths if max(widths) <= WIDEST else None


def probe_terms(kind: HashKind, bits: bytes, widths: tuple[int, ...]) -> list[str]:
    """The keywords that a view within the distance has at least one of, given the `radii` of that distance."""
    return [
        _term(kind, band, turned)
        for band, (value, width) in enumerate(zip(_values(bits).tolist(), widths, strict=True))
        if width >= 0
        for turned in (_masks(width) ^ np.uint16(value)).tolist()
    ]


def _values(bits: bytes) -> npt.NDArray[np.uint16]:
    return np.frombuffer(bits, dtype=">u2").astype(np.uint16)


def _term(kind: HashKind, band: int, value: int) -> str:
    return f"{kind.value}.{band:x}.{value:04x}"


@cache
def _masks(width: int) -> npt.NDArray[np.uint16]:
    """All patterns of up to `width` turned bits in a band."""
    places = [combo for count in range(width + 1) for combo in combinations(range(BAND_BITS), count)]
    return np.asarray([sum(1 << place for place in combo) for combo in places], dtype=np.uint16)
