"""How the embedded index behaves with many pictures: speed, memory, recall.

Fills an index with random fingerprints shaped like real ones (descriptors in kinds, pictures and views; visual words by
a Zipf law), opens it in a fresh process and measures one match: four descriptors, 16 hashes of each of four kinds, 300
visual words and a line of text. Recall is counted in distinct objects among the ten best, against exact search in
floats. Prints a table with the ratio of each number to its target, and one line of JSON; `--write` puts the table into
docs/performance.md.

    python -m benchmarks.index_at_scale [--pictures 100000] [--folder DIR] [--write]
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.page import publish_between
from registry.imaging.views import REGISTRY_VIEWS
from registry.index.embedded import EmbeddedIndex
from registry.index.protocol import (
    Facets,
    Filters,
    FloatArray,
    HashKind,
    ObjectEntry,
    PictureEntry,
    TextField,
    ViewEntry,
    WordArray,
)
from registry.vocabulary.lists import Level, ObjectType, Scope, Status

VIEWS, HASHED_VIEWS, WORDS, VOCABULARY = len(REGISTRY_VIEWS), 2, 500, 16_384
PICTURES_AN_OBJECT, CHUNK, KINDS = 2, 1_000, 200
QUERIES, VIEWS_A_QUERY, BEST = 150, 4, 10
TARGETS = {
    "median_total_ms": 150.0,
    "rss_mib": 1500.0,
    "open_s": 10.0,
    "recall_at_10": 0.97,
}

_TYPES, _STATUSES = list(ObjectType), list(Status)
_COUNTRIES = ("UA", "SY", "IQ", "IT", "FR", "PE", "ML", "KH")


def unit(rows: FloatArray) -> FloatArray:
    """Rows of unit length."""
    normed: FloatArray = rows / np.linalg.norm(rows, axis=-1, keepdims=True)
    return normed


def noise(rng: np.random.Generator, *shape: int) -> FloatArray:
    """Standard normal noise of unit expected length."""
    return rng.standard_normal((*shape, 512), dtype=np.float32) / np.float32(512**0.5)


def chunk_of_pictures(number: int) -> tuple[FloatArray, FloatArray]:
    """The descriptors of `CHUNK` pictures: each picture's own direction, and its views (CHUNK, VIEWS, 512).

    Pictures of one kind have a cosine near 0.2, views of one picture near 0.7.
    """
    kinds = unit(noise(np.random.default_rng(7), KINDS))
    rng = np.random.default_rng([1, number])
    pictures = unit(0.45 * kinds[rng.integers(0, KINDS, CHUNK)] + 0.893 * noise(rng, CHUNK))
    return pictures, unit(pictures[:, None, :] + 0.65 * noise(rng, CHUNK, VIEWS))


def queries_for(pictures: int) -> tuple[FloatArray, npt.NDArray[np.int64]]:
    """Descriptors of new photographs (QUERIES, VIEWS_A_QUERY, 512) and the numbers of the pictures they show."""
    rng = np.random.default_rng(2)
    shown = rng.integers(0, pictures, QUERIES)
    views = [
        unit(chunk_of_pictures(int(number) // CHUNK)[0][int(number) % CHUNK] + 0.9 * noise(rng, VIEWS_A_QUERY))
        for number in shown
    ]
    return np.stack(views), shown


def visual_words(rng: np.random.Generator, size: int) -> WordArray:
    """Distinct words by a Zipf law: word of rank r with a probability falling as 1/(r + 50)."""
    bound = np.log((VOCABULARY + 50) / 50)
    drawn = 50 * (np.exp(rng.random(2 * size) * bound) - 1)
    words: WordArray = rng.permutation(np.unique(drawn.astype(np.int32)))[:size]
    return words


def entries(pictures: int) -> Iterator[tuple[list[ObjectEntry], FloatArray]]:
    """Objects chunk by chunk, with their float descriptors (objects, views of an object, 512)."""
    names = [f"name{n}" for n in range(20_000)]
    for number in range(pictures // CHUNK):
        rng = np.random.default_rng([3, number])
        views = chunk_of_pictures(number)[1]
        bits = {kind: rng.integers(0, 256, (CHUNK, HASHED_VIEWS, kind.size_bytes), dtype=np.uint8) for kind in HashKind}
        made = []
        for first in range(0, CHUNK, PICTURES_AN_OBJECT):
            made.append(_object(rng, number * CHUNK + first, views[first : first + PICTURES_AN_OBJECT], bits, names))
        yield made, views.reshape(len(made), -1, 512)


def _object(
    rng: np.random.Generator, first: int, views: FloatArray, bits: dict[HashKind, Any], names: list[str]
) -> ObjectEntry:
    pictures = []
    for offset in range(PICTURES_AN_OBJECT):
        row = (first + offset) % CHUNK
        hashes = [{kind: bits[kind][row, view].tobytes() for kind in HashKind} for view in range(HASHED_VIEWS)]
        entry_views = tuple(
            ViewEntry(f"view{n}", hashes[n] if n < HASHED_VIEWS else {}, views[offset, n]) for n in range(VIEWS)
        )
        level = Level.LAW_ENFORCEMENT if rng.random() < 0.02 else Level.PUBLIC
        pictures.append(PictureEntry(f"{first + offset:064x}", level, entry_views, visual_words(rng, WORDS)))
    year = int(rng.integers(-500, 1990))
    facets = Facets(
        _TYPES[int(rng.integers(len(_TYPES)))], _STATUSES[int(rng.integers(len(_STATUSES)))], Scope.ITEM,
        _COUNTRIES[int(rng.integers(len(_COUNTRIES)))], year, year + 20, True,
    )  # fmt: skip
    some = [names[int(n)] for n in (20_000 * rng.random(16) ** 3).astype(int)]
    texts = {Level.PUBLIC: {TextField.TITLE: " ".join(some[:4]), TextField.DESCRIPTION: " ".join(some[4:])}}
    return ObjectEntry(
        f"obj-{first:08d}", 1, Level.PUBLIC, facets, texts, {Level.PUBLIC: [f"INV{first}"]}, tuple(pictures)
    )


def fill(folder: Path, pictures: int) -> dict[str, Any]:
    """Build the index by batches and at once; returns rates and, for the recall, the exact best objects."""
    queries = queries_for(pictures)[0].reshape(-1, 512)
    best = np.full((len(queries), pictures // PICTURES_AN_OBJECT), -1, dtype=np.float32)
    spent = {"exact": 0.0, "made": time.perf_counter()}

    def stream() -> Iterator[ObjectEntry]:
        at = 0
        for objects, views in entries(pictures):
            start = time.perf_counter()
            scores = queries @ views.reshape(-1, 512).T
            best[:, at : at + len(objects)] = scores.reshape(len(queries), len(objects), -1).max(axis=2)
            at += len(objects)
            spent["exact"] += time.perf_counter() - start
            yield from objects

    made = sum(len(objects) for objects, _ in entries(min(pictures, 5 * CHUNK)))
    generating = (time.perf_counter() - spent["made"]) / made
    start = time.perf_counter()
    index = EmbeddedIndex.open(folder)
    objects = index.rebuild(stream(), generation=1, schemes={"descriptor": "random"})
    seconds = time.perf_counter() - start - spent["exact"] - generating * objects
    index.close()
    by_match = best.reshape(QUERIES, VIEWS_A_QUERY, -1).max(axis=1)
    order = np.argsort(-by_match, axis=1)[:, :BEST] * PICTURES_AN_OBJECT
    with tempfile.TemporaryDirectory() as other:
        return {
            "rebuild_pictures_a_second": round(objects * PICTURES_AN_OBJECT / seconds),
            "apply_pictures_a_second": round(_apply_rate(Path(other))),
            "fill_peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            "exact": [[f"obj-{number:08d}" for number in row] for row in order.tolist()],
        }


def _apply_rate(folder: Path, batches: int = 10) -> float:
    index = EmbeddedIndex.open(folder)
    ready = [objects[at : at + 100] for objects, _ in entries(2 * CHUNK) for at in range(0, len(objects), 100)]
    start = time.perf_counter()
    for number, batch in enumerate(ready[:batches]):
        index.apply(batch, generation=number + 1)
    return batches * 100 * PICTURES_AN_OBJECT / (time.perf_counter() - start)


def measure(folder: Path, pictures: int, exact: list[list[str]]) -> dict[str, Any]:
    """Open the filled index in this fresh process and measure matches and recall."""
    start = time.perf_counter()
    index = EmbeddedIndex.open(folder)
    result: dict[str, Any] = {"open_s": round(time.perf_counter() - start, 2)}
    queries, shown = queries_for(pictures)
    found = [
        {hit.object_id for hit in index.near_descriptors(views, limit=BEST, filters=Filters(clearance=Level.OWNER))}
        for views in queries
    ]
    result["recall_at_10"] = round(
        statistics.mean(len(set(e) & f) / BEST for e, f in zip(exact, found, strict=True)), 4
    )
    rank_one = [
        index.near_descriptors(views, limit=1, filters=Filters(clearance=Level.OWNER))[0].object_id for views in queries
    ]
    right = [f"obj-{int(n) // PICTURES_AN_OBJECT * PICTURES_AN_OBJECT:08d}" for n in shown]
    result["right_object_first"] = round(statistics.mean(a == b for a, b in zip(rank_one, right, strict=True)), 4)
    for name, filters in (
        ("", Filters(clearance=Level.OWNER)),
        ("public_", Filters()),
        ("filtered_", Filters(object_types=frozenset({ObjectType.PAINTING, ObjectType.ICON}), years=(1500, 1900))),
    ):
        timings = [_one_match(index, views, number, filters) for number, views in enumerate(queries)]
        for route in timings[0]:
            result[f"{name}{route}_ms"] = round(statistics.median(timing[route] for timing in timings), 1)
        totals = [sum(timing.values()) for timing in timings]
        result[f"{name}median_total_ms"] = round(statistics.median(totals), 1)
        result[f"{name}p95_total_ms"] = round(sorted(totals)[int(0.95 * len(totals))], 1)
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    result["rss_mib"] = round(int(status["VmRSS"].split()[0]) / 1024)
    result["rss_of_files_mib"] = round(int(status["RssFile"].split()[0]) / 1024)
    state = index.state()
    return result | {"objects": state.objects, "pictures": state.pictures, "views": state.views}


def _one_match(index: EmbeddedIndex, views: FloatArray, number: int, filters: Filters) -> dict[str, float]:
    rng = np.random.default_rng([4, number])
    words = visual_words(rng, 300)
    text = f"name{int(200 * rng.random())} name{int(20_000 * rng.random())} aivazovsky"
    timing: dict[str, float] = {}

    def timed(route: str, search: Callable[[], object]) -> None:
        start = time.perf_counter()
        search()
        timing[route] = timing.get(route, 0.0) + (time.perf_counter() - start) * 1000

    timed("descriptors", lambda: index.near_descriptors(views, limit=100, filters=filters))
    for kind in HashKind:
        bits = rng.integers(0, 256, (16, kind.size_bytes), dtype=np.uint8)
        radius = 12 if kind.size_bytes == 8 else 60
        timed(
            "hashes",
            lambda kind=kind, bits=bits, radius=radius: index.near_hashes(  # type: ignore[misc]
                kind, bits, max_distance=radius, limit=100, filters=filters
            ),
        )
    timed("words", lambda: index.near_words(words, limit=100, filters=filters))
    timed("text", lambda: index.search_text(text, offset=0, limit=50, filters=filters))
    return timing


def main() -> None:
    """Fill in one process, measure in another, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=int, default=100_000, help="a multiple of 1000")
    parser.add_argument("--folder", type=Path, help="keep the index here (default: a folder removed afterwards)")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    parser.add_argument("--step", choices=("fill", "measure"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step == "fill":
        print(json.dumps(fill(given.folder, given.pictures)))
    elif given.step == "measure":
        print(json.dumps(measure(given.folder, given.pictures, json.load(sys.stdin))))
    else:
        with tempfile.TemporaryDirectory() as scratch:
            result = _both_steps(given.folder or Path(scratch), given.pictures)
        _report(result)
        if given.write:
            publish_between("performance.md", "benchmarks/index_at_scale.py", _table(result))


def _both_steps(folder: Path, pictures: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.index_at_scale", "--folder", str(folder), "--pictures", str(pictures)]
    kept = folder / "filled.json"
    if not kept.exists():
        done = subprocess.run([*command, "--step", "fill"], check=True, capture_output=True, text=True)  # noqa: S603
        kept.write_text(done.stdout)
    filled: dict[str, Any] = json.loads(kept.read_text())
    exact = json.dumps(filled.pop("exact"))
    done = subprocess.run(  # noqa: S603
        [*command, "--step", "measure"], check=True, capture_output=True, text=True, input=exact
    )
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    measured: dict[str, Any] = json.loads(done.stdout)
    return filled | {"disk_mib": round(size / 2**20)} | measured


def _report(result: dict[str, Any]) -> None:
    print(f"{'':32}{'measured':>12}{'target':>12}{'ratio':>8}")
    for name, value in result.items():
        target = TARGETS.get(name.removeprefix("public_").removeprefix("filtered_"))
        compared = f"{target:>12}{value / target:>8.2f}" if target else ""
        print(f"{name:32}{value:>12}{compared}")
    print(json.dumps(result))


def _table(result: dict[str, Any]) -> str:
    """The table of docs/performance.md."""

    def row(what: str, figure: str, name: str = "") -> str:
        target = TARGETS.get(name.removeprefix("public_").removeprefix("filtered_"))
        return f"| {what} | {figure} | {f'{result[name] / target:.2f}' if target else ''} |"

    def match(what: str, prefix: str) -> str:
        median, slow = result[f"{prefix}median_total_ms"], result[f"{prefix}p95_total_ms"]
        return row(what, f"{median:.0f} / {slow:.0f} ms", f"{prefix}median_total_ms")

    parts = " / ".join(f"{result[f'{name}_ms']:.1f}" for name in ("descriptors", "hashes", "words", "text"))
    rates = f"{result['rebuild_pictures_a_second']} / {result['apply_pictures_a_second']} pictures a second"
    return "\n".join(
        [
            f"{result['pictures']:,} pictures of {result['objects']:,} objects, {VIEWS} views a picture ({HASHED_VIEWS} of "
            f"them hashed), {WORDS} visual words a picture.",
            "",
            "| | measured | share of the target |",
            "| --- | --- | --- |",
            match("one match, all routes, median / 95%", ""),
            match("the same for the public (2% of the pictures hidden)", "public_"),
            match("the same for two types and 400 years", "filtered_"),
            row("of it descriptors (4) / hashes (4 x 16) / words (300) / text", f"{parts} ms"),
            row("recall, ten best objects, against exact floats", f"{result['recall_at_10']:.3f}", "recall_at_10"),
            row("memory of a process that answers", f"{result['rss_mib']} MiB", "rss_mib"),
            row("opening", f"{result['open_s']} s", "open_s"),
            row("rebuild / apply by 100 objects", rates),
            row("peak memory of the rebuild, with the benchmark's own data", f"{result['fill_peak_mib']} MiB"),
            row("on disk", f"{result['disk_mib']} MiB"),
        ]
    )


if __name__ == "__main__":
    main()
