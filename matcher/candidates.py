"""Candidates from every route: hashes, descriptors, visual words, identifiers and text.

A route only brings objects up. How likely they are is computed from the stored fingerprints and records.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import zip_longest

import numpy as np

from matcher.looks import Look
from registry.index.keys import listing_query
from registry.index.protocol import Filters, HashKind, LookQuery, PictureHit, RecordHits, SearchIndex

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
    ranks: dict[Route, int] = field(default_factory=dict)
    """The best place, from 1, in the lists of each route."""
    pictures: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    word_rank: dict[int, int] = field(default_factory=dict)

    @property
    def text_rank(self) -> int:
        """Its place among those found by words, which decides between equal scores; last where words did not find it."""
        return self.ranks.get(Route.TEXT, sys.maxsize)

    def at(self, route: Route, rank: int) -> None:
        """Note the place, from 1, at which a route brought the object up."""
        self.routes.add(route)
        self.ranks[route] = min(rank, self.ranks.get(route, rank))


class Candidates:
    """Objects brought up so far, by id."""

    def __init__(self) -> None:
        self.found: dict[str, Found] = {}

    def by_picture(self, look: Look, route: Route, hits: Iterable[PictureHit]) -> None:
        """Note what a route found for a look, best first."""
        for rank, hit in enumerate(hits):
            found = self._of(hit.object_id)
            found.at(route, rank + 1)
            found.pictures[look.index].add(hit.sha256)
            if route == Route.WORDS:
                found.word_rank.setdefault(look.index, rank)

    def by_record(self, route: Route, object_ids: Iterable[str]) -> None:
        """Note objects found by their records."""
        for rank, object_id in enumerate(object_ids, start=1):
            self._of(object_id).at(route, rank)

    def unseen(self, look: Look) -> list[str]:
        """Objects that were not found by this look's picture, so that it has not been compared with theirs."""
        return [object_id for object_id, found in self.found.items() if not found.pictures.get(look.index)]

    def add_pictures(self, look: Look, object_id: str, hashes: Iterable[str]) -> None:
        """Have registered pictures of an object compared with a look, though no route found them by it."""
        self.found[object_id].pictures[look.index].update(hashes)

    def _of(self, object_id: str) -> Found:
        return self.found.setdefault(object_id, Found(object_id))


def seek_pictures(index: SearchIndex, looks: Sequence[Look], candidates: Candidates, filters: Filters) -> None:
    """Search all looks by hashes, descriptors and visual words, in one round trip."""
    asked = [look for look in looks if look.informative]
    for look, found in zip(asked, index.near_pictures([_query(look) for look in asked], filters=filters), strict=True):
        for hits in found.hashes.values():
            candidates.by_picture(look, Route.HASH, hits)
        candidates.by_picture(look, Route.DESCRIPTOR, found.descriptors)
        candidates.by_picture(look, Route.WORDS, found.words)


def _query(look: Look) -> LookQuery:
    hashes = {
        kind: np.array(
            [np.frombuffer(getattr(turned.hashes, kind.value), np.uint8) for turned in look.hashes], np.uint8
        )
        for kind in (HashKind if look.hashes else ())
    }
    words = look.words if look.words is not None and len(look.words) else None
    return LookQuery(hashes, MAX_DISTANCE, look.descriptors, words, PER_ROUTE)


def seek_turned(index: SearchIndex, looks: Sequence[Look], candidates: Candidates, filters: Filters) -> list[Look]:
    """Search the other seven orientations by descriptor: dear, so only for looks that found nothing likely.

    Returns the looks that this found anything for.
    """
    asked = [look for look in looks if look.informative and look.turned_descriptors is not None]
    queries = [LookQuery(descriptors=look.turned_descriptors, limit=TURNED_PER_ROUTE) for look in asked]
    found = index.near_pictures(queries, filters=filters)
    for look, hits in zip(asked, found, strict=True):
        candidates.by_picture(look, Route.TURNED_DESCRIPTOR, hits.descriptors)
    return [look for look, hits in zip(asked, found, strict=True) if hits.descriptors]


def seek_words(
    index: SearchIndex, text: str | None, identifiers: tuple[str, ...], candidates: Candidates, filters: Filters
) -> None:
    """Search records by identifiers, and by what the words say of the object, in one round trip."""
    if not any(part.strip() for part in (text or "", *identifiers)):
        return
    (hits,) = index.near_records([listing_query(text or "", identifiers, limit=PER_ROUTE)], filters=filters)
    candidates.by_record(Route.IDENTIFIER, hits.identified)
    candidates.by_record(Route.TEXT, by_turns(hits)[:PER_ROUTE])


def by_turns(hits: RecordHits) -> list[str]:
    """Ids of all lists of words and facts, the best of each first.

    A work with a new title and maker comes far down in the list by everything, and first in the one by facts.
    """
    lists = [[hit.object_id for hit in found] for found in (hits.by_all, hits.by_facts, hits.by_words)]
    return list(dict.fromkeys(found for turn in zip_longest(*lists) for found in turn if found is not None))
