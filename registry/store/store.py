"""The system of record, as the rest of Repatria uses it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from registry.records.object import CulturalObject, ObjectContent
from registry.records.photograph import Photograph
from registry.store import lookups
from registry.store.audit import AuditLog
from registry.store.chain import Break, Head
from registry.store.database import Database
from registry.store.errors import StoreUnusable
from registry.store.history import History, HistoryEntry
from registry.store.keys import ApiKeys
from registry.store.matches import Matches, StoredMatch
from registry.store.objects import Objects
from registry.store.outbox import Outbox, OutboxRow
from registry.store.pictures import PictureFiles
from registry.store.schema import migrate

_CHECKED_AT_ONCE = 500


class Store:
    """Objects with their whole history, pictures, answers, API keys and the audit log.

    Thread-safe; any number of processes may open the same store. Close it, or use it in a `with` statement.
    Errors: `registry.store.errors`.
    """

    def __init__(self, database: Database, pictures: PictureFiles, queries: PictureFiles) -> None:
        """Put a migrated database and picture folders together; `Store.open` does all of it."""
        self._database = database
        self._objects = Objects(database, pictures)
        self._history = History(database)
        self._matches = Matches(database, queries)
        self.pictures = pictures
        self.keys = ApiKeys(database)
        self.audit = AuditLog(database)
        self.outbox = Outbox(database)

    @classmethod
    def open(cls, database_url: str, pictures_url: str, queries_url: str | None = None) -> Self:
        """Open a store and bring its tables up to date; safe when several processes start at once.

        `database_url` is SQLAlchemy's (sqlite or postgresql+psycopg), the others are fsspec's; pictures sent for
        matching lie in `queries` beside the registered ones unless said otherwise. Raises StoreUnusable.
        """
        pictures = PictureFiles(pictures_url)
        queries = PictureFiles(queries_url or _beside(pictures_url))
        database = Database(database_url)
        try:
            migrate(database)
        except BaseException:
            database.close()
            raise
        return cls(database, pictures, queries)

    def close(self) -> None:
        """Release all connections."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Objects

    def add(
        self,
        content: ObjectContent,
        photographs: Sequence[Photograph] = (),
        *,
        actor: str,
        object_id: str | None = None,
    ) -> CulturalObject:
        """Register an object, version 1, with photographs whose bytes are in `pictures` already.

        Raises DuplicateExternalId (naming the object that has it), DuplicateObject, DuplicatePhotograph,
        PictureNotFound, UnstorableContent.
        """
        return self._objects.add(content, photographs, actor=actor, object_id=object_id)

    def get(self, object_id: str, version: int | None = None) -> CulturalObject:
        """An object as it is, or as it was in one version. Raises ObjectNotFound."""
        return self._objects.get(object_id) if version is None else self._history.version(object_id, version)

    def get_many(self, object_ids: Iterable[str]) -> dict[str, CulturalObject]:
        """Those of some objects that exist, by id, in the order asked for."""
        return self._objects.get_many(object_ids)

    def get_versions(self, versions: Mapping[str, int]) -> dict[str, CulturalObject]:
        """Some objects as they were in the version named for each; what there is not is left out."""
        return self._history.versions(versions)

    def change(self, object_id: str, content: ObjectContent, *, expected_version: int, actor: str) -> CulturalObject:
        """Replace an object's content; the same content again makes no new version.

        Raises ObjectNotFound, StaleVersion (with the current one), DuplicateExternalId, and StatusHistoryRewritten
        where the new status history is not the old one with steps or missing facts added.
        """
        return self._objects.change(object_id, content, expected_version=expected_version, actor=actor)

    def add_photograph(
        self, object_id: str, photograph: Photograph, *, expected_version: int | None, actor: str
    ) -> CulturalObject:
        """Append a photograph; the very same one again changes nothing. `expected_version` None: whatever it is.

        Raises ObjectNotFound, StaleVersion, PictureNotFound, DuplicatePhotograph (same bytes, other facts).
        """
        return self._objects.add_photograph(object_id, photograph, expected_version=expected_version, actor=actor)

    def change_photographs(
        self, object_id: str, photographs: Sequence[Photograph], *, expected_version: int | None, actor: str
    ) -> CulturalObject:
        """Set an object's photographs: their facts, order, and which. Files and earlier versions stay."""
        return self._objects.change_photographs(object_id, photographs, expected_version=expected_version, actor=actor)

    def find_external(self, scheme: str, value: str) -> str | None:
        """The id of the object that carries an external identifier: imports are idempotent by it."""
        with self._database.reading() as connection:
            return lookups.find_external(connection, scheme, value)

    def objects_with_picture(self, sha256: str) -> list[str]:
        """The ids of the objects that show these bytes."""
        with self._database.reading() as connection:
            return lookups.objects_with_picture(connection, sha256)

    def all_objects(self, *, batch: int = 500) -> Iterator[CulturalObject]:
        """Every object in order of id; what changes meanwhile comes in its old or new version."""
        return self._objects.all(batch)

    def versions(self) -> Iterator[tuple[str, int]]:
        """Every object id with its version, in order of id."""
        return self._objects.versions()

    def count(self) -> int:
        """How many objects there are."""
        return self._objects.count()

    # History

    def history(self, object_id: str) -> list[HistoryEntry]:
        """All versions of an object, oldest first, unredacted. Raises ObjectNotFound."""
        return self._history.of(object_id)

    def history_head(self) -> Head:
        """The generation with its hash; a report that quotes both pins the registry's state."""
        return self._history.head()

    def verify_history(self, pinned: Head | None = None) -> Break | None:
        """The first place where stored history is not what was written, or None."""
        return self._history.verify(pinned)

    def generation(self) -> int:
        """The number of the newest change of any object: rises by one with each, 0 before the first."""
        return self._history.head().sequence

    def changes_since(self, generation: int, limit: int) -> list[OutboxRow]:
        """The changes after a generation, oldest first, without gaps: what an index that no other machine reads lacks."""
        return self._history.changes_since(generation, limit)

    def at_generation(self, generation: int) -> Iterator[CulturalObject]:
        """All objects as they were at a generation, in order of id."""
        return self._history.at_generation(generation)

    # Pictures

    def unreferenced_pictures(self, *, older_than: dt.timedelta = dt.timedelta(hours=1)) -> Iterator[str]:
        """Picture files that no version of any object names: what a crash between file and record left.

        Young files are passed over, since their record may be on its way.
        """
        waiting: list[str] = []
        for sha256 in self.pictures.all(older_than=older_than):
            waiting.append(sha256)
            if len(waiting) == _CHECKED_AT_ONCE:
                yield from self._unknown(waiting)
                waiting = []
        yield from self._unknown(waiting)

    # Answers

    def save_match(
        self,
        answer: dict[str, Any],
        request: dict[str, Any],
        keep_pictures_until: dt.datetime | None = None,
        *,
        pictures: Sequence[str] = (),
        key_id: str | None = None,
        considered: dict[str, Any] | None = None,
    ) -> str:
        """Keep an answer (JSON) under its `id`, or a new one; `pictures` are the SHA-256 it was asked with.

        `considered` is what the matcher needs to score it again; it goes when the pictures do.

        The pictures named stay until `keep_pictures_until`, if `keep_query` kept them. An id is used once (Conflict).
        """
        return self._matches.save(
            answer,
            request,
            pictures=pictures,
            keep_pictures_until=keep_pictures_until,
            key_id=key_id,
            considered=considered,
        )

    def get_match(self, match_id: str) -> StoredMatch:
        """An answer as it was given. Raises MatchNotFound."""
        return self._matches.get(match_id)

    def keep_query(self, sha256: str, data: bytes, until: dt.datetime) -> None:
        """Keep a picture sent for matching until a moment, or the later one if kept already. Raises StorageFull."""
        self._matches.keep_query(sha256, data, until)

    def get_query(self, sha256: str) -> bytes:
        """A kept picture. Raises PictureNotFound where it was not kept or its time has passed."""
        return self._matches.get_query(sha256)

    def expire_queries(self, now: dt.datetime) -> int:
        """Remove kept pictures past their time that no answer still keeps; answers and hashes stay."""
        return self._matches.expire(now)

    def forget_match_pictures(self, match_id: str) -> int:
        """Remove an answer's pictures at once, unless another answer keeps them; the answer stays."""
        return self._matches.forget(match_id)

    def _unknown(self, hashes: list[str]) -> Iterator[str]:
        with self._database.reading() as connection:
            known = lookups.known_pictures(connection, hashes)
        return (sha256 for sha256 in hashes if sha256 not in known)


def _beside(pictures_url: str) -> str:
    """The folder `queries` beside the pictures' folder."""
    parent, slash, _ = pictures_url.rstrip("/").rpartition("/")
    if not slash:
        return str(Path(pictures_url).absolute().parent / "queries")
    if parent.endswith(":/"):
        raise StoreUnusable(f"{pictures_url} has no folder above it: name the folder of query pictures too.")
    return f"{parent}/queries"
