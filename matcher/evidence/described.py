"""What a query says: its words read once as a listing, field by field, and the numbers sent beside them."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from matcher.evidence.words import Words
from registry.normalise.dates import DateReading, NotUnderstood, Role, find_dates, parse_date
from registry.normalise.identifiers import EditionNumber, Extent, find_editions, find_extents
from registry.normalise.inscriptions import ReadInscription, read_inscriptions
from registry.normalise.listing import LABELS, FieldKind, ReadField, ReadListing, read_listing
from registry.normalise.materials import find_materials
from registry.normalise.measurements import Size, find_measurements, read_measurements
from registry.normalise.names import Maker, parse_makers

_NOT_OF_THE_TITLE = frozenset(FieldKind) - {
    FieldKind.TITLE,
    FieldKind.MAKER,
    FieldKind.OBJECT_TYPE,
    FieldKind.INSCRIPTION,
    FieldKind.OTHER,
}


_NO_DATES = frozenset(
    {
        FieldKind.MEASUREMENTS,
        FieldKind.ESTIMATE,
        FieldKind.IDENTIFIER,
        FieldKind.PROVENANCE,
        FieldKind.LITERATURE,
        FieldKind.EXHIBITED,
        FieldKind.EDITION,
        FieldKind.EXTENT,
    }
)
"""Fields whose numbers are no year of making."""
_MOST_DATES = 2


@dataclass(frozen=True)
class Described:
    """A query's words and numbers. Everything is read on first use and kept; hold one for all candidates.

    Where a field is given with its label ("Maker: …"), as corrections are, what was read elsewhere of the same kind does not
    count: the user's word stands against a guess.
    """

    text: str = ""
    identifiers: tuple[str, ...] = ()

    @cached_property
    def words(self) -> Words:
        """All words and numbers."""
        return Words(" ".join(part for part in (self.text, *self.identifiers) if part))

    @cached_property
    def listing(self) -> ReadListing:
        """The fields of the text."""
        return read_listing(self.text)

    def values(self, kind: FieldKind) -> tuple[str, ...]:
        """The values of one kind of field; only the labelled ones where there are any."""
        fields = self.listing.of(kind)
        labelled = tuple(field for field in fields if self._is_labelled(field))
        return tuple(field.value for field in labelled or fields)

    def _is_labelled(self, field: ReadField) -> bool:
        before = self.text[: field.span.start].rstrip()
        return before.endswith(f"{LABELS[field.kind]}:")

    @cached_property
    def titles(self) -> tuple[Words, ...]:
        """What was read as a title."""
        return tuple(Words(value) for value in self.values(FieldKind.TITLE))

    @cached_property
    def telling(self) -> Words:
        """The words among which a title may stand: not those of sizes, dates, materials, provenance or literature."""
        left_out = _NOT_OF_THE_TITLE | ({FieldKind.MAKER} if self.titles else frozenset())
        return Words(" ".join(field.value for field in self.listing.fields if field.kind not in left_out))

    @cached_property
    def makers(self) -> tuple[Maker, ...]:
        """Who is named as the maker, with the rank of the attribution."""
        return tuple(maker for value in self.values(FieldKind.MAKER) for maker in parse_makers(value))

    @cached_property
    def dates(self) -> tuple[DateReading, ...]:
        """The dates that were understood, of date fields or else wherever the text tells one ("signed and dated 1888")."""
        values = self.values(FieldKind.DATE)
        if values:
            return tuple(read for value in values if (read := date_of(value)) is not None)
        found = find_dates(self._without(_NO_DATES))
        return tuple(each.reading for each in found if each.reading.role is Role.MADE)[:_MOST_DATES]

    def _without(self, kinds: frozenset[FieldKind]) -> str:
        """The text with line breaks in place of some fields."""
        letters = list(self.text)
        for field in self.listing.fields:
            if field.kind in kinds:
                letters[field.span.start : field.span.end] = "\n" * (field.span.end - field.span.start)
        return "".join(letters)

    @cached_property
    def medium(self) -> str:
        """Materials and techniques, joined by commas; where none were read as such, those of the kind of object.

        Those of titles are left out: "The Golden Bough" is not made of gold.
        """
        values = self.values(FieldKind.MEDIUM)
        if values:
            return ", ".join(values)
        loose = [value for kind in (FieldKind.OBJECT_TYPE, FieldKind.OTHER) for value in self.values(kind)]
        return ", ".join(value[one.start : one.end] for value in loose for one in find_materials(value))

    @cached_property
    def object_type(self) -> str:
        """What kind of object it is said to be."""
        return ", ".join(self.values(FieldKind.OBJECT_TYPE))

    @cached_property
    def sizes(self) -> tuple[Size, ...]:
        """The sizes named, of fields or else of the running text."""
        values = self.values(FieldKind.MEASUREMENTS)
        read = tuple(size for value in values for size in read_measurements(value).sizes)
        return read or find_measurements(self.text).sizes

    @cached_property
    def editions(self) -> tuple[EditionNumber, ...]:
        """Which impression or cast it is said to be."""
        return tuple(each for value in self.values(FieldKind.EDITION) for each in find_editions(value))

    @cached_property
    def extents(self) -> tuple[Extent, ...]:
        """Counts of leaves, pages and lines."""
        return tuple(each for value in self.values(FieldKind.EXTENT) for each in find_extents(value))

    @cached_property
    def inscriptions(self) -> tuple[ReadInscription, ...]:
        """Inscriptions with their words as far as given."""
        return tuple(each for value in self.values(FieldKind.INSCRIPTION) for each in read_inscriptions(value))

    @cached_property
    def remarks(self) -> Words:
        """Where damage and repairs are told: condition, and what was not understood."""
        kinds = (FieldKind.CONDITION, FieldKind.OTHER, FieldKind.INSCRIPTION)
        return Words(" ".join(value for kind in kinds for value in self.values(kind)))


@lru_cache(maxsize=20_000)
def date_of(text: str) -> DateReading | None:
    """A date field as it was understood, None if it was not."""
    read = parse_date(text)
    return None if isinstance(read, NotUnderstood) else read
