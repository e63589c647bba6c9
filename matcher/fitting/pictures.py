"""Labelled picture comparisons: generated works, photographed by the simulator, sought in a register of them.

Half of the works are registered with their first picture. Queries are disguised pictures and phone photographs of
registered works (including other sides of objects in the round) and of works that are not registered, among them
members of the same families: companions, other impressions, other pages. Every comparison the matcher makes with all
its means is one labelled pair.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from matcher.candidates import Candidates, seek_pictures
from matcher.evidence.picture import measures
from matcher.looking import Effort, compare
from matcher.looks import looks_of
from matcher.weights import HingeTerm, PictureModel
from registry.imaging.decode import decode
from registry.index.protocol import Filters
from registry.registering.importing import import_file
from registry.registering.register import Register
from registry.sample.phone import DISGUISES, phone_photo, to_jpeg
from registry.sample.works import Work, paint_works
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
EFFORT = Effort(neighbours=16, verified=8, feature_sets=6)


@dataclass(frozen=True)
class LabelledPair:
    """The measures of one comparison, whether it is the same object, and which query it belongs to."""

    query: str
    disguise: str
    flat: bool
    registered: bool
    same: bool
    similarity_rank: int
    measures: dict[str, float]


@dataclass(frozen=True)
class Generated:
    """Works with those that are registered told apart."""

    registered: tuple[Work, ...]
    unregistered: tuple[Work, ...]


def generate(works: int, seed: int) -> Generated:
    """Paint works; every second one is registered, so that families are divided."""
    painted = tuple(paint_works(works, seed=seed))
    return Generated(painted[::2], painted[1::2])


def register_works(settings: Settings, works: tuple[Work, ...], folder: Path) -> Register:
    """Import the first picture of each work into a new register."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for work in works:
        name = f"{work.key}.jpg"
        (folder / name).write_bytes(to_jpeg(work.pictures[0].rgb, 90))
        lines.append(json.dumps({**work.record, "photographs": [{"path": name, "view": work.pictures[0].view}]}))
    (folder / "works.ndjson").write_text("\n".join(lines), encoding="utf-8")
    register = Register.open(settings)
    report = import_file(register, folder / "works.ndjson", actor="fitting")
    if report.errors:
        raise ValueError(f"a generated work was refused: {report.errors[0].message}")
    return register


def queries(generated: Generated, seed: int) -> Iterator[tuple[Work, bool, str, bytes]]:
    """(work, registered, disguise, JPEG) of every query, deterministic by seed."""
    rng = np.random.default_rng(seed)
    for works, registered in ((generated.registered, True), (generated.unregistered, False)):
        for work in works:
            names = rng.choice(FITTED_DISGUISES[:-1], size=3 if registered else 1, replace=False)
            for name in names:
                yield work, registered, str(name), to_jpeg(DISGUISES[str(name)](work.pictures[0].rgb, rng), 90)
            for picture in work.pictures[: 3 if registered else 1]:
                photo = phone_photo(picture.rgb, rng)
                yield work, registered, f"phone_photo:{picture.view}", to_jpeg(photo, 85)


def labelled_pairs(register: Register, generated: Generated, seed: int) -> Iterator[LabelledPair]:
    """Every comparison the matcher makes for every query."""
    filters = Filters(clearance=Level.OWNER)
    objects = {
        identifier.value: record.id for record in register.store.all_objects() for identifier in record.external_ids
    }
    for number, (work, registered, disguise, data) in enumerate(queries(generated, seed)):
        picture = decode(data)
        looks, _ = looks_of([picture], register.models, split=False)
        candidates = Candidates()
        seek_pictures(register.index, looks[0], candidates, filters)
        compared, _ = compare(looks[0], candidates, register.fingerprints, START, EFFORT)
        own = {objects.get(each["value"]) for each in work.record["external_ids"]} if registered else set()
        verified = [each for each in compared if each.comparison.verified]
        for rank, each in enumerate(verified):
            yield LabelledPair(
                f"{number}:{work.key}",
                disguise,
                work.flat,
                registered,
                each.object_id in own,
                rank,
                measures(each.comparison),
            )
