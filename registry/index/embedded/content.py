"""One content folder: segments, manifests and a tantivy index that belong together. Commit, load, merge, tidy up.

The order of a commit makes it safe against a crash at any moment: the new segment file, then the manifest of the new
commit number, then tantivy's commit, which replaces its documents and the commit number in one step. Until that step
readers see the old number and with it the old manifest; after it the new one. Files that no recent manifest names are
leftovers and are removed by the next writer.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import tantivy

from registry.index.embedded import merging
from registry.index.embedded.build import SegmentBuilder
from registry.index.embedded.documents import commit_marker, documents, schema
from registry.index.embedded.manifest import Manifest
from registry.index.embedded.segments import Segment
from registry.index.embedded.snapshot import Snapshot
from registry.index.errors import IndexDamaged
from registry.index.protocol import ObjectEntry

_MANIFESTS_KEPT = 3
_ROWS_A_SEGMENT = 50_000
_APPLY_HEAP = 32_000_000
_REBUILD_HEAP = 128_000_000

Signature = tuple[int, int, int]


class Content:
    """A content folder. `load` may be called by any process; the writing methods only under the folder's lock."""

    def __init__(self, folder: Path, *, exact_rows: int) -> None:
        self.folder = folder
        self._exact_rows = exact_rows
        self._loaded: dict[str, Segment] = {}
        with _damage_told():
            self._text = tantivy.Index(schema(), path=str(folder / "text"))
            self._text.config_reader("manual")

    @classmethod
    def create(cls, folder: Path, *, exact_rows: int, schemes: Mapping[str, str]) -> "Content":
        """Make a new, empty content."""
        (folder / "text").mkdir(parents=True)
        content = cls(folder, exact_rows=exact_rows)
        first = Manifest(commit=1, schemes=dict(schemes))
        content._commit(lambda _: first, heap=_APPLY_HEAP)
        return content

    def signature(self) -> Signature:
        """Changes with every commit, and when the folder was removed; costs one `stat`."""
        try:
            found = (self.folder / "text" / "meta.json").stat()
        except FileNotFoundError:
            return 0, 0, 0
        return found.st_mtime_ns, found.st_ino, found.st_size

    def load(self, known: Snapshot | None) -> Snapshot:
        """The latest commit, `known` being the last one. `FileNotFoundError` when a writer was faster: try again."""
        with _damage_told():
            self._text.reload()
            searcher = self._text.searcher()
            commit = _commit_of(searcher)
        if known is not None and known.manifest.commit == commit:
            return Snapshot(known.manifest, known.segments, searcher)
        manifest = Manifest.read(self.folder, commit)
        for name in manifest.segments:
            # Kept from one attempt to the next, so that a fast writer cannot keep a large index from being opened.
            if name not in self._loaded:
                self._loaded[name] = Segment.read(self.folder / name).loaded()
        self._loaded = {name: self._loaded[name] for name in manifest.segments}
        segments = list(self._loaded.values())
        for segment in segments:
            if segment.objects != len(manifest.segments[segment.name]):
                raise IndexDamaged(f"{segment.name} is not the file its manifest means")
        return Snapshot(manifest, tuple(segments), searcher)

    def write(
        self, base: Snapshot, entries: Sequence[ObjectEntry], generation: int, *, removed: Sequence[str] = ()
    ) -> None:
        """Add `entries`, each newer than what `base`, the latest commit, holds of it, as one commit.

        Objects that are `removed` go in the same commit; none of them is among the entries.
        """
        manifest = base.manifest
        alive = {name: flags.copy() for name, flags in manifest.segments.items()}
        builder = SegmentBuilder()
        serial = manifest.next_serial
        serials = []
        for object_id in (*removed, *(entry.object_id for entry in entries)):
            known = base.find(object_id)
            if known is not None:
                alive[base.segments[known[0]].name][known[1]] = False
        for entry in entries:
            serials.append(serial)
            serial = builder.add(entry, serial)
        parts: list[merging.Part] = [(segment, alive[segment.name]) for segment in base.segments]
        if entries:
            parts.append(self._flushed(builder))
        flags = {segment.name: living for segment, living in merging.tidied(parts, self._merge)}
        new = replace(manifest, commit=manifest.commit + 1, generation=generation, next_serial=serial, segments=flags)

        def put(writer: Any) -> Manifest:
            for object_id in removed:
                writer.delete_documents_by_term("object", object_id)
            for entry, number in zip(entries, serials, strict=True):
                writer.delete_documents_by_term("object", entry.object_id)
                for document in documents(entry, number):
                    writer.add_document(document)
            return new

        self._commit(put, heap=_APPLY_HEAP)

    def fill(self, entries: Iterable[ObjectEntry], *, generation: int) -> int:
        """Write everything into this still empty content as one commit. Returns the number of objects.

        `ValueError` when an object comes twice.
        """
        base = Manifest.read(self.folder, 1)
        seen: set[str] = set()

        def put(writer: Any) -> Manifest:
            parts: list[merging.Part] = []
            builder, serial = SegmentBuilder(), base.next_serial
            for entry in entries:
                if entry.object_id in seen:
                    raise ValueError(f"object {entry.object_id} was given twice")
                seen.add(entry.object_id)
                for document in documents(entry, serial):
                    writer.add_document(document)
                serial = builder.add(entry, serial)
                if builder.rows >= _ROWS_A_SEGMENT:
                    parts.append(self._flushed(builder))
                    builder = SegmentBuilder()
            if builder.rows:
                parts.append(self._flushed(builder))
            flags = {segment.name: living for segment, living in merging.gathered(parts, self._merge)}
            return replace(base, commit=2, generation=generation, next_serial=serial, segments=flags)

        self._commit(put, heap=_REBUILD_HEAP)
        return len(seen)

    def _flushed(self, builder: SegmentBuilder) -> merging.Part:
        segment = builder.finish(_new_name(), exact_rows=self._exact_rows)
        segment.write(self.folder)
        return segment, np.ones(segment.objects, dtype=np.bool_)

    def _merge(self, parts: Sequence[merging.Part]) -> Segment:
        return merging.merged(self.folder, _new_name(), parts, exact_rows=self._exact_rows)

    def _commit(self, put: Callable[[Any], Manifest], *, heap: int) -> None:
        """Let `put` give documents to tantivy's writer, then write its manifest, then commit."""
        with _damage_told():
            writer = self._text.writer(heap, 1)
        try:
            manifest = put(writer)
            manifest.write(self.folder)
            writer.delete_documents_by_term("kind", "commit")
            writer.add_document(commit_marker(manifest.commit))
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        finally:
            # Lets a running merge of tantivy's own segments end, and gives its lock back.
            writer.wait_merging_threads()
        self._remove_leftovers(manifest)

    def _remove_leftovers(self, manifest: Manifest) -> None:
        """Delete files that none of the last commits needs; readers that still have one open keep it."""
        needed = set(manifest.segments)
        kept = range(manifest.commit, max(0, manifest.commit - _MANIFESTS_KEPT), -1)
        for commit in kept[1:]:
            try:
                needed |= set(Manifest.read(self.folder, commit).segments)
            except (FileNotFoundError, IndexDamaged):
                continue
        needed |= {f"manifest-{commit}.json" for commit in kept}
        for path in self.folder.iterdir():
            if path.is_file() and path.name not in needed:
                path.unlink(missing_ok=True)


def _new_name() -> str:
    return f"segment-{secrets.token_hex(6)}.bin"


def _commit_of(searcher: Any) -> int:
    marker = tantivy.Query.term_query(schema(), "kind", "commit", "basic")
    found = searcher.search(marker, 2, count=False).hits
    if len(found) != 1:
        raise IndexDamaged("its text part has no commit number")
    return int(searcher.fast_field_values("serial", [found[0][1]])[0])


@contextmanager
def _damage_told() -> Iterator[None]:
    """Tell tantivy's own errors, a panic of its code among them, as damage."""
    try:
        yield
    except IndexDamaged:
        raise
    except (ValueError, OSError) as error:
        raise IndexDamaged(f"its text part cannot be read ({error})") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise IndexDamaged(f"its text part is damaged ({error})") from error
