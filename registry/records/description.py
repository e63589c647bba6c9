"""The parts an object is described by: the categories of Object ID and their recommended extras."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from registry.records.base import Language, Record, ShortText, Text
from registry.vocabulary.lists import (
    AttributionQualifier,
    Certainty,
    EditionKind,
    FeatureKind,
    InscriptionKind,
    MeasuredPart,
    MeasurementKind,
    ObjectType,
    RelationKind,
    SourceAssurance,
    TitleKind,
)

Fraction = Annotated[float, Field(ge=0.0, le=1.0)]


class Region(Record):
    """A box on a photograph in fractions of its width and height, origin at the upper left."""

    left: Fraction
    top: Fraction
    right: Fraction
    bottom: Fraction

    @model_validator(mode="after")
    def _has_area(self) -> Self:
        if self.right <= self.left or self.bottom <= self.top:
            raise ValueError("a region needs right > left and bottom > top")
        return self


class TypeOfObject(Record):
    """Object ID category 1, on two levels; `level2` keeps the register's own words."""

    level1: ObjectType
    level2: ShortText | None = None
    aat: ShortText | None = None


class Title(Record):
    """Object ID category 6. An object can have many."""

    value: ShortText
    language: Language | None = None
    kind: TitleKind = TitleKind.GIVEN


class Maker(Record):
    """Object ID category 9, with the attribution qualifier of CDWA."""

    name: ShortText
    qualifier: AttributionQualifier = AttributionQualifier.BY
    aliases: tuple[ShortText, ...] = ()
    culture: ShortText | None = None
    ulan: ShortText | None = None


class DateSpan(Record):
    """Object ID category 8: the date as given and, where understood, its span in years.

    Years are astronomical: 1 BC is 0, 490 BC is -489 (as EDTF counts).
    """

    display: ShortText | None = None
    earliest: int | None = Field(default=None, ge=-4_000_000, le=3000)
    latest: int | None = Field(default=None, ge=-4_000_000, le=3000)
    certainty: Certainty = Certainty.CERTAIN
    calendar: ShortText | None = None
    period: ShortText | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.earliest is not None and self.latest is not None and self.earliest > self.latest:
            raise ValueError(f"the earliest year ({self.earliest}) lies after the latest ({self.latest})")
        return self


class Measurement(Record):
    """Object ID category 3: one number with its unit as given, and the string it was read from."""

    kind: MeasurementKind
    value: Decimal = Field(gt=0, lt=1_000_000)
    unit: ShortText
    part: MeasuredPart = MeasuredPart.OBJECT
    original: ShortText | None = None
    note: ShortText | None = None


class Inscription(Record):
    """Object ID category 4: inscriptions and markings, searchable alone."""

    text: Text
    kind: InscriptionKind = InscriptionKind.TEXT
    language: Language | None = None
    script: ShortText | None = None
    position: ShortText | None = None
    transliteration: Text | None = None


class Feature(Record):
    """Object ID category 5: a distinguishing feature, often decisive."""

    text: Text
    kind: FeatureKind = FeatureKind.OTHER
    position: ShortText | None = None
    photograph: str | None = None
    region: Region | None = None


class InventoryNumber(Record):
    """A number given by an institution. The same number may exist elsewhere: it is unique only together."""

    value: ShortText
    institution: ShortText | None = None


class Edition(Record):
    """Which impression or cast of an edition this is. Another number is another object."""

    number: ShortText | None = None
    of: int | None = Field(default=None, ge=1)
    kind: EditionKind = EditionKind.NUMBERED


class Description(Record):
    """Object ID category 10, in one language."""

    text: Text
    language: Language | None = None


class Relation(Record):
    """A tie to another registered object (by id) or to something described in words."""

    kind: RelationKind
    object_id: ShortText | None = None
    text: ShortText | None = None


class ExternalId(Record):
    """The object's number in another system: `wikidata`, `interpol`, a museum's own scheme."""

    scheme: ShortText
    value: ShortText
    url: ShortText | None = None


class Source(Record):
    """Where a statement comes from and who stands behind it."""

    name: ShortText
    url: ShortText | None = None
    assurance: SourceAssurance | None = None
    note: Text | None = None
