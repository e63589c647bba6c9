"""An unchanging view of one commit: its segments, the rows alive in them, and the tantivy searcher that goes with it.

Searches take the current snapshot and are done with it whatever is written meanwhile, so they need no lock.
Objects are numbered through all segments; `Mask` tells which of them, and of their pictures, a search may return.
"""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from registry.index.embedded.arrays import Array
from registry.index.embedded.manifest import Manifest
from registry.index.embedded.segments import Segment
from registry.index.protocol import Filters

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]
_MASKS_KEPT = 16


@dataclass(frozen=True)
class Mask:
    """What a search may return: objects by number, and pictures by segment (None: every one)."""

    objects: BoolArray
    pictures: tuple[BoolArray | None, ...]
    everything: bool


class Snapshot:
    """One commit of the index, ready to be searched."""

    def __init__(self, manifest: Manifest, segments: tuple[Segment, ...], searcher: Any) -> None:
        self.manifest = manifest
        self.segments = segments
        self.searcher = searcher
        self.alive = tuple(manifest.segments[segment.name] for segment in segments)
        self.starts = np.cumsum([0, *(segment.objects for segment in segments)])
        self._filled: dict[str, bool] = {}
        self._masks: OrderedDict[Filters, Mask] = OrderedDict()

    @cached_property
    def counts(self) -> tuple[int, int, int]:
        """Living objects, pictures and views."""
        objects = pictures = views = 0
        for segment, alive in zip(self.segments, self.alive, strict=True):
            living = alive[segment.columns["p_object"]]
            objects += int(np.count_nonzero(alive))
            pictures += int(np.count_nonzero(living))
            views += int(np.count_nonzero(living[segment.columns["v_picture"]]))
        return objects, pictures, views

    def column(self, name: str) -> Array:
        """A column of all segments, one after the other."""
        columns = [segment.columns[name] for segment in self.segments]
        return np.concatenate(columns) if columns else np.zeros(0, dtype=np.int64)

    @cached_property
    def _serials(self) -> tuple[Array, Array]:
        return self.column("o_serial"), self.column("p_serial")

    @cached_property
    def _picture_starts(self) -> IntArray:
        return np.cumsum([0, *(segment.pictures for segment in self.segments)])

    def object_id(self, number: int) -> str:
        """The id of an object by its number."""
        place = int(np.searchsorted(self.starts, number, side="right")) - 1
        return self.segments[place].ids[number - int(self.starts[place])]

    def objects_of_serials(self, serials: Array) -> IntArray:
        """Object numbers by serial numbers of objects."""
        return np.searchsorted(self._serials[0], serials)

    def pictures_of_serials(self, serials: Array) -> tuple[IntArray, IntArray]:
        """Segment numbers and picture rows by serial numbers of pictures."""
        numbers = np.searchsorted(self._serials[1], serials)
        places = np.searchsorted(self._picture_starts, numbers, side="right") - 1
        return places, numbers - self._picture_starts[places]

    def has_terms(self, field: str) -> bool:
        """Whether a text field of tantivy holds anything; asking empty ones for similar words would cost time."""
        if field not in self._filled:
            self._filled[field] = bool(self.searcher.terms_with_prefix(field, "", limit=1))
        return self._filled[field]

    def find(self, object_id: str) -> tuple[int, int] | None:
        """Segment number and row of a living object."""
        for place in range(len(self.segments) - 1, -1, -1):
            row = self.segments[place].row_of.get(object_id)
            if row is not None and self.alive[place][row]:
                return place, row
        return None

    def versions(self) -> Iterator[tuple[str, int]]:
        """Living objects with their versions."""
        for segment, alive in zip(self.segments, self.alive, strict=True):
            for row in np.flatnonzero(alive).tolist():
                yield segment.ids[row], int(segment.columns["o_version"][row])

    @cached_property
    def newest_first(self) -> IntArray:
        """Object numbers, dead ones too, by falling object id."""
        ids = [object_id for segment in self.segments for object_id in segment.ids.all()]
        return np.asarray(sorted(range(len(ids)), key=ids.__getitem__, reverse=True), dtype=np.int64)

    def mask(self, filters: Filters) -> Mask:
        """The mask of a search; the last few are kept."""
        known = self._masks.get(filters)
        if known is None:
            known = self._masks[filters] = self._new_mask(filters)
            while len(self._masks) > _MASKS_KEPT:
                try:
                    self._masks.popitem(last=False)
                except KeyError:  # another thread was faster
                    break
        return known

    def _new_mask(self, filters: Filters) -> Mask:
        objects, pictures = [], []
        for segment, alive in zip(self.segments, self.alive, strict=True):
            allowed = alive & _let_through(segment, filters)
            shown = allowed[segment.columns["p_object"]] & (segment.columns["p_level"] <= int(filters.clearance))
            objects.append(allowed)
            pictures.append(None if shown.all() else shown)
        joined = np.concatenate(objects) if objects else np.zeros(0, dtype=np.bool_)
        living = all(np.array_equal(mine, alive) for mine, alive in zip(objects, self.alive, strict=True))
        visible = all(
            shown is None or np.array_equal(shown, alive[segment.columns["p_object"]])
            for shown, segment, alive in zip(pictures, self.segments, self.alive, strict=True)
        )
        return Mask(joined, tuple(pictures), living and visible)


def _let_through(segment: Segment, filters: Filters) -> BoolArray:
    columns = segment.columns
    allowed: BoolArray = columns["o_visibility"] <= int(filters.clearance)
    for facet, wanted in (
        ("object_type", filters.object_types),
        ("status", filters.statuses),
        ("country", filters.countries),
    ):
        if wanted:
            known = np.asarray([value in wanted for value in segment.vocabularies[facet]], dtype=np.bool_)
            allowed = allowed & known[columns[f"o_{facet}"]]
    if filters.years is not None:
        first, last = filters.years
        allowed = allowed & (columns["o_earliest"] <= last) & (columns["o_latest"] >= first)
    if filters.has_picture is not None:
        allowed = allowed & (columns["o_has_picture"] == filters.has_picture)
    return allowed
