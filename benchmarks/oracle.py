"""What exact search finds: FAISS over all whole descriptors, and every hash compared with every other."""

from dataclasses import dataclass

import faiss
import numpy as np
import numpy.typing as npt

from benchmarks.population import Population, name_of
from registry.index.protocol import FloatArray, HashKind, LookHits, LookQuery

BEST = 10

Counts = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Exact:
    """For each query: the best objects by cosine, and the distances of all within the bound, rising, by kind of hash."""

    best: tuple[frozenset[str], ...]
    near: tuple[dict[HashKind, list[int]], ...]


def exact_answers(population: Population, queries: list[LookQuery]) -> Exact:
    """Search the population chunk by chunk. Every picture is an object of its own."""
    descriptors = np.stack([query.descriptors for query in queries if query.descriptors is not None])
    scores: list[FloatArray] = []
    distances: dict[HashKind, list[Counts]] = {kind: [] for kind in HashKind}
    for _, made in population.chunks():
        scores.append(_best_cosines(descriptors, made.descriptors))
        for kind, rows in distances.items():
            rows.append(np.stack([_distances(query.hashes[kind], made.hashes[kind]) for query in queries]))
    together = np.concatenate(scores, axis=1)
    order = np.argsort(-together, axis=1, kind="stable")[:, :BEST]
    best = tuple(frozenset(name_of(number) for number in row) for row in order.tolist())
    near: list[dict[HashKind, list[int]]] = []
    joined = {kind: np.concatenate(rows, axis=1) for kind, rows in distances.items()}
    for number, query in enumerate(queries):
        found = {kind: np.sort(joined[kind][number]) for kind in HashKind}
        near.append(
            {
                kind: rows[rows <= query.max_distance[kind]][: query.limit].astype(int).tolist()
                for kind, rows in found.items()
            }
        )
    return Exact(best, tuple(near))


def _best_cosines(queries: FloatArray, views: FloatArray) -> FloatArray:
    """The best cosine of any view of a query (n, views, 512) with any of a picture (m, views, 512): (n, m)."""
    pictures, each = views.shape[:2]
    flat = np.ascontiguousarray(queries.reshape(-1, queries.shape[-1]))
    index = faiss.IndexFlatIP(flat.shape[1])
    index.add(np.ascontiguousarray(views.reshape(-1, views.shape[-1])))
    found, places = index.search(flat, pictures * each)
    rows = np.empty_like(found)
    np.put_along_axis(rows, places, found, axis=1)
    best: FloatArray = rows.reshape(len(queries), -1, pictures, each).max(axis=(1, 3))
    return best


def _distances(queries: npt.NDArray[np.uint8], rows: npt.NDArray[np.uint8]) -> Counts:
    """The least distance of any query (n, bytes) to any view of each picture (m, views, bytes): (m,)."""
    wide, known = queries.view(np.uint64), rows.reshape(-1, rows.shape[-1]).view(np.uint64)
    bits = np.bitwise_count(wide[:, None] ^ known[None]).sum(axis=2, dtype=np.int32)
    least: Counts = bits.min(axis=0).reshape(rows.shape[:2]).min(axis=1)
    return least


def share_of_best(hits: list[LookHits], exact: Exact) -> float:
    """The share of the ten exactly best objects that are among the ten found."""
    pairs = zip(hits, exact.best, strict=True)
    return float(
        np.mean([len({hit.object_id for hit in each.descriptors[:BEST]} & best) / BEST for each, best in pairs])
    )


def share_of_exact_lists(hits: list[LookHits], exact: Exact) -> tuple[float, int]:
    """The share of lists by hash that have exactly the distances they should, and how many are not empty."""
    lists = [
        ([round(hit.score) for hit in each.hashes[kind]], near[kind])
        for each, near in zip(hits, exact.near, strict=True)
        for kind in HashKind
    ]
    return float(np.mean([found == right for found, right in lists])), sum(bool(right) for _, right in lists)
