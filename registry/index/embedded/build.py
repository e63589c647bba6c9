"""Make segments: from entries, and from other segments without their dead rows."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np

from registry.index.embedded.arrays import Array, Strings
from registry.index.embedded.segments import UNDATED, Segment, coded
from registry.index.embedded.vectors import DIMENSIONS, Clusters, Codes, cluster, encode
from registry.index.protocol import FACETS, Facets, HashKind, ObjectEntry, PictureEntry, ViewEntry

_NUMBERS = {
    "o_serial": np.uint64, "o_version": np.int64, "o_visibility": np.uint8, "o_earliest": np.int64,
    "o_latest": np.int64, "o_has_picture": np.bool_, "p_serial": np.uint64, "p_object": np.int32,
    "p_level": np.uint8, "v_picture": np.int32, "d_view": np.int32,
}  # fmt: skip


def year_bounds(facets: Facets) -> tuple[int, int]:
    """The interval a date filter must touch: one known end leaves the other open, none touches nothing."""
    if facets.earliest is None and facets.latest is None:
        return int(UNDATED[0]), int(UNDATED[1])
    earliest = facets.earliest if facets.earliest is not None else int(UNDATED[1])
    return earliest, facets.latest if facets.latest is not None else int(UNDATED[0])


def facet_values(facets: Facets) -> dict[str, str]:
    """The values of `FACETS`; an unknown country is empty."""
    return {
        "object_type": facets.object_type.value,
        "status": facets.status.value,
        "scope": facets.scope.value,
        "country": facets.country or "",
    }


class SegmentBuilder:
    """Collects entries; `finish` makes the segment. Serial numbers rise from call to call."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, list[int]] = defaultdict(list)
        self._strings: defaultdict[str, list[str]] = defaultdict(list)
        self._bits: defaultdict[HashKind, list[bytes]] = defaultdict(list)
        self._hashed: defaultdict[HashKind, list[int]] = defaultdict(list)
        self._descriptors: list[Any] = []
        self._codes: list[Codes] = []

    @property
    def rows(self) -> int:
        """Objects and descriptors collected so far."""
        return len(self._numbers["o_serial"]) + len(self._numbers["d_view"])

    def add(self, entry: ObjectEntry, serial: int) -> int:
        """Add an object as number `serial` and its pictures as the numbers after it; returns the next free one."""
        row = len(self._numbers["o_serial"])
        earliest, latest = year_bounds(entry.facets)
        self._put(
            o_serial=serial, o_version=entry.version, o_visibility=int(entry.visibility), o_earliest=earliest,
            o_latest=latest, o_has_picture=int(entry.facets.has_picture),
        )  # fmt: skip
        self._strings["id"].append(entry.object_id)
        for facet, value in facet_values(entry.facets).items():
            self._strings[facet].append(value)
        for offset, picture in enumerate(entry.pictures, start=1):
            self._add_picture(picture, row, serial + offset)
        return serial + 1 + len(entry.pictures)

    def _put(self, **values: int) -> None:
        for name, value in values.items():
            self._numbers[name].append(value)

    def _add_picture(self, picture: PictureEntry, object_row: int, serial: int) -> None:
        row = len(self._numbers["p_serial"])
        self._put(p_serial=serial, p_object=object_row, p_level=int(picture.level))
        self._strings["sha"].append(picture.sha256)
        for view in picture.views:
            self._add_view(view, row)

    def _add_view(self, view: ViewEntry, picture_row: int) -> None:
        row = len(self._numbers["v_picture"])
        self._put(v_picture=picture_row)
        self._strings["view"].append(view.name)
        for kind, bits in view.hashes.items():
            if len(bits) != kind.size_bytes:
                raise ValueError(f"a {kind.value} hash has {kind.size_bytes} bytes, not {len(bits)}")
            self._bits[kind].append(bits)
            self._hashed[kind].append(row)
        if view.descriptor is not None:
            if view.descriptor.shape != (DIMENSIONS,):
                raise ValueError(f"a descriptor has the shape ({DIMENSIONS},), not {view.descriptor.shape}")
            self._put(d_view=row)
            self._descriptors.append(view.descriptor)
            if len(self._descriptors) >= 4096:
                self._encode()

    def _encode(self) -> None:
        if self._descriptors:
            self._codes.append(encode(np.stack(self._descriptors)))
            self._descriptors.clear()

    def finish(self, name: str, *, exact_rows: int) -> Segment:
        """The segment of what was added."""
        self._encode()
        columns: dict[str, Array] = {
            column: np.asarray(self._numbers[column], dtype=dtype) for column, dtype in _NUMBERS.items()
        }
        vocabularies = {}
        for field in (*FACETS, "view"):
            prefix = "v_name" if field == "view" else f"o_{field}"
            columns[prefix], vocabularies[field] = coded(self._strings[field])
        columns |= _packed("o_id", Strings.of(self._strings["id"])) | _packed("p_sha", Strings.of(self._strings["sha"]))
        for kind in HashKind:
            bits = np.frombuffer(b"".join(self._bits[kind]), dtype=np.uint8).reshape(-1, kind.size_bytes)
            columns[f"h_{kind}_bits"], columns[f"h_{kind}_view"] = bits, np.asarray(self._hashed[kind], dtype=np.int32)
        columns["d_codes"] = np.concatenate([np.zeros((0, DIMENSIONS), dtype=np.uint8), *self._codes])
        return Segment(name, _clustered(columns, exact_rows), vocabularies)


