"""What a dataset is in memory, whatever layout it was read from.

Registered objects with pictures and records; second photographs of some of them; negatives, which show what is not
registered; texts, which describe an object in words. Labels: `domain` (kind of object), `source` (where the picture comes
from), `view` and, for second photographs, `surface`: how much of the registered side they show.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, Self

Surface = Literal["same", "partial", "none"]

SCHEME = "dataset"
"""Scheme of the external identifier by which registered objects are told apart."""


@dataclass(frozen=True)
class RegisteredPicture:
    """One registered picture of an object."""

    id: str
    path: Path
    view: str


@dataclass(frozen=True)
class RegisteredObject:
    """An object of the registry with its pictures, and its record in the import form (without `photographs`).

    Objects of one `family` look alike and are still different objects. `flat` tells whether its surface is a plane.
    `same_image` says that its family shows one and the same picture (impressions of a plate): no photograph tells those apart.
    `also` names other objects that are right answers too, since their pictures show this one.
    """

    id: str
    domain: str
    source: str
    flat: bool
    pictures: tuple[RegisteredPicture, ...]
    record: Mapping[str, Any]
    family: str | None = None
    same_image: bool = False
    also: frozenset[str] = frozenset()

    def import_line(self) -> dict[str, Any]:
        """The record with its photographs, ready to be imported."""
        return {
            **self.record,
            "external_ids": [{"scheme": SCHEME, "value": self.id}],
            "photographs": [{"path": str(each.path.resolve())} for each in self.pictures],
        }


@dataclass(frozen=True)
class SecondPhotograph:
    """Another photograph of a registered object. `surface` says how much of the registered side it shows."""

    id: str
    path: Path
    object_id: str
    source: str
    view: str
    surface: Surface


@dataclass(frozen=True)
class Negative:
    """A picture of what is not registered. `family` names registered objects that it resembles.

    `about` names the object it shows where there are several pictures of it, else it is the picture's id.
    """

    id: str
    path: Path
    domain: str
    source: str
    reason: str
    about: str
    family: str | None = None


@dataclass(frozen=True)
class TextQuery:
    """A description in words of a registered object, or of none."""

    id: str
    text: str
    identifiers: tuple[str, ...]
    object_id: str | None
    domain: str


@dataclass(frozen=True)
class Dataset:
    """A whole dataset. `digest` is the SHA-256 of everything that decides what it holds."""

    name: str
    digest: str
    objects: tuple[RegisteredObject, ...]
    second: tuple[SecondPhotograph, ...]
    negatives: tuple[Negative, ...]
    texts: tuple[TextQuery, ...] = ()
    measuring_only: frozenset[str] = frozenset()
    """Sources whose licence or purpose lets them be measured on, but not fitted on."""

    @cached_property
    def by_id(self) -> dict[str, RegisteredObject]:
        """The registered objects by id."""
        return {each.id: each for each in self.objects}

    def right(self, object_id: str) -> tuple[str, ...]:
        """Every object that is a right answer to a query about one of them."""
        return (object_id, *sorted(self.by_id[object_id].also))

    def for_fitting(self) -> Self:
        """The part that may be fitted on: without the sources that are for measuring only."""
        return self.without_sources(self.measuring_only) if self.measuring_only else self

    def without_sources(self, sources: Iterable[str]) -> Self:
        """The dataset without some sources; their second photographs go with the objects."""
        left_out = set(sources)
        objects = tuple(each for each in self.objects if each.source not in left_out)
        return self._part(objects, left_out, f"{self.name}-open")

    def sample(self, objects: Sequence[RegisteredObject]) -> Self:
        """Only some of the objects, and as large a share of the negatives: for trying things out."""
        part = self._part(tuple(objects), set(), f"{self.name}-{len(objects)}")
        step = max(1, len(self.objects) // max(1, len(objects)))
        return replace(part, negatives=part.negatives[::step])

    def _part(self, objects: tuple[RegisteredObject, ...], left_out: set[str], name: str) -> Self:
        kept = {each.id for each in objects}
        return replace(
            self,
            name=name,
            objects=tuple(replace(each, also=each.also & kept) for each in objects),
            second=tuple(each for each in self.second if each.object_id in kept and each.source not in left_out),
            negatives=tuple(each for each in self.negatives if each.source not in left_out),
            texts=tuple(each for each in self.texts if each.object_id is None or each.object_id in kept),
        )
