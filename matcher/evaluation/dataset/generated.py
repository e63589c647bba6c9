"""The project's own dataset: painted works and simulated photographs, written in the documented format.

Every second work of each kind is registered with its first picture, so that families (companions, impressions of one
plate, coins of one die, pages of one book) are divided between what is registered and what is not. Second photographs are
simulated phone photographs (of objects in the round from another angle) and other views; negatives are works that are not
registered, as pictures and as phone photographs; texts are listings made from the records.
"""

import json
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from matcher.evaluation.code import SIMULATING, source_digest
from matcher.evaluation.dataset.manifest import FORMAT
from matcher.fitting.describing import listing
from matcher.fitting.records import as_registered
from registry.records.object import ImportRecord
from registry.registering.processes import single_threaded_children
from registry.sample.phone import Strength, to_jpeg
from registry.sample.works import ROUND_KINDS, Order, Work, paint_order, photograph_again, plan

WORKS, SEED = 300, 2026

_PHONES: tuple[Strength, ...] = ("medium", "strong")
_QUALITY = 88
_SURFACES = {"three-quarter": "partial", "detail": "same", "back": "none"}
"""Views that become second photographs, and how much of the front they show."""
_ONE_IMAGE = frozenset({"print", "drawing", "vase"})
"""Kinds whose families repeat one design line by line: another impression of the plate, the sheet drawn once more, a vase
turned and painted like its neighbour and photographed on the same stand."""
_FEW = 8
"""Up to this many works are painted without starting processes."""


@dataclass
class _Part:
    """What one work adds to the manifest."""

    objects: list[dict[str, Any]] = field(default_factory=list)
    second_photographs: list[dict[str, Any]] = field(default_factory=list)
    negatives: list[dict[str, Any]] = field(default_factory=list)
    texts: list[dict[str, Any]] = field(default_factory=list)


def write_generated(folder: Path, works: int = WORKS, seed: int = SEED) -> Path:
    """Paint the dataset into a folder, unless it is there already from the same code. Returns the folder."""
    made = {"works": works, "seed": seed, "code": source_digest(SIMULATING, ())}
    marker = folder / "written.json"
    if marker.is_file() and json.loads(marker.read_text(encoding="utf-8")) == made:
        return folder
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "name": folder.name,
        "licences": {"generated": "Invented works, drawn by a program; part of this project."},
        "objects": [],
        "second_photographs": [],
        "negatives": [],
        "texts": [],
    }
    orders = plan(works, seed)
    registered = {order.family for order in orders if _is_registered(order)} - {None}
    for part in _painted(folder, orders, seed, {name for name in registered if name}):
        for name in ("objects", "second_photographs", "negatives", "texts"):
            manifest[name].extend(getattr(part, name))
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    marker.write_text(json.dumps(made), encoding="utf-8")
    return folder


def _is_registered(order: Order) -> bool:
    return order.number % 2 == 1


def _painted(folder: Path, orders: tuple[Order, ...], seed: int, families: set[str]) -> Iterator[_Part]:
    write = partial(_write, folder, seed, frozenset(families))
    if len(orders) <= _FEW:
        yield from map(write, orders)
        return
    with (
        single_threaded_children(),
        ProcessPoolExecutor(
            min(8, multiprocessing.cpu_count()),
            mp_context=multiprocessing.get_context("spawn"),
            initializer=cv2.setNumThreads,
            initargs=(1,),
        ) as pool,
    ):
        yield from pool.map(write, orders, chunksize=4)


def _write(folder: Path, seed: int, families: frozenset[str], order: Order) -> _Part:
    work = paint_order(order)
    rng = np.random.default_rng([seed, order.number, *order.own])
    return (
        _registered(folder, order, work, rng)
        if _is_registered(order)
        else _negative(folder, order, work, rng, families)
    )


def _registered(folder: Path, order: Order, work: Work, rng: np.random.Generator) -> _Part:
    part = _Part()
    first = work.pictures[0]
    part.objects.append(
        {
            "id": work.key,
            "domain": work.kind,
            "source": "generated",
            "flat": order.kind not in ROUND_KINDS,
            "family": work.family,
            "same_image": work.family is not None and order.kind in _ONE_IMAGE,
            "pictures": [{"id": work.key, "file": _save(folder, work.key, first.rgb), "view": first.view}],
            "record": work.record,
        }
    )
    for strength in _PHONES:
        key = f"{work.key}-phone-{strength}"
        file = _save(folder, key, photograph_again(order, rng, strength))
        part.second_photographs.append(_second(key, file, work.key, f"phone, {strength}", "same"))
    for picture in work.pictures[1:]:
        if picture.view in _SURFACES:
            key = f"{work.key}-{picture.view}"
            file = _save(folder, key, picture.rgb)
            part.second_photographs.append(_second(key, file, work.key, picture.view, _SURFACES[picture.view]))
    part.texts.append(_text(work, rng, work.key))
    return part


def _negative(folder: Path, order: Order, work: Work, rng: np.random.Generator, families: frozenset[str]) -> _Part:
    part = _Part()
    related = work.family in families
    for name, rgb in (("picture", work.pictures[0].rgb), ("phone", photograph_again(order, rng))):
        part.negatives.append(
            {
                "id": f"{work.key}-{name}",
                "file": _save(folder, f"{work.key}-{name}", rgb),
                "object": work.key,
                "domain": work.kind,
                "source": "generated",
                "reason": "member of a registered family" if related else "work that is not registered",
                "family": work.family if related else None,
            }
        )
    part.texts.append(_text(work, rng, None))
    return part


def _second(key: str, file: str, of: str, view: str, surface: str) -> dict[str, Any]:
    return {"id": key, "file": file, "object": of, "source": "generated", "view": view, "surface": surface}


def _text(work: Work, rng: np.random.Generator, registered: str | None) -> dict[str, Any]:
    described = listing(as_registered([ImportRecord.model_validate(work.record)])[0], rng)
    return {
        "id": f"{work.key}-listing",
        "text": described.text,
        "identifiers": list(described.identifiers),
        "object": registered,
        "domain": work.kind,
    }


def _save(folder: Path, name: str, rgb: np.ndarray) -> str:
    path = f"pictures/{name}.jpg"
    (folder / path).write_bytes(to_jpeg(rgb, _QUALITY))
    return path
