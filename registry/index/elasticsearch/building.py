"""Builds: made beside the one that serves, checked, and put in its place in one step; the one before is kept.

A build is filled without refreshes and copies. Those who write changes meanwhile write them into it as well (see
`lease`), so when it takes over, it has them. Whatever fails before that leaves the serving build as it was, and the new
one is deleted; what a killed process leaves behind, the next one deletes.
"""

import logging
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import batched
from typing import Any

from elasticsearch import Elasticsearch

from registry.index.elasticsearch.connection import Connection
from registry.index.elasticsearch.lease import Held
from registry.index.elasticsearch.mappings import descriptor_field, object_mappings, view_mappings
from registry.index.elasticsearch.names import PREVIOUS, WRITE, Build, Names
from registry.index.elasticsearch.walking import every_group
from registry.index.elasticsearch.writing import Writer
from registry.index.errors import IndexDamaged, IndexUnavailable, SearchIndexError
from registry.index.protocol import ObjectEntry

log = logging.getLogger(__name__)

_LOADED_AT_ONCE = 100
_COPIES_SECONDS = 60
"""How long a new build waits for its copies before it serves without them: they go on being made."""
_POLL_SECONDS, _QUIET_POLLS = 0.5, 20
FLAT, GRAPH = "int8_flat", "int8_hnsw"
GRAPH_FROM_VIEWS = 300_000
"""Views from which `auto` has descriptors searched through a graph: see docs/decisions/0006-elasticsearch.md."""


@dataclass(frozen=True)
class Layout:
    """How the indices of a build lie: shards, copies (None: one if there is a second node), index of descriptors."""

    shards: int = 1
    replicas: int | None = None
    vector_index: str = "auto"

    @property
    def copies(self) -> dict[str, Any]:
        """The settings of the copies."""
        if self.replicas is None:
            return {"auto_expand_replicas": "0-1"}
        return {"auto_expand_replicas": False, "number_of_replicas": self.replicas}


@dataclass(frozen=True)
class Found:
    """What a build says of itself: version of its fields, schemes of the fingerprints, and its shards."""

    schema: int
    schemes: Mapping[str, str]
    shards: int


