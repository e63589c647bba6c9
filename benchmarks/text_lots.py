"""Time of a catalogue in words: `python -m benchmarks.text_lots FOLDER [--records 100000] [--lots 500]`.

Indexes that many records (those of a dataset as `repatria evaluate --texts` reads it, and recombinations of their titles,
makers, dates, materials and sizes), describes lots as medium listings, and asks for them as an answer does: the listing read,
candidates by one round trip of the embedded engine, every candidate compared by every kind of evidence from words. Records
are held in memory: reading them from the store is not in the figures. Processes share the lots.
"""

import argparse
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.page import publish_between
from matcher.candidates import PER_ROUTE, by_turns
from matcher.evaluation.listings.making import listing_of
from matcher.evaluation.listings.records import read_records
from matcher.evidence.described import Described
from matcher.evidence.kinds import text_levels
from matcher.evidence.recorded import Recorded
from matcher.fitting.texts import total
from matcher.weights import Weights
from registry.fingerprint.entries import object_entry
from registry.index.embedded import EmbeddedIndex
from registry.index.keys import listing_query
from registry.index.protocol import Filters
from registry.records.object import CulturalObject
from registry.vocabulary.lists import Level

SEED = 31
_OFFICER = Filters(clearance=Level.LAW_ENFORCEMENT)
_STRIDE = 7919
"""Lots are records this far apart: a prime, so that each comes once."""


@dataclass(frozen=True)
class Asked:
    """One lot: seconds of its stages, and whether its record was among the candidates, and first."""

    searching: float
    comparing: float
    found: bool
    first: bool


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and with --write put the table into docs/performance.md."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.text_lots", description=__doc__)
    parser.add_argument("dataset", help="a folder with text_registry.jsonl, or `known`")
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--lots", type=int, default=500)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    options = parser.parse_args(arguments)
    records = read_records(options.dataset)
    with TemporaryDirectory() as folder:
        started = time.perf_counter()
        index = EmbeddedIndex.open(Path(folder))
        entries = (object_entry(record, lambda _: None) for record in recombined(records, options.records))
        count = index.rebuild(entries, generation=1, schemes={})
        index.close()
        indexing = time.perf_counter() - started
        wall, asked = _ask_all(Path(folder), options)

    def mean(values: Sequence[float]) -> float:
        return sum(values) / len(asked)

    rows = (
        ("all lots", f"{wall:.1f} s"),
        ("a lot: reading it and finding candidates", f"{1000 * mean([each.searching for each in asked]):.0f} ms"),
        ("a lot: comparing them", f"{1000 * mean([each.comparing for each in asked]):.0f} ms"),
        (f"its record among {PER_ROUTE} candidates", f"{mean([each.found for each in asked]):.1%}"),
        ("first", f"{mean([each.first for each in asked]):.1%}"),
        ("indexing", f"{count / indexing:,.0f} records/s"),
    )
    head = f"{len(asked):,} lots of text (medium listings) against {count:,} records, {options.processes} processes:"
    text = "\n".join(
        [head, "", "| what | figure |", "| --- | ---: |", *(f"| {name} | {value} |" for name, value in rows)]
    )
    print(text)
    if options.write:
        publish_between("performance.md", "benchmarks/text_lots.py", text)


def recombined(records: Sequence[CulturalObject], count: int) -> Iterator[CulturalObject]:
    """The records, and after them new ones of fields that are taken from several, up to `count`; the same every time."""
    yield from records[:count]
    rng = np.random.default_rng(SEED)
    for number in range(len(records), count):
        parts = rng.integers(len(records), size=4)
        base, title, date, size = (records[int(place)] for place in parts)
        update: dict[str, Any] = {"id": f"made-{number:07}", "titles": title.titles, "makers": title.makers}
        update |= {"date": date.date, "measurements": size.measurements}
        yield base.model_copy(update=update | {"measurements_display": size.measurements_display})


def _ask_all(folder: Path, options: argparse.Namespace) -> tuple[float, list[Asked]]:
    """Seconds from the first lot to the last, once every process is warm, and what came of each."""
    held = (folder, options.dataset, options.records)
    context = get_context("spawn")
    with ProcessPoolExecutor(options.processes, context, initializer=_warm, initargs=held) as pool:
        list(pool.map(_ask, range(-4 * options.processes, 0)))
        started = time.perf_counter()
        asked = list(pool.map(_ask, range(options.lots), chunksize=5))
    return time.perf_counter() - started, asked


@dataclass(frozen=True)
class _Held:
    """What a process holds: the index, the records that lots are made of, all records, and the weights."""

    index: EmbeddedIndex
    registered: Sequence[CulturalObject]
    records: Mapping[str, CulturalObject]
    weights: Weights


_held: list[_Held] = []


def _warm(folder: Path, dataset: str, count: int) -> None:
    registered = read_records(dataset)
    records = {record.id: record for record in recombined(registered, count)}
    _held.append(_Held(EmbeddedIndex.open(folder), registered, records, Weights.load()))


def _ask(number: int) -> Asked:
    held = _held[0]
    record = held.registered[number * _STRIDE % len(held.registered)]
    listing = listing_of(record, "medium")
    started = time.perf_counter()
    (hits,) = held.index.near_records([listing_query(listing.text)], filters=_OFFICER)
    candidates = by_turns(hits)[:PER_ROUTE]
    searched = time.perf_counter()
    described = Described(listing.text)
    totals = [total(text_levels(described, Recorded(held.records[each])), held.weights.text) for each in candidates]
    compared = time.perf_counter()
    return Asked(
        searched - started,
        compared - searched,
        record.id in candidates,
        bool(candidates) and candidates[int(np.argmax(totals))] == record.id,
    )


if __name__ == "__main__":
    main()
