"""What a demonstration work is, and what its painter tells about it."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from registry.sample.texture import Rgb


@dataclass(frozen=True)
class WorkPicture:
    """One photograph of a work: the view in the words of `PhotographView`, and its pixels.

    The longer side of `rgb` has 560 to 1000 pixels.
    """

    view: str
    rgb: Rgb


@dataclass(frozen=True)
class Work:
    """An invented object with its pictures and its record in the import form, without `photographs`."""

    key: str
    kind: str
    family: str | None
    """Works of one family look alike and are still different objects: companions, editions, pages of a book."""
    flat: bool
    """Whether its surface is a plane, so that two photographs of it differ by a homography."""
    record: dict[str, Any]
    pictures: tuple[WorkPicture, ...]


@dataclass(frozen=True)
class Mark:
    """A distinguishing feature that can be seen in a picture; `region` is left, top, right, bottom in fractions."""

    kind: str
    text: str
    position: str
    region: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class Facts:
    """What the painter knows of the work it painted; `records` makes a record of it."""

    object_type: str
    type_words: str
    subject: str
    titles: tuple[str, str, str]
    """English, French, Arabic."""
    materials: tuple[str, ...]
    techniques: tuple[str, ...]
    years: tuple[int, int]
    measurements: tuple[tuple[str, float, str], ...]
    """Kind, centimetres (grams for a weight), part."""
    marks: tuple[Mark, ...] = ()
    inscriptions: tuple[tuple[str, str, str], ...] = ()
    """Text, kind, position."""
    maker: str | None = None
    edition: tuple[int, int] | None = None
    relation: str = "companion"
    """What the other works of the family are to this one, in the words of `RelationKind`."""


@dataclass(frozen=True)
class Painted:
    """The answer of a painter."""

    facts: Facts
    pictures: tuple[WorkPicture, ...]
    flat: bool = True
    outlines: tuple[NDArray[np.uint8], ...] = field(default=())
    """For objects in the round, 255 where the object is, one for each picture."""
