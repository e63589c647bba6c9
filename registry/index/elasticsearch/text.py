"""Objects by words (in the ways of `registry.index.asking`) and by numbers.

Every clause is built from terms. Scores come from all shards' counts (`dfs_query_then_fetch`), so that they do not
depend on where an object lies; equal scores stand by falling id.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

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
from registry.index.elasticsearch.filters import clauses
from registry.index.fields import identifier_term, numbers_field, readable, words_field
from registry.index.protocol import FACETS, Filters
from registry.normalise.text import word_tokens, words
from registry.vocabulary.lists import Level

Clause = dict[str, Any]
CountTerms = Callable[[Mapping[str, str]], Mapping[str, Mapping[str, int]]]
"""Asks for document frequencies: fields and their terms joined by spaces -> field -> term -> number of objects."""

SORT: Sequence[Clause] = ({"_score": "desc"}, {"object_id": "desc"})
FACET_COUNTS: Clause = {facet: {"terms": {"field": facet, "size": 1000}} for facet in FACETS}


def text_query(text: str, filters: Filters, count: CountTerms) -> Clause | None:
    """The query of a text search, None where nothing can be found. Empty text asks for every object."""
    conditions = clauses(filters)
    if not text.strip():
        return {"bool": {"filter": conditions}}
    asked = _rarest(list(dict.fromkeys(words(text))), filters.clearance, count)
    if not asked:
        return None
    return {"bool": {"must": [_any_word(asked, filters.clearance)], "filter": conditions}}


def identifier_query(keys: Sequence[str], filters: Filters) -> Clause | None:
    """Objects that carry any of the keys, those with more of them first; None where there is no key."""
    terms = sorted({identifier_term(key) for key in keys} - {""})
    if not terms:
        return None
    fields = [numbers_field(level) for level in readable(filters.clearance)]
    carried = [
        {"constant_score": {"filter": {"bool": {"should": [{"term": {field: term}} for field in fields]}}}}
        for term in terms
    ]
    return {"bool": {"should": carried, "minimum_should_match": 1, "filter": clauses(filters)}}


def _rarest(asked: list[str], clearance: Level, count: CountTerms) -> list[str]:
    """`asked`, or where there are too many the rarest words that occur at all."""
    if len(asked) <= MOST_WORDS:
        return asked
    weighed = asked[:MOST_WEIGHED]
    terms = {word: word_tokens(word)[0] for word in weighed}
    fields = [words_field(level, weighty=weighty) for level in readable(clearance) for weighty in (True, False)]
    known = count(dict.fromkeys(fields, " ".join(dict.fromkeys(terms.values()))))
    frequencies = {word: sum(known.get(field, {}).get(terms[word], 0) for field in fields) for word in weighed}
    occurring = [word for word in weighed if frequencies[word]] or weighed
    return sorted(occurring, key=frequencies.__getitem__)[:MOST_WORDS]


def _any_word(asked: list[str], clearance: Level) -> Clause:
    """Objects with any of the words, those with all of them far ahead."""
    fields = list(text_fields(clearance))
    choices: list[Clause] = [
        {"dis_max": {"queries": [_one_way(way) for way in ways(word, fields)], "tie_breaker": SECOND_FIELD}}
        for word in asked
    ]
    some: Clause = {"bool": {"should": choices, "minimum_should_match": 1}}
    if len(choices) == 1:
        return some
    every = {"constant_score": {"filter": {"bool": {"filter": choices}}, "boost": ALL_WORDS_BONUS}}
    return {"bool": {"must": [some], "should": [every]}}


def _one_way(way: Way) -> Clause:
    if way.manner is Manner.BEGINNING:
        return {"prefix": {way.field: {"value": way.terms[0], "boost": way.weight}}}
    if way.manner is Manner.ONE_EDIT:
        # A constant score for any number of spellings, as in the embedded engine: none is left out.
        return {
            "fuzzy": {
                way.field: {
                    "value": way.terms[0],
                    "fuzziness": 1,
                    "transpositions": True,
                    "rewrite": "constant_score",
                    "boost": way.weight,
                }
            }
        }
    if len(way.terms) == 1:
        return {"term": {way.field: {"value": way.terms[0], "boost": way.weight}}}
    return {"bool": {"must": [{"term": {way.field: {"value": term}}} for term in way.terms], "boost": way.weight}}