def merge(name: str, parts: Sequence[tuple[Segment, Array]], *, exact_rows: int) -> Segment:
    """One segment of the given ones, in their order, without the objects whose `alive` flag is False."""
    collected: defaultdict[str, list[Any]] = defaultdict(list)
    strings: defaultdict[str, list[str]] = defaultdict(list)
    objects = pictures = views = 0
    for segment, alive in parts:
        old = segment.columns
        keep_pictures = alive[old["p_object"]]
        keep_views = keep_pictures[old["v_picture"]]
        new_object = np.cumsum(alive) - 1 + objects
        new_picture = np.cumsum(keep_pictures) - 1 + pictures
        new_view = np.cumsum(keep_views) - 1 + views
        for column in _NUMBERS:
            if column not in ("p_object", "v_picture", "d_view"):
                collected[column].append(old[column][alive if column.startswith("o_") else keep_pictures])
        collected["p_object"].append(new_object[old["p_object"][keep_pictures]])
        collected["v_picture"].append(new_picture[old["v_picture"][keep_views]])
        for prefix in ("d", *(f"h_{kind}" for kind in HashKind)):
            kept = keep_views[old[f"{prefix}_view"]]
            collected[f"{prefix}_view"].append(new_view[old[f"{prefix}_view"][kept]])
            data = "d_codes" if prefix == "d" else f"{prefix}_bits"
            collected[data].append(old[data] if kept.all() else old[data][kept])
        for field in (*FACETS, "view"):
            codes = old["v_name"][keep_views] if field == "view" else old[f"o_{field}"][alive]
            strings[field] += [segment.vocabularies[field][code] for code in codes.tolist()]
        strings["id"] += segment.ids.take(np.flatnonzero(alive)).all()
        strings["sha"] += segment.picture_names.take(np.flatnonzero(keep_pictures)).all()
        objects, pictures, views = (
            objects + int(alive.sum()),
            pictures + int(keep_pictures.sum()),
            views + int(keep_views.sum()),
        )
    columns: dict[str, Array] = {column: np.concatenate(collected[column]) for column in collected}
    for column, dtype in _NUMBERS.items():
        columns[column] = columns[column].astype(dtype)
    for kind in HashKind:
        columns[f"h_{kind}_view"] = columns[f"h_{kind}_view"].astype(np.int32)
    vocabularies = {}
    for field in (*FACETS, "view"):
        columns["v_name" if field == "view" else f"o_{field}"], vocabularies[field] = coded(strings[field])
    columns |= _packed("o_id", Strings.of(strings["id"])) | _packed("p_sha", Strings.of(strings["sha"]))
    return Segment(name, _clustered(columns, exact_rows), vocabularies)


def _packed(prefix: str, strings: Strings) -> dict[str, Array]:
    return {f"{prefix}_data": strings.data, f"{prefix}_ends": strings.ends}


def _clustered(columns: dict[str, Array], exact_rows: int) -> dict[str, Array]:
    """`columns` with the descriptors in the order of their clusters where there are more than `exact_rows`."""
    if len(columns["d_view"]) <= exact_rows:
        return columns
    groups: Clusters = cluster(columns["d_codes"])
    return columns | {
        "d_view": columns["d_view"][groups.order],
        "d_codes": columns["d_codes"][groups.order],
        "i_sizes": groups.sizes,
        "i_centroids": groups.centroids,
    }
