"""What was searched: how many records and pictures the registry holds, so that nobody takes silence for clearance."""

import datetime as dt
from threading import Lock

from matcher.answer import Coverage
from registry.index.protocol import Filters, SearchIndex
from registry.vocabulary.lists import Level


class CoverageCounter:
    """Counts what a clearance may see; counted once a generation."""

    def __init__(self, index: SearchIndex) -> None:
        self._index = index
        self._lock = Lock()
        self._counted: dict[tuple[int, Level], Coverage] = {}

    def count(self, generation: int, clearance: Level) -> Coverage:
        """The coverage at a generation, with the present time."""
        key = (generation, clearance)
        now = dt.datetime.now(dt.UTC)
        with self._lock:
            if key not in self._counted:
                self._counted = {kept: value for kept, value in self._counted.items() if kept[0] == generation}
                self._counted[key] = _count(self._index, generation, clearance, now)
            return self._counted[key].model_copy(update={"searched_at": now})


def _count(index: SearchIndex, generation: int, clearance: Level, now: dt.datetime) -> Coverage:
    everything = index.search_text("", offset=0, limit=0, filters=Filters(clearance=clearance))
    pictured = index.search_text("", offset=0, limit=0, filters=Filters(clearance=clearance, has_picture=True))
    return Coverage(
        objects=everything.total,
        objects_with_pictures=pictured.total,
        by_type=dict(everything.facets.get("object_type", {})),
        by_status=dict(everything.facets.get("status", {})),
        by_country=dict(everything.facets.get("country", {})),
        registry_generation=generation,
        searched_at=now,
        statement=statement(everything.total, pictured.total),
    )


def statement(objects: int, pictured: int) -> str:
    """The coverage in one sentence, with what follows from it."""
    if objects == 0:
        return "This registry holds no records yet: nothing can be found in it, and nothing follows from that."
    return (
        f"Searched {objects:,} records, {pictured:,} of them with photographs. An object that is not registered here, "
        "or is registered without a photograph, cannot be found by a photograph: finding nothing does not mean that an "
        "object is not stolen."
    )
