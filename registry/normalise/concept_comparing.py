"""How two concepts, or two sets of them, agree."""

from collections.abc import Iterable
from enum import StrEnum

from registry.vocabulary.concepts import Concept, Concepts


class ConceptLevel(StrEnum):
    """From the same concept to a different family; `missing` says nothing either way."""

    SAME = "same"
    BROADER = "broader or narrower"
    CONFUSABLE = "confusable"
    SAME_FAMILY = "same family"
    DIFFERENT = "different family"
    MISSING = "missing"


ORDER = (
    ConceptLevel.SAME,
    ConceptLevel.BROADER,
    ConceptLevel.CONFUSABLE,
    ConceptLevel.SAME_FAMILY,
    ConceptLevel.DIFFERENT,
)
"""Best first."""


def concept_level[C: Concept](concepts: Concepts[C], one: str, other: str, *, same_family: bool) -> ConceptLevel:
    """How two concepts agree; `same_family` is told by the caller, who knows what a family is. Symmetric."""
    if one == other:
        return ConceptLevel.SAME
    if one in concepts.ancestors(other) or other in concepts.ancestors(one):
        return ConceptLevel.BROADER
    if concepts.confusable(one, other):
        return ConceptLevel.CONFUSABLE
    return ConceptLevel.SAME_FAMILY if same_family else ConceptLevel.DIFFERENT


def best(levels: Iterable[ConceptLevel]) -> ConceptLevel:
    """The best level; `missing` where there is none."""
    return min(levels, key=ORDER.index, default=ConceptLevel.MISSING)


def worst(levels: Iterable[ConceptLevel]) -> ConceptLevel:
    """The worst level; `missing` where there is none."""
    return max(levels, key=ORDER.index, default=ConceptLevel.MISSING)
