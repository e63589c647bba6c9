"""The embedded engine: tantivy for words, FAISS for vectors, files in one folder, no server.

The folder holds `CURRENT`, which names the content folder that counts, and a lock file. Searches use the snapshot of
the last refresh and need no lock; writing takes the lock of the folder, which other processes respect. A rebuild fills
a new content folder and then replaces `CURRENT`; other processes follow at their next refresh.
"""

import json
import secrets
import shutil
import threading
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

from registry.index.embedded import pictures, records, text, words
from registry.index.embedded.arrays import write_durably
from registry.index.embedded.content import Content, Signature
from registry.index.embedded.lock import FolderLock
from registry.index.embedded.snapshot import Snapshot
from registry.index.embedded.vectors import EXACT_ROWS
from registry.index.errors import IndexClosed, IndexDamaged, NothingBefore
from registry.index.protocol import (
    BitArray,
    Filters,
    FloatArray,
    HashKind,
    IndexState,
    LookHits,
    LookQuery,
    ObjectEntry,
    PictureHit,
    RecordHits,
    RecordQuery,
    TermCounts,
    TextPage,
    WordArray,
)
from registry.vocabulary.lists import Level, ObjectType

ENGINE = "embedded"
FORMAT = 2
"""Version of the files and of the keys in them. Raise it with every change of their meaning; older ones are then refused."""
LOCK_SECONDS = 30.0
_ATTEMPTS = 25


