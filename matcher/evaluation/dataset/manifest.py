"""The documented dataset format: a folder with `manifest.json` and the pictures it names (docs/evaluation.md)."""

import hashlib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from matcher.errors import DatasetInvalid
from matcher.evaluation.dataset.model import (
    Dataset,
    Negative,
    RegisteredObject,
    RegisteredPicture,
    SecondPhotograph,
    Surface,
    TextQuery,
)
from registry.records.object import ImportRecord

FORMAT = "repatria-dataset-1"

Id = Annotated[str, Field(min_length=1, max_length=200)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PictureEntry(_Entry):
    """A registered picture; `file` is relative to the manifest."""

    id: Id
    file: str
    view: str = "front"


class ObjectEntry(_Entry):
    """A registered object. `record` is a record of the import form; ids and photographs are added to it."""

    id: Id
    domain: str
    source: str
    flat: bool
    pictures: tuple[PictureEntry, ...] = ()
    record: dict[str, Any]
    family: str | None = None
    same_image: bool = False
    also: tuple[Id, ...] = ()


class SecondEntry(_Entry):
    """Another photograph of a registered object."""

    id: Id
    file: str
    object: Id
    source: str
    view: str
    surface: Surface


class NegativeEntry(_Entry):
    """A picture of what is not registered; pictures of one such object share the name `object`."""

    id: Id
    file: str
    object: Id | None = None
    domain: str
    source: str
    reason: str = ""
    family: str | None = None


class TextEntry(_Entry):
    """A description in words of a registered object, or (without `object`) of none."""

    id: Id
    text: str
    identifiers: tuple[str, ...] = ()
    object: Id | None = None
    domain: str = "text"


class Manifest(_Entry):
    """A whole manifest."""

    format: Literal["repatria-dataset-1"]
    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]+$")]
    objects: tuple[ObjectEntry, ...] = Field(min_length=1)
    second_photographs: tuple[SecondEntry, ...] = ()
    negatives: tuple[NegativeEntry, ...] = ()
    texts: tuple[TextEntry, ...] = ()
    measuring_only: tuple[str, ...] = ()
    licences: dict[str, str] = Field(default_factory=dict, description="Licence and credit of each source.")


def read_manifest(folder: Path, content: bytes) -> Dataset:
    """The dataset of a manifest. Raises DatasetInvalid."""
    try:
        manifest = Manifest.model_validate_json(content)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in problem["loc"])
        raise DatasetInvalid(
            f"{folder / 'manifest.json'}: {place}: {problem['msg']} ({error.error_count()} problems; docs/evaluation.md "
            "describes the format)"
        ) from error
    dataset = Dataset(
        name=manifest.name,
        digest=hashlib.sha256(content).hexdigest(),
        objects=tuple(_object(each, folder) for each in manifest.objects),
        second=tuple(
            SecondPhotograph(each.id, folder / each.file, each.object, each.source, each.view, each.surface)
            for each in manifest.second_photographs
        ),
        negatives=tuple(
            Negative(
                each.id, folder / each.file, each.domain, each.source, each.reason, each.object or each.id, each.family
            )
            for each in manifest.negatives
        ),
        texts=tuple(
            TextQuery(each.id, each.text, each.identifiers, each.object, each.domain) for each in manifest.texts
        ),
        measuring_only=frozenset(manifest.measuring_only),
    )
    return checked(dataset, folder)


def _object(entry: ObjectEntry, folder: Path) -> RegisteredObject:
    try:
        ImportRecord.model_validate({**entry.record, "photographs": [], "external_ids": []})
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        raise DatasetInvalid(
            f"the record of object {entry.id} cannot be imported: {'.'.join(map(str, problem['loc']))}: {problem['msg']}"
        ) from error
    return RegisteredObject(
        id=entry.id,
        domain=entry.domain,
        source=entry.source,
        flat=entry.flat,
        pictures=tuple(RegisteredPicture(each.id, folder / each.file, each.view) for each in entry.pictures),
        record=entry.record,
        family=entry.family,
        same_image=entry.same_image,
        also=frozenset(entry.also),
    )


def checked(dataset: Dataset, folder: Path) -> Dataset:
    """The dataset itself, if ids are unique, references lead somewhere and every file is there. Raises DatasetInvalid."""
    for name, ids in (
        ("objects", [each.id for each in dataset.objects]),
        ("second photographs", [each.id for each in dataset.second]),
        ("negatives", [each.id for each in dataset.negatives]),
        ("texts", [each.id for each in dataset.texts]),
    ):
        if len(set(ids)) != len(ids):
            twice = next(each for number, each in enumerate(ids) if each in ids[:number])
            raise DatasetInvalid(f"{folder}: the id {twice} stands twice among the {name}: make ids unique")
    about = [(each.id, each.object_id) for each in dataset.second]
    about += [(each.id, each.object_id) for each in dataset.texts if each.object_id is not None]
    about += [(each.id, other) for each in dataset.objects for other in each.also]
    for query, object_id in about:
        if object_id not in dataset.by_id:
            raise DatasetInvalid(f"{folder}: {query} names the object {object_id}, which is not among the objects")
    files = [picture.path for each in dataset.objects for picture in each.pictures]
    files += [each.path for each in dataset.second] + [each.path for each in dataset.negatives]
    missing = [path for path in files if not path.is_file()]
    if missing:
        raise DatasetInvalid(f"{folder}: {len(missing)} pictures are missing, the first is {missing[0]}")
    return dataset
