"""Changes: an object and its views, in several documents, made to agree whatever happens in between.

The document of the object decides. Its views are written first, under ids that hold the version; then the object's
document, only against the sequence number it was read with, so that of two workers the older version loses; then the
views of the version before are deleted. Killed in between, a worker leaves views of a version that the object does not
have: the change is still in the outbox and is made again, and each call sweeps away what is left of older versions of
its objects, those it passed over too. A search may see views of two versions of an object for a moment, never none.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from elasticsearch import ConflictError, Elasticsearch

from registry.index.elasticsearch.connection import Connection, told
from registry.index.elasticsearch.documents import object_document, view_documents, view_id
from registry.index.elasticsearch.mappings import STATE_ID
from registry.index.elasticsearch.names import Build
from registry.index.errors import IndexBusy
from registry.index.protocol import BROKEN, ObjectEntry

_ACTIONS = 400
"""Documents of one bulk request: some 2 MB."""
_ATTEMPTS = 20
_SWEPT_AT_ONCE = 200
_CONFLICT, _MISSING = 409, 404

Document = dict[str, Any]


@dataclass(frozen=True)
class Action:
    """One line of a bulk request: what to do (`index`, `create`, `delete`) with which document of which index."""

    kind: str
    where: Document
    document: Document | None = None

    def lines(self) -> Iterator[Document]:
        """As the server wants it."""
        yield {self.kind: self.where}
        if self.document is not None:
            yield self.document


@dataclass(frozen=True)
class Indexed:
    """An object as its document tells: version, number of views' documents, place in the sequence of writes."""

    version: int
    view_docs: int
    seq_no: int
    primary_term: int


class BuildGone(Exception):
    """A build that was being filled was given up and deleted while we wrote into it."""


