"""Both search engines on the same data, in one run: loading, routes of a match, and what is found.

Fills the embedded index and one Elasticsearch index for each way of indexing descriptors with the data of
`benchmarks.index_at_scale`, then asks each for the picture routes of the same photographs (four descriptors, 16 hashes of
each of four kinds within the matcher's distances, 300 visual words), together and one by one, with hashes sought by
bands and by scans. Recall is counted in objects among the ten best, against exact search in floats. Every number stands
beside the embedded engine's of the same run: on a busy machine only their ratio means something, and best that of the
processor time (of the embedded engine's process, of the server's). Hashes are random, so
bands cut off more of them than of real ones.

    REPATRIA_ELASTICSEARCH_URL=… python -m benchmarks.engines [--pictures 20000] [--vector-index int8_flat,int8_hnsw]
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import batched
from pathlib import Path

import numpy as np

from benchmarks.index_at_scale import BEST, PICTURES_AN_OBJECT, VIEWS, entries, queries_for, visual_words
from matcher.candidates import MAX_DISTANCE, PER_ROUTE
from registry.index.elasticsearch import ElasticsearchIndex
from registry.index.elasticsearch.building import Layout
from registry.index.elasticsearch.connection import Access, Connection
from registry.index.elasticsearch.names import Names
from registry.index.embedded import EmbeddedIndex
from registry.index.protocol import Filters, FloatArray, HashKind, LookQuery, ObjectEntry, SearchIndex
from registry.settings import Settings
from registry.vocabulary.lists import Level

ALL = Filters(clearance=Level.OWNER)
_NEVER = 1 << 60
_PREFIX = "benchmark"
BATCH = 10

Found = dict[str, float]


def look(views: FloatArray, number: int) -> LookQuery:
    """What a match asks for one photograph, in the matcher's numbers."""
    rng = np.random.default_rng([4, number])
    hashes = {kind: rng.integers(0, 256, (16, kind.size_bytes), dtype=np.uint8) for kind in HashKind}
    return LookQuery(hashes, MAX_DISTANCE, views, visual_words(rng, 300), PER_ROUTE)


def parts_of(query: LookQuery) -> dict[str, LookQuery]:
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


def exact_best(pictures: int, queries: FloatArray) -> list[set[str]]:
    """The best objects of each photograph by exact cosines."""
    flat = queries.reshape(-1, queries.shape[-1])
    rows = [
        (flat @ views.reshape(-1, views.shape[-1]).T).reshape(len(flat), len(objects), -1).max(axis=2)
        for objects, views in entries(pictures)
    ]
    scores = np.concatenate(rows, axis=1).reshape(len(queries), queries.shape[1], -1).max(axis=1)
    best = np.argsort(-scores, axis=1)[:, :BEST] * PICTURES_AN_OBJECT
    return [{f"obj-{number:08d}" for number in row} for row in best.tolist()]


def measured(index: SearchIndex, queries: FloatArray, exact: list[set[str]], cpu: Callable[[], float]) -> Found:
    """Median time and mean processor time of each route in milliseconds, and the recall of the descriptors.

    `cpu` tells the processor time, in seconds, that the engine has spent so far.
    """
    looks = [look(views, number) for number, views in enumerate(queries)]
    by_route = {route: [parts_of(each)[route] for each in looks] for route in parts_of(looks[0])}
    found: Found = {}
    for route, asked in by_route.items():
        # The first questions warm caches and code.
        index.near_pictures(asked[:3], filters=ALL)
        before, spent = cpu(), []
        for query in asked:
            began = time.perf_counter()
            index.near_pictures([query], filters=ALL)
            spent.append((time.perf_counter() - began) * 1000)
        found[f"{route}, ms"] = round(statistics.median(spent), 1)
        found[f"{route}, ms of processor"] = round((cpu() - before) * 1000 / len(asked), 1)
    before, began = cpu(), time.perf_counter()
    hits = [hits for some in batched(looks, BATCH) for hits in index.near_pictures(some, filters=ALL)]
    found["all routes in batches, ms"] = round((time.perf_counter() - began) * 1000 / len(looks), 1)
    found["all routes in batches, ms of processor"] = round((cpu() - before) * 1000 / len(looks), 1)
    best = [{hit.object_id for hit in each.descriptors[:BEST]} for each in hits]
    found["recall of ten"] = round(statistics.mean(len(a & b) / BEST for a, b in zip(best, exact, strict=True)), 3)
    return found


