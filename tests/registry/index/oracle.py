"""The same answers, found naively: what every engine is compared with."""

from collections.abc import Iterable, Iterator

import numpy as np

from registry.index.protocol import BitArray, Facets, Filters, FloatArray, HashKind, ObjectEntry, PictureEntry
from registry.normalise.text import tokens


class Oracle:
    """Keeps entries in a dictionary and looks at each of them."""

    def __init__(self) -> None:
        self.entries: dict[str, ObjectEntry] = {}

    def apply(self, entries: Iterable[ObjectEntry]) -> None:
        for entry in entries:
            if entry.object_id not in self.entries or entry.version > self.entries[entry.object_id].version:
                self.entries[entry.object_id] = entry

    def visible(self, filters: Filters) -> list[ObjectEntry]:
        return [entry for entry in self.entries.values() if _passes(entry, filters)]

    def _pictures(self, filters: Filters) -> Iterator[tuple[str, PictureEntry]]:
        for entry in self.visible(filters):
            for picture in entry.pictures:
                if picture.level <= filters.clearance:
                    yield entry.object_id, picture

    def hash_distances(self, kind: HashKind, queries: BitArray, filters: Filters) -> dict[str, int]:
        """The least distance of each object that has such a hash."""
        best: dict[str, int] = {}
        for object_id, picture in self._pictures(filters):
            for view in picture.views:
                if kind in view.hashes:
                    bits = np.frombuffer(view.hashes[kind], dtype=np.uint8)
                    distance = int(np.bitwise_count(queries ^ bits).sum(axis=1).min())
                    best[object_id] = min(distance, best.get(object_id, 10_000))
        return best

    def cosines(self, queries: FloatArray, filters: Filters) -> dict[str, float]:
        """The highest cosine of each object that has a descriptor."""
        best: dict[str, float] = {}
        for object_id, picture in self._pictures(filters):
            for view in picture.views:
                if view.descriptor is not None:
                    best[object_id] = max(float((queries @ view.descriptor).max()), best.get(object_id, -2.0))
        return best

    def sharing_words(self, words: Iterable[int], filters: Filters) -> set[str]:
        wanted = set(words)
        return {
            object_id
            for object_id, picture in self._pictures(filters)
            if picture.words is not None and wanted & set(picture.words.tolist())
        }

    def with_identifiers(self, keys: Iterable[str], filters: Filters) -> set[str]:
        wanted = set(keys)
        return {
            entry.object_id
            for entry in self.visible(filters)
            for level, numbers in entry.identifiers.items()
            if level <= filters.clearance and wanted & set(numbers)
        }

    def with_words(self, text: str, filters: Filters) -> set[str]:
        """Objects with any word of the text, exactly."""
        wanted = set(tokens(text))
        return {
            entry.object_id
            for entry in self.visible(filters)
            for level, texts in entry.texts.items()
            if level <= filters.clearance and any(wanted & set(tokens(words)) for words in texts.values())
        }


def _passes(entry: ObjectEntry, filters: Filters) -> bool:
    facets = entry.facets
    return (
        entry.visibility <= filters.clearance
        and (not filters.object_types or facets.object_type in filters.object_types)
        and (not filters.statuses or facets.status in filters.statuses)
        and (not filters.countries or facets.country in filters.countries)
        and (filters.has_picture is None or facets.has_picture == filters.has_picture)
        and (filters.years is None or _touches(facets, filters.years))
    )


def _touches(facets: Facets, years: tuple[int, int]) -> bool:
    if facets.earliest is None and facets.latest is None:
        return False
    begins_in_time = facets.earliest is None or facets.earliest <= years[1]
    return begins_in_time and (facets.latest is None or facets.latest >= years[0])
