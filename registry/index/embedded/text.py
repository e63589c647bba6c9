"""Objects by words (in the ways of `registry.index.asking`) and by numbers."""

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import tantivy

from registry.index.asking import (
    ALL_WORDS_BONUS,
    MOST_WEIGHED,
    MOST_WORDS,
    SECOND_FIELD,
    Manner,
    Way,
    text_fields,
    ways,
)
from registry.index.embedded.documents import restricted, schema
from registry.index.embedded.snapshot import Snapshot
from registry.index.fields import identifier_term, numbers_field, readable, words_field
from registry.index.protocol import FACETS, Filters, TermCounts, TextHit, TextPage
from registry.normalise.text import word_tokens, words
from registry.vocabulary.lists import Level, ObjectType

_Query = Any


def search_text(snapshot: Snapshot, text: str, *, offset: int, limit: int, filters: Filters) -> TextPage:
    """See `SearchIndex.search_text`. Facets are counted over all matches, in the names of `FACETS`."""
    if not text.strip():
        return _everything(snapshot, offset, limit, filters)
    asked = _rarest(snapshot, list(dict.fromkeys(words(text))), filters.clearance)
    if not asked:
        return TextPage((), 0, {facet: {} for facet in FACETS})
    query = restricted(_any_word(snapshot, asked, filters.clearance), filters)
    first, count = max(0, offset), max(1, limit)
    result = snapshot.searcher.search(query, count, offset=first)
    hits = text_hits(snapshot, result.hits) if limit > 0 else []
    return TextPage(tuple(hits), int(result.count), _facets_of(snapshot, query))


def by_identifiers(snapshot: Snapshot, keys: list[str], *, limit: int, filters: Filters) -> list[str]:
    """See `SearchIndex.by_identifiers`. Objects that carry more of the keys come first, then by falling id."""
    terms = sorted({identifier_term(key) for key in keys} - {""})
    if limit <= 0 or not terms:
        return []
    should = []
    for term in terms:
        levels = [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema(), numbers_field(level), term, "basic"))
            for level in readable(filters.clearance)
        ]
        should.append((tantivy.Occur.Should, _scored(tantivy.Query.boolean_query(levels), 1.0)))
    query = restricted(tantivy.Query.boolean_query(should), filters)
    # Everything that carries a key, so that the order among equals does not depend on how documents lie.
    result = snapshot.searcher.search(query, max(1, snapshot.counts[0]), count=False)
    ranked = sorted(((hit.score, hit.object_id) for hit in text_hits(snapshot, result.hits)), reverse=True)
    return [object_id for _, object_id in ranked[:limit]]


def term_counts(snapshot: Snapshot, terms: Collection[str], object_type: ObjectType, clearance: Level) -> TermCounts:
    """The counts of one type, see `SearchIndex.term_counts`."""
    filters = Filters(clearance=clearance, object_types=frozenset({object_type}))
    fields = [field for level in readable(clearance) if snapshot.has_terms(field := words_field(level, weighty=True))]

    def count(term: str) -> int:
        if not any(snapshot.searcher.doc_freq(field, term) for field in fields):
            return 0
        found = [(tantivy.Occur.Should, _all_terms(field, (term,))) for field in fields]
        query = restricted(tantivy.Query.boolean_query(found), filters)
        return int(snapshot.searcher.search(query, 1).count)

    return TermCounts(int(snapshot.mask(filters).objects.sum()), {term: count(term) for term in terms})


def _everything(snapshot: Snapshot, offset: int, limit: int, filters: Filters) -> TextPage:
    allowed = snapshot.mask(filters).objects
    order = snapshot.newest_first
    numbers = order[allowed[order]]
    page = numbers[max(0, offset) : max(0, offset) + max(0, limit)]
    hits = tuple(TextHit(snapshot.object_id(int(number)), 0.0) for number in page)
    facets: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for place, segment in enumerate(snapshot.segments):
        mine = allowed[snapshot.starts[place] : snapshot.starts[place + 1]]
        for facet in FACETS:
            counts = np.bincount(segment.columns[f"o_{facet}"][mine])
            for code in np.flatnonzero(counts).tolist():
                value = segment.vocabularies[facet][code]
                if value:
                    facets[facet][value] = facets[facet].get(value, 0) + int(counts[code])
    return TextPage(hits, len(numbers), facets)


def text_hits(snapshot: Snapshot, found: list[tuple[Any, Any]]) -> list[TextHit]:
    """The objects of the documents that a search of tantivy found, in its order."""
    if not found:
        return []
    serials = snapshot.searcher.fast_field_values("serial", [address for _, address in found])
    numbers = snapshot.objects_of_serials(np.asarray(serials, dtype=np.uint64))
    return [
        TextHit(snapshot.object_id(number), float(score))
        for (score, _), number in zip(found, numbers.tolist(), strict=True)
    ]


def _facets_of(snapshot: Snapshot, query: _Query) -> Mapping[str, Mapping[str, int]]:
    wanted = {facet: {"terms": {"field": facet, "size": 1000}} for facet in FACETS}
    answer = snapshot.searcher.aggregate(query, wanted)
    return {
        facet: {bucket["key"]: int(bucket["doc_count"]) for bucket in answer[facet]["buckets"] if bucket["key"]}
        for facet in FACETS
    }


def _rarest(snapshot: Snapshot, asked: list[str], clearance: Level) -> list[str]:
    """`asked`, or where there are too many the rarest words that occur at all."""
    if len(asked) <= MOST_WORDS:
        return asked
    fields = [words_field(level, weighty=weighty) for level in readable(clearance) for weighty in (True, False)]

    def frequency(word: str) -> int:
        return sum(snapshot.searcher.doc_freq(field, word_tokens(word)[0]) for field in fields)

    frequencies = {word: frequency(word) for word in asked[:MOST_WEIGHED]}
    known = [word for word in frequencies if frequencies[word]] or asked
    return sorted(known, key=lambda word: frequencies.get(word, 0))[:MOST_WORDS]


def _any_word(snapshot: Snapshot, asked: list[str], clearance: Level) -> _Query:
    """Objects with any of the words, those with all of them far ahead."""
    # Asking empty fields for similar words would cost time.
    fields = [field for field in text_fields(clearance) if snapshot.has_terms(field[0])]
    choices = [
        tantivy.Query.disjunction_max_query([_one_way(way) for way in ways(word, fields)], SECOND_FIELD)
        for word in asked
    ]
    some = tantivy.Query.boolean_query([(tantivy.Occur.Should, choice) for choice in choices])
    if len(choices) == 1:
        return some
    every = tantivy.Query.boolean_query([(tantivy.Occur.Must, choice) for choice in choices])
    return tantivy.Query.boolean_query(
        [(tantivy.Occur.Should, some), (tantivy.Occur.Should, _scored(every, ALL_WORDS_BONUS))]
    )


def _one_way(way: Way) -> _Query:
    if way.manner is Manner.ALL:
        query = _all_terms(way.field, way.terms)
    elif way.manner is Manner.BEGINNING:
        query = tantivy.Query.fuzzy_term_query(schema(), way.field, way.terms[0], distance=0, prefix=True)
    else:
        query = tantivy.Query.fuzzy_term_query(schema(), way.field, way.terms[0], distance=1, prefix=False)
    return tantivy.Query.boost_query(query, way.weight)


def _all_terms(field: str, terms: tuple[str, ...]) -> _Query:
    queries = [tantivy.Query.term_query(schema(), field, term, "freq") for term in terms]
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])


def _scored(query: _Query, score: float) -> _Query:
    return tantivy.Query.const_score_query(query, score)
