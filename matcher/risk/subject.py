"""What the words of a query say of the object as far as risk categories go: kind, material, time, place, price.

Fields are taken as `read_listing` found them. A kind comes from the first of kind, material, title and other words that
names one. The title of a picture says what it shows, not where it comes from. Where the object was before
(provenance) may name a region but speaks against none.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from registry.normalise.dates import DateReading, parse_date
from registry.normalise.listing import FieldKind, ReadListing, price_in_euros
from registry.normalise.materials import find_materials
from registry.normalise.object_types import find_types
from registry.normalise.risk_matching import RiskSubject, subject_from_text
from registry.vocabulary.concepts import object_types
from registry.vocabulary.lists import ObjectType

_NAMING = (FieldKind.OBJECT_TYPE, FieldKind.MEDIUM, FieldKind.TITLE, FieldKind.OTHER, FieldKind.MAKER)
_DESCRIBING = (FieldKind.TITLE, FieldKind.OBJECT_TYPE, FieldKind.MEDIUM, FieldKind.OTHER)
_PLACING = (*_DESCRIBING, FieldKind.MAKER, FieldKind.DATE)
_PICTURES = frozenset({ObjectType.PAINTING, ObjectType.DRAWING, ObjectType.PRINT, ObjectType.PHOTOGRAPH})
_PAINTED = frozenset({"oil", "acrylic"})


@dataclass(frozen=True)
class ListingSubject:
    """The subject of the categories, the lowest and highest price in euros if one is given, and the words for both.

    `words` leads from the name of a type, or the id of a material, to the words of the listing that say it.
    """

    listing: ReadListing
    subject: RiskSubject
    euros: tuple[float, float] | None
    words: Mapping[str, str]

    def field_of(self, words: str) -> FieldKind | None:
        """The kind of the first field that holds these words."""
        return next((field.kind for field in self.listing.fields if words in field.value), None)

    def dates(self) -> str:
        """The words that say when it was made."""
        return "; ".join(field.value for field in self.listing.of(FieldKind.DATE))


def listing_subject(listing: ReadListing) -> ListingSubject:
    """What a listing says of its object."""
    named = _naming(listing)
    types = find_types(named)
    concepts = frozenset(concept for mention in types for concept in (mention.concept, *mention.others))
    level1 = _level1(listing, concepts)
    depicting = FieldKind.TITLE if level1 in _PICTURES else None
    describing = _text(listing, *_DESCRIBING)
    earliest, latest = _years(listing)
    subject = RiskSubject(
        types=concepts,
        materials=subject_from_text(describing).materials,
        earliest=earliest,
        latest=latest,
        place_words=_text(listing, *(kind for kind in _PLACING if kind is not depicting)),
        provenance_words=_text(listing, FieldKind.PROVENANCE),
        level1=level1,
    )
    prices = [price for field in listing.of(FieldKind.ESTIMATE) if (price := price_in_euros(field.value)) is not None]
    words = {one: describing[found.start : found.end] for found in find_materials(describing) for one in found.readings}
    words |= {object_types()[found.concept].name(): named[found.start : found.end] for found in types}
    return ListingSubject(listing, subject, prices[0] if prices else None, words)


def _text(listing: ReadListing, *kinds: FieldKind) -> str:
    return "\n".join(field.value for field in listing.fields if field.kind in kinds)


def _naming(listing: ReadListing) -> str:
    """The words of the first kind of field that names a kind of object; empty if none does."""
    return next((text for kind in _NAMING if find_types(text := _text(listing, kind))), "")


def _level1(listing: ReadListing, types: frozenset[str]) -> ObjectType | None:
    """The closed-list type that all kinds share, or "painting" where only the paint is named."""
    known = object_types()
    levels = {known[concept].level1 for concept in types}
    if levels:
        return levels.pop() if len(levels) == 1 else None
    medium = {concept for mention in find_materials(_text(listing, FieldKind.MEDIUM)) for concept in mention.readings}
    return ObjectType.PAINTING if medium & _PAINTED else None


def _years(listing: ReadListing) -> tuple[int | None, int | None]:
    """First and last year of the dates that say when it was made."""
    read = [parse_date(field.value) for field in listing.of(FieldKind.DATE)]
    dates = [date for date in read if isinstance(date, DateReading)]
    if not dates:
        return None, None
    first, last = [date.earliest for date in dates], [date.latest for date in dates]
    return (
        None if None in first else min(year for year in first if year is not None),
        None if None in last else max(year for year in last if year is not None),
    )
