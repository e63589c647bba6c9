"""What a listing asks for: the things it says, as `registry.normalise.listing` reads them.

Where no date, medium or size was read as a field, those that the text mentions anywhere count: to look for one thing more
costs little, to overlook the only thing a listing says costs the record.
"""

from collections.abc import Iterable, Iterator

from registry.index.keys.facts import date_ways, size_ways
from registry.index.keys.words import telling_words, word_ways
from registry.index.protocol import RecordQuery, Said
from registry.normalise.dates import DateReading, Role, find_dates, parse_date
from registry.normalise.listing import FieldKind, ReadListing, read_listing
from registry.normalise.materials import MaterialMention, find_materials, parse_medium
from registry.normalise.measurements import Size, find_measurements, read_measurements
from registry.normalise.names import parse_makers
from registry.normalise.object_types import find_types
from registry.normalise.text import identifier_key

MOST_WORDS = 24
"""Words that are asked for: those of titles and makers first."""

_MATERIAL, _TYPE = 1.0, 0.6
_MOST_TYPES, _MOST_MATERIALS, _MOST_DATES = 2, 8, 2
_WORDS_IN_ORDER = (
    FieldKind.TITLE,
    FieldKind.MAKER,
    FieldKind.OTHER,
    FieldKind.INSCRIPTION,
    FieldKind.OBJECT_TYPE,
    FieldKind.IDENTIFIER,
    FieldKind.PROVENANCE,
)
"""Fields whose words are asked for. What was written about a lot, and for how much it sells, says nothing of a record."""
_NO_DATES = frozenset(
    {FieldKind.MEASUREMENTS, FieldKind.ESTIMATE, FieldKind.IDENTIFIER, FieldKind.PROVENANCE, FieldKind.LITERATURE,
     FieldKind.EXHIBITED, FieldKind.EDITION, FieldKind.EXTENT}
)  # fmt: skip
"""Fields whose numbers are no year of making."""


def listing_query(text: str, identifiers: Iterable[str] = (), *, limit: int = 50) -> RecordQuery:
    """The query for a listing's text and for numbers given beside it."""
    read, given = read_listing(text), tuple(identifiers)
    numbers = [*given, *(field.value for field in read.of(FieldKind.IDENTIFIER))]
    keys = dict.fromkeys(key for number in numbers if (key := identifier_key(number)))
    said = dict.fromkeys([*_words(read, given), *_facts(read)])
    return RecordQuery(tuple(keys), tuple(said), limit)


def _words(read: ReadListing, identifiers: Iterable[str]) -> Iterator[Said]:
    words: dict[str, None] = {}
    for kind in _WORDS_IN_ORDER:
        for field in read.of(kind):
            for text in (_names(field.value) or [field.value]) if kind is FieldKind.MAKER else [field.value]:
                words.update(dict.fromkeys(telling_words(text)))
    for field in read.of(FieldKind.MEDIUM):
        words.update(dict.fromkeys(telling_words(" ".join(parse_medium(field.value).unread))))
    words.update(dict.fromkeys(telling_words(" ".join(identifiers))))
    for word in list(words)[:MOST_WORDS]:
        yield from (Said(ways) for ways in word_ways(word))


def _names(text: str) -> list[str]:
    """The names in a statement of makers, without what is said of them."""
    return [name.whole for maker in parse_makers(text) for name in (maker.name, *maker.aliases) if name is not None]


def _facts(read: ReadListing) -> Iterator[Said]:
    for ways in size_ways(_sizes(read)):
        yield Said(ways, fact=True)
    for reading in _dates(read):
        if ways := date_ways(reading):
            yield Said(ways, fact=True)
    for mention in _materials(read)[:_MOST_MATERIALS]:
        yield Said(tuple((f"m:{each}", _MATERIAL) for each in mention.readings), fact=True)
    for kind in find_types(_rest(read, frozenset(FieldKind) - {FieldKind.OBJECT_TYPE}))[:_MOST_TYPES]:
        yield Said(tuple((f"o:{each}", _TYPE) for each in (kind.concept, *kind.others)), fact=True)


def _sizes(read: ReadListing) -> list[Size]:
    sizes = [size for field in read.of(FieldKind.MEASUREMENTS) for size in read_measurements(field.value).sizes]
    return sizes or list(find_measurements(read.text).sizes)


def _dates(read: ReadListing) -> list[DateReading]:
    parsed = [parse_date(field.value) for field in read.of(FieldKind.DATE)]
    dates = [reading for reading in parsed if isinstance(reading, DateReading)]
    found = [each.reading for each in find_dates(_rest(read, _NO_DATES)) if each.reading.role is Role.MADE]
    return dates or found[:_MOST_DATES]


def _materials(read: ReadListing) -> list[MaterialMention]:
    named = [mention for field in read.of(FieldKind.MEDIUM) for mention in parse_medium(field.value).mentions]
    return named or find_materials(_rest(read, frozenset({FieldKind.ESTIMATE, FieldKind.PROVENANCE})))


def _rest(read: ReadListing, without: frozenset[FieldKind]) -> str:
    """The text with line breaks in place of some fields."""
    letters = list(read.text)
    for field in read.fields:
        if field.kind in without:
            letters[field.span.start : field.span.end] = "\n" * (field.span.end - field.span.start)
    return "".join(letters)
