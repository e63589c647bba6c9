"""Near pictures by hash, descriptor and visual words: all routes of all looks in one `msearch`.

Each query vector is a search of its own whose hits are collapsed by object, nearest first. An object that is among the
best `limit` by its best vector is among the best `limit` of that vector's own list, so joining the lists is exact. A
vector search fetches a number of *views*; where they belong to too few objects it is asked again without the objects
already found, for more, until there are enough or no more.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from registry.index.bands import probe_terms, radii
from registry.index.elasticsearch.documents import vector
from registry.index.elasticsearch.filters import clauses
from registry.index.elasticsearch.frequencies import Frequencies
from registry.index.elasticsearch.mappings import DIMENSIONS, bits_field
from registry.index.protocol import BitArray, Filters, FloatArray, HashKind, LookHits, LookQuery, PictureHit
from registry.index.visual import rarest

BANDED_FROM_VIEWS = 100_000
"""Views from which hashes are looked up by their bands first: fewer are scanned as quickly."""
_MOST_FETCHED = 10_000
"""The server's own bound for the neighbours of a vector."""
_GROWTH = 4

Clause = dict[str, Any]
SearchAll = Callable[[Sequence[Clause]], list[Any]]
"""Sends searches of views in one request and returns the answers, in order."""


@dataclass(frozen=True)
class Circumstances:
    """What searches depend on besides the query: views an object, the shards they lie on, whether bands are worth it."""

    views_an_object: float
    shards: int
    banded: bool


@dataclass
class _Route:
    """One search: a query (by its number) of a route (`slot`) of a look, and the hits it has so far.

    `fetched` is the number of views asked for next; None where the server counts by object itself. `exact` lists must
    not miss anything on any shard.
    """

    look: int
    slot: HashKind | str
    query: int
    limit: int
    body: Callable[[int | None, list[str]], Clause]
    fetched: int | None
    exact: bool
    to_score: Callable[[float], float]
    hits: list[PictureHit] = field(default_factory=list)
    done: bool = False

    def take(self, answer: Any, shards: int) -> None:
        """Add an answer's hits, and decide whether more may be missing."""
        new = [_hit(each, self.query, self.to_score) for each in answer["hits"]["hits"]]
        worst = self._worst_of_best()
        self.hits += new
        if self.fetched is None or answer["hits"]["total"]["value"] < self.fetched or not new:
            self.done = True
            return
        if shards == 1 or not self.exact:
            self.done = len(self.hits) >= self.limit
        elif worst is not None:
            # Each shard brought its own nearest: if none of those that were left can be among the best, they are known.
            self.done = all(_cost(self.slot, hit) >= worst for hit in new)
        self.fetched = min(_MOST_FETCHED, _GROWTH * self.fetched)

    def _worst_of_best(self) -> float | None:
        costs = sorted(_cost(self.slot, hit) for hit in self.hits)
        return costs[self.limit - 1] if len(costs) >= self.limit else None


def near_pictures(
    search_all: SearchAll,
    queries: Sequence[LookQuery],
    filters: Filters,
    *,
    circumstances: Circumstances,
    frequencies: Frequencies,
) -> list[LookHits]:
    """See `SearchIndex.near_pictures`. `ValueError` where a query has the wrong shape."""
    routes: list[_Route] = []
    for number, query in enumerate(queries):
        if query.limit > 0:
            routes += _routes(number, query, filters, circumstances, frequencies)
    waiting = routes
    while waiting:
        answers = search_all([route.body(route.fetched, [hit.object_id for hit in route.hits]) for route in waiting])
        for route, answer in zip(waiting, answers, strict=True):
            route.take(answer, circumstances.shards)
        waiting = [route for route in waiting if not route.done]
    return [_look_hits(number, query, routes) for number, query in enumerate(queries)]


def _routes(
    number: int, query: LookQuery, filters: Filters, circumstances: Circumstances, frequencies: Frequencies
) -> Iterable[_Route]:
    for kind, hashes in query.hashes.items():
        yield from _hash_routes(number, kind, hashes, query, filters, circumstances)
    if query.descriptors is not None:
        yield from _descriptor_routes(number, query.descriptors, query.limit, filters, circumstances)
    if query.words is not None and (terms := rarest(*frequencies.of(np.unique(query.words).tolist()))):
        body = _collapsed({"bool": {"must": [_any_of(terms)], "filter": clauses(filters)}}, query.limit, total=False)
        yield _Route(number, "words", 0, query.limit, lambda *_: body, None, False, float)


