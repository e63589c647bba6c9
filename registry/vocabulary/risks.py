"""Risk categories: kinds of objects from a place and time that are known to be looted or are regulated.

One file a region in `risk/`, in our own words. A category is a reason to look closer; it says nothing about the object
at hand and is never a legal ruling. Legal instruments carry the page they were checked on; where nobody could check one,
`verified` is false and it must not be shown as a fact.
"""

import datetime as dt
import json
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from registry.vocabulary.concepts import LANGUAGES, Id, materials, object_types

Sentence = Annotated[str, StringConstraints(min_length=3, max_length=600, strip_whitespace=True)]
Year = Annotated[int, Field(ge=-4_000_000, le=2100)]

EU_FILE = "eu_2019_880.json"
"""The one file of `risk/` that is no region; see `registry.vocabulary.eu_import`."""


class InstrumentKind(StrEnum):
    """What kind of paper it is."""

    RESOLUTION = "resolution of the UN Security Council"
    CONVENTION = "convention"
    IMPORT_RESTRICTION = "national import restriction"
    NATIONAL_LAW = "national law"
    RED_LIST = "list of objects at risk"
    APPEAL = "appeal to the market"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Instrument(_Frozen):
    """A legal instrument or notice. Dates are of its own text: `since` for removals, `begins` and `ends` for its force.

    `source` is where it was read: an address, or "domain reference" for the project's own notes.
    """

    name: Sentence
    kind: InstrumentKind
    issued_by: Sentence
    citation: str | None = None
    begins: dt.date | None = None
    ends: dt.date | None = None
    since: dt.date | None = None
    covers: Sentence | None = None
    source: Sentence
    verified: bool

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.begins and self.ends and self.begins >= self.ends:
            raise ValueError(f"{self.name}: it ends before it begins")
        if self.verified and not self.source.startswith(("https://", "http://")):
            raise ValueError(f"{self.name}: a verified instrument names the page it was verified on")
        return self

    def in_force(self, day: dt.date) -> bool | None:
        """Whether it was in force on a day, as far as its dates tell; None where it has none."""
        if self.begins is None and self.ends is None:
            return None
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)


class RiskCategory(_Frozen):
    """Objects of some types, perhaps of some materials, from the region and a span of astronomical years.

    `distinctive`: the type alone points to the region (a cuneiform tablet), so an object without any place is included.
    """

    id: Id
    title: Sentence
    summary: Sentence
    types: tuple[Id, ...] = Field(min_length=1)
    materials: tuple[Id, ...] = ()
    earliest: Year
    latest: Year
    distinctive: bool = False
    look_alikes: tuple[Sentence, ...] = ()
    photograph: tuple[Sentence, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _known_words(self) -> Self:
        unknown = [concept for concept in self.types if concept not in object_types()]
        unknown += [concept for concept in self.materials if concept not in materials()]
        if unknown:
            raise ValueError(f"{self.id}: these concepts are in no vocabulary: {unknown}")
        if self.earliest > self.latest:
            raise ValueError(f"{self.id}: the earliest year lies after the latest")
        return self


class RiskRegion(_Frozen):
    """A region with its names, the cultures of `cultures.json` that belong to it, its instruments and categories.

    `not_meant` are phrases with one of the names in them that mean something else, such as a marble.
    """

    id: Id
    title: Sentence
    countries: tuple[Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")], ...]
    names: dict[str, tuple[str, ...]]
    not_meant: tuple[str, ...] = ()
    cultures: tuple[str, ...] = ()
    ask: tuple[Sentence, ...] = Field(min_length=1)
    instruments: tuple[Instrument, ...] = Field(min_length=1)
    categories: tuple[RiskCategory, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _named_in_known_languages(self) -> Self:
        if set(self.names) - set(LANGUAGES) or not self.names.get("en"):
            raise ValueError(f"{self.id}: names need English and only {LANGUAGES}")
        return self


@cache
def risk_regions() -> tuple[RiskRegion, ...]:
    """Every region, by file name. Raises ValueError where a file breaks the model or an id occurs twice."""
    folder = files("registry.vocabulary").joinpath("risk")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".json") and entry.name != EU_FILE)
    regions = tuple(
        RiskRegion.model_validate(json.loads(folder.joinpath(name).read_text(encoding="utf-8"))) for name in names
    )
    ids = [category.id for region in regions for category in region.categories]
    if len(ids) != len(set(ids)):
        raise ValueError("a risk category occurs twice")
    return regions