def loaded(index: SearchIndex, pictures: int, cpu: Callable[[], float]) -> Found:
    """Rebuild the index; tells views a second, and the engine's processor time of a view."""

    def stream() -> Iterator[ObjectEntry]:
        for objects, _ in entries(pictures):
            yield from objects

    before, began = cpu(), time.perf_counter()
    index.rebuild(stream(), generation=1, schemes={})
    seconds, views = time.perf_counter() - began, pictures * VIEWS
    return {
        "loading, views/s": round(views / seconds),
        "loading, ms of processor a view": round((cpu() - before) * 1000 / views, 2),
    }


def main() -> None:
    """Fill, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=int, default=20_000, help="a multiple of 1000")
    parser.add_argument("--photographs", type=int, default=30)
    parser.add_argument("--vector-index", default="int8_flat,int8_hnsw,bbq_hnsw")
    given = parser.parse_args()
    access = _access()
    queries = queries_for(given.pictures)[0][: given.photographs]
    exact = exact_best(given.pictures, queries)
    results: dict[str, Found] = {}
    with tempfile.TemporaryDirectory() as folder:
        embedded = EmbeddedIndex.open(Path(folder))
        rate = loaded(embedded, given.pictures, time.process_time)
        results["embedded"] = rate | measured(embedded, queries, exact, time.process_time)
        embedded.close()
    print(json.dumps(results["embedded"]), flush=True)
    for option in given.vector_index.split(","):
        for name, found in _on_server(access, option, given.pictures, queries, exact).items():
            results[name] = found
            print(name, json.dumps(found), flush=True)
    _clear_away(access)
    _print_table(results)


def _access() -> Access:
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


def _on_server(
    access: Access, option: str, pictures: int, queries: FloatArray, exact: list[set[str]]
) -> dict[str, Found]:
    results: dict[str, Found] = {}
    rate: Found = {}
    connection = Connection(access)

    def cpu() -> float:
        nodes = connection.ask(lambda client: client.nodes.stats(metric="process"))["nodes"].values()
        return sum(float(node["process"]["cpu"]["total_in_millis"]) for node in nodes) / 1000

    for name, banded_from in ((f"{option}, hashes scanned", _NEVER), (f"{option}, hashes by bands", 0)):
        layout = Layout(replicas=0, vector_index=option)
        index = ElasticsearchIndex.open(access, prefix=_PREFIX, layout=layout, banded_from=banded_from)
        if not rate:
            rate = loaded(index, pictures, cpu)
        results[name] = rate | measured(index, queries, exact, cpu)
        index.close()
    connection.close()
    return results


def _clear_away(access: Access) -> None:
    """Delete what was measured."""
    connection = Connection(access)
    made = connection.order(lambda client: client.indices.get(index=f"{_PREFIX}-*", features="settings"))
    connection.order(lambda client: client.indices.delete(index=sorted(made)))
    connection.order(lambda client: client.indices.delete_index_template(name=Names(_PREFIX).template))
    connection.close()


def _print_table(results: dict[str, Found]) -> None:
    base = results["embedded"]
    for measure, plain in base.items():
        print(f"\n{measure}")
        for name, found in results.items():
            ratio = f" (x {found[measure] / plain:.2f})" if plain else ""
            print(f"  {name:28} {found[measure]:>10}{ratio}")


if __name__ == "__main__":
    main()
