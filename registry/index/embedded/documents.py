"""The tantivy side: its schema, the documents of an object, and the filters of a search as a query.

An object is one document with its words and numbers (see `registry.index.fields`), and one more for each picture with
visual words.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import tantivy

from registry.index.embedded.build import facet_values, year_bounds
from registry.index.fields import (
    KEYS,
    key_values,
    latin_field,
    number_values,
    numbers_field,
    text_values,
    visual_word,
    words_field,
)
from registry.index.protocol import FACETS, Filters, ObjectEntry
from registry.vocabulary.lists import Level


@cache
def schema() -> Any:
    """The schema. `access` is the lowest clearance that may see the document."""
    builder = tantivy.SchemaBuilder()
    for name in ("kind", "object"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("serial", fast=True)
    builder.add_unsigned_field("access", indexed=True, fast=True)
    for facet in FACETS:
        builder.add_text_field(facet, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("has_picture", indexed=True, fast=True)
    for name in ("earliest", "latest"):
        builder.add_integer_field(name, fast=True)
    builder.add_text_field("visual", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field(KEYS, tokenizer_name="raw", index_option="basic")
    for level in Level:
        for weighty in (True, False):
            for name in (words_field(level, weighty=weighty), latin_field(level, weighty=weighty)):
                builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
        builder.add_text_field(numbers_field(level), tokenizer_name="raw", index_option="basic")
    return builder.build()


def commit_marker(commit: int) -> Any:
    """The document that tells which commit a tantivy index shows."""
    document = tantivy.Document()
    document.add_text("kind", "commit")
    document.add_unsigned("serial", commit)
    return document


def documents(entry: ObjectEntry, serial: int) -> Iterator[Any]:
    """The documents of an object whose serial number is `serial` and whose pictures have those after it."""
    document = _document("object", entry, serial, int(entry.visibility))
    for field, values in (*text_values(entry).items(), *number_values(entry).items()):
        for value in values:
            document.add_text(field, value)
    for key in key_values(entry):
        document.add_text(KEYS, key)
    yield document
    for offset, picture in enumerate(entry.pictures, start=1):
        if picture.words is not None and len(picture.words):
            access = max(int(entry.visibility), int(picture.level))
            document = _document("picture", entry, serial + offset, access)
            document.add_text("visual", " ".join(visual_word(word) for word in picture.words.tolist()))
            yield document


def _document(kind: str, entry: ObjectEntry, serial: int, access: int) -> Any:
    document = tantivy.Document()
    document.add_text("kind", kind)
    document.add_text("object", entry.object_id)
    document.add_unsigned("serial", serial)
    document.add_unsigned("access", access)
    for facet, value in facet_values(entry.facets).items():
        document.add_text(facet, value)
    document.add_unsigned("has_picture", int(entry.facets.has_picture))
    earliest, latest = year_bounds(entry.facets)
    document.add_integer("earliest", earliest)
    document.add_integer("latest", latest)
    return document


def restricted(query: Any, filters: Filters) -> Any:
    """`query`, only among documents that `filters` let through; scores stay as they are."""
    clauses = [(tantivy.Occur.Must, query)]
    clauses += [
        (tantivy.Occur.MustNot, tantivy.Query.term_query(schema(), "access", int(level)))
        for level in Level
        if level > filters.clearance
    ]
    clauses += [(tantivy.Occur.Must, tantivy.Query.const_score_query(part, 0.0)) for part in _conditions(filters)]
    return tantivy.Query.boolean_query(clauses)


def _conditions(filters: Filters) -> Iterator[Any]:
    for field, values in (
        ("object_type", filters.object_types),
        ("status", filters.statuses),
        ("country", filters.countries),
    ):
        if values:
            yield tantivy.Query.term_set_query(schema(), field, sorted(str(value) for value in values))
    if filters.years is not None:
        first, last = filters.years
        integer = tantivy.FieldType.Integer
        yield tantivy.Query.range_query(schema(), "earliest", integer, None, last)
        yield tantivy.Query.range_query(schema(), "latest", integer, first, None)
    if filters.has_picture is not None:
        yield tantivy.Query.term_query(schema(), "has_picture", int(filters.has_picture))