class Writer:
    """Writes into builds. Any number of processes may write at once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def write(self, build: Build, entries: Sequence[ObjectEntry], *, searched: bool) -> None:
        """Write `entries`, of distinct objects, passing over those not newer than what is indexed.

        `searched`: the build is in use, so what was written is made visible. `BuildGone` where it was deleted.
        """
        known = self.indexed(build, [entry.object_id for entry in entries])
        left = list(entries)
        for _ in range(_ATTEMPTS):
            left = [entry for entry in left if entry.version > _version(known.get(entry.object_id))]
            if not left:
                break
            left = self._attempt(build, left, known)
            known |= self.indexed(build, [entry.object_id for entry in left])
        else:
            raise IndexBusy("Other processes keep writing the same objects; try again later.")
        if searched and entries:
            self.refresh(build)
            self.sweep(build, [entry.object_id for entry in entries])

    def load(self, build: Build, entries: Sequence[ObjectEntry]) -> None:
        """Write `entries` into a build that is being filled; what others have written there stays, being newer."""
        counts, statuses = self._put(build, entries, lambda _: ("create", {}))
        met = [
            (entry, count)
            for entry, count, status in zip(entries, counts, statuses, strict=True)
            if status == _CONFLICT
        ]
        self._delete_outrun(build, met)

    def remove(self, build: Build, object_ids: Sequence[str]) -> None:
        """Remove objects with all their views. One that is written meanwhile stays."""
        known = self.indexed(build, object_ids)
        results = self.bulk(
            Action("delete", {"_index": build.objects, "_id": object_id, **_expected(found)})
            for object_id, found in known.items()
        )
        written = {object_id for object_id, status in zip(known, results, strict=True) if status == _CONFLICT}
        self.refresh(build)
        for ids in batched((each for each in object_ids if each not in written), _SWEPT_AT_ONCE):
            self._delete_views(build, {"bool": {"filter": [{"terms": {"object_id": list(ids)}}]}})

    def indexed(self, build: Build, object_ids: Sequence[str]) -> dict[str, Indexed]:
        """What is indexed of objects, up to the last write, visible or not."""
        found = {}
        for ids in batched(dict.fromkeys(object_ids), 1000):
            answer = self._connection.order(
                lambda client, ids=ids: client.mget(  # type: ignore[misc]
                    index=build.objects, ids=list(ids), source_includes=["version", "view_docs"]
                )
            )
            for each in answer["docs"]:
                if "error" in each:
                    self._raise(_MISSING if "index_not_found" in str(each["error"]) else 500, each["error"])
                if each["found"]:
                    source = each["_source"]
                    found[each["_id"]] = Indexed(
                        source["version"], source["view_docs"], each["_seq_no"], each["_primary_term"]
                    )
        return found

    def refresh(self, build: Build) -> None:
        """Make what was written visible: views first, since an object without its views is worse than the contrary."""
        for index in (build.views, build.objects):
            self._connection.order(lambda client, index=index: client.indices.refresh(index=index))  # type: ignore[misc]

    def sweep(self, build: Build, object_ids: Sequence[str]) -> None:
        """Delete views of versions older than their objects have: what killed or outrun workers have left."""
        known = self.indexed(build, object_ids)
        for some in batched(known.items(), _SWEPT_AT_ONCE):
            older = [
                {
                    "bool": {
                        "filter": [{"term": {"object_id": object_id}}, {"range": {"version": {"lt": found.version}}}]
                    }
                }
                for object_id, found in some
            ]
            self._delete_views(build, {"bool": {"should": older, "minimum_should_match": 1}})

    def raise_generation(self, build: Build, generation: int) -> None:
        """Note the generation reached. It serves as the document's version, so a lower one is refused by the server."""
        if generation <= 0:
            return

        def put(client: Elasticsearch) -> None:
            try:
                client.index(
                    index=build.objects, id=STATE_ID, document={"generation": generation}, version=generation,
                    version_type="external", refresh=True, timeout=self._connection.patience,
                )  # fmt: skip
            except ConflictError:
                return

        self._connection.order(put)

    def bulk(self, actions: Iterable[Action]) -> list[int]:
        """Do all actions; returns the status of each: done, or refused because of a conflict, or nothing to delete.

        Raises for everything else, `BuildGone` where the index is not there.
        """
        statuses: list[int] = []
        for some in batched(actions, _ACTIONS):
            lines = [line for action in some for line in action.lines()]
            answer = self._connection.order(
                lambda client, lines=lines: client.bulk(operations=lines, timeout=self._connection.patience)  # type: ignore[misc]
            )
            for item in answer["items"]:
                (result,) = item.values()
                error = result.get("error")
                if error and result["status"] != _CONFLICT:
                    self._raise(result["status"], error)
                statuses.append(result["status"])
        return statuses

    def _attempt(self, build: Build, entries: Sequence[ObjectEntry], known: Mapping[str, Indexed]) -> list[ObjectEntry]:
        """Write entries that are newer than what is known; returns those of which another wrote something meanwhile."""
        counts, statuses = self._put(build, entries, lambda entry: _expectation(known.get(entry.object_id)))
        outdated, refused = [], []
        for entry, count, status in zip(entries, counts, statuses, strict=True):
            before = known.get(entry.object_id)
            if status == _CONFLICT:
                refused.append((entry, count))
            elif before is not None and before.version != entry.version:
                outdated.append((entry.object_id, before.version, before.view_docs))
        self._delete_views_of(build, outdated)
        self._delete_outrun(build, refused)
        return [entry for entry, _ in refused]

    def _delete_outrun(self, build: Build, refused: Sequence[tuple[ObjectEntry, int]]) -> None:
        """Delete the views of entries of which others have written a newer version; of the same, they are its views."""
        now = self.indexed(build, [entry.object_id for entry, _ in refused])
        self._delete_views_of(
            build,
            [
                (entry.object_id, entry.version, count)
                for entry, count in refused
                if _version(now.get(entry.object_id)) > entry.version
            ],
        )

    def _put(
        self, build: Build, entries: Sequence[ObjectEntry], expectation: Callable[[ObjectEntry], tuple[str, Document]]
    ) -> tuple[list[int], list[int]]:
        """Write views, then objects; returns how many views' documents each has, and the status of each object.

        `expectation` tells what to do with the object's document (`index`, `create`) and what must be there before.
        """
        counts = [0] * len(entries)

        def views() -> Iterator[Action]:
            for place, entry in enumerate(entries):
                for number, document in enumerate(view_documents(entry)):
                    counts[place] = number + 1
                    yield Action("index", _view(build, entry.object_id, entry.version, number), document)

        # All views are there before the first object says so.
        self.bulk(views())
        objects = []
        for entry, count in zip(entries, counts, strict=True):
            kind, expected = expectation(entry)
            where = {"_index": build.objects, "_id": entry.object_id, **expected}
            objects.append(Action(kind, where, object_document(entry, count)))
        return counts, self.bulk(objects)

    def _delete_views_of(self, build: Build, versions: Iterable[tuple[str, int, int]]) -> None:
        """Delete the views of versions: object id, version, number of documents."""
        self.bulk(
            Action("delete", _view(build, object_id, version, number))
            for object_id, version, count in versions
            for number in range(count)
        )

    def _delete_views(self, build: Build, query: Document) -> None:
        """Delete all views that match, and make that visible."""
        while True:
            answer = self._connection.order(
                lambda client: client.search(
                    index=build.views, query=query, size=1000, source=False, docvalue_fields=[{"field": "object_id"}],
                    track_total_hits=False, allow_partial_search_results=False,
                )
            )  # fmt: skip
            hits = answer["hits"]["hits"]
            if not hits:
                return
            self.bulk(
                Action("delete", {"_index": build.views, "_id": hit["_id"], "routing": hit["fields"]["object_id"][0]})
                for hit in hits
            )
            self._connection.order(lambda client: client.indices.refresh(index=build.views))

    def _raise(self, status: int, error: Any) -> None:
        if status == _MISSING and "index_not_found" in str(error):
            raise BuildGone
        raise told(status, error, self._connection.access)


def _view(build: Build, object_id: str, version: int, number: int) -> Document:
    return {"_index": build.views, "_id": view_id(object_id, version, number), "routing": object_id}


def _version(found: Indexed | None) -> int:
    return found.version if found is not None else BROKEN


def _expected(found: Indexed) -> Document:
    return {"if_seq_no": found.seq_no, "if_primary_term": found.primary_term}


def _expectation(found: Indexed | None) -> tuple[str, Document]:
    return ("create", {}) if found is None else ("index", _expected(found))
