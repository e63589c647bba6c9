"""Regulation (EU) 2019/880 as tables: which kinds of goods, ages and values lead to which measure.

The tables are data (`risk/eu_2019_880.json`) with their sources; what could not be checked on a page says so. The helper
that reads them is `registry.normalise.eu_import_helper`. It sorts, it never rules.
"""

import datetime as dt
import json
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from registry.vocabulary.concepts import Id, object_types
from registry.vocabulary.risks import EU_FILE, Sentence

Part = Literal["A", "B", "C"]
Letter = Annotated[str, Field(pattern="^[a-l]$")]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PartTable(_Frozen):
    """A part of the annex: its letters, and from which age (years) and value (EUR) it applies, None for any."""

    heading: Sentence
    measure: Sentence
    minimum_age: int | None
    minimum_value_eur: int | None
    letters: tuple[Letter, ...]
    source: Sentence
    verified: bool


class LetterRow(_Frozen):
    """A category of the annex in our words, and the object types that usually fall under it."""

    words: Sentence
    types: tuple[Id, ...]

    @model_validator(mode="after")
    def _known_types(self) -> Self:
        unknown = [concept for concept in self.types if concept not in object_types()]
        if unknown:
            raise ValueError(f"these concepts are in no vocabulary: {unknown}")
        return self


class EuImportTables(_Frozen):
    """The regulation as far as the helper needs it."""

    name: Sentence
    applies_from: dt.date
    source: Sentence
    scope: Sentence
    never: Sentence
    parts: dict[Part, PartTable]
    letters: dict[Letter, LetterRow]
    letters_verified: bool
    evidence_of_lawful_export: tuple[Sentence, ...]
    evidence_source: Sentence
    exemptions: tuple[Sentence, ...]
    exemptions_verified: bool
    union_cultures: tuple[Id, ...]

    @model_validator(mode="after")
    def _letters_exist(self) -> Self:
        named = {letter for part in self.parts.values() for letter in part.letters}
        if named - set(self.letters):
            raise ValueError(f"parts name letters without a row: {sorted(named - set(self.letters))}")
        return self


@cache
def eu_import_tables() -> EuImportTables:
    """The tables, read and validated once."""
    source = files("registry.vocabulary").joinpath("risk", EU_FILE).read_text(encoding="utf-8")
    return EuImportTables.model_validate(json.loads(source))
