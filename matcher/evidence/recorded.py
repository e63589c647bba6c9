"""What a record says, in the forms that evidence compares."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from matcher.evidence.described import date_of
from matcher.evidence.words import Words
from matcher.rarity import NO_COUNTS, Rarity
from registry.normalise.dates import DateReading, Point, Precision
from registry.normalise.identifiers import EditionNumber, Extent, find_editions, find_extents
from registry.normalise.inscriptions import ReadInscription, recorded_inscription
from registry.normalise.lexicon import Span
from registry.normalise.measurements import Size, in_words, read_measurements, recorded_sizes
from registry.normalise.names import Maker, parse_makers
from registry.records.object import CulturalObject
from registry.vocabulary.lists import AttributionQualifier, InscriptionKind


@dataclass(frozen=True)
class Recorded:
    """A record, or what of it may be compared, and how rare words are. Everything is read on first use and kept."""

    record: CulturalObject
    rarity: Rarity = NO_COUNTS

    def bits(self, word: str) -> float:
        """How rare a word is among records of this type."""
        return self.rarity.bits(word, self.type)

    @property
    def type(self) -> str:
        """The first level of its type."""
        return self.record.object_type.level1.value

    @cached_property
    def titles(self) -> tuple[Words, ...]:
        """Its titles."""
        return tuple(Words(title.value) for title in self.record.titles)

    @cached_property
    def maker_words(self) -> Words:
        """All words of its makers' names."""
        return Words(" ".join(self.maker_names))

    @cached_property
    def maker_names(self) -> tuple[str, ...]:
        """Names and aliases of its makers."""
        return tuple(name for maker in self.record.makers for name in (maker.name, *maker.aliases))

    @cached_property
    def makers(self) -> tuple[tuple[AttributionQualifier, tuple[Maker, ...]], ...]:
        """Each maker's attribution, and the readings of name and aliases."""
        return tuple(
            (maker.qualifier, tuple(each for name in (maker.name, *maker.aliases) for each in named(name)))
            for maker in self.record.makers
        )

    @cached_property
    def culture(self) -> str | None:
        """The culture as an id of `cultures.json`, as far as makers or culture name one."""
        said = (self.record.culture, *(maker.culture for maker in self.record.makers), *self.maker_names)
        return next((maker.culture for text in said if text for maker in named(text) if maker.culture), None)

    @cached_property
    def date(self) -> DateReading | None:
        """Its date: by the years of the record where it has them, else as its words are understood."""
        date = self.record.date
        if date is None:
            return None
        read = date_of(date.display) if date.display else None
        if date.earliest is None and date.latest is None:
            return read
        if read is not None and (read.earliest, read.latest) == (date.earliest, date.latest):
            return read
        first = None if date.earliest is None else Point(date.earliest)
        last = None if date.latest is None else Point(date.latest)
        precision = Precision.OPEN if None in (first, last) else Precision.RANGE
        return DateReading(date.display or "", first, last, precision)

    @cached_property
    def medium(self) -> str:
        """Materials and techniques."""
        record = self.record
        return ", ".join((*record.materials, *record.techniques)) or record.materials_display or ""

    @cached_property
    def object_type(self) -> str:
        """The words of its type, the register's own first."""
        of = self.record.object_type
        return f"{of.level2}, {of.level1.value}" if of.level2 else of.level1.value

    @cached_property
    def sizes(self) -> tuple[Size, ...]:
        """Its sizes, of measurements or else of their words."""
        sizes = recorded_sizes(self.record.measurements)
        shown = self.record.measurements_display
        return sizes or (read_measurements(shown).sizes if shown else ())

    @property
    def size_in_words(self) -> str | None:
        """Its sizes as the record writes them, for where nothing is compared."""
        measured = self.record.measurements
        return self.record.measurements_display or (in_words(self.sizes[0]) if measured and self.sizes else None)

    @cached_property
    def editions(self) -> tuple[EditionNumber, ...]:
        """Which impression or cast it is."""
        edition = self.record.edition
        marked = tuple(
            each
            for inscription in self.record.inscriptions
            if inscription.kind is InscriptionKind.EDITION
            for each in find_editions(inscription.text)
        )
        if edition is None:
            return marked
        return (EditionNumber(_number(edition.number), edition.of, edition.kind, Span(0, 0)), *marked)

    @cached_property
    def extents(self) -> tuple[Extent, ...]:
        """Counts of leaves, pages and lines, from the words of the record."""
        record = self.record
        told = (record.measurements_display, record.materials_display, *(each.text for each in record.descriptions))
        return tuple(each for text in told if text for each in _extents(text))

    @cached_property
    def inscriptions(self) -> tuple[ReadInscription, ...]:
        """Its inscriptions, each with its transliteration as a reading of its own."""
        return tuple(
            recorded_inscription(each.model_copy(update={"text": text}))
            for each in self.record.inscriptions
            for text in (each.text, each.transliteration)
            if text
        )


@lru_cache(maxsize=20_000)
def named(name: str) -> tuple[Maker, ...]:
    """A name as it is read."""
    return tuple(parse_makers(name))


@lru_cache(maxsize=5_000)
def _extents(text: str) -> tuple[Extent, ...]:
    return find_extents(text)


def _number(written: str | None) -> int | None:
    """The number of an edition, of "7", "VII" or "7/50"."""
    if not written:
        return None
    if written.strip().isdecimal():
        return int(written)
    found = find_editions(written if "/" in written else f"E.A. {written}")
    return found[0].number if found else None
