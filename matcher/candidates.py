"""Candidates from every route: hashes, descriptors, visual words, identifiers and text.

A route only brings objects up. How likely they are is computed from the stored fingerprints and records.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from matcher.looks import Look
from registry.index.protocol import Filters, HashKind, PictureHit, SearchIndex
from registry.normalise.text import identifier_key

MAX_DISTANCE = {HashKind.PHASH_64: 10, HashKind.DHASH_64: 10, HashKind.PHASH_256: 70, HashKind.DHASH_256: 60}
"""Bits within which two hashes are called near: far below what two unrelated pictures ever share by chance."""

PER_ROUTE = 50
"""Distinct objects taken from one route for one look."""

TURNED_PER_ROUTE = 10


class Route(StrEnum):
    """What brought an object up."""

    HASH = "hash"
    DESCRIPTOR = "descriptor"
    TURNED_DESCRIPTOR = "turned descriptor"
    WORDS = "visual words"
    IDENTIFIER = "identifier"
    TEXT = "text"


@dataclass
class Found:
    """An object that some route brought up, with the registered pictures it was found by, for each look."""

    object_id: str
    routes: set[Route] = field(default_factory=set)
    pictures: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    word_rank: dict[int, int] = field(default_factory=dict)


class Candidates:
    """Objects brought up so far, by id."""

    def __init__(self) -> None:
        self.found: dict[str, Found] = {}

    def by_picture(self, look: Look, route: Route, hits: Iterable[PictureHit]) -> None:
        """Note what a route found for a look, best first."""
        for rank, hit in enumerate(hits):
            found = self._of(hit.object_id)
            found.routes.add(route)
            found.pictures[look.index].add(hit.sha256)
            if route == Route.WORDS:
                found.word_rank.setdefault(look.index, rank)

    def by_record(self, route: Route, object_ids: Iterable[str]) -> None:
        """Note objects found by their records."""
        for object_id in object_ids:
            self._of(object_id).routes.add(route)

    def unseen(self, look: Look) -> list[str]:
        """Objects that were not found by this look's picture, so that it has not been compared with theirs."""
        return [object_id for object_id, found in self.found.items() if not found.pictures.get(look.index)]

    def add_pictures(self, look: Look, object_id: str, hashes: Iterable[str]) -> None:
        """Have registered pictures of an object compared with a look, though no route found them by it."""
        self.found[object_id].pictures[look.index].update(hashes)

    def _of(self, object_id: str) -> Found:
        return self.found.setdefault(object_id, Found(object_id))


def seek_pictures(index: SearchIndex, look: Look, candidates: Candidates, filters: Filters) -> None:
    """Search one look by hashes, descriptors and visual words."""
    if not look.informative:
        return
    for kind in HashKind:
        queries = np.array(
            [np.frombuffer(getattr(turned.hashes, kind.value), np.uint8) for turned in look.hashes], np.uint8
        )
        hits = index.near_hashes(kind, queries, max_distance=MAX_DISTANCE[kind], limit=PER_ROUTE, filters=filters)
        candidates.by_picture(look, Route.HASH, hits)
    if look.descriptors is not None:
        hits = index.near_descriptors(look.descriptors, limit=PER_ROUTE, filters=filters)
        candidates.by_picture(look, Route.DESCRIPTOR, hits)
    if look.words is not None and len(look.words):
        hits = index.near_words(look.words, limit=PER_ROUTE, filters=filters)
        candidates.by_picture(look, Route.WORDS, hits)


def seek_turned(index: SearchIndex, look: Look, candidates: Candidates, filters: Filters) -> bool:
    """Search the other seven orientations by descriptor: dear, so only for looks that found nothing likely."""
    if not look.informative or look.turned_descriptors is None:
        return False
    hits = index.near_descriptors(look.turned_descriptors, limit=TURNED_PER_ROUTE, filters=filters)
    candidates.by_picture(look, Route.TURNED_DESCRIPTOR, hits)
    return bool(hits)


def seek_words(
    index: SearchIndex, text: str | None, identifiers: tuple[str, ...], candidates: Candidates, filters: Filters
) -> None:
    """Search records by identifiers and by words."""
    keys = [key for each in identifiers if (key := identifier_key(each))]
    if keys:
        candidates.by_record(Route.IDENTIFIER, index.by_identifiers(keys, limit=PER_ROUTE, filters=filters))
    words = " ".join(part for part in (text, *identifiers) if part)
    if words.strip():
        page = index.search_text(words, offset=0, limit=PER_ROUTE, filters=filters)
        candidates.by_record(Route.TEXT, (hit.object_id for hit in page.hits))