class Builder:
    """Makes, loads, swaps and deletes builds. All but reading under the lease."""

    def __init__(self, connection: Connection, names: Names, layout: Layout) -> None:
        self._connection = connection
        self._names = names
        self._layout = layout
        self._writer = Writer(connection)

    # --- which builds there are -----------------------------------------------------------------------------------------

    def serving(self, ending: str = WRITE) -> Build | None:
        """The build that an alias of objects leads to: the one written to, or (PREVIOUS) the one before."""

        def get(client: Elasticsearch) -> Any:
            return client.options(ignore_status=404).indices.get_alias(name=self._names.objects + ending)

        found = [index for index, about in self._connection.ask(get).items() if _has_aliases(about)]
        if len(found) > 1:
            raise IndexDamaged(f"the alias {self._names.objects + ending} leads to several indices")
        return self._names.build(found[0]) if found else None

    def describe(self, build: Build) -> Found:
        """What a build says of itself."""
        about = self._connection.ask(lambda client: client.indices.get(index=build.objects))[build.objects]
        meta = about["mappings"].get("_meta", {})
        schema = int(meta.get("schema", 0))
        return Found(schema, dict(meta.get("schemes", {})), int(about["settings"]["index"]["number_of_shards"]))

    # --- making ---------------------------------------------------------------------------------------------------------

    def create(self, generation: int, schemes: Mapping[str, str]) -> Build:
        """Make a new, empty build that nobody sees yet."""
        build = self._names.new_build(generation)
        settings = {
            "number_of_shards": self._layout.shards,
            "number_of_replicas": 0,
            "auto_expand_replicas": False,
            "refresh_interval": "-1",
        }
        flat = FLAT if self._layout.vector_index == "auto" else self._layout.vector_index
        for index, mappings in (
            (build.objects, object_mappings(dict(schemes))),
            (build.views, view_mappings(flat)),
        ):
            self._connection.order(
                lambda client, index=index, mappings=mappings: client.indices.create(  # type: ignore[misc]
                    index=index, mappings=mappings, settings=settings
                )
            )
        return build

    def load(self, build: Build, entries: Iterable[ObjectEntry], held: Held) -> int:
        """Write all entries into a new build; returns how many. `ValueError` when an object comes twice.

        An object that a worker has written meanwhile is at least as new, and stays.
        """
        seen: set[str] = set()

        def once() -> Iterator[ObjectEntry]:
            for entry in entries:
                if entry.object_id in seen:
                    raise ValueError(f"object {entry.object_id} was given twice")
                seen.add(entry.object_id)
                yield entry

        for some in batched(once(), _LOADED_AT_ONCE):
            held.confirm()
            self._writer.load(build, some)
        return len(seen)

    def finish(self, build: Build, loaded: int) -> None:
        """Make a loaded build ready to serve: visible, complete, with its copies.

        `IndexUnavailable` where it does not hold what was loaded.
        """
        self._writer.refresh(build)
        self._sweep_all(build)
        objects, expected = self._counts(build)
        found = int(self._connection.order(lambda client: client.count(index=build.views))["count"])
        if objects < loaded or found != expected:
            raise IndexUnavailable(
                f"The new search index holds {objects} objects and {found} views where {loaded} and {expected} were "
                "written; it was thrown away, the old one serves on. Look at the server's log and try again."
            )
        if self._layout.vector_index == "auto" and found >= GRAPH_FROM_VIEWS:
            self._make_graph(build)
        live = {"refresh_interval": "1s", **self._layout.copies}
        indices = [build.objects, build.views]
        self._connection.order(lambda client: client.indices.put_settings(index=indices, settings=live))
        # Copies that have no node to go to are not waited for.
        self._connection.order(
            lambda client: client.options(ignore_status=408).cluster.health(
                index=indices, wait_for_no_initializing_shards=True, timeout=f"{_COPIES_SECONDS}s"
            )
        )

    def swap(self, build: Build) -> None:
        """Have a build serve, in one step, and keep the one that served until now as the one before."""
        old, oldest = self._whole(self.serving()), self.serving(PREVIOUS)
        actions: list[dict[str, Any]] = []
        for alias, index, before in (
            (self._names.objects, build.objects, old.objects if old else None),
            (self._names.views, build.views, old.views if old else None),
        ):
            everything = f"{alias}-s*"
            actions += [
                {"remove": {"index": everything, "alias": name, "must_exist": False}}
                for name in (alias, alias + WRITE, alias + PREVIOUS)
            ]
            actions += [{"add": {"index": index, "alias": alias}}, {"add": {"index": index, "alias": alias + WRITE}}]
            if before is not None and before != index:
                actions.append({"add": {"index": before, "alias": alias + PREVIOUS}})
        self._connection.order(lambda client: client.indices.update_aliases(actions=actions))
        if oldest is not None and oldest not in (build, old):
            self.delete(oldest)

    def delete(self, build: Build) -> None:
        """Delete a build."""
        for index in (build.views, build.objects):
            self._connection.order(
                lambda client, index=index: client.indices.delete(index=index, ignore_unavailable=True)  # type: ignore[misc]
            )

    def delete_leftovers(self) -> None:
        """Delete what killed processes have begun: every build that neither serves nor served before."""
        kept = {build for build in (self.serving(), self.serving(PREVIOUS)) if build is not None}
        names = {name for build in kept for name in (build.objects, build.views)}
        found = self._connection.order(
            lambda client: client.indices.get(index=self._names.all_builds, features="settings", allow_no_indices=True)
        )
        for index in sorted(set(found) - names):
            log.warning("deleting %s, which a rebuild that was cut off has left", index)
            self._connection.order(
                lambda client, index=index: client.indices.delete(index=index, ignore_unavailable=True)  # type: ignore[misc]
            )

    def discard(self, build: Build) -> None:
        """Delete a build that failed; where that fails too, the next rebuild does it."""
        with suppress(SearchIndexError):
            self.delete(build)

    # --- details --------------------------------------------------------------------------------------------------------

    def _whole(self, build: Build | None) -> Build | None:
        """`build` where both of its indices are there: half a build cannot serve again."""
        if build is None:
            return None
        names = [build.objects, build.views]
        return build if self._connection.ask(lambda client: client.indices.exists(index=names)) else None

    def _counts(self, build: Build) -> tuple[int, int]:
        answer = self._connection.order(
            lambda client: client.search(
                index=build.objects, size=0, query={"exists": {"field": "object_id"}}, track_total_hits=True,
                aggregations={"views": {"sum": {"field": "view_docs"}}}, allow_partial_search_results=False,
            )
        )  # fmt: skip
        return int(answer["hits"]["total"]["value"]), int(answer["aggregations"]["views"]["value"])

    def _sweep_all(self, build: Build) -> None:
        """Delete views of versions that were replaced while the build was filled."""
        objects, expected = self._counts(build)
        found = int(self._connection.order(lambda client: client.count(index=build.views))["count"])
        if found != expected:
            versions: dict[str, set[int]] = {}
            for (object_id, version), _ in every_group(self._connection, build.views, ("object_id", "version")):
                versions.setdefault(object_id, set()).add(version)
            several = [object_id for object_id, known in versions.items() if len(known) > 1]
            log.info("sweeping replaced views of %d of %d objects", len(several), objects)
            self._writer.sweep(build, several)

    def _make_graph(self, build: Build) -> None:
        """Turn scanned descriptors into a graph: the option of the field, then a merge that builds it."""
        graph = {"descriptor": descriptor_field(GRAPH)}
        self._connection.order(lambda client: client.indices.put_mapping(index=build.views, properties=graph))
        self._connection.order(
            lambda client: client.indices.forcemerge(index=build.views, max_num_segments=1, wait_for_completion=False)
        )
        quiet = 0
        while quiet < _QUIET_POLLS:
            time.sleep(_POLL_SECONDS)
            about = self._connection.order(
                lambda client: client.indices.stats(index=build.views, metric=["merge", "segments"])
            )["_all"]["primaries"]
            if about["segments"]["count"] <= self._layout.shards:
                return
            # A merge that was given up leaves segments that are scanned: right answers, only slower.
            quiet = 0 if about["merges"]["current"] else quiet + 1
        log.warning("the descriptors of %s could not all be turned into a graph", build.views)


def _has_aliases(about: Any) -> bool:
    return isinstance(about, Mapping) and bool(about.get("aliases"))
