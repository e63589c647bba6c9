"""Labelled picture comparisons: generated works, photographed by the simulator, sought in a register of them.

Half of the works are registered with their first picture. Queries are disguised pictures and phone photographs of
registered works (including other sides of objects in the round) and of works that are not registered, among them
members of the same families: companions, other impressions, other pages. Every comparison the matcher makes with all
its means is one labelled pair.
"""

import json
import multiprocessing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from matcher.candidates import Candidates, seek_pictures
from matcher.evidence.picture import measures
from matcher.looking import Effort, compare
from matcher.looks import looks_of
from matcher.weights import HingeTerm, PictureModel
from registry.imaging.decode import decode
from registry.index.protocol import Filters
from registry.registering.importing import import_file
from registry.registering.processes import single_threaded_children
from registry.registering.register import Register
from registry.sample.phone import DISGUISES, to_jpeg
from registry.sample.works import ROUND_KINDS, Order, paint_order, photograph_again, plan
from registry.settings import Settings
from registry.vocabulary.lists import Level

START = PictureModel(
    intercept=0.0,
    terms=(
        HingeTerm(measure="similarity", knots=(0.0, 1.0), weights=(10.0,)),
        HingeTerm(measure="hash_closeness", knots=(0.5, 1.0), weights=(10.0,)),
        HingeTerm(measure="neighbour_inliers", knots=(2.5, 8.0), weights=(2.0,)),
    ),
)
"""Only chooses which candidates are looked at closely while data are gathered; its bits are never used."""

FITTED_DISGUISES = (
    "jpeg_q30",
    "size_30pct",
    "crop_5",
    "crop_15",
    "crop_25",
    "frame",
    "mirror",
    "quarter_turn",
    "turn_5",
    "perspective",
    "glare",
    "black_and_white",
    "phone_photo",
)
EFFORT = Effort(neighbours=12, verified=5, feature_sets=4)


@dataclass(frozen=True)
class LabelledPair:
    """The measures of one comparison, whether it is the same object, and which query it belongs to.

    `relative` marks a wrong object of the same family: another impression, a companion, another page.
    """

    query: str
    disguise: str
    flat: bool
    registered: bool
    same: bool
    relative: bool
    measures: dict[str, float]


@dataclass(frozen=True)
class Generated:
    """Orders of works, those that are registered told apart."""

    registered: tuple[Order, ...]
    unregistered: tuple[Order, ...]


@dataclass(frozen=True)
class QueryOrder:
    """One query to simulate: a work, whether it is registered, and what happens to its picture."""

    order: Order
    registered: bool
    disguise: str
    seed: tuple[int, ...]

    @property
    def name(self) -> str:
        """Names the query; what follows the colon names the work."""
        return f"{self.disguise}-{self.seed[-1]}:{self.order.key}"


def generate(works: int, seed: int) -> Generated:
    """Order works; every second of each kind is registered, so that families are divided."""
    orders = plan(works, seed)
    return Generated(
        tuple(order for order in orders if order.number % 2),
        tuple(order for order in orders if not order.number % 2),
    )


def register_works(settings: Settings, orders: Sequence[Order], folder: Path) -> None:
    """Paint works and import the first picture of each into a new register."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    with multiprocessing.get_context("spawn").Pool(settings.workers) as pool:
        for work in pool.imap(paint_order, orders, chunksize=4):
            name = f"{work.key}.jpg"
            (folder / name).write_bytes(to_jpeg(work.pictures[0].rgb, 90))
            photographs = [{"path": name, "view": work.pictures[0].view}]
            lines.append(json.dumps({**work.record, "photographs": photographs}, ensure_ascii=False))
    (folder / "works.ndjson").write_text("\n".join(lines), encoding="utf-8")
    register = Register.open(settings)
    try:
        report = import_file(register, folder / "works.ndjson", actor="fitting")
        if report.errors:
            raise ValueError(f"a generated work was refused: {report.errors[0].message}")
    finally:
        register.close()


def query_orders(generated: Generated, seed: int) -> list[QueryOrder]:
    """What is asked: for a registered work two disguises and two phone photographs, for another one of each."""
    rng = np.random.default_rng(seed)
    asked: list[QueryOrder] = []
    for orders, registered in ((generated.registered, True), (generated.unregistered, False)):
        for order in orders:
            names = [str(name) for name in rng.choice(FITTED_DISGUISES[:-1], 2 if registered else 1, replace=False)]
            names += ["phone_photo"] * (2 if registered else 1)
            for number, name in enumerate(names):
                asked.append(QueryOrder(order, registered, name, (seed, order.number, len(asked), number)))
    return asked


def photograph(asked: QueryOrder) -> bytes:
    """The JPEG of a query; a phone photograph of an object in the round is taken from another angle."""
    rng = np.random.default_rng(asked.seed)
    if asked.disguise == "phone_photo":
        return to_jpeg(photograph_again(asked.order, rng), 85)
    return to_jpeg(DISGUISES[asked.disguise](paint_order(asked.order).pictures[0].rgb, rng), 90)


def labelled_pairs(
    settings: Settings, generated: Generated, asked: Sequence[QueryOrder]
) -> Iterator[list[LabelledPair]]:
    """The comparisons of each query, in several processes, in the order asked."""
    families = {order.key: order.family for order in generated.registered if order.family}
    with single_threaded_children():
        pool = multiprocessing.get_context("spawn").Pool(settings.workers, _start, (settings, families))
    with pool:
        yield from pool.imap(_compare, asked, chunksize=4)


class _Comparer:
    def __init__(self, settings: Settings, families: dict[str, str]) -> None:
        cv2.setNumThreads(1)
        self.register = Register.open(settings.model_copy(update={"threads": 1}))
        self.families = families
        self.keys = {record.id: record.external_ids[0].value for record in self.register.store.all_objects()}


_comparer: _Comparer | None = None


def _start(settings: Settings, families: dict[str, str]) -> None:
    global _comparer  # noqa: PLW0603 - one register a worker process
    _comparer = _Comparer(settings, families)


def _compare(asked: QueryOrder) -> list[LabelledPair]:
    if _comparer is None:
        raise RuntimeError("the worker has not been started")
    register = _comparer.register
    looks, _ = looks_of([decode(photograph(asked))], register.models, split=False)
    candidates = Candidates()
    seek_pictures(register.index, looks[0], candidates, Filters(clearance=Level.OWNER))
    compared, _ = compare(looks[0], candidates, register.fingerprints, START, EFFORT)
    flat = asked.order.kind not in ROUND_KINDS
    found = []
    for each in compared:
        if each.comparison.verified:
            key = _comparer.keys[each.object_id]
            same = asked.registered and key == asked.order.key
            relative = not same and asked.order.family is not None and _comparer.families.get(key) == asked.order.family
            found.append(
                LabelledPair(
                    asked.name, asked.disguise, flat, asked.registered, same, relative, measures(each.comparison)
                )
            )
    return found
