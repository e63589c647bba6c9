"""What the interface takes and gives, beside the records and the answer themselves."""

import datetime as dt
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.links import object_url, photograph_url
from api.security import Action, Caller, decide
from registry.records.object import CulturalObject
from registry.records.photograph import Photograph
from registry.vocabulary.lists import Level, ObjectType, Role, Scope, Status


class View(BaseModel):
    """Frozen, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PhotographOut(Photograph):
    """A registered photograph with the addresses of its copies; the original only for roles that may have it."""

    thumbnail_url: str
    display_url: str
    original_url: str | None = None


class ObjectOut(CulturalObject):
    """A record as the caller's role may see it. Fields above the role's clearance are as if nobody had filled them."""

    photographs: tuple[PhotographOut, ...] = ()
    self_url: str
    page_url: str


def object_out(seen: CulturalObject, caller: Caller) -> ObjectOut:
    """A redacted record with addresses."""
    originals = decide(caller, Action.READ_ORIGINAL).allowed
    photographs = tuple(
        PhotographOut(
            **photograph.model_dump(),
            thumbnail_url=photograph_url(seen.id, photograph.sha256, "thumbnail"),
            display_url=photograph_url(seen.id, photograph.sha256, "display"),
            original_url=photograph_url(seen.id, photograph.sha256, "original") if originals else None,
        )
        for photograph in seen.photographs
    )
    fields = {name: getattr(seen, name) for name in CulturalObject.model_fields if name != "photographs"}
    if caller.role.clearance < Level.REGISTRAR:
        fields["visibility"], fields["confidentiality"] = Level.PUBLIC, {}
    return ObjectOut(**fields, photographs=photographs, self_url=object_url(seen.id), page_url=f"/objects/{seen.id}")


class Highlight(View):
    """Where words of the search occur in a field: `spans` are (start, end) offsets into the field's whole text.

    `excerpt` is the text around them, beginning at offset `excerpt_start`; short fields are given whole.
    """

    field: str
    excerpt: str
    excerpt_start: int
    spans: tuple[tuple[int, int], ...]
    language: str | None = None


class Hit(View):
    """One object found, as the caller's role may see it."""

    id: str
    title: str
    title_language: str | None = None
    object_type: ObjectType
    scope: Scope
    status: Status
    makers: tuple[str, ...] = ()
    date: str | None = None
    country: str | None = None
    place: str | None = None
    thumbnail_url: str | None = None
    url: str
    highlights: tuple[Highlight, ...] = ()


class ObjectPage(View):
    """A page of objects found. Facets count all that match, not only this page."""

    total: int = Field(description="How many objects match.")
    hits: tuple[Hit, ...]
    facets: dict[str, dict[str, int]]
    next_cursor: str | None = Field(description="Send it as `cursor` with the same parameters for the next page.")
    registry_generation: int


class SearchQuery(BaseModel):
    """The parameters of a search. Several types, statuses or countries may be given; any of them counts."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    q: Annotated[str, Field(max_length=500, description="Words in any script, or a number.")] = ""
    type: tuple[ObjectType, ...] = Field(default=(), description="First level of the object type.")
    status: tuple[Status, ...] = Field(default=(), description="Status now.")
    country: tuple[Annotated[str, Field(pattern="^[A-Z]{2}$")], ...] = Field(
        default=(), description="Country of the loss, ISO 3166-1 alpha-2."
    )
    from_year: Annotated[int | None, Field(alias="from", ge=-4_000_000, le=3000)] = Field(
        default=None, alias="from", description="Made in or after this year; astronomical: 1 BC is 0."
    )
    to_year: Annotated[int | None, Field(alias="to", ge=-4_000_000, le=3000)] = Field(
        default=None, alias="to", description="Made in or before this year."
    )
    has_picture: bool | None = Field(default=None, description="Only objects with, or without, a photograph.")
    cursor: Annotated[str | None, Field(max_length=200)] = Field(default=None, description="`next_cursor` of a page.")
    limit: Annotated[int, Field(ge=1, le=100)] = Field(default=20, description="Objects a page.")

    @model_validator(mode="after")
    def _years_in_order(self) -> Self:
        if self.from_year is not None and self.to_year is not None and self.from_year > self.to_year:
            raise ValueError(f"'from' ({self.from_year}) lies after 'to' ({self.to_year}); exchange them")
        return self


class HistoryStep(View):
    """One version of an object: who changed what and when, and the hash that chains it to all earlier changes."""

    sequence: int
    version: int
    at: dt.datetime
    actor: str
    action: str
    changes: list[dict[str, Any]]
    hash: str


class History(View):
    """All versions of an object, oldest first."""

    object_id: str
    versions: tuple[HistoryStep, ...]


class Health(View):
    """The process lives."""

    status: Literal["alive"] = "alive"
    version: str


class ReadyPart(View):
    """One part of the system: `ok`, or what is wrong and what to do."""

    name: str
    ok: bool
    detail: str


class Ready(View):
    """Whether requests can be served; `degraded` lists what works with less, such as missing models."""

    ready: bool
    parts: tuple[ReadyPart, ...]
    degraded: tuple[str, ...] = ()


class WhoAmI(View):
    """The key that calls."""

    name: str
    role: Role
