"""Which risk categories an object falls under: by type, material, period and region. An alert, never a hit or a ruling.

An alert needs the type and the region, or a type that alone points to its region while no other region is named.
Material and period support it where they are known, and where they contradict it there is none: a bronze is no Tellem
textile, a work of 1950 no antiquity. What is not said counts neither way.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from registry.normalise.concept_comparing import ConceptLevel, best
from registry.normalise.materials import find_materials, material_level
from registry.normalise.names.data import culture_phrases
from registry.normalise.object_types import find_types
from registry.normalise.phrases import Phrases
from registry.vocabulary.concepts import materials, object_types
from registry.vocabulary.lists import ObjectType
from registry.vocabulary.risks import RiskCategory, RiskRegion, risk_regions


class Agreement(StrEnum):
    """How one thing that is known of an object stands to a category."""

    AGREES = "agrees"
    UNKNOWN = "not said"
    CONTRADICTS = "contradicts"


@dataclass(frozen=True)
class RiskSubject:
    """What is known of an object: concept ids, astronomical years, and words that may name a place or culture.

    `provenance_words` may name the region too, but speak against none: a collector may live anywhere. `level1` is the
    closed-list type, for objects whose words were not understood.
    """

    types: frozenset[str] = frozenset()
    materials: frozenset[str] = frozenset()
    earliest: int | None = None
    latest: int | None = None
    place_words: str = ""
    provenance_words: str = ""
    level1: ObjectType | None = None


@dataclass(frozen=True)
class RiskReason:
    """One ground: what was compared, how it stands, and both sides."""

    what: str
    agreement: Agreement
    said: str | None
    category: str


@dataclass(frozen=True)
class RiskAlert:
    """A category with the grounds for it. `certain_place` is false where only the type points to the region.

    `exact` counts the types and materials that the category names as they were said, not by a wider or narrower word.
    """

    region: RiskRegion
    category: RiskCategory
    reasons: tuple[RiskReason, ...]
    certain_place: bool
    exact: int

    @property
    def agreeing(self) -> int:
        """How many grounds agree: alerts with more come first."""
        return sum(reason.agreement is Agreement.AGREES for reason in self.reasons)


@dataclass(frozen=True)
class _Places:
    """Ids of regions and cultures to the words that name them; `against` are those that speak against other regions."""

    regions: dict[str, str]
    cultures: dict[str, str]
    against: dict[str, str]


def subject_from_text(text: str, *, earliest: int | None = None, latest: int | None = None) -> RiskSubject:
    """What free words say of types, materials and places; years come from a date that was read elsewhere.

    A material that is part of a type's own words ("terre cuite de Djenné", "Keilschrifttafel") is not counted again.
    """
    types = find_types(text)
    inside = [range(mention.start, mention.end) for mention in types]
    known = materials()
    found = frozenset(
        reading
        for mention in find_materials(text)
        if not any(mention.start in span and mention.end - 1 in span for span in inside)
        for reading in mention.readings
        if known[reading].kind == "material"
    )
    concepts = frozenset(concept for mention in types for concept in (mention.concept, *mention.others))
    return RiskSubject(concepts, found, earliest, latest, text)


def risk_alerts(subject: RiskSubject) -> tuple[RiskAlert, ...]:
    """Every category that applies: those with most grounds first, then those that name the thing itself, then by id."""
    said = _named(subject.place_words)
    cultures = _cultures(subject.place_words)
    places = _Places(_named(subject.provenance_words) | said, cultures, said | cultures)
    alerts = [
        alert
        for region in risk_regions()
        for category in region.categories
        if (alert := _alert(subject, region, category, places)) is not None
    ]
    return tuple(sorted(alerts, key=lambda alert: (-alert.agreeing, -alert.exact, alert.category.id)))


def cultures_named(text: str) -> set[str]:
    """The ids in `cultures.json` of the schools, cultures and places of origin that a text names."""
    return set(_cultures(text))


def _cultures(text: str) -> dict[str, str]:
    """The same with the words that name each."""
    return {value: text[one.start : one.end] for one in culture_phrases().find(text) for value in one.values}


def _alert(subject: RiskSubject, region: RiskRegion, category: RiskCategory, places: _Places) -> RiskAlert | None:
    of_type = _type_reason(subject, category)
    if of_type.agreement is not Agreement.AGREES:
        return None
    place = _place_reason(region, places)
    if place.agreement is Agreement.CONTRADICTS:
        return None
    if place.agreement is Agreement.UNKNOWN and not (category.distinctive or _type_names_region(subject, category)):
        return None
    others = (_material_reason(subject, category), _period_reason(subject, category))
    if any(reason.agreement is Agreement.CONTRADICTS for reason in others):
        return None
    exact = len(subject.types & set(category.types)) + len(subject.materials & set(category.materials))
    return RiskAlert(region, category, (of_type, place, *others), place.agreement is Agreement.AGREES, exact)


_REGIONAL_TYPES = frozenset(
    {"dogon_figure", "tellem_figure", "djenne_terracotta", "dogon_mask", "chiwara", "tellem_textile", "toguna_post",
     "african_manuscript", "nok_terracotta", "benin_bronze", "khmer_sculpture", "thangka"}
)  # fmt: skip
"""Types whose very name says where they come from."""


def _type_names_region(subject: RiskSubject, category: RiskCategory) -> bool:
    return bool(subject.types & _REGIONAL_TYPES & set(category.types))


def _type_reason(subject: RiskSubject, category: RiskCategory) -> RiskReason:
    """A type agrees when it is one of the category, a kind of one, or a word that includes one ("sculpture")."""
    known = object_types()
    wanted = set(category.types)
    for concept in sorted(subject.types):
        if concept not in known:
            continue
        includes = any(concept in known.ancestors(one) for one in category.types)
        if includes or wanted & {concept, *known.ancestors(concept)}:
            return RiskReason("type", Agreement.AGREES, known[concept].name(), category.title)
    if not subject.types and subject.level1 is not None:
        if any(known[one].level1 is subject.level1 for one in category.types):
            return RiskReason("type", Agreement.AGREES, subject.level1.value, category.title)
        return RiskReason("type", Agreement.CONTRADICTS, subject.level1.value, category.title)
    if not subject.types:
        return RiskReason("type", Agreement.UNKNOWN, None, category.title)
    said = ", ".join(known[concept].name() for concept in sorted(subject.types) if concept in known)
    return RiskReason("type", Agreement.CONTRADICTS, said, category.title)


def _place_reason(region: RiskRegion, places: _Places) -> RiskReason:
    if region.id in places.regions:
        return RiskReason("place", Agreement.AGREES, places.regions[region.id], region.title)
    shared = [words for culture, words in places.cultures.items() if culture in region.cultures]
    if shared:
        return RiskReason("place", Agreement.AGREES, ", ".join(shared), region.title)
    if places.against:
        return RiskReason("place", Agreement.CONTRADICTS, ", ".join(places.against.values()), region.title)
    return RiskReason("place", Agreement.UNKNOWN, None, region.title)


def _material_reason(subject: RiskSubject, category: RiskCategory) -> RiskReason:
    """Contradicted only where nothing said is of the family of anything wanted."""
    wanted = ", ".join(category.materials) or "any material"
    if not subject.materials or not category.materials:
        return RiskReason("material", Agreement.UNKNOWN, None, wanted)
    level = best(material_level(one, other) for one in subject.materials for other in category.materials)
    agrees = Agreement.CONTRADICTS if level is ConceptLevel.DIFFERENT else Agreement.AGREES
    return RiskReason("material", agrees, ", ".join(sorted(subject.materials)), wanted)


def _period_reason(subject: RiskSubject, category: RiskCategory) -> RiskReason:
    wanted = f"{_year(category.earliest)} to {_year(category.latest)}"
    if subject.earliest is None and subject.latest is None:
        return RiskReason("period", Agreement.UNKNOWN, None, wanted)
    begins_in_time = subject.earliest is None or subject.earliest <= category.latest
    ends_in_time = subject.latest is None or subject.latest >= category.earliest
    overlaps = begins_in_time and ends_in_time
    agreement = Agreement.AGREES if overlaps else Agreement.CONTRADICTS
    return RiskReason("period", agreement, _span(subject.earliest, subject.latest), wanted)


def _span(earliest: int | None, latest: int | None) -> str:
    if earliest is None or latest is None:
        return f"from {_year(earliest)} on" if earliest is not None else f"before {_year(latest)}"
    return _year(earliest) if earliest == latest else f"{_year(earliest)} to {_year(latest)}"


def _year(astronomical: int | None) -> str:
    if astronomical is None:
        return "any year"
    return str(astronomical) if astronomical > 0 else f"{1 - astronomical} BC"


_SHORT = 4
"""Letters up to which a name is a word of some language too ("Ur", "Mari", "Gao")."""


def _named(text: str) -> dict[str, str]:
    """Region ids to the words that name them. Short names need their capital, unless nothing has one."""
    small = text == text.lower()
    found: dict[str, str] = {}
    for mention in _places().find(text):
        words = text[mention.start : mention.end]
        if small or len(words) > _SHORT or not words.islower():
            found |= dict.fromkeys(filter(None, mention.values), words)
    return found


@cache
def _places() -> Phrases:
    """Names of the regions, and with an empty value what only looks like one ("brèche d'Alep")."""
    names = [
        (name, region.id, language)
        for region in risk_regions()
        for language, listed in region.names.items()
        for name in listed
    ]
    others = [(name, "", "en") for region in risk_regions() for name in region.not_meant]
    return Phrases([*names, *others])
