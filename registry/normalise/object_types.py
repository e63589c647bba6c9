"""Words for an object to its type on two levels, and how two types compare."""

from dataclasses import dataclass
from functools import cache

from registry.normalise.concept_comparing import ConceptLevel, best, concept_level
from registry.normalise.phrases import Mention, Phrases
from registry.vocabulary.concepts import object_types
from registry.vocabulary.lists import ObjectType


@dataclass(frozen=True)
class TypeMention:
    """An object type found at `text[start:end]`; `others` are further readings of the same words."""

    concept: str
    start: int
    end: int
    others: tuple[str, ...] = ()

    @property
    def level1(self) -> ObjectType:
        """The first level of the type."""
        return object_types()[self.concept].level1


@dataclass(frozen=True)
class TypeComparison:
    """The level, and the two texts."""

    level: ConceptLevel
    one: str
    other: str


@cache
def _phrases() -> Phrases:
    return Phrases(object_types().phrases(), across_commas=True)


def find_types(text: str) -> list[TypeMention]:
    """Every object type that `text` mentions, in order."""
    return [_as_type(mention) for mention in _phrases().find(text, compounds=True)]


def parse_type(text: str) -> TypeMention | None:
    """The type that a field for object types says: the first mention, or a later one that is a kind of it.

    None where nothing is understood; the register keeps the words then, under `other`.
    """
    known = object_types()
    said: TypeMention | None = None
    for mention in find_types(text):
        if said is None or said.concept in known.ancestors(mention.concept):
            said = mention
    return said


def type_level(one: str, other: str) -> ConceptLevel:
    """How two concepts of `object_types.json` agree. A family is what shares a first level or a broader concept."""
    known = object_types()
    related = known[one].level1 is known[other].level1 or bool(set(known.ancestors(one)) & set(known.ancestors(other)))
    return concept_level(known, one, other, same_family=related)


def compare_types(one: str, other: str) -> TypeComparison:
    """Compare what two texts say of the type, by their nearest mentions. Symmetric but for the order of the texts."""
    a, b = find_types(one), find_types(other)
    levels = [
        best(type_level(x, y) for x in (mine.concept, *mine.others) for y in (theirs.concept, *theirs.others))
        for mine in a
        for theirs in b
    ]
    return TypeComparison(best(levels), one, other)


def _as_type(mention: Mention) -> TypeMention:
    """The most special reading first: a "vase" is a vase before it is a vessel."""
    known = object_types()
    first, *others = sorted(mention.values, key=lambda concept: -len(list(known.ancestors(concept))))
    return TypeMention(first, mention.start, mention.end, tuple(others))
