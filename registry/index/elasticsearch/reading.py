"""Asking the server, and what is remembered of it between calls.

What is remembered (how many views there are, how common visual words are) only guides searches. It is asked again after
a minute, and when this process has reason to think that it changed.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from registry.index.elasticsearch import text
from registry.index.elasticsearch.building import Builder, Found
from registry.index.elasticsearch.connection import Connection, told
from registry.index.elasticsearch.frequencies import Frequencies
from registry.index.elasticsearch.mappings import STATE_ID
from registry.index.elasticsearch.names import SCHEMA, Build, Names
from registry.index.elasticsearch.starting import Starter
from registry.index.elasticsearch.walking import every_hit
from registry.index.errors import IndexDamaged, IndexOutdated
from registry.index.protocol import IndexState, TextHit

ENGINE = "elasticsearch"
_REMEMBERED_SECONDS = 60.0
_WINDOW = 10_000
"""Hits that one search may skip and return; what lies beyond is walked to."""

Clause = dict[str, Any]


@dataclass(frozen=True)
class Seen:
    """What the index was like when it was last looked at: which build served, and what it held."""

    build: Build
    about: Found
    state: IndexState
    at: float


class Reader:
    """Reads through the aliases. Safe from any thread."""

    def __init__(self, connection: Connection, names: Names, builder: Builder, starter: Starter) -> None:
        self._connection = connection
        self._names = names
        self._builder = builder
        self._starter = starter
        self._about: dict[Build, Found] = {}
        self._seen: Seen | None = None
        self._frequencies: tuple[Build, Frequencies] | None = None

    def forget(self) -> None:
        """Look anew next time: this process has changed something."""
        self._seen = None

    def has_seen(self, generation: int) -> bool:
        """Whether what is remembered is of `generation` or later."""
        seen = self._seen
        return seen is not None and seen.state.generation >= generation

    def serving(self) -> Build:
        """The build that is written to; `IndexDamaged` where none is, `IndexOutdated` where its fields are not ours."""
        build = self._builder.serving()
        if build is None:
            raise IndexDamaged(f"the alias {self._names.objects}-write is missing")
        self.require_schema(build)
        return build

    def require_schema(self, build: Build) -> Found:
        """What a build says of itself; `IndexOutdated` where its fields are not ours."""
        if build not in self._about:
            self._about[build] = self._builder.describe(build)
        found = self._about[build]
        if found.schema != SCHEMA:
            raise IndexOutdated(f"{build.objects} has fields of version {found.schema}, this program {SCHEMA}")
        return found

    def look(self, *, anew: bool = False) -> Seen:
        """What the index is like; asked of the server where nothing is remembered, or too old."""
        seen = self._seen
        if anew or seen is None or time.monotonic() - seen.at > _REMEMBERED_SECONDS:
            self._starter.start()
            counted, noted = self.search_all(
                self._names.objects,
                [
                    {
                        "query": {"exists": {"field": "object_id"}}, "size": 0, "track_total_hits": True,
                        "aggregations": {name: {"sum": {"field": name}} for name in ("pictures", "views")},
                    },
                    {"query": {"ids": {"values": [STATE_ID]}}, "size": 1},
                ],
            )  # fmt: skip
            hits = noted["hits"]["hits"]
            build = self._names.build(hits[0]["_index"]) if hits else self.serving()
            about = self.require_schema(build)
            sums = {name: int(found["value"]) for name, found in counted["aggregations"].items()}
            state = IndexState(
                ENGINE, int(hits[0]["_source"]["generation"]) if hits else 0, int(counted["hits"]["total"]["value"]),
                sums["pictures"], sums["views"], about.schemes,
            )  # fmt: skip
            seen = self._seen = Seen(build, about, state, time.monotonic())
        return seen

    def search_all(self, index: str, searches: Sequence[Clause]) -> list[Any]:
        """The answers of several searches in one request, whole ones or an error."""
        if not searches:
            return []
        header = {"index": index, "search_type": "dfs_query_then_fetch", "allow_partial_search_results": False}
        lines = [line for search in searches for line in (header, search)]
        answers = self._connection.ask(lambda client: client.msearch(searches=lines))["responses"]
        for answer in answers:
            if "error" in answer:
                self._seen = None
                raise told(int(answer["status"]), answer, self._connection.access)
        return list(answers)

    def text_hits(self, query: Clause, sort: Sequence[Clause], offset: int, limit: int) -> tuple[list[TextHit], Any]:
        """Objects in the order of `sort`, from `offset` on, and the answer with their number and facets."""
        self.look()
        end = offset + limit
        within = end <= _WINDOW
        search = {
            "query": query, "sort": list(sort), "from": offset if within else 0, "size": limit if within else 0,
            "_source": False, "docvalue_fields": ["object_id"], "track_total_hits": True,
            "track_scores": True, "aggregations": text.FACET_COUNTS,
        }  # fmt: skip
        (answer,) = self.search_all(self._names.objects, [search])
        if within:
            return [text_hit(hit, float(hit["_score"] or 0.0)) for hit in answer["hits"]["hits"]], answer
        walked = every_hit(self._connection, self._names.objects, query, sort, ["object_id"])
        return [
            text_hit(hit, float(hit["sort"][0]) if len(sort) > 1 else 0.0) for hit in islice(walked, offset, end)
        ], answer

    def count_terms(self, terms: Mapping[str, str], index: str | None = None) -> dict[str, dict[str, int]]:
        """How many documents of one shard have each term, by field."""
        answer = self._connection.ask(
            lambda client: client.termvectors(
                index=index or self._names.objects, doc=dict(terms), fields=list(terms), term_statistics=True,
                field_statistics=False, positions=False, offsets=False, payloads=False,
            )
        )  # fmt: skip
        return {
            field: {term: int(about.get("doc_freq", 0)) for term, about in found["terms"].items()}
            for field, found in answer.get("term_vectors", {}).items()
        }

    def word_frequencies(self, seen: Seen) -> Frequencies:
        """How common visual words are."""
        remembered = self._frequencies
        if remembered is None or remembered[0] != seen.build or not remembered[1].still_good(seen.state.pictures):

            def count(terms: list[str]) -> Mapping[str, int]:
                return self.count_terms({"words": " ".join(terms)}, self._names.views).get("words", {})

            remembered = self._frequencies = (seen.build, Frequencies(count, seen.state.pictures, seen.about.shards))
        return remembered[1]


def text_hit(hit: Any, score: float) -> TextHit:
    """A hit of a search that asked for the ids of objects."""
    return TextHit(hit["fields"]["object_id"][0], score)
