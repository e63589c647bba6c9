"""Objects by words and by numbers.

Every query is built from terms, never parsed, so no input can break it. A word of the query is matched as written
(folded), in Latin letters, as the beginning of a longer word, and from five letters with one edit, each way weighing
less than the one before. Objects with all words come before those with some.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np
import tantivy

from registry.index.embedded.documents import (
    identifier_term,
    latin_field,
    numbers_field,
    restricted,
    schema,
    words_field,
)
from registry.index.embedded.snapshot import Snapshot
from registry.index.protocol import FACETS, Filters, TextHit, TextPage
from registry.normalise.text import latin_keys, word_tokens, words
from registry.vocabulary.lists import Level

MOST_WORDS = 32
"""Words of a query that count: the rarest, where there are more."""
_ALL_WORDS_BONUS = 1_000.0
_MAIN, _REST = 3.0, 1.0
_AS_WRITTEN, _LATIN, _BEGINNING, _ONE_EDIT = 1.0, 0.8, 0.5, 0.3
_PREFIX_FROM, _EDIT_FROM = 4, 5

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
    hits = _text_hits(snapshot, result.hits) if limit > 0 else []
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
            for level in _readable(filters.clearance)
        ]
        should.append((tantivy.Occur.Should, _scored(tantivy.Query.boolean_query(levels), 1.0)))
    query = restricted(tantivy.Query.boolean_query(should), filters)
    # Everything that carries a key, so that the order among equals does not depend on how documents lie.
    result = snapshot.searcher.search(query, max(1, snapshot.counts[0]), count=False)
    ranked = sorted(((hit.score, hit.object_id) for hit in _text_hits(snapshot, result.hits)), reverse=True)
    return [object_id for _, object_id in ranked[:limit]]


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


def _text_hits(snapshot: Snapshot, found: list[tuple[Any, Any]]) -> list[TextHit]:
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


def _readable(clearance: Level) -> list[Level]:
    return [level for level in Level if level <= clearance]


def _rarest(snapshot: Snapshot, asked: list[str], clearance: Level) -> list[str]:
    """`asked`, or where there are too many the rarest words that occur at all."""
    if len(asked) <= MOST_WORDS:
        return asked
    fields = [words_field(level, weighty=weighty) for level in _readable(clearance) for weighty in (True, False)]

    def frequency(word: str) -> int:
        return sum(snapshot.searcher.doc_freq(field, word_tokens(word)[0]) for field in fields)

    frequencies = {word: frequency(word) for word in asked[:2000]}
    known = [word for word in frequencies if frequencies[word]] or asked
    return sorted(known, key=lambda word: frequencies.get(word, 0))[:MOST_WORDS]


def _any_word(snapshot: Snapshot, asked: list[str], clearance: Level) -> _Query:
    """Objects with any of the words, those with all of them far ahead."""
    fields = list(_fields(snapshot, clearance))
    choices = [_one_word(word, fields) for word in asked]
    some = tantivy.Query.boolean_query([(tantivy.Occur.Should, choice) for choice in choices])
    if len(choices) == 1:
        return some
    every = tantivy.Query.boolean_query([(tantivy.Occur.Must, choice) for choice in choices])
    return tantivy.Query.boolean_query(
        [(tantivy.Occur.Should, some), (tantivy.Occur.Should, _scored(every, _ALL_WORDS_BONUS))]
    )


def _fields(snapshot: Snapshot, clearance: Level) -> Iterator[tuple[str, str, float]]:
    """The fields that may be read and hold anything: as written, in Latin letters, and their weight."""
    for level in _readable(clearance):
        for weighty, weight in ((True, _MAIN), (False, _REST)):
            written = words_field(level, weighty=weighty)
            if snapshot.has_terms(written):
                yield written, latin_field(level, weighty=weighty), weight


def _one_word(word: str, fields: list[tuple[str, str, float]]) -> _Query:
    """The ways in which one word may match; the best counts, so that two fields do not outweigh two words."""
    ways: list[_Query] = []
    keys = latin_keys(word)
    for written, latin, weight in fields:
        ways.append(_boosted(_all_terms(written, word_tokens(word)), weight * _AS_WRITTEN))
        ways += [_boosted(way, weight * factor) for way, factor in _latin_ways(latin, keys)]
    return tantivy.Query.disjunction_max_query(ways, 0.1)


def _latin_ways(field: str, keys: tuple[str, ...]) -> Iterator[tuple[_Query, float]]:
    if keys:
        yield _all_terms(field, list(keys)), _LATIN
    if len(keys) == 1 and keys[0].isalpha():
        fuzzy = partial(tantivy.Query.fuzzy_term_query, schema(), field, keys[0])
        if len(keys[0]) >= _PREFIX_FROM:
            yield fuzzy(distance=0, prefix=True), _BEGINNING
        if len(keys[0]) >= _EDIT_FROM:
            yield fuzzy(distance=1, prefix=False), _ONE_EDIT


def _all_terms(field: str, terms: list[str]) -> _Query:
    queries = [tantivy.Query.term_query(schema(), field, term, "freq") for term in terms]
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])


def _boosted(query: _Query, weight: float) -> _Query:
    return tantivy.Query.boost_query(query, weight)


def _scored(query: _Query, score: float) -> _Query:
    return tantivy.Query.const_score_query(query, score)
