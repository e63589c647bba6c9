"""A segment: some objects with their pictures, views, hashes and descriptors, in columns that never change.

An index is a row of segments, as in Lucene. A newer version of an object is written into a new segment and the old row
is marked dead in the manifest; merging segments drops dead rows. Columns of one segment, by their first letter:

* `o_` one row an object, `p_` a picture (of the object `p_object`), `v_` a view (of the picture `v_picture`);
* `h_KIND_view`, `h_KIND_bits`: the hashes of a kind and the views they belong to;
* `d_view`, `d_codes`: the descriptors; with `i_sizes`, `i_centroids` where they lie in the order of clusters.

`o_serial` and `p_serial` are numbers given once in the life of an index. The text documents carry them too, which ties
a text hit to its row. They rise from row to row and from segment to segment.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from registry.index.embedded.arrays import Array, Strings, read_arrays, write_arrays
from registry.index.embedded.hashes import HashTable
from registry.index.embedded.vectors import DescriptorIndex
from registry.index.protocol import HashKind

UNDATED = (np.iinfo(np.int64).max, np.iinfo(np.int64).min)
"""Earliest and latest year of an object without a date: an interval that touches no other."""

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Segment:
    """One segment in memory. `vocabularies` lists the strings that code columns refer to."""

    name: str
    columns: dict[str, Array]
    vocabularies: Mapping[str, list[str]]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a segment file; errors as those of `read_arrays`."""
        columns, notes = read_arrays(path)
        return cls(path.name, columns, notes["vocabularies"])

    def write(self, folder: Path) -> None:
        """Write the segment file, durably."""
        write_arrays(folder / self.name, self.columns, {"vocabularies": dict(self.vocabularies)})

    @property
    def objects(self) -> int:
        """Number of objects, dead ones too."""
        return len(self.columns["o_serial"])

    @property
    def pictures(self) -> int:
        """Number of pictures, those of dead objects too."""
        return len(self.columns["p_serial"])

    @property
    def views(self) -> int:
        """Number of views, those of dead objects too."""
        return len(self.columns["v_picture"])

    @property
    def weight(self) -> int:
        """Size for the purpose of merging: rows to be moved."""
        return self.objects + self.pictures + len(self.columns["d_view"])

    @cached_property
    def ids(self) -> Strings:
        """Object ids by object row."""
        return Strings(self.columns["o_id_data"], self.columns["o_id_ends"])

    @cached_property
    def picture_names(self) -> Strings:
        """SHA-256 by picture row."""
        return Strings(self.columns["p_sha_data"], self.columns["p_sha_ends"])

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Object row by id; the last one where an id occurs twice."""
        return {object_id: row for row, object_id in enumerate(self.ids.all())}

    @cached_property
    def first_view(self) -> IntArray:
        """The first view of each picture, -1 where it has none."""
        first = np.full(self.pictures, -1, dtype=np.int64)
        of_view = self.columns["v_picture"]
        first[of_view[::-1]] = np.arange(len(of_view) - 1, -1, -1)
        return first

    def view_name(self, view: int) -> str:
        """The name of a view; empty for -1."""
        return self.vocabularies["view"][int(self.columns["v_name"][view])] if view >= 0 else ""

    @cached_property
    def hashes(self) -> dict[HashKind, HashTable]:
        """The searchable hashes of each kind that occurs here."""
        tables = {}
        for kind in HashKind:
            if len(self.columns[f"h_{kind}_view"]):
                views = self.columns[f"h_{kind}_view"]
                tables[kind] = HashTable(self.columns[f"h_{kind}_bits"], views, self.columns["v_picture"][views])
        return tables

    @cached_property
    def descriptors(self) -> DescriptorIndex:
        """The searchable descriptors."""
        return DescriptorIndex(self.columns["d_codes"], self.columns.get("i_sizes"), self.columns.get("i_centroids"))

    @cached_property
    def picture_of_descriptor(self) -> Array:
        """The picture row of each descriptor row."""
        pictures: Array = self.columns["v_picture"][self.columns["d_view"]]
        return pictures

    def loaded(self) -> Self:
        """Build everything a search needs, so that no query waits for it, and drop the columns FAISS has copied.

        What was dropped is read from the file again when the segment is merged.
        """
        _ = (self.hashes, self.descriptors, self.picture_of_descriptor, self.first_view)
        for column in ("d_codes", "i_centroids", *(f"h_{kind}_bits" for kind in HashKind)):
            self.columns.pop(column, None)
        return self


def coded(values: list[str]) -> tuple[npt.NDArray[np.uint32], list[str]]:
    """Strings as codes and the distinct strings they stand for."""
    places: dict[str, int] = {}
    codes = [places.setdefault(value, len(places)) for value in values]
    return np.asarray(codes, dtype=np.uint32), list(places)
