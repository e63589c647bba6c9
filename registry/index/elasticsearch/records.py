"""Objects that listings may describe, by the keys of `registry.index.keys`, and how common words are.

The server's own score of a term in a field without lengths is weight x rarity (times a factor that is the same for all
keys of an index), so sums of it stand in the order of the embedded engine.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from registry.index.elasticsearch.filters import clauses
from registry.index.elasticsearch.text import SORT, identifier_query
from registry.index.fields import KEYS, key_term, readable, words_field
from registry.index.protocol import Filters, RecordQuery, Said, TermCounts
from registry.vocabulary.lists import Level, ObjectType

Clause = dict[str, Any]

LISTS = 4
"""Searches of one listing: by number, by all that is said, by facts, by words."""
_NOTHING: Clause = {"match_none": {}}


def record_searches(query: RecordQuery, filters: Filters) -> list[Clause]:
    """The four searches of a listing; those with nothing to ask find nothing."""
    facts = [said for said in query.said if said.fact]
    words = [said for said in query.said if not said.fact]
    asked = [
        identifier_query(query.identifiers, filters),
        _any(query.said, filters),
        # Where only words or only facts are said, the list by all that is said serves for them.
        _any(facts, filters) if words else None,
        _any(words, filters) if facts else None,
    ]
    return [
        {
            "query": each if each is not None and query.limit > 0 else _NOTHING, "sort": list(SORT), "size": query.limit,
            "_source": False, "docvalue_fields": ["object_id"], "track_total_hits": False, "track_scores": True,
        }
        for each in asked
    ]  # fmt: skip


def _any(said: Sequence[Said], filters: Filters) -> Clause | None:
    should = [{"dis_max": {"queries": list(_ways(each, filters))}} for each in said if each.ways]
    if not should:
        return None
    return {"bool": {"should": should, "minimum_should_match": 1, "filter": clauses(filters)}}


def _ways(said: Said, filters: Filters) -> Iterator[Clause]:
    for key, weight in said.ways:
        for level in readable(filters.clearance):
            yield {"term": {KEYS: {"value": key_term(level, key), "boost": weight}}}


def counting_search(terms: Sequence[str], object_type: ObjectType, clearance: Level) -> Clause:
    """A search that counts the records of a type and, of those, the ones with each term."""
    fields = [words_field(level, weighty=True) for level in readable(clearance)]
    having = {
        str(number): {"bool": {"should": [{"term": {field: term}} for field in fields]}}
        for number, term in enumerate(terms)
    }
    search: Clause = {
        "query": {"bool": {"filter": clauses(Filters(clearance=clearance, object_types=frozenset({object_type})))}},
        "size": 0,
        "track_total_hits": True,
    }
    if having:
        search["aggregations"] = {"terms": {"filters": {"filters": having}}}
    return search


def counted(terms: Sequence[str], answer: Mapping[str, Any]) -> TermCounts:
    """What the answer to a `counting_search` says."""
    having = answer["aggregations"]["terms"]["buckets"] if terms else {}
    counts = {term: int(having[str(number)]["doc_count"]) for number, term in enumerate(terms)}
    return TermCounts(int(answer["hits"]["total"]["value"]), counts)
