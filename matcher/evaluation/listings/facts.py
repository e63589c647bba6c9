"""What a record says that a listing would say too: the fields of a catalogue entry, as values that operations change."""

from dataclasses import dataclass

import numpy as np

from matcher.evaluation.listings.languages import LANGUAGES
from registry.normalise.measurements import Part, recorded_sizes
from registry.records.object import CulturalObject

Dimension = tuple[float, ...]
"""Lengths of one thing in millimetres, in the order of the record."""

FIELDS = ("maker", "title", "date", "medium", "size", "kind", "number", "inscription", "edition")


@dataclass(frozen=True)
class Facts:
    """A catalogue entry. An empty field is not said. `language` is that of the words, a BCP 47 tag.

    `size` is text; `lengths` are what it says in millimetres, for those that write it anew. `years` are the first and last
    year of `date`.
    """

    language: str = "en"
    maker: str = ""
    title: str = ""
    date: str = ""
    medium: str = ""
    size: str = ""
    kind: str = ""
    number: str = ""
    inscription: str = ""
    edition: str = ""
    lengths: Dimension = ()
    years: tuple[int, int] | None = None
    order: tuple[str, ...] = FIELDS


def facts_of(record: CulturalObject) -> Facts:
    """The entry that a cataloguer who copies the record would write."""
    language = record.titles[0].language if record.titles else None
    sizes = [size for size in recorded_sizes(record.measurements) if size.centimetres and size.part is not Part.FRAME]
    lengths = tuple(10 * value for value in sizes[0].centimetres[:3]) if sizes else ()
    date = record.date
    years = None
    if date is not None and date.earliest is not None and date.latest is not None:
        years = (date.earliest, date.latest)
    materials = record.materials_display or ", ".join((*record.materials, *record.techniques))
    edition = record.edition
    return Facts(
        language=language if language in LANGUAGES else "en",
        maker="; ".join(maker.name for maker in record.makers[:2]),
        title=record.titles[0].value if record.titles else "",
        date=(date.display or "") if date is not None else "",
        medium=materials,
        size=centimetres(lengths) if lengths else "",
        kind=record.object_type.level2 or record.object_type.level1.value,
        inscription=record.inscriptions[0].text[:80] if record.inscriptions else "",
        edition=f"{edition.number}/{edition.of}" if edition and edition.number and edition.of else "",
        number=record.inventory_numbers[0].value if record.inventory_numbers else "",
        lengths=lengths,
        years=years,
    )


def centimetres(lengths: Dimension, comma: bool = False) -> str:
    """Lengths as most catalogues write them."""
    text = " x ".join(f"{value / 10:.1f}".removesuffix(".0") for value in lengths) + " cm"
    return text.replace(".", ",") if comma else text


def chosen[T](options: tuple[T, ...], rng: np.random.Generator) -> T:
    """One of several, by chance."""
    return options[int(rng.integers(len(options)))]
