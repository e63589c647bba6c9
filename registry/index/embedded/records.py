"""Objects that listings may describe, by the keys of `registry.index.keys`.

A key counts by its weight and its rarity among all objects, in the formula of BM25 that Lucene has for terms without
lengths, so that both engines give the same order. A key that every twentieth object has is not worth walking through in
a large index unless it is a fact: words that common tell nothing.
"""

import math
from collections.abc import Iterator, Sequence
from typing import Any

import tantivy

from registry.index.embedded.documents import restricted, schema
from registry.index.embedded.snapshot import Snapshot
from registry.index.embedded.text import by_identifiers, text_hits
from registry.index.fields import KEYS, key_term, readable
from registry.index.protocol import Filters, RecordHits, RecordQuery, Said, TextHit

_EQUAL_ONES = 20
"""Hits fetched beyond the limit, so that the order among equal ones seldom depends on how documents lie."""


def near_records(snapshot: Snapshot, query: RecordQuery, filters: Filters) -> RecordHits:
    """See `SearchIndex.near_records`."""
    clauses = {said: clause for said in query.said if (clause := _clause(snapshot, said, filters)) is not None}

    def found(chosen: Sequence[Said]) -> tuple[TextHit, ...]:
        return _search(snapshot, [clauses[said] for said in chosen if said in clauses], query.limit, filters)

    facts = [said for said in query.said if said.fact]
    words = [said for said in query.said if not said.fact]
    by_all = found(query.said)
    return RecordHits(
        tuple(by_identifiers(snapshot, list(query.identifiers), limit=query.limit, filters=filters)),
        by_all,
        found(facts) if words else by_all,
        found(words) if facts else by_all,
    )


def _clause(snapshot: Snapshot, said: Said, filters: Filters) -> Any | None:
    """The best of the ways; None where no object has any."""
    ways = [
        tantivy.Query.const_score_query(
            tantivy.Query.term_query(schema(), KEYS, term, "basic"), weight * rarity(snapshot.counts[0], count)
        )
        for term, weight in _terms(said, filters)
        if (count := snapshot.searcher.doc_freq(KEYS, term))
    ]
    if len(ways) < 2:
        return ways[0] if ways else None
    return tantivy.Query.disjunction_max_query(ways)


def _terms(said: Said, filters: Filters) -> Iterator[tuple[str, float]]:
    for key, weight in said.ways:
        for level in readable(filters.clearance):
            yield key_term(level, key), weight


def rarity(objects: int, having: int) -> float:
    """How much a key tells that `having` of `objects` have (nats)."""
    return math.log(1 + (max(objects, having) - having + 0.5) / (having + 0.5))


def _search(snapshot: Snapshot, clauses: Sequence[Any], limit: int, filters: Filters) -> tuple[TextHit, ...]:
    if not clauses or limit <= 0:
        return ()
    query = restricted(tantivy.Query.boolean_query([(tantivy.Occur.Should, clause) for clause in clauses]), filters)
    result = snapshot.searcher.search(query, limit + _EQUAL_ONES, count=False)
    hits = sorted(text_hits(snapshot, result.hits), key=lambda hit: hit.object_id, reverse=True)
    return tuple(sorted(hits, key=lambda hit: -hit.score)[:limit])
