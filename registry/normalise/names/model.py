"""What a maker's name says, as values."""

from dataclasses import dataclass, field
from enum import StrEnum

from registry.vocabulary.lists import AttributionQualifier

RANKS = {qualifier: rank for rank, qualifier in enumerate(AttributionQualifier)}
"""From autograph (0) to a work of which only the culture is known, in the order of the closed list."""


class MakerKind(StrEnum):
    """Who is named."""

    PERSON = "person"
    FIRM = "firm"
    SCHOOL = "school"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class LifeDates:
    """Years as written; `active` where they are years of work, not of birth and death."""

    first: int | None
    last: int | None
    active: bool = False
    circa: bool = False


@dataclass(frozen=True)
class Name:
    """A name in its parts, each word as written. `family` is empty for a name of one word ("Rembrandt").

    `rank_in_family` is "elder" or "younger" where the name says so. `whole` is the name without titles, as written.
    """

    whole: str
    given: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    rank_in_family: str | None = None


@dataclass(frozen=True)
class Maker:
    """One maker of a statement, and the part of the original, `original[start:end]`, that speaks of it.

    `name` is None for unknown makers and schools. `qualifiers` holds all that were found ("attributed to the workshop
    of"), `qualifier` the farthest from autograph. `culture` is an id of `cultures.json`. `role` tells donors and former
    owners, whom some registers list beside makers, from those who made the work.
    """

    kind: MakerKind
    name: Name | None
    start: int
    end: int
    qualifiers: tuple[AttributionQualifier, ...] = ()
    aliases: tuple[Name, ...] = ()
    life: LifeDates | None = None
    culture: str | None = None
    role: str | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def qualifier(self) -> AttributionQualifier:
        """The qualifier that puts the named maker farthest from the work."""
        return max(self.qualifiers, key=RANKS.__getitem__, default=AttributionQualifier.BY)

    @property
    def rank(self) -> int:
        """The place of `qualifier` between autograph (0) and copy."""
        return RANKS[self.qualifier]
