"""Short ways to make what goes into an index."""

from collections.abc import Mapping, Sequence

import numpy as np

from registry.index.protocol import (
    Facets,
    FloatArray,
    HashKind,
    ObjectEntry,
    PictureEntry,
    TextField,
    ViewEntry,
)
from registry.vocabulary.lists import Level, ObjectType, Scope, Status

Texts = Mapping[Level, Mapping[TextField, str]]


def unit_vectors(rng: np.random.Generator, count: int) -> FloatArray:
    """Random directions (count, 512)."""
    rows = rng.standard_normal((count, 512)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def view(rng: np.random.Generator, name: str = "whole", *, hashed: bool = True, described: bool = True) -> ViewEntry:
    """A view with random fingerprints."""
    hashes = {kind: rng.bytes(kind.size_bytes) for kind in HashKind} if hashed else {}
    return ViewEntry(name, hashes, unit_vectors(rng, 1)[0] if described else None)


def picture(
    rng: np.random.Generator, *, level: Level = Level.PUBLIC, views: int = 3, words: int = 40, vocabulary: int = 2000
) -> PictureEntry:
    """A picture whose first two views are hashed."""
    made = tuple(view(rng, f"view{number}", hashed=number < 2) for number in range(views))
    chosen = rng.choice(vocabulary, words, replace=False).astype(np.int32) if words else None
    return PictureEntry(rng.bytes(32).hex(), level, made, chosen)


def entry(
    object_id: str,
    *,
    version: int = 1,
    visibility: Level = Level.PUBLIC,
    object_type: ObjectType = ObjectType.PAINTING,
    status: Status = Status.STOLEN,
    country: str | None = None,
    years: tuple[int | None, int | None] = (None, None),
    texts: Texts | None = None,
    title: str | None = None,
    identifiers: Mapping[Level, Sequence[str]] | None = None,
    keys: Mapping[Level, Sequence[str]] | None = None,
    pictures: Sequence[PictureEntry] = (),
) -> ObjectEntry:
    """An object; `title` is short for a public title."""
    if title is not None:
        texts = {Level.PUBLIC: {TextField.TITLE: title}}
    facets = Facets(object_type, status, Scope.ITEM, country, years[0], years[1], bool(pictures))
    return ObjectEntry(
        object_id, version, visibility, facets, texts or {}, identifiers or {}, tuple(pictures), keys or {}
    )


def hash_rows(view_entry: ViewEntry, kind: HashKind) -> np.ndarray:
    """The hash of a view as a query of one row."""
    return np.frombuffer(view_entry.hashes[kind], dtype=np.uint8)[None]
