"""Concepts of materials, techniques and object types: families, hierarchy and what is confused with what.

The data files hold the concepts; these models validate them when they are read. A concept is named by its id
(`gilt_bronze`). Its `broader` concepts form a tree; `confusable` ones are often taken for it and count both ways.
"""

import json
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from registry.vocabulary.lists import ObjectType

LANGUAGES = ("en", "fr", "de", "it", "es", "ru", "uk", "ar", "zh", "sv")
"""BCP 47 tags of the languages in which every concept has terms."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Aat = Annotated[str, StringConstraints(pattern=r"^300\d{6}$")]


class Role(StrEnum):
    """What a material or technique usually is in a medium line."""

    MEDIUM = "medium"
    SUPPORT = "support"
    BODY = "body"
    TECHNIQUE = "technique"


class Concept(BaseModel):
    """What materials and object types have in common."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    broader: Id | None = None
    confusable: tuple[Id, ...] = ()
    aat: Aat | None = None
    aat_source: str | None = None
    terms: dict[str, tuple[str, ...]]

    @model_validator(mode="after")
    def _said_in_every_language(self) -> Self:
        missing = [language for language in LANGUAGES if not self.terms.get(language)]
        if missing or set(self.terms) - set(LANGUAGES):
            raise ValueError(f"{self.id}: terms are needed in exactly {LANGUAGES}; missing: {missing}")
        if (self.aat is None) != (self.aat_source is None):
            raise ValueError(f"{self.id}: an AAT identifier needs its source, and only it")
        return self

    def name(self, language: str = "en") -> str:
        """The first term of a language, without its mark of inflection."""
        return self.terms.get(language, self.terms["en"])[0].rstrip("*")


class Material(Concept):
    """A material or technique; those of one `family` are near each other."""

    kind: Annotated[str, Field(pattern="^(material|technique)$")]
    role: Role
    family: str


class TypeConcept(Concept):
    """An object type of the second level under one of the closed list."""

    level1: ObjectType


class Concepts[C: Concept]:
    """A validated set of concepts."""

    def __init__(self, scheme: str, concepts: list[C]) -> None:
        """Raises ValueError where ids repeat, links lead nowhere, or the hierarchy runs in a circle."""
        self.scheme = scheme
        self._by_id = {concept.id: concept for concept in concepts}
        if len(self._by_id) != len(concepts):
            raise ValueError(f"{scheme}: an id occurs twice")
        for concept in concepts:
            for link in (*concept.confusable, *((concept.broader,) if concept.broader else ())):
                if link not in self._by_id:
                    raise ValueError(f"{scheme}: {concept.id} names the unknown concept {link!r}")
            list(self.ancestors(concept.id))

    def __getitem__(self, concept: str) -> C:
        return self._by_id[concept]

    def __contains__(self, concept: str) -> bool:
        return concept in self._by_id

    def __iter__(self) -> Iterator[C]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def ancestors(self, concept: str) -> Iterator[str]:
        """The broader concepts, nearest first. Raises ValueError where they run in a circle."""
        seen = {concept}
        above = self._by_id[concept].broader
        while above is not None:
            if above in seen:
                raise ValueError(f"{self.scheme}: {concept} is broader than itself")
            seen.add(above)
            yield above
            above = self._by_id[above].broader

    def confusable(self, one: str, other: str) -> bool:
        """Whether either is listed as taken for the other."""
        return other in self._by_id[one].confusable or one in self._by_id[other].confusable

    def phrases(self) -> Iterator[tuple[str, str, str]]:
        """Every (term, id, language)."""
        for concept in self:
            for language, terms in concept.terms.items():
                for term in terms:
                    yield term, concept.id, language


@cache
def materials() -> Concepts[Material]:
    """Materials and techniques, read and validated once."""
    raw = _read("materials.json")
    return Concepts(raw["scheme"], [Material.model_validate(concept) for concept in raw["concepts"]])


@cache
def object_types() -> Concepts[TypeConcept]:
    """Object types, read and validated once."""
    raw = _read("object_types.json")
    return Concepts(raw["scheme"], [TypeConcept.model_validate(concept) for concept in raw["concepts"]])


def _read(name: str) -> Any:
    return json.loads(files("registry.vocabulary").joinpath(name).read_text(encoding="utf-8"))