def _hash_routes(
    number: int, kind: HashKind, hashes: BitArray, query: LookQuery, filters: Filters, circumstances: Circumstances
) -> Iterable[_Route]:
    rows = np.ascontiguousarray(hashes, dtype=np.uint8)
    if rows.ndim != 2 or rows.shape[1] != kind.size_bytes:
        raise ValueError(f"{kind.value} queries must have the shape (n, {kind.size_bytes}), not {rows.shape}")
    bound = min(query.max_distance[kind], 8 * kind.size_bytes)
    if bound < 0:
        return
    widths = radii(kind, bound) if circumstances.banded else None
    distinct, places = np.unique(rows, axis=0, return_index=True)
    for row, place in zip(distinct, places.tolist(), strict=True):
        bits = row.tobytes()
        near: list[Clause] = [{"terms": {"bands": probe_terms(kind, bits, widths)}}] if widths is not None else []
        knn = {"field": bits_field(kind), "query_vector": bits.hex(), "similarity": bound}
        body = _vector_body(knn, [*clauses(filters), *near], query.limit)
        yield _Route(
            number, kind, place, query.limit, body, _first_fetch(query.limit, circumstances), True,
            _distance(8 * kind.size_bytes),
        )  # fmt: skip


def _descriptor_routes(
    number: int, descriptors: FloatArray, limit: int, filters: Filters, circumstances: Circumstances
) -> Iterable[_Route]:
    rows = np.asarray(descriptors, dtype=np.float32)
    if rows.ndim != 2 or rows.shape[1] != DIMENSIONS:
        raise ValueError(f"descriptors must have the shape (n, {DIMENSIONS}), not {rows.shape}")
    for place, row in enumerate(rows):
        # The nearest by the compressed vectors, in the order of the whole ones.
        knn = {"field": "descriptor", "query_vector": vector(row), "rescore_vector": {"oversample": 1.5}}
        body = _vector_body(knn, clauses(filters), limit)
        yield _Route(
            number, "descriptors", place, limit, body, _first_fetch(limit, circumstances), False,
            _cosine,
        )  # fmt: skip


def _first_fetch(limit: int, circumstances: Circumstances) -> int:
    return int(min(_MOST_FETCHED, max(50, 1.2 * limit * circumstances.views_an_object)))


def _vector_body(knn: Clause, conditions: list[Clause], limit: int) -> Callable[[int | None, list[str]], Clause]:
    def body(fetched: int | None, found: list[str]) -> Clause:
        without = [{"bool": {"must_not": {"terms": {"object_id": found}}}}] if found else []
        asked = {**knn, "k": fetched, "num_candidates": fetched, "filter": [*conditions, *without]}
        return _collapsed({"knn": asked}, limit, total=True)

    return body


def _collapsed(query: Clause, limit: int, *, total: bool) -> Clause:
    """A search for objects by their best view; ties by object id, then by the order of the views."""
    return {
        "query": query,
        "size": min(limit, _MOST_FETCHED),
        "collapse": {"field": "object_id"},
        "sort": [{"_score": "desc"}, {"object_id": "asc"}, {"ordinal": "asc"}],
        "_source": False,
        "docvalue_fields": ["object_id", "sha256", "view"],
        "track_total_hits": total,
    }


def _any_of(terms: list[str]) -> Clause:
    return {"match": {"words": {"query": " ".join(terms), "operator": "or"}}}


def _hit(hit: Any, query: int, to_score: Callable[[float], float]) -> PictureHit:
    values = hit["fields"]
    # The score as it was sorted by: with a sort, the server leaves `_score` of the hit empty.
    score = to_score(float(hit["sort"][0]))
    return PictureHit(values["object_id"][0], values["sha256"][0], values["view"][0], query, score)


def _distance(bits: int) -> Callable[[float], float]:
    """From the server's score of a hash, (bits - distance) / bits."""
    return lambda score: float(round((1 - score) * bits))


def _cosine(score: float) -> float:
    """From the server's score of a descriptor, (1 + cosine) / 2."""
    return 2 * score - 1


def _cost(slot: HashKind | str, hit: PictureHit) -> float:
    """The score as a number of which less is nearer."""
    return hit.score if isinstance(slot, HashKind) else -hit.score


def _look_hits(number: int, query: LookQuery, routes: Sequence[_Route]) -> LookHits:
    def of(slot: HashKind | str) -> list[PictureHit]:
        hits = [hit for route in routes if (route.look, route.slot) == (number, slot) for hit in route.hits]
        best: dict[str, PictureHit] = {}
        for hit in sorted(hits, key=lambda hit: (_cost(slot, hit), hit.object_id, hit.query)):
            best.setdefault(hit.object_id, hit)
        return list(best.values())[: max(0, query.limit)]

    return LookHits({kind: of(kind) for kind in query.hashes}, of("descriptors"), of("words"))
