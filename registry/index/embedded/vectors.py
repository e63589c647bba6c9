"""Descriptors in eight bits a component, searched exactly or, in large segments, through an inverted file.

A descriptor is turned by a fixed rotation (random signs and a Hadamard matrix, twice), which spreads whatever structure
a network's output has evenly over all components, so that one scale fits all: components of a rotated unit vector of
512 dimensions have a standard deviation of 0.044 and are clipped at 0.18, where rounding and clipping together err
least. A cosine of two codes has an error of about 0.0006 (standard deviation) for a quarter of the memory of floats,
and FAISS multiplies bytes faster than floats.

Above `exact_rows` rows a segment is clustered (spherical k-means, FAISS's inverted file). `PROBED` of the lists are
searched; benchmarks/index_at_scale.py measures the recall against exact search.
"""

import os
from dataclasses import dataclass
from functools import cache
from typing import Any

import faiss as faiss_module
import numpy as np
import numpy.typing as npt

from registry.index.protocol import FloatArray

DIMENSIONS = 512
EXACT_ROWS = 200_000
"""Rows of a segment up to which it is scanned whole: some 20 ms for four queries on one core."""
PROBED = 1 / 4
"""Share of the lists that a search looks into."""

# Its type stubs do not know the Python layer over the C++ classes.
faiss: Any = faiss_module

_SCALE = 127 / 0.18
_TRAINING_ROWS_A_LIST = 64

Codes = npt.NDArray[np.uint8]
BoolArray = npt.NDArray[np.bool_]


def one_thread() -> None:
    """Keep FAISS to the calling thread (OpenMP keeps this setting for each thread): call it before every search.

    A server answers several requests at once anyway, and on a busy machine OpenMP's threads wait for each other: four
    hash searches over 10,000 rows took 120 ms with two threads beside other work, and under 1 ms with one.
    """
    faiss.omp_set_num_threads(1)


@cache
def _signs() -> FloatArray:
    """Two rows of random signs (2, 512), the same on every machine."""
    # random_raw is NumPy's only stream that never changes between versions.
    raw = np.random.PCG64(0).random_raw(2 * DIMENSIONS)
    return np.where(raw >> np.uint64(63), np.float32(1), np.float32(-1)).reshape(2, DIMENSIONS)


def _hadamard(rows: FloatArray) -> FloatArray:
    """`rows` (n, 512) times Sylvester's Hadamard matrix, by the fast transform: no BLAS, whose threads would wait."""
    width = 1
    while width < DIMENSIONS:
        pairs = rows.reshape(len(rows), -1, 2, width)
        rows = np.stack((pairs[:, :, 0] + pairs[:, :, 1], pairs[:, :, 0] - pairs[:, :, 1]), axis=2)
        width *= 2
    return rows.reshape(len(rows), DIMENSIONS)


def rotate(vectors: FloatArray) -> FloatArray:
    """`vectors` (n, 512) as float32 in the rotated frame, where cosines are the same."""
    rows = np.asarray(vectors, dtype=np.float32)
    if rows.ndim != 2 or rows.shape[1] != DIMENSIONS:
        raise ValueError(f"descriptors must have the shape (n, {DIMENSIONS}), not {rows.shape}")
    first, second = _signs()
    rotated: FloatArray = _hadamard(_hadamard(rows * first) * second) / np.float32(DIMENSIONS)
    return rotated


def quantise(vectors: FloatArray) -> FloatArray:
    """Unit vectors (n, 512), rotated, as whole numbers from -127 to 127 in float32: what FAISS wants of a query."""
    levels: FloatArray = np.clip(np.rint(rotate(vectors) * np.float32(_SCALE)), -127, 127)
    return levels


def encode(vectors: FloatArray) -> Codes:
    """Unit vectors (n, 512) as codes (n, 512): one byte a component, 128 meaning zero."""
    codes: Codes = (quantise(vectors) + 128).astype(np.uint8)
    return codes


def _decoded(codes: Codes) -> FloatArray:
    values: FloatArray = codes.astype(np.float32) - 128
    return values


@dataclass(frozen=True)
class Clusters:
    """How the rows of a segment are grouped: `order` sorts them by list, `sizes` are the lists' lengths."""

    order: npt.NDArray[np.int64]
    sizes: npt.NDArray[np.int64]
    centroids: FloatArray


