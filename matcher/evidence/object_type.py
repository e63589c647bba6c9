"""Evidence of what kind of object it is: the same kind, a broader word for it, one often mistaken for it, or another."""

from enum import StrEnum
from functools import lru_cache

from matcher.evidence.described import Described
from matcher.evidence.levels import Outcome
from matcher.evidence.recorded import Recorded
from registry.normalise.concept_comparing import ConceptLevel
from registry.normalise.object_types import compare_types


class ObjectTypeLevel(StrEnum):
    """From another kind of object to the same."""

    DIFFERENT = "different"
    SAME_FAMILY = "same family"
    CONFUSABLE = "confusable"
    BROADER = "broader"
    SAME = "same"
    MISSING = "missing"


SENTENCES = {
    ObjectTypeLevel.DIFFERENT: "It is another kind of object.",
    ObjectTypeLevel.SAME_FAMILY: "It is a related kind of object.",
    ObjectTypeLevel.CONFUSABLE: "It is a kind of object that is often taken for the registered one.",
    ObjectTypeLevel.BROADER: "One side names the kind of object more exactly than the other.",
    ObjectTypeLevel.SAME: "It is the same kind of object.",
    ObjectTypeLevel.MISSING: "No kind of object can be compared, which says nothing.",
}

_BY_CONCEPT = {
    ConceptLevel.SAME: ObjectTypeLevel.SAME,
    ConceptLevel.BROADER: ObjectTypeLevel.BROADER,
    ConceptLevel.CONFUSABLE: ObjectTypeLevel.CONFUSABLE,
    ConceptLevel.SAME_FAMILY: ObjectTypeLevel.SAME_FAMILY,
    ConceptLevel.DIFFERENT: ObjectTypeLevel.DIFFERENT,
    ConceptLevel.MISSING: ObjectTypeLevel.MISSING,
}


def object_type(described: Described, recorded: Recorded) -> Outcome:
    """The level of what both sides call the object."""
    one = described.object_type
    if not one:
        return Outcome(ObjectTypeLevel.MISSING, None, recorded.object_type)
    return Outcome(_BY_CONCEPT[_level(one, recorded.object_type)], one, recorded.object_type)


@lru_cache(maxsize=20_000)
def _level(one: str, other: str) -> ConceptLevel:
    return compare_types(one, other).level
