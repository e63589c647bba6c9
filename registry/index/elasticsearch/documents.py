"""From an entry to its documents: one of the object, one of each view.

A view's document belongs to one version of its object and never changes: its id is `OBJECT:VERSION:NUMBER`. All of an
object's views lie on the shard that its id leads to (routing), so that the best of them are counted together.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from registry.index.bands import band_terms
from registry.index.elasticsearch.mappings import DIMENSIONS, bits_field, hex_field
from registry.index.fields import KEYS, key_values, number_values, text_values, visual_word
from registry.index.protocol import Facets, FloatArray, ObjectEntry, ViewEntry, WordArray

_DECIMALS = 6
"""Digits of a component: errors of a cosine stay below 0.00001, and a bulk request is half as long."""

Document = dict[str, Any]


def object_document(entry: ObjectEntry, view_docs: int) -> Document:
    """The document of an object; `view_docs` is the number of its views' documents."""
    texts = {field: [text for text in values if text] for field, values in text_values(entry).items()}
    numbers = {field: values for field, values in number_values(entry).items() if values}
    keys = key_values(entry)
    return {
        **_shared(entry, int(entry.visibility)),
        "pictures": len(entry.pictures),
        "views": sum(len(picture.views) for picture in entry.pictures),
        "view_docs": view_docs,
        **texts,
        **numbers,
        **({KEYS: keys} if keys else {}),
    }


def view_documents(entry: ObjectEntry) -> Iterator[Document]:
    """The documents of an object's views, in order; a picture's words stand in its first.

    A picture without a view is here all the same, under an empty name, if it has words. `ValueError` where a
    fingerprint has the wrong size.
    """
    ordinal = 0
    for picture in entry.pictures:
        words = _words(picture.words)
        shared = _shared(entry, max(int(entry.visibility), int(picture.level)))
        for number, view in enumerate(picture.views or ((ViewEntry("", {}, None),) if words else ())):
            document = {
                **shared,
                "sha256": picture.sha256,
                "view": view.name,
                "ordinal": ordinal,
                **_fingerprints(view),
            }
            if picture.scheme:
                document["scheme"] = picture.scheme
            if number == 0 and words:
                document["words"] = words
            yield document
            ordinal += 1


def view_id(object_id: str, version: int, number: int) -> str:
    """The id of a view's document."""
    return f"{object_id}:{version}:{number}"


def vector(values: FloatArray) -> list[float]:
    """A descriptor of shape (512,) as a request holds it."""
    rounded: list[float] = np.round(values.astype(np.float64), _DECIMALS).tolist()
    return rounded


def _words(words: WordArray | None) -> str:
    return " ".join(visual_word(word) for word in np.unique(words).tolist()) if words is not None else ""


def _shared(entry: ObjectEntry, access: int) -> Document:
    facets = entry.facets
    document: Document = {
        "object_id": entry.object_id,
        "version": entry.version,
        "access": access,
        "object_type": facets.object_type.value,
        "status": facets.status.value,
        "scope": facets.scope.value,
        "has_picture": facets.has_picture,
    }
    if facets.country:
        document["country"] = facets.country
    years = _years(facets)
    if years:
        document["years"] = years
    return document


def _years(facets: Facets) -> dict[str, int]:
    """The object's years: a date with one known end is open at the other; none at all gives nothing."""
    earliest, latest = facets.earliest, facets.latest
    if earliest is not None and latest is not None:
        # The server refuses an interval that ends before it begins.
        earliest, latest = min(earliest, latest), max(earliest, latest)
    return {end: year for end, year in (("gte", earliest), ("lte", latest)) if year is not None}


def _fingerprints(view: ViewEntry) -> Document:
    document: Document = {}
    bands: list[str] = []
    for kind, bits in view.hashes.items():
        if len(bits) != kind.size_bytes:
            raise ValueError(f"a {kind.value} hash has {kind.size_bytes} bytes, not {len(bits)}")
        document[bits_field(kind)] = document[hex_field(kind)] = bits.hex()
        bands += band_terms(kind, bits)
    if bands:
        document["bands"] = bands
    if view.descriptor is not None:
        if view.descriptor.shape != (DIMENSIONS,):
            raise ValueError(f"a descriptor has the shape ({DIMENSIONS},), not {view.descriptor.shape}")
        document["descriptor"] = vector(view.descriptor)
    return document