class EmbeddedIndex:
    """`SearchIndex` in one folder. Use `open`."""

    def __init__(self, folder: Path, *, exact_rows: int, lock_timeout: float) -> None:
        self._folder = folder
        self._exact_rows = exact_rows
        self._lock = FolderLock(folder / "lock", timeout=lock_timeout)
        self._loading = threading.Lock()
        self._seen: tuple[Signature, Signature] | None = None
        self._content: Content | None = None
        self._view: tuple[Content, Snapshot] | None = None
        self._closed = False

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        discard_damaged: bool = False,
        exact_rows: int = EXACT_ROWS,
        lock_timeout: float = LOCK_SECONDS,
    ) -> Self:
        """Open the index in `folder`, an empty one where there is none.

        `IndexDamaged` when it cannot be read; with `discard_damaged` an empty one takes its place, to be filled by
        `rebuild`. `exact_rows` is the size of a segment from which descriptors are clustered, `lock_timeout` how many
        seconds writing waits for another process before `IndexBusy`.
        """
        folder.mkdir(parents=True, exist_ok=True)
        index = cls(folder, exact_rows=exact_rows, lock_timeout=lock_timeout)
        if not (folder / "CURRENT").exists():
            with index._lock.held():
                if not (folder / "CURRENT").exists():
                    index._start_empty()
        try:
            index._load()
        except IndexDamaged:
            if not discard_damaged:
                raise
            index._content = None
            with index._lock.held():
                index._start_empty()
            index._load()
        return index

    # --- reading ------------------------------------------------------------------------------------------------------

    def near_hashes(
        self, kind: HashKind, queries: BitArray, *, max_distance: int, limit: int, filters: Filters
    ) -> list[PictureHit]:
        """See `SearchIndex.near_hashes`."""
        return pictures.near_hashes(
            self._snapshot(), kind, queries, max_distance=max_distance, limit=limit, filters=filters
        )

    def near_descriptors(self, queries: FloatArray, *, limit: int, filters: Filters) -> list[PictureHit]:
        """See `SearchIndex.near_descriptors`."""
        return pictures.near_descriptors(self._snapshot(), queries, limit=limit, filters=filters)

    def near_words(self, words_: WordArray, *, limit: int, filters: Filters) -> list[PictureHit]:
        """See `SearchIndex.near_words`."""
        return words.near_words(self._snapshot(), words_, limit=limit, filters=filters)

    def near_pictures(self, queries: Sequence[LookQuery], *, filters: Filters) -> list[LookHits]:
        """See `SearchIndex.near_pictures`."""
        snapshot = self._snapshot()
        return [pictures.near_pictures(snapshot, query, filters) for query in queries]

    def by_identifiers(self, keys: Sequence[str], *, limit: int, filters: Filters) -> list[str]:
        """See `SearchIndex.by_identifiers`."""
        return text.by_identifiers(self._snapshot(), list(keys), limit=limit, filters=filters)

    def search_text(self, text_: str, *, offset: int, limit: int, filters: Filters) -> TextPage:
        """See `SearchIndex.search_text`."""
        return text.search_text(self._snapshot(), text_, offset=offset, limit=limit, filters=filters)

    def near_records(self, queries: Sequence[RecordQuery], *, filters: Filters) -> list[RecordHits]:
        """See `SearchIndex.near_records`."""
        snapshot = self._snapshot()
        return [records.near_records(snapshot, query, filters) for query in queries]

    def term_counts(
        self, terms: Mapping[ObjectType, Collection[str]], *, clearance: Level = Level.PUBLIC
    ) -> dict[ObjectType, TermCounts]:
        """See `SearchIndex.term_counts`."""
        snapshot = self._snapshot()
        return {kind: text.term_counts(snapshot, asked, kind, clearance) for kind, asked in terms.items()}

    def state(self) -> IndexState:
        """See `SearchIndex.state`."""
        snapshot = self._snapshot()
        objects, shown, views = snapshot.counts
        return IndexState(ENGINE, snapshot.manifest.generation, objects, shown, views, dict(snapshot.manifest.schemes))

    def concerns(self) -> tuple[str, ...]:
        """See `SearchIndex.concerns`. Files either serve or do not."""
        return ()

    def versions(self) -> Iterator[tuple[str, int]]:
        """See `SearchIndex.versions`."""
        return self._snapshot().versions()

    def refresh(self, generation: int) -> None:
        """See `SearchIndex.refresh`. Costs two `stat` calls when nothing was written."""
        del generation  # whatever is there is taken
        self._snapshot()
        try:
            if self._signatures() == self._seen:
                return
        except FileNotFoundError:
            pass
        self._load()

    # --- writing ------------------------------------------------------------------------------------------------------

    def apply(self, entries: Sequence[ObjectEntry], *, generation: int) -> None:
        """See `SearchIndex.apply`. `IndexBusy` when another process keeps writing."""
        with self._lock.held():
            self._remove_other_contents()
            content, base = self._load()
            newest: dict[str, ObjectEntry] = {}
            for entry in entries:
                if entry.version > max(_indexed_version(base, entry.object_id), _version_in(newest, entry.object_id)):
                    newest[entry.object_id] = entry
            reached = max(generation, base.manifest.generation)
            if newest or reached > base.manifest.generation:
                content.write(base, list(newest.values()), reached)
                self._load()

    def remove(self, object_ids: Sequence[str]) -> None:
        """See `SearchIndex.remove`. `IndexBusy` when another process keeps writing."""
        with self._lock.held():
            self._remove_other_contents()
            content, base = self._load()
            known = [object_id for object_id in dict.fromkeys(object_ids) if base.find(object_id) is not None]
            if known:
                content.write(base, [], base.manifest.generation, removed=known)
                self._load()

    def rebuild(self, entries: Iterable[ObjectEntry], *, generation: int, schemes: Mapping[str, str]) -> int:
        """See `SearchIndex.rebuild`. `ValueError` when an object comes twice; the old content then stays."""
        self._snapshot()
        with self._lock.held():
            self._remove_other_contents()
            folder = self._new_folder()
            try:
                content = Content.create(folder, exact_rows=self._exact_rows, schemes=schemes)
                count = content.fill(entries, generation=generation)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            self._point_to(folder)
            self._load()
            self._remove_other_contents()
        return count

    def rollback(self) -> None:
        """See `SearchIndex.rollback`: this engine keeps nothing, since one machine rebuilds its index in no time."""
        raise NothingBefore(
            "The embedded index keeps no earlier content to go back to; `repatria reindex` builds it anew."
        )

    def close(self) -> None:
        """See `SearchIndex.close`. Searches that run at the moment end well."""
        self._closed = True
        self._view = self._content = None

    # --- what is current ----------------------------------------------------------------------------------------------

    def _snapshot(self) -> Snapshot:
        view = self._view
        if view is None or self._closed:
            raise IndexClosed("This index was closed; open it again.")
        return view[1]

    def _load(self) -> tuple[Content, Snapshot]:
        """Take the latest commit into view."""
        with self._loading:
            if self._closed:
                raise IndexClosed("This index was closed; open it again.")
            for attempt in range(_ATTEMPTS):
                try:
                    # The signatures come first: what is written after them will be seen as a change next time.
                    seen = self._signatures()
                    self._view = self._latest()
                except FileNotFoundError as error:
                    # Another process committed or rebuilt between two of our steps, or files are missing for good.
                    if attempt == _ATTEMPTS - 1:
                        raise IndexDamaged(f"{error.filename or 'a file'} is missing") from error
                    time.sleep(0.002 * attempt)
                else:
                    self._seen = seen
                    return self._view
        raise AssertionError("unreachable")

    def _latest(self) -> tuple[Content, Snapshot]:
        folder = self._folder / self._current()
        if self._content is None or self._content.folder != folder:
            if not (folder / "text" / "meta.json").exists():
                raise FileNotFoundError(2, "missing", str(folder))
            self._content = Content(folder, exact_rows=self._exact_rows)
        known = self._view[1] if self._view is not None and self._view[0] is self._content else None
        return self._content, self._content.load(known)

    def _current(self) -> str:
        try:
            pointer = json.loads((self._folder / "CURRENT").read_bytes())
            engine, version, name = pointer["engine"], pointer["format"], pointer["content"]
        except (ValueError, KeyError, TypeError) as error:
            raise IndexDamaged("its file CURRENT is damaged") from error
        if (engine, version) != (ENGINE, FORMAT):
            raise IndexDamaged(f"it has format {engine} {version}, this program reads {ENGINE} {FORMAT}")
        return str(name)

    def _signatures(self) -> tuple[Signature, Signature]:
        pointer = (self._folder / "CURRENT").stat()
        mine = self._view[0].signature() if self._view is not None else (0, 0, 0)
        return (pointer.st_mtime_ns, pointer.st_ino, pointer.st_size), mine

    # --- content folders, under the lock ------------------------------------------------------------------------------

    def _new_folder(self) -> Path:
        return self._folder / f"content-{secrets.token_hex(6)}"

    def _start_empty(self) -> None:
        folder = self._new_folder()
        Content.create(folder, exact_rows=self._exact_rows, schemes={})
        self._point_to(folder)
        self._remove_other_contents()

    def _point_to(self, folder: Path) -> None:
        pointer = {"engine": ENGINE, "format": FORMAT, "content": folder.name}
        write_durably(self._folder / "CURRENT", json.dumps(pointer).encode())

    def _remove_other_contents(self) -> None:
        """Remove what rebuilds that were cut off, or ended, have left behind."""
        current = self._current()
        for path in self._folder.glob("content-*"):
            if path.name != current:
                shutil.rmtree(path, ignore_errors=True)


def _indexed_version(snapshot: Snapshot, object_id: str) -> int:
    place = snapshot.find(object_id)
    return int(snapshot.segments[place[0]].columns["o_version"][place[1]]) if place else -1


def _version_in(entries: Mapping[str, ObjectEntry], object_id: str) -> int:
    return entries[object_id].version if object_id in entries else -1
