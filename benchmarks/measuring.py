"""Filling an engine and asking it: times on the clock, and processor time of this process and of the server."""

import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import batched
from pathlib import Path
from typing import Any

from benchmarks.oracle import Exact, share_of_best, share_of_exact_lists
from benchmarks.population import Pictures, Population
from matcher.candidates import MAX_DISTANCE, PER_ROUTE
from registry.index.elasticsearch import ElasticsearchIndex
from registry.index.elasticsearch.building import Layout
from registry.index.elasticsearch.connection import Access, Connection
from registry.index.elasticsearch.mappings import DIMENSIONS
from registry.index.elasticsearch.names import Names
from registry.index.embedded import EmbeddedIndex
from registry.index.protocol import Filters, LookQuery, ObjectEntry, SearchIndex
from registry.settings import Settings
from registry.vocabulary.lists import Level

ALL = Filters(clearance=Level.OWNER)
VIEWS_A_PHOTOGRAPH = 4
BATCH = 10
"""Lots asked about in one request."""
_WARMING = 3
_NEVER, _PREFIX = 1 << 60, "benchmark"

Found = dict[str, float]
Clock = Callable[[], float]
"""Seconds of processor time spent so far."""


@dataclass(frozen=True)
class Measurer:
    """What is filled in, and the photographs that are asked about."""

    population: Population
    queries: list[LookQuery]
    lots: int

    @classmethod
    def of(cls, population: Population, *, photographs: int, lots: int) -> "Measurer":
        """Ask about `photographs` for each route, and about `lots` photographs of a catalogue, the same ones again."""
        made = population.photographs(photographs, VIEWS_A_PHOTOGRAPH)
        return cls(population, [_query(photograph) for _, photograph in made], lots)

    def fill(self, index: SearchIndex, clock: Clock) -> Found:
        """Rebuild the index; the time of making the entries is not counted."""
        making = 0.0

        def stream() -> Iterator[ObjectEntry]:
            nonlocal making
            for first in range(0, self.population.pictures, 1000):
                began = time.perf_counter()
                entries = self.population.entries(first, self.population.chunk(first))
                making += time.perf_counter() - began
                yield from entries

        before, began = clock(), time.perf_counter()
        index.rebuild(stream(), generation=1, schemes={})
        seconds, views = time.perf_counter() - began - making, self.population.pictures * self.population.views
        spent = (clock() - before) * 1000 / views
        return {
            "loading, views/s": round(views / seconds),
            "loading, ms of the engine's processor a view": round(spent, 3),
        }

    def ask(self, index: SearchIndex, exact: Exact, clock: Clock, *, catalogue: bool) -> Found:
        """Median time and mean processor time of each route, how right the answers are, and what a catalogue costs."""
        found: Found = {}
        for route, asked in self._routes().items():
            # The first questions warm caches and code.
            index.near_pictures(asked[:_WARMING], filters=ALL)
            before, spent = clock(), []
            for query in asked:
                began = time.perf_counter()
                index.near_pictures([query], filters=ALL)
                spent.append((time.perf_counter() - began) * 1000)
            found[f"{route}, ms"] = round(statistics.median(spent), 1)
            found[f"{route}, ms of the engine's processor"] = round((clock() - before) * 1000 / len(asked), 1)
        hits = [hits for query in self.queries for hits in index.near_pictures([query], filters=ALL)]
        exactly, filled = share_of_exact_lists(hits, exact)
        found["share of the exact ten best"] = round(share_of_best(hits, exact), 4)
        found["share of exact lists by hash"] = round(exactly, 4)
        found["lists by hash with anything in them"] = filled
        return found | (self._catalogue(index, clock) if catalogue else {})

    def _routes(self) -> dict[str, list[LookQuery]]:
        split = [_parts_of(query) for query in self.queries]
        return {route: [parts[route] for parts in split] for route in split[0]}

    def _catalogue(self, index: SearchIndex, clock: Clock) -> Found:
        lots = [self.queries[number % len(self.queries)] for number in range(self.lots)]
        found: Found = {}
        for name, some in (("one by one", 1), (f"{BATCH} in a request", BATCH)):
            ours, theirs, began = time.process_time(), clock(), time.perf_counter()
            for asked in batched(lots, some):
                index.near_pictures(asked, filters=ALL)
            each = 1000 / len(lots)
            found[f"catalogue, {name}, ms a lot"] = round((time.perf_counter() - began) * each, 1)
            found[f"catalogue, {name}, ms of the engine's processor"] = round((clock() - theirs) * each, 1)
            found[f"catalogue, {name}, ms of this process"] = round((time.process_time() - ours) * each, 1)
        return found


