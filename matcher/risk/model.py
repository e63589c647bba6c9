"""A category alert and the hint for the import regulation of the EU, as an answer holds them."""

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from registry.normalise.listing import FieldKind


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AlertReason(_Part):
    """One ground of an alert: the words of the query that were compared, and what the category says."""

    what: Literal["type", "place", "material", "period"]
    standing: Literal["agrees", "not said"]
    said: str | None = Field(
        description="The words of the query; null where it says nothing, which counts neither way. They go when the "
        "words of the query go."
    )
    read_as: str | None = Field(default=None, description="What the words were taken to mean, if not plain from them.")
    field: FieldKind | None = Field(description="The field of the query's words that they stand in.")
    category: str


class AlertInstrument(_Part):
    """A resolution, convention, law or import restriction for the region, with the dates of its own text."""

    name: str
    kind: str
    issued_by: str
    citation: str | None
    since: dt.date | None = Field(description="It covers what was removed from this day on.")
    begins: dt.date | None
    ends: dt.date | None
    in_force: bool | None = Field(description="On the day of the answer, by these dates; null where it names none.")
    covers: str | None
    source: str
    verified: bool = Field(description="Whether it was checked at the source; if not, check it before relying on it.")


class CategoryAlert(_Part):
    """Objects of this kind from this place and time are at risk or regulated. Never a legal ruling, never a match."""

    category: str = Field(description="Id of the category in the registry's data.")
    title: str
    region: str
    summary: str
    sentence: str = Field(description="Why it matched, in one sentence.")
    certain_place: bool = Field(description="False where only the kind of object points to the region.")
    reasons: tuple[AlertReason, ...]
    instruments: tuple[AlertInstrument, ...]
    look_alikes: tuple[str, ...] = ()
    photograph: tuple[str, ...] = Field(description="What to photograph.")
    ask: tuple[str, ...] = Field(description="Whom to ask.")


class ImportHint(_Part):
    """Which part of Regulation (EU) 2019/880 the object may fall under, by the words of the query. Never a ruling."""

    part: Literal["B", "C"] | None
    measure: str | None
    reasons: tuple[str, ...]
    open_questions: tuple[str, ...] = Field(description="Facts that would decide.")
    evidence: tuple[str, ...] = Field(description="What shows lawful export.")
    minimum_age: int | None = Field(description="Years above which the part applies.")
    minimum_value_eur: int | None = Field(description="Value from which it applies; null for any value.")
    regulation: str
    disclaimer: str
    source: str