def cluster(codes: Codes) -> Clusters:
    """Group the rows of a large segment into as many lists as a list has rows."""
    lists = max(1, int(len(codes) ** 0.5))
    step = max(1, len(codes) // (lists * _TRAINING_ROWS_A_LIST))
    clustering = faiss.Clustering(DIMENSIONS, lists)
    clustering.niter, clustering.spherical, clustering.seed = 8, True, 1
    clustering.max_points_per_centroid = 2 * _TRAINING_ROWS_A_LIST
    clustering.min_points_per_centroid = 1
    quantizer = faiss.IndexFlatIP(DIMENSIONS)
    faiss.omp_set_num_threads(os.cpu_count() or 1)
    clustering.train(_decoded(codes[::step]), quantizer)
    nearest = np.empty(len(codes), dtype=np.int64)
    for at in range(0, len(codes), 50_000):
        nearest[at : at + 50_000] = quantizer.search(_decoded(codes[at : at + 50_000]), 1)[1][:, 0]
    one_thread()
    centroids = faiss.vector_to_array(clustering.centroids).reshape(lists, DIMENSIONS)
    return Clusters(np.argsort(nearest, kind="stable"), np.bincount(nearest, minlength=lists), centroids)


class DescriptorIndex:
    """The descriptors of one segment in memory. Rows are numbered as in `codes`; reading is safe from any thread."""

    def __init__(self, codes: Codes, sizes: npt.NDArray[np.int64] | None, centroids: FloatArray | None) -> None:
        self.rows = len(codes)
        self.lists = 1
        if sizes is None or centroids is None:
            self._index = faiss.IndexScalarQuantizer(
                DIMENSIONS, faiss.ScalarQuantizer.QT_8bit_direct_signed, faiss.METRIC_INNER_PRODUCT
            )
            if self.rows:
                self._index.add_sa_codes(np.ascontiguousarray(codes))
        else:
            self.lists = len(sizes)
            self._index, self._quantizer = _inverted_file(codes, sizes, centroids)

    def search(
        self, queries: FloatArray, k: int, allowed: BoolArray | None, effort: int
    ) -> tuple[FloatArray, npt.NDArray[np.int64], bool]:
        """Cosines and rows, both (n, k), -1 where there is none, and whether there can be no more than these.

        `queries` come from `quantise`, `allowed` (rows,) restricts the rows, and `effort` multiplies the number
        of lists searched.
        """
        one_thread()
        k = min(k, self.rows)
        share = 1.0 if allowed is None else max(float(np.count_nonzero(allowed)) / self.rows, 1e-9)
        probes = min(self.lists, int(np.ceil(max(16, self.lists * PROBED) * effort / share)))
        parameters: dict[str, Any] = {}
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            parameters["sel"] = faiss.IDSelectorBitmap(bits)
        if self.lists > 1:
            params: Any = faiss.SearchParametersIVF(nprobe=probes, **parameters)
        else:
            params = faiss.SearchParameters(**parameters) if parameters else None
        scores, rows = self._index.search(queries, k, params=params)
        whole = probes == self.lists and (k == self.rows or bool((rows < 0).any(axis=1).all()))
        return np.minimum(scores / np.float32(_SCALE**2), np.float32(1)), rows, whole


def _inverted_file(codes: Codes, sizes: npt.NDArray[np.int64], centroids: FloatArray) -> tuple[Any, Any]:
    """An inverted file over codes that lie in the order of its lists."""
    quantizer = faiss.IndexFlatIP(DIMENSIONS)
    quantizer.add(centroids)
    index = faiss.IndexIVFScalarQuantizer(
        quantizer,
        DIMENSIONS,
        len(sizes),
        faiss.ScalarQuantizer.QT_8bit_direct_signed,
        faiss.METRIC_INNER_PRODUCT,
        False,
    )
    index.is_trained = True
    rows = np.arange(len(codes), dtype=np.int64)
    start = 0
    for number, size in enumerate(sizes.tolist()):
        if size:
            end = start + size
            index.invlists.add_entries(number, size, faiss.swig_ptr(rows[start:end]), faiss.swig_ptr(codes[start:end]))
            start = end
    index.ntotal = len(codes)
    return index, quantizer
