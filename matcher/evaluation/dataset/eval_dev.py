"""Reader of the layout of the development set: lists `registry`, `second_photos` and `negatives`, one picture an object.

The set is for measuring; of its sources those named in `MEASURING_ONLY` must not be fitted on either. Beside it lies
`text_registry.jsonl`, records without pictures: a seeded sample of them is registered too, and asked for in words as a
catalogue would describe them (`matcher.fitting.describing`).
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from matcher.errors import DatasetInvalid
from matcher.evaluation.dataset.manifest import checked
from matcher.evaluation.dataset.model import (
    Dataset,
    Negative,
    RegisteredObject,
    RegisteredPicture,
    SecondPhotograph,
    Surface,
    TextQuery,
)
from matcher.fitting.describing import listing
from matcher.fitting.records import as_registered
from registry.normalise.measurements import read_measurements
from registry.records.object import ImportRecord

MEASURING_ONLY = ("bm_", "peopleart_pd")
"""Beginnings of the sources that are left out of every fit: non-commercial, or reproductions of unclear standing."""

_FLAT = ("painting", "print", "manuscript", "mosaic", "drawing")
_TYPES = {
    "painting": "painting",
    "manuscript": "manuscript",
    "vase": "vessel",
    "amber": "jewellery",
    "mosaic": "mosaic",
    "sculpture": "sculpture",
    "relief": "relief",
    "ceramic": "ceramic",
}
_SHOW_EACH_OTHER = (("r00113", "r00119"), ("r00120", "r00136"))
"""Registered pictures that the set's notes name as holding the object of the other: either answer is right."""

_TEXT_RECORDS, _TEXT_QUERIES, _TEXT_SEED = 600, 200, 5


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")
    id: str
    file: str
    source: str
    domain: str = "other"
    original: str = ""


class _Registered(_Entry):
    object_id: str
    text: dict[str, Any] = Field(default_factory=dict)
    near_group: str | None = None


class _Second(_Entry):
    registry_id: str
    view: str
    surface: Surface


class _Negative(_Entry):
    reason: str = ""


class _Manifest(BaseModel):
    name: str
    registry: tuple[_Registered, ...]
    second_photos: tuple[_Second, ...]
    negatives: tuple[_Negative, ...]


def read_eval_dev(folder: Path, content: bytes) -> Dataset:
    """The development set. Raises DatasetInvalid."""
    try:
        manifest = _Manifest.model_validate_json(content)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in problem["loc"])
        raise DatasetInvalid(f"{folder / 'manifest.json'}: {place}: {problem['msg']}") from error
    objects = tuple(_object(each, folder) for each in manifest.registry)
    texts, records = _texts(folder)
    sources = {each.source for each in (*manifest.registry, *manifest.second_photos, *manifest.negatives)}
    dataset = Dataset(
        name=manifest.name,
        digest=hashlib.sha256(content + b"".join(each.text.encode() for each in texts)).hexdigest(),
        objects=(*objects, *records),
        second=tuple(
            SecondPhotograph(each.id, folder / each.file, each.registry_id, each.source, each.view, each.surface)
            for each in manifest.second_photos
        ),
        negatives=tuple(
            Negative(each.id, folder / each.file, each.domain, each.source, each.reason, each.id, _book(each))
            for each in manifest.negatives
        ),
        texts=texts,
        measuring_only=frozenset(each for each in sources if each.startswith(MEASURING_ONLY)),
    )
    return checked(dataset, folder)


def _object(entry: _Registered, folder: Path) -> RegisteredObject:
    also = {other for pair in _SHOW_EACH_OTHER if entry.id in pair for other in pair} - {entry.id}
    kind = next((value for name, value in _TYPES.items() if name in entry.domain), "other")
    return RegisteredObject(
        id=entry.id,
        domain=entry.domain,
        source=entry.source,
        flat=any(name in entry.domain for name in _FLAT),
        pictures=(RegisteredPicture(entry.id, folder / entry.file, "front"),),
        record={**_record(entry.text, entry.id), "object_type": kind},
        family=entry.near_group,
        also=frozenset(also),
    )


def _book(entry: _Negative) -> str | None:
    """The manuscript that a page belongs to, named as `near_group` names it: the file name up to the shelf mark."""
    if "manuscript" not in entry.domain:
        return None
    return f"ms_{Path(entry.original).stem.partition('__')[0]}"


def _record(text: dict[str, Any], fallback: str) -> dict[str, Any]:
    """A record of the import form from the set's words; what is not given is left out."""
    record: dict[str, Any] = {"status": "stolen", "titles": [{"value": str(text.get("title") or fallback)[:900]}]}
    if text.get("maker"):
        record["makers"] = [{"name": str(text["maker"])[:400]}]
    if text.get("medium"):
        record["materials"] = [str(text["medium"])[:200]]
    if text.get("accession_number"):
        record["inventory_numbers"] = [{"value": str(text["accession_number"])[:200]}]
    read = read_measurements(str(text.get("dimensions_text") or ""))
    sizes = [size.centimetres for size in read.sizes if size.centimetres]
    if sizes:
        kinds = ("height", "width", "depth")
        record["measurements"] = [
            {"kind": kind, "value": round(value, 2), "unit": "cm"}
            for kind, value in zip(kinds, sizes[0], strict=False)
            if value > 0
        ]
    return record


def _texts(folder: Path) -> tuple[tuple[TextQuery, ...], tuple[RegisteredObject, ...]]:
    path = folder / "text_registry.jsonl"
    if not path.is_file():
        return (), ()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    rng = np.random.default_rng(_TEXT_SEED)
    chosen = [rows[int(number)] for number in np.sort(rng.permutation(len(rows))[:_TEXT_RECORDS])]
    records, queries = [], []
    for number, row in enumerate(chosen):
        record = {**_record(row, row["id"]), "object_type": str(row.get("classification") or "other")[:200]}
        records.append(RegisteredObject(row["id"], "text record", row["source"], False, (), record))
        if number < _TEXT_QUERIES:
            described = listing(as_registered([ImportRecord.model_validate(record)])[0], rng)
            queries.append(TextQuery(f"t-{row['id']}", described.text, described.identifiers, row["id"], "text record"))
    return tuple(queries), tuple(records)
