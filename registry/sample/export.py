"""The demonstration as files: records to import, their pictures, and phone photographs to try out.

A folder gets `demo.ndjson` (one import record a line), `pictures/` (JPEG, quality 90), `queries/` (simulated
phone photographs named after the work they show) and `manifest.json` (which query shows what).
"""

import json
import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from registry.sample.phone import STRENGTHS, several_objects, to_jpeg
from registry.sample.works import ROUND_KINDS, Order, paint_order, photograph_again, plan

_QUALITY = 90
_QUERY_STEP, _QUERY_FIRST = 7, 0
"""Every seventh work gets a query; seven and the ten kinds have no common factor, so every kind has its turn."""
_FEW = 8
"""Up to this many works are painted without starting processes."""


@dataclass(frozen=True)
class Demo:
    """Where the demonstration was written."""

    records: Path
    manifest: Path
    works: int
    pictures: int
    queries: int


def write_demo(folder: Path, count: int, seed: int = 2026, *, processes: int | None = None) -> Demo:
    """Paint `count` works and write them for `repatria import`; the same arguments write the same files.

    Works are painted by `processes` processes (by default one for each core, at most 8), or in this one where
    processes cannot be started.

    Raises:
        OSError: if the folder cannot be written to.
    """
    for part in ("pictures", "queries"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    orders = plan(count, seed)
    lines, queries = [], []
    for record, query in _painted(folder, orders, seed, processes):
        lines.append(json.dumps(record, ensure_ascii=False, sort_keys=True))
        queries.extend(query)
    queries.extend(_table_query(folder, orders, seed))
    queries.extend(_unregistered_query(folder, count, seed))
    records, manifest = folder / "demo.ndjson", folder / "manifest.json"
    records.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    families: dict[str, list[str]] = {}
    for order in orders:
        if order.family:
            families.setdefault(order.family, []).append(order.key)
    contents = {"seed": seed, "works": count, "queries": queries, "families": families}
    manifest.write_text(json.dumps(contents, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    pictures = sum(len(json.loads(line)["photographs"]) for line in lines)
    return Demo(records, manifest, count, pictures, len(queries))


type Written = tuple[dict[str, Any], list[dict[str, Any]]]


def _painted(folder: Path, orders: tuple[Order, ...], seed: int, processes: int | None) -> Iterator[Written]:
    write = partial(_write_work, folder, seed)
    numbered = list(enumerate(orders))
    workers = processes if processes is not None else min(8, multiprocessing.cpu_count())
    done = 0
    if workers > 1 and len(orders) > _FEW:
        try:
            for written in _in_processes(write, numbered, workers):
                yield written
                done += 1
        except (BrokenProcessPool, OSError):
            pass  # no processes here, or not enough memory for them: the rest is painted below
    yield from map(write, numbered[done:])


def _in_processes(write: "partial[Written]", numbered: Iterable[tuple[int, Order]], workers: int) -> Iterator[Written]:
    context = multiprocessing.get_context("spawn")  # forking a process that has threads can hang it
    with ProcessPoolExecutor(workers, mp_context=context, initializer=cv2.setNumThreads, initargs=(1,)) as pool:
        yield from pool.map(write, numbered, chunksize=4)


def _write_work(folder: Path, seed: int, numbered: tuple[int, Order]) -> Written:
    index, order = numbered
    work = paint_order(order)
    kind = "colour" if work.flat else "3D render"
    photographs = []
    for picture in work.pictures:
        path = f"pictures/{work.key}-{picture.view}.jpg"
        (folder / path).write_bytes(to_jpeg(picture.rgb, _QUALITY))
        photographs.append({"path": path, "view": picture.view, "kind": kind, "credit": "Repatria demonstration"})
    record = {**work.record, "photographs": photographs}
    if index % _QUERY_STEP != _QUERY_FIRST:
        return record, []
    strength = STRENGTHS[index // _QUERY_STEP % len(STRENGTHS)]
    path = f"queries/{work.key}-phone.jpg"
    photo = photograph_again(order, np.random.default_rng([seed, index, 11]), strength)
    (folder / path).write_bytes(to_jpeg(photo, _QUALITY))
    return record, [{"file": path, "shows": [work.key], "family": work.family, "strength": strength}]


def _table_query(folder: Path, orders: tuple[Order, ...], seed: int) -> list[dict[str, Any]]:
    """Three flat works on one table."""
    chosen = [order for order in orders if order.kind not in ROUND_KINDS][:3]
    if len(chosen) < 3:
        return []
    pictures = [paint_order(order).pictures[0].rgb for order in chosen]
    path = "queries/three-objects-on-a-table.jpg"
    photo = several_objects(pictures, np.random.default_rng([seed, 12]), "light")
    (folder / path).write_bytes(to_jpeg(photo, _QUALITY))
    return [{"file": path, "shows": [order.key for order in chosen], "family": None, "strength": "light"}]


def _unregistered_query(folder: Path, count: int, seed: int) -> list[dict[str, Any]]:
    """A work that is not among the records: the answer should be that no candidate was found."""
    if count == 0:
        return []
    order = plan(1, seed + 1)[0]
    path = "queries/not-registered-phone.jpg"
    photo = photograph_again(order, np.random.default_rng([seed, 13]), "medium")
    (folder / path).write_bytes(to_jpeg(photo, _QUALITY))
    return [{"file": path, "shows": [], "family": None, "strength": "medium"}]