def on_embedded(folder: Path, measurer: Measurer, exact: Exact) -> Found:
    """The embedded engine in a folder."""
    index = EmbeddedIndex.open(folder)
    found = measurer.fill(index, time.process_time) | measurer.ask(index, exact, time.process_time, catalogue=True)
    index.close()
    used = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return found | {"disk, bytes a view": round(used / (measurer.population.pictures * measurer.population.views))}


def on_server(
    access: Access, option: str, measurer: Measurer, exact: Exact, *, catalogue: bool
) -> Iterator[tuple[str, Found]]:
    """One index on a server, asked with hashes scanned and sought by bands; deleted afterwards.

    `catalogue`: also about all lots, which takes longest, with bands only.
    """
    connection = Connection(access)
    rate: Found = {}

    def clock() -> float:
        nodes = connection.ask(lambda client: client.nodes.stats(metric="process"))["nodes"].values()
        return sum(float(node["process"]["cpu"]["total_in_millis"]) for node in nodes) / 1000

    for name, banded_from in ((f"{option}, hashes scanned", _NEVER), (f"{option}, hashes by bands", 0)):
        layout = Layout(replicas=0, vector_index=option)
        index = ElasticsearchIndex.open(access, prefix=_PREFIX, layout=layout, banded_from=banded_from)
        if not rate:
            rate = measurer.fill(index, clock) | _sizes(connection, measurer.population)
        yield name, rate | measurer.ask(index, exact, clock, catalogue=catalogue and not banded_from)
        index.close()
    _clear_away(connection)
    connection.close()


def _sizes(connection: Connection, population: Population) -> Found:
    """Bytes of a view: on disk, and of what every vector search reads: compressed descriptors, graphs, bits of hashes.

    The whole descriptors are read for the best few only, and not counted.
    """
    about: Mapping[str, Any] = connection.order(
        lambda client: client.indices.stats(index=f"{_PREFIX}-views", metric=["store", "dense_vector"])
    )["_all"]["primaries"]
    views = population.pictures * population.views
    memory = about["dense_vector"]["off_heap"]["total_size_bytes"] - 4 * DIMENSIONS * views
    return {
        "disk, bytes a view": round(about["store"]["size_in_bytes"] / views),
        "vectors in memory, bytes a view": round(memory / views),
    }


def _clear_away(connection: Connection) -> None:
    made = connection.order(lambda client: client.indices.get(index=f"{_PREFIX}-*", features="settings"))
    connection.order(lambda client: client.indices.delete(index=sorted(made)))
    connection.order(lambda client: client.indices.delete_index_template(name=Names(_PREFIX).template))


def server_access() -> Access:
    """The server that the settings name."""
    settings = Settings()
    if settings.elasticsearch_url is None:
        raise SystemExit("Set REPATRIA_ELASTICSEARCH_URL (and _CA, _USER, _PASSWORD) to a server to be measured.")
    password = settings.elasticsearch_password
    return Access(
        (settings.elasticsearch_url,),
        settings.elasticsearch_ca,
        settings.elasticsearch_user,
        password.get_secret_value() if password else None,
        timeout=600,
    )


def _query(seen: Pictures) -> LookQuery:
    """What a match asks for one photograph, in the matcher's numbers."""
    hashes = {kind: rows[0] for kind, rows in seen.hashes.items()}
    return LookQuery(hashes, MAX_DISTANCE, seen.descriptors[0], seen.words[0], PER_ROUTE)


def _parts_of(query: LookQuery) -> dict[str, LookQuery]:
    """The routes of a look one by one, and together."""
    alone = {
        f"hashes of {size} bits": replace(
            query,
            hashes={kind: rows for kind, rows in query.hashes.items() if 8 * kind.size_bytes == size},
            descriptors=None,
            words=None,
        )
        for size in (64, 256)
    }
    return alone | {
        "descriptors": replace(query, hashes={}, words=None),
        "visual words": replace(query, hashes={}, descriptors=None),
        "all routes": query,
    }
