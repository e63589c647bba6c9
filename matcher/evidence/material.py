"""Evidence of materials and techniques: the same ones, ones of the same family, or others."""

from enum import StrEnum
from functools import lru_cache

from matcher.evidence.described import Described
from matcher.evidence.levels import Outcome
from matcher.evidence.recorded import Recorded
from registry.normalise.concept_comparing import ConceptLevel
from registry.normalise.materials import Medium, compare_materials, parse_medium


class MaterialLevel(StrEnum):
    """From another family to the very same materials."""

    DIFFERENT = "different"
    SAME_FAMILY = "same family"
    CONFUSABLE = "confusable"
    BROADER = "broader"
    SAME_IN_PART = "same in part"
    SAME = "same"
    MISSING = "missing"


SENTENCES = {
    MaterialLevel.DIFFERENT: "It is made of other materials.",
    MaterialLevel.SAME_FAMILY: "The materials are related.",
    MaterialLevel.CONFUSABLE: "The materials are often taken for each other.",
    MaterialLevel.BROADER: "One side names the material more exactly than the other.",
    MaterialLevel.SAME_IN_PART: "The materials agree as far as both sides name them.",
    MaterialLevel.SAME: "Both sides name the same materials.",
    MaterialLevel.MISSING: "No materials can be compared, which says nothing.",
}

_BY_CONCEPT = {
    ConceptLevel.SAME: MaterialLevel.SAME_IN_PART,
    ConceptLevel.BROADER: MaterialLevel.BROADER,
    ConceptLevel.CONFUSABLE: MaterialLevel.CONFUSABLE,
    ConceptLevel.SAME_FAMILY: MaterialLevel.SAME_FAMILY,
    ConceptLevel.DIFFERENT: MaterialLevel.DIFFERENT,
    ConceptLevel.MISSING: MaterialLevel.MISSING,
}


def material(described: Described, recorded: Recorded) -> Outcome:
    """The level of the two medium lines."""
    one, other = described.medium, recorded.medium
    if not one or not other:
        return Outcome(MaterialLevel.MISSING, one or None, other or None)
    level = _BY_CONCEPT[_level(one, other)]
    if level is MaterialLevel.SAME_IN_PART and _concepts(parse_medium(one)) == _concepts(parse_medium(other)):
        level = MaterialLevel.SAME
    return Outcome(level, one, other)


def _concepts(medium: Medium) -> frozenset[str]:
    """What is named, without later mounts."""
    return frozenset(mention.concept for mention in medium.mentions if not mention.mount)


@lru_cache(maxsize=20_000)
def _level(one: str, other: str) -> ConceptLevel:
    return compare_materials(one, other).level
