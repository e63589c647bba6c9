"""The fields of both indices. Strict: a field that is not named here is refused, so nothing enters unnoticed.

`access` is the lowest clearance that may see a document; facets and years are the object's, copied to each of its views
so that a vector search can filter. The analyser `whitespace` only splits what `registry.index.fields` has normalised.
"""

from typing import Any

from registry.index.elasticsearch.names import SCHEMA
from registry.index.fields import KEYS, latin_field, numbers_field, words_field
from registry.index.protocol import FACETS, HashKind
from registry.vocabulary.lists import Level

DIMENSIONS = 512
STATE_ID = "~state"
"""The document in the index of objects that tells the generation. It has no `access`: no search finds it."""

Mapping = dict[str, Any]

_TEXT: Mapping = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
_KEYWORD: Mapping = {"type": "keyword"}
_NOT_SEARCHED: Mapping = {"type": "integer", "index": False}


def object_mappings(schemes: Mapping) -> Mapping:
    """The mappings of objects, with one document of another kind among them: the state.

    `_meta` also tells the schemes that the fingerprints of the build were made with.
    """
    properties: Mapping = _shared()
    properties |= {
        "pictures": _NOT_SEARCHED,
        "views": _NOT_SEARCHED,
        "view_docs": _NOT_SEARCHED,
        "generation": {"type": "long", "index": False, "doc_values": False},
        KEYS: {"type": "keyword", "doc_values": False},
    }
    for level in Level:
        for weighty in (True, False):
            properties[words_field(level, weighty=weighty)] = _TEXT
            properties[latin_field(level, weighty=weighty)] = _TEXT
        properties[numbers_field(level)] = _KEYWORD
    meta = {"schema": SCHEMA, "schemes": schemes}
    return {"dynamic": "strict", "_meta": meta, "properties": properties}


def view_mappings(vector_index: str) -> Mapping:
    """The mappings of picture views; `vector_index` is how descriptors are indexed."""
    properties: Mapping = _shared()
    properties |= {
        "sha256": _KEYWORD,
        "view": {"type": "keyword", "index": False},
        "ordinal": {"type": "integer"},
        "scheme": _KEYWORD,
        "bands": {"type": "keyword", "doc_values": False},
        "descriptor": descriptor_field(vector_index),
        "words": {"type": "text", "analyzer": "whitespace", "index_options": "docs"},
    }
    for kind in HashKind:
        properties[bits_field(kind)] = {
            "type": "dense_vector", "element_type": "bit", "dims": 8 * kind.size_bytes, "index": True,
            "similarity": "l2_norm", "index_options": {"type": "flat"},
        }  # fmt: skip
        properties[hex_field(kind)] = _KEYWORD
    return {"dynamic": "strict", "_meta": {"schema": SCHEMA}, "properties": properties}


def _shared() -> Mapping:
    return {
        "object_id": _KEYWORD,
        "version": {"type": "long"},
        "access": {"type": "byte"},
        **dict.fromkeys(FACETS, _KEYWORD),
        "has_picture": {"type": "boolean"},
        "years": {"type": "long_range"},
    }


def descriptor_field(vector_index: str) -> Mapping:
    """The mapping of the descriptors."""
    return {
        "type": "dense_vector", "element_type": "float", "dims": DIMENSIONS, "index": True, "similarity": "cosine",
        "index_options": {"type": vector_index},
    }  # fmt: skip


def bits_field(kind: HashKind) -> str:
    """The field of a hash as a vector of bits."""
    return f"{kind.value}_bits"


def hex_field(kind: HashKind) -> str:
    """The field of a hash as a keyword in hexadecimal."""
    return f"{kind.value}_hex"
