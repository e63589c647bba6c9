"""The record of a cultural object: Object ID with the fields police, museums and the trade add to it."""

import datetime as dt
from typing import Any, Self

from pydantic import Field, field_validator, model_validator

from registry.records.base import Record, ShortText, Text
from registry.records.description import (
    DateSpan,
    Description,
    Edition,
    ExternalId,
    Feature,
    Inscription,
    InventoryNumber,
    Maker,
    Measurement,
    Relation,
    Source,
    Title,
    TypeOfObject,
)
from registry.records.loss import LossEvent, StatusChange
from registry.records.photograph import Photograph, PhotographFacts
from registry.vocabulary.lists import Level, ObjectType, Scope, Status


class ObjectContent(Record):
    """Everything a registrar says about an object, except its photographs.

    Only type and status are required: a photo without text, or a bare number, is a record too.
    `status` may be given alone: it then becomes the first entry of `status_history`.
    """

    scope: Scope = Scope.ITEM
    object_type: TypeOfObject
    status: Status
    status_history: tuple[StatusChange, ...] = ()
    titles: tuple[Title, ...] = ()
    makers: tuple[Maker, ...] = ()
    culture: ShortText | None = None
    date: DateSpan | None = None
    place_made: ShortText | None = None
    place_found: ShortText | None = None
    materials: tuple[ShortText, ...] = ()
    techniques: tuple[ShortText, ...] = ()
    materials_display: ShortText | None = None
    measurements: tuple[Measurement, ...] = ()
    measurements_display: ShortText | None = None
    inscriptions: tuple[Inscription, ...] = ()
    features: tuple[Feature, ...] = ()
    subject: ShortText | None = None
    descriptions: tuple[Description, ...] = ()
    inventory_numbers: tuple[InventoryNumber, ...] = ()
    serial_number: ShortText | None = None
    edition: Edition | None = None
    quantity: int | None = Field(default=None, ge=1)
    value_band: ShortText | None = None
    loss_event: LossEvent | None = None
    relations: tuple[Relation, ...] = ()
    external_ids: tuple[ExternalId, ...] = ()
    literature: tuple[Text, ...] = ()
    sources: tuple[Source, ...] = ()
    documented_on: dt.date | None = None
    conflict_note: Text | None = None
    remarks: Text | None = None
    visibility: Level = Level.PUBLIC
    confidentiality: dict[str, Level] = Field(default_factory=dict)

    @field_validator("object_type", mode="before")
    @classmethod
    def _type_from_words(cls, given: Any) -> Any:
        """Accept plain words; what the list does not know becomes `other`, its words kept as level 2."""
        if not isinstance(given, str):
            return given
        words = " ".join(given.split())
        known = {member.value for member in ObjectType}
        if words.casefold() in known:
            return {"level1": words.casefold()}
        return {"level1": ObjectType.OTHER, "level2": words or None}

    @field_validator("confidentiality")
    @classmethod
    def _known_fields(cls, given: dict[str, Level]) -> dict[str, Level]:
        for path in given:
            first, _, second = path.partition(".")
            if first not in ObjectContent.model_fields or (second and first != "loss_event"):
                raise ValueError(f"confidentiality names an unknown field: {path!r}")
            if second and second not in LossEvent.model_fields:
                raise ValueError(f"confidentiality names an unknown field: {path!r}")
        return given

    @model_validator(mode="before")
    @classmethod
    def _status_either_way(cls, data: Any) -> Any:
        """Let `status` alone start the history, and a history alone give the status."""
        if not isinstance(data, dict):
            return data
        history, status = data.get("status_history"), data.get("status")
        if not history and status is not None:
            return {**data, "status_history": [{"status": status}]}
        if history and status is None:
            last = history[-1]
            return {**data, "status": last["status"] if isinstance(last, dict) else last.status}
        return data

    @model_validator(mode="after")
    def _status_is_last_of_history(self) -> Self:
        if self.status_history[-1].status != self.status:
            raise ValueError(
                f"status is {self.status!r} but the last entry of status_history is "
                f"{self.status_history[-1].status!r}: add an entry for the change"
            )
        return self

    def title(self) -> str:
        """The first title, or words that say what is there."""
        if self.titles:
            return self.titles[0].value
        return self.object_type.level2 or self.object_type.level1.value


class CulturalObject(ObjectContent):
    """A registered object: its content, its photographs, and the store's own fields.

    `version` starts at 1 and rises by one with each change; it is what an ETag carries.
    """

    id: ShortText
    version: int = Field(ge=1)
    created_at: dt.datetime
    updated_at: dt.datetime
    photographs: tuple[Photograph, ...] = ()


class ImportPhotograph(PhotographFacts):
    """A photograph named by a file, as the import form has it (command line only)."""

    path: ShortText


class ImportRecord(ObjectContent):
    """One line of an import file: the content and, by path, the photographs."""

    photographs: tuple[ImportPhotograph, ...] = ()

    def content(self) -> ObjectContent:
        """The record without its photographs."""
        return ObjectContent.model_validate(self.model_dump(exclude={"photographs"}))
