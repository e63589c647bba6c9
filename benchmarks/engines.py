"""Both search engines on the same data, in one run: loading, routes of a match, and what is found.

Fills the embedded index and one Elasticsearch index for each way of indexing descriptors with the data of
`benchmarks.population` (real fingerprints, mixed and perturbed), then asks each for the picture routes of the same
photographs (four descriptors, 16 hashes of each of four kinds within the matcher's distances, up to 300 visual words):
together in one round trip and one by one, with hashes sought by bands and by scans, and a catalogue of lots one by one
and several in one request. What is found is compared with exact search (`benchmarks.oracle`). Every number stands beside
the embedded engine's of the same run: on a busy machine only their ratio means something, and best that of the processor
time (of this process, and of the server's).

Each engine's figures are kept in `--kept` as soon as they are measured, and a run that was cut off goes on from there;
`--anew` measures again. `--write` puts all that is kept into a page of docs/.

    REPATRIA_ELASTICSEARCH_URL=… python -m benchmarks.engines [--pictures 5000,33000] [--folder PICTURES] [--write]

Of a picture there are six views or so, so 33,000 pictures are 200,000 views, of 100,000 objects.
"""

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.engine_tables import text_of
from benchmarks.measuring import Measurer, on_embedded, on_server, server_access
from benchmarks.oracle import exact_answers
from benchmarks.page import publish_between
from benchmarks.population import CHUNK, Population, Sample

COMMAND = "benchmarks/engines.py"
OPTIONS = ("int8_flat", "int8_hnsw", "bbq_hnsw")

Results = dict[str, dict[str, dict[str, float]]]
"""Figures by number of pictures, then by engine."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Fill, measure, keep and print."""
    given = _parser().parse_args(arguments)
    sizes = [int(each) for each in given.pictures.split(",")]
    if any(size <= 0 or size % CHUNK for size in sizes):
        raise SystemExit(f"--pictures takes multiples of {CHUNK}.")
    path = given.kept / "engines.json"
    results: Results = json.loads(path.read_text(encoding="utf-8")) if path.exists() and not given.anew else {}

    def keep(size: int, engine: str, found: dict[str, float]) -> None:
        results.setdefault(str(size), {})[engine] = found
        path.write_text(json.dumps(results, indent=1), encoding="utf-8")
        print(size, engine, json.dumps(found), flush=True)

    sample = Sample.load(given.folder, given.sample, given.kept)
    access = server_access()
    for size in sizes:
        known = results.get(str(size), {})
        options = [option for option in given.vector_index.split(",") if sum(option in each for each in known) < 2]
        if "embedded" in known and not options:
            continue
        population = Population(sample, size)
        measurer = Measurer.of(population, photographs=given.photographs, lots=given.lots)
        exact = exact_answers(population, measurer.queries)
        if "embedded" not in known:
            with tempfile.TemporaryDirectory() as folder:
                keep(size, "embedded", on_embedded(Path(folder), measurer, exact))
        for option in options:
            catalogue = option == given.vector_index.partition(",")[0]
            for engine, found in on_server(access, option, measurer, exact, catalogue=catalogue):
                keep(size, engine, found)
    text = text_of(results)
    print(text)
    if given.write:
        publish_between(given.write, COMMAND, text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.engines", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--pictures", default="33000", help="one or more numbers, multiples of 1000, with commas between"
    )
    parser.add_argument("--folder", type=Path, help="pictures to draw from, instead of generated works")
    parser.add_argument("--sample", type=int, default=200, help="of how many pictures to compute fingerprints")
    parser.add_argument("--photographs", type=int, default=30, help="photographs asked for each figure")
    parser.add_argument("--lots", type=int, default=500, help="lots of the catalogue")
    parser.add_argument("--vector-index", default=",".join(OPTIONS), help="ways of indexing descriptors, with commas")
    parser.add_argument("--kept", type=Path, default=Path("data/benchmarks"), help="folder of figures and fingerprints")
    parser.add_argument("--anew", action="store_true", help="forget the figures that are kept")
    parser.add_argument(
        "--write", nargs="?", const="scaling.md", metavar="PAGE", help="write the tables into docs/PAGE"
    )
    return parser


if __name__ == "__main__":
    main()
