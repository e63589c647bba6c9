"""The engine: `SearchIndex` on a server that several machines share.

Nothing is asked of the server before the first call, so a program starts while the server is away, and each call that
needs it says so.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import batched
from typing import Self

from registry.index.elasticsearch import pictures, records, text
from registry.index.elasticsearch.building import Builder, Layout
from registry.index.elasticsearch.connection import Access, Connection
from registry.index.elasticsearch.drift import indexed_versions
from registry.index.elasticsearch.health import concerns
from registry.index.elasticsearch.lease import LEASE_SECONDS, Lease
from registry.index.elasticsearch.names import PREVIOUS, SCHEMA, Build, Names
from registry.index.elasticsearch.reading import Reader, text_hit
from registry.index.elasticsearch.starting import Starter
from registry.index.elasticsearch.writing import BuildGone, Writer
from registry.index.errors import IndexDamaged, NothingBefore, SearchIndexError
from registry.index.protocol import (
    FACETS,
    BitArray,
    Filters,
    FloatArray,
    HashKind,
    IndexState,
    LookHits,
    LookQuery,
    ObjectEntry,
    PictureHit,
    RecordHits,
    RecordQuery,
    TermCounts,
    TextPage,
    WordArray,
)
from registry.vocabulary.lists import Level, ObjectType

LOCK_SECONDS = 2.0


class ElasticsearchIndex:
    """`SearchIndex` under the names that begin with a prefix. Use `open`."""

    def __init__(
        self,
        access: Access,
        prefix: str,
        layout: Layout,
        *,
        lock_timeout: float,
        lease_seconds: float,
        banded_from: int,
    ) -> None:
        self._banded_from = banded_from
        self._names = Names(prefix)
        self._connection = Connection(access)
        self._builder = Builder(self._connection, self._names, layout)
        self._writer = Writer(self._connection)
        self._lease = Lease(self._connection, self._names.control, seconds=lease_seconds, wait=lock_timeout)
        self._starter = Starter(self._connection, self._names, self._builder, self._lease)
        self._reader = Reader(self._connection, self._names, self._builder, self._starter)

    @classmethod
    def open(
        cls,
        access: Access,
        *,
        prefix: str = "repatria",
        layout: Layout | None = None,
        lock_timeout: float = LOCK_SECONDS,
        lease_seconds: float = LEASE_SECONDS,
        banded_from: int = pictures.BANDED_FROM_VIEWS,
    ) -> Self:
        """Prepare to use an index, which is made at the first call where there is none.

        `lock_timeout` is how many seconds a rebuild waits for another before `IndexBusy`; `lease_seconds` how long the
        lock of a killed process is respected; `banded_from` the number of views from which hashes are sought by bands.
        """
        return cls(
            access, prefix, layout or Layout(), lock_timeout=lock_timeout, lease_seconds=lease_seconds,
            banded_from=banded_from,
        )  # fmt: skip

    # --- reading ------------------------------------------------------------------------------------------------------

    def near_hashes(
        self, kind: HashKind, queries: BitArray, *, max_distance: int, limit: int, filters: Filters
    ) -> list[PictureHit]:
        """See `SearchIndex.near_hashes`."""
        query = LookQuery({kind: queries}, {kind: max_distance}, limit=limit)
        return self.near_pictures([query], filters=filters)[0].hashes[kind]

    def near_descriptors(self, queries: FloatArray, *, limit: int, filters: Filters) -> list[PictureHit]:
        """See `SearchIndex.near_descriptors`."""
        return self.near_pictures([LookQuery(descriptors=queries, limit=limit)], filters=filters)[0].descriptors

    def near_words(self, words: WordArray, *, limit: int, filters: Filters) -> list[PictureHit]:
        """See `SearchIndex.near_words`."""
        return self.near_pictures([LookQuery(words=words, limit=limit)], filters=filters)[0].words

    def near_pictures(self, queries: Sequence[LookQuery], *, filters: Filters) -> list[LookHits]:
        """See `SearchIndex.near_pictures`: one round trip, unless a list has too few objects."""
        if not queries:
            return []
        seen = self._reader.look()
        return pictures.near_pictures(
            lambda searches: self._reader.search_all(self._names.views, searches),
            queries,
            filters,
            circumstances=pictures.Circumstances(
                views_an_object=seen.state.views / max(1, seen.state.objects),
                shards=seen.about.shards,
                banded=seen.state.views >= self._banded_from,
            ),
            frequencies=self._reader.word_frequencies(seen),
        )

    def by_identifiers(self, keys: Sequence[str], *, limit: int, filters: Filters) -> list[str]:
        """See `SearchIndex.by_identifiers`."""
        query = text.identifier_query(keys, filters)
        if query is None or limit <= 0:
            return []
        return [hit.object_id for hit in self._reader.text_hits(query, text.SORT, 0, limit)[0]]

    def search_text(self, text_: str, *, offset: int, limit: int, filters: Filters) -> TextPage:
        """See `SearchIndex.search_text`."""
        self._reader.look()
        query = text.text_query(text_, filters, self._reader.count_terms)
        if query is None:
            return TextPage((), 0, {facet: {} for facet in FACETS})
        sort = text.SORT if "must" in query["bool"] else text.SORT[1:]
        hits, answer = self._reader.text_hits(query, sort, max(0, offset), max(0, limit))
        facets = {
            facet: {str(bucket["key"]): int(bucket["doc_count"]) for bucket in found["buckets"]}
            for facet, found in answer["aggregations"].items()
        }
        return TextPage(tuple(hits), int(answer["hits"]["total"]["value"]), facets)

    def near_records(self, queries: Sequence[RecordQuery], *, filters: Filters) -> list[RecordHits]:
        """See `SearchIndex.near_records`."""
        if not queries:
            return []
        self._reader.look()
        searches = [search for query in queries for search in records.record_searches(query, filters)]
        answers = self._reader.search_all(self._names.objects, searches)
        lists = [
            tuple(text_hit(hit, float(hit["_score"] or 0.0)) for hit in answer["hits"]["hits"]) for answer in answers
        ]
        return [
            RecordHits(
                tuple(hit.object_id for hit in identified),
                by_all,
                by_facts if any(not said.fact for said in query.said) else by_all,
                by_words if any(said.fact for said in query.said) else by_all,
            )
            for query, (identified, by_all, by_facts, by_words) in zip(
                queries, batched(lists, records.LISTS), strict=True
            )
        ]

    def term_counts(
        self, terms: Mapping[ObjectType, Collection[str]], *, clearance: Level = Level.PUBLIC
    ) -> dict[ObjectType, TermCounts]:
        """See `SearchIndex.term_counts`."""
        if not terms:
            return {}
        self._reader.look()
        asked = {kind: list(each) for kind, each in terms.items()}
        searches = [records.counting_search(each, kind, clearance) for kind, each in asked.items()]
        answers = self._reader.search_all(self._names.objects, searches)
        return {kind: records.counted(asked[kind], answer) for kind, answer in zip(asked, answers, strict=True)}

    def state(self) -> IndexState:
        """See `SearchIndex.state`. Asks the server."""
        return self._reader.look(anew=True).state

    def concerns(self) -> tuple[str, ...]:
        """See `SearchIndex.concerns`. Asks the server."""
        self._starter.start()
        return concerns(self._connection, self._names)

    def versions(self) -> Iterator[tuple[str, int]]:
        """See `SearchIndex.versions`. An object whose views are not those of its version is told as BROKEN."""
        self._reader.look()
        return indexed_versions(self._connection, self._names)

    def refresh(self, generation: int) -> None:
        """See `SearchIndex.refresh`. What others wrote is there already; only what we remember may be old."""
        if not self._reader.has_seen(generation):
            self._reader.look(anew=True)

    # --- writing ------------------------------------------------------------------------------------------------------

    def apply(self, entries: Sequence[ObjectEntry], *, generation: int) -> None:
        """See `SearchIndex.apply`. Needs no lock; see `registry.index.elasticsearch.writing`."""
        self._starter.start()
        newest: dict[str, ObjectEntry] = {}
        for entry in entries:
            if entry.object_id not in newest or entry.version > newest[entry.object_id].version:
                newest[entry.object_id] = entry
        # First which build is being filled, then which serves: in between, the one can only become the other.
        filled = self._lease.building()
        serving = self._reader.serving()
        if filled is not None and filled != serving.objects:
            self._write_beside(self._names.build(filled), list(newest.values()), generation)
        try:
            self._write(serving, list(newest.values()), generation, searched=True)
        except BuildGone as error:
            raise IndexDamaged(f"the index {serving.objects} was deleted") from error

    def remove(self, object_ids: Sequence[str]) -> None:
        """See `SearchIndex.remove`."""
        self._starter.start()
        try:
            self._writer.remove(self._reader.serving(), object_ids)
        except BuildGone as error:
            raise IndexDamaged("it was deleted") from error
        self._reader.forget()

    def rebuild(self, entries: Iterable[ObjectEntry], *, generation: int, schemes: Mapping[str, str]) -> int:
        """See `SearchIndex.rebuild`. `IndexBusy` while another rebuilds; `ValueError` when an object comes twice."""
        self._starter.make_control()
        with self._lease.held() as held:
            self._builder.delete_leftovers()
            build = self._builder.create(generation, schemes)
            try:
                held.set_building(build.objects)
                loaded = self._builder.load(build, entries, held)
                self._writer.raise_generation(build, generation)
                self._builder.finish(build, loaded)
                held.confirm()
                self._builder.swap(build)
            except BaseException:
                with suppress(SearchIndexError):
                    held.set_building(None)
                self._builder.discard(build)
                raise
        self._reader.forget()
        return loaded

    def rollback(self) -> None:
        """See `SearchIndex.rollback`. `IndexBusy` while another rebuilds."""
        self._starter.start()
        with self._lease.held() as held:
            previous = self._builder.serving(PREVIOUS)
            if previous is None:
                raise NothingBefore(
                    "The search index has not been rebuilt yet, or its earlier content was deleted: there is nothing to go "
                    "back to. `repatria reindex` builds it anew."
                )
            self._reader.require_schema(previous)
            held.confirm()
            self._builder.swap(previous)
        self._reader.forget()

    def close(self) -> None:
        """See `SearchIndex.close`."""
        self._connection.close()

    def _write_beside(self, build: Build, entries: Sequence[ObjectEntry], generation: int) -> None:
        """Write into a build that is being filled.

        One that a program of another version fills has other fields: it gets what it lacks by its generation, afterwards.
        """
        if build.schema == SCHEMA:
            with suppress(BuildGone):
                self._write(build, entries, generation, searched=False)

    def _write(self, build: Build, entries: Sequence[ObjectEntry], generation: int, *, searched: bool) -> None:
        self._writer.write(build, entries, searched=searched)
        self._writer.raise_generation(build, generation)
        self._reader.forget()
