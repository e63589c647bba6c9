"""Near pictures by hash and by descriptor: search every segment, keep the best view of each object.

Lists are counted by distinct object. Hash scans return everything within the radius. For descriptors the nearest rows
are fetched in growing numbers until enough distinct objects lie above the worst score down to which all segments and
queries have been searched; what lies below that score might be incomplete and is not counted.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from registry.index.embedded.snapshot import Snapshot
from registry.index.embedded.vectors import quantise
from registry.index.embedded.words import near_words
from registry.index.protocol import BitArray, Filters, FloatArray, HashKind, LookHits, LookQuery, PictureHit

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True)
class _Found:
    """Rows found, equally long: object number, cost (lower is better), query, segment, view."""

    objects: IntArray
    costs: npt.NDArray[np.float32]
    queries: IntArray
    places: IntArray
    views: IntArray

    @classmethod
    def joined(cls, parts: list["_Found"]) -> "_Found":
        names = ("objects", "costs", "queries", "places", "views")
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))

    def best(self, limit: int) -> IntArray:
        """Places of the best row of each of the `limit` best objects, best first; ties by object, query and view."""
        order = np.lexsort((self.views, self.queries, self.objects, self.costs))
        first = np.unique(self.objects[order], return_index=True)[1]
        return order[np.sort(first)[:limit]]


def near_pictures(snapshot: Snapshot, query: LookQuery, filters: Filters) -> LookHits:
    """All routes of one look, on one snapshot."""
    hashes = {
        kind: near_hashes(
            snapshot, kind, rows, max_distance=query.max_distance[kind], limit=query.limit, filters=filters
        )
        for kind, rows in query.hashes.items()
    }
    described, words = query.descriptors, query.words
    return LookHits(
        hashes,
        near_descriptors(snapshot, described, limit=query.limit, filters=filters) if described is not None else [],
        near_words(snapshot, words, limit=query.limit, filters=filters) if words is not None else [],
    )


def near_hashes(
    snapshot: Snapshot, kind: HashKind, queries: BitArray, *, max_distance: int, limit: int, filters: Filters
) -> list[PictureHit]:
    """See `SearchIndex.near_hashes`."""
    bits = np.ascontiguousarray(queries, dtype=np.uint8)
    if bits.ndim != 2 or bits.shape[1] != kind.size_bytes:
        raise ValueError(f"{kind.value} queries must have the shape (n, {kind.size_bytes}), not {bits.shape}")
    if limit <= 0 or max_distance < 0 or not len(bits):
        return []
    mask = snapshot.mask(filters)
    parts = []
    for place, segment in enumerate(snapshot.segments):
        table = segment.hashes.get(kind)
        if table is None:
            continue
        numbers, rows, distances = table.within(bits, max_distance)
        pictures = table.pictures[rows]
        shown = mask.pictures[place]
        if shown is not None:
            kept = shown[pictures]
            numbers, rows, distances, pictures = numbers[kept], rows[kept], distances[kept], pictures[kept]
        objects = segment.columns["p_object"][pictures] + snapshot.starts[place]
        parts.append(_found(objects, distances, numbers, place, table.views[rows].astype(np.int64)))
    return _hits(snapshot, parts, limit, sign=1)


def near_descriptors(snapshot: Snapshot, queries: FloatArray, *, limit: int, filters: Filters) -> list[PictureHit]:
    """See `SearchIndex.near_descriptors`."""
    levels = quantise(queries)
    if limit <= 0 or not len(levels):
        return []
    mask = snapshot.mask(filters)
    views_an_object = sum(len(segment.columns["d_view"]) for segment in snapshot.segments) / max(1, len(mask.objects))
    fetched = int(min(4096, max(64, 1.2 * limit * views_an_object)))
    effort = 1
    while True:
        parts, complete_to, whole = _nearest(snapshot, levels, fetched, filters, effort)
        if not parts:
            return []
        found = _Found.joined(parts)
        sure = len(np.unique(found.objects[found.costs <= complete_to]))
        if whole or sure >= limit:
            return _hits(snapshot, parts, limit, sign=-1)
        fetched, effort = 4 * fetched, 4 * effort


def _nearest(
    snapshot: Snapshot, levels: FloatArray, fetched: int, filters: Filters, effort: int
) -> tuple[list[_Found], float, bool]:
    """The `fetched` nearest rows a query and segment, the cost up to which they are complete, and whether all is."""
    mask = snapshot.mask(filters)
    parts, complete_to, everything = [], np.inf, True
    for place, segment in enumerate(snapshot.segments):
        if not segment.descriptors.rows:
            continue
        shown = mask.pictures[place]
        allowed = None if shown is None else shown[segment.picture_of_descriptor]
        if allowed is not None and not allowed.any():
            continue
        scores, rows, whole = segment.descriptors.search(levels, fetched, allowed, effort)
        if not whole:
            everything = False
            worst = np.where(rows[:, -1] >= 0, -scores[:, -1], -np.inf)
            complete_to = min(complete_to, float(worst.min()))
        numbers, columns = np.nonzero(rows >= 0)
        found = rows[numbers, columns]
        objects = segment.columns["p_object"][segment.picture_of_descriptor[found]] + snapshot.starts[place]
        parts.append(_found(objects, -scores[numbers, columns], numbers, place, segment.columns["d_view"][found]))
    return parts, complete_to, everything


def _found(objects: IntArray, costs: npt.NDArray[np.generic], queries: IntArray, place: int, views: IntArray) -> _Found:
    places = np.full(len(objects), place, dtype=np.int64)
    return _Found(objects.astype(np.int64), costs.astype(np.float32), queries, places, views.astype(np.int64))


def _hits(snapshot: Snapshot, parts: list[_Found], limit: int, *, sign: int) -> list[PictureHit]:
    if not parts:
        return []
    found = _Found.joined(parts)
    hits = []
    for at in found.best(limit).tolist():
        segment = snapshot.segments[int(found.places[at])]
        view = int(found.views[at])
        hits.append(
            PictureHit(
                object_id=snapshot.object_id(int(found.objects[at])),
                sha256=segment.picture_names[int(segment.columns["v_picture"][view])],
                view=segment.view_name(view),
                query=int(found.queries[at]),
                score=sign * float(found.costs[at]),
            )
        )
    return hits
