"""Answers that were given, and the pictures they were asked with.

An answer stays for good, with the hashes of its pictures; the pictures themselves go when their time has come.
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, null, select, update

from registry.store.chain import canonical, lock_head
from registry.store.database import Database
from registry.store.errors import Conflict, MatchNotFound, PictureNotFound, UnstorableContent
from registry.store.ids import MATCH, is_allowed, new_id
from registry.store.pictures import PictureFiles
from registry.store.tables import match_pictures, matches, query_pictures

_LOCK = "queries"


@dataclass(frozen=True)
class StoredMatch:
    """An answer as it was given, what was asked, and the hashes of the pictures it was asked with, in their order.

    `considered` is what the answer was chosen from, as the matcher wrote it down; None once its pictures have expired.
    """

    id: str
    created_at: dt.datetime
    key_id: str | None
    generation: int
    kept_until: dt.datetime | None
    request: dict[str, Any]
    answer: dict[str, Any]
    pictures: tuple[str, ...]
    considered: dict[str, Any] | None = None


class Matches:
    """Saving and finding answers; keeping and expiring the pictures of queries."""

    def __init__(self, database: Database, files: PictureFiles) -> None:
        self._database = database
        self._files = files

    def save(
        self,
        answer: dict[str, Any],
        request: dict[str, Any],
        *,
        pictures: Sequence[str],
        keep_pictures_until: dt.datetime | None,
        key_id: str | None,
        considered: dict[str, Any] | None,
    ) -> str:
        """Keep an answer under its own `id`, or under a new one where it has none."""
        match_id = str(answer.get("id") or new_id(MATCH))
        if not is_allowed(match_id):
            raise UnstorableContent(
                f"{match_id!r} cannot be the id of a match: letters, digits, dots and hyphens only."
            )
        for part in (answer, request, considered):
            canonical(part)
        row = {
            "id": match_id,
            "created_at": dt.datetime.now(dt.UTC),
            "key_id": key_id,
            "generation": int(answer.get("registry_generation", 0)),
            "kept_until": keep_pictures_until,
            "request": request,
            "answer": answer,
            "considered": null() if considered is None else considered,
        }
        with self._database.writing() as connection:
            if connection.execute(select(matches.c.id).where(matches.c.id == match_id)).first() is not None:
                raise Conflict(f"There is an answer {match_id} already; an answer is never changed.")
            connection.execute(insert(matches).values(**row))
            for position, sha256 in enumerate(pictures):
                connection.execute(insert(match_pictures).values(match_id=match_id, position=position, sha256=sha256))
        return match_id

    def get(self, match_id: str) -> StoredMatch:
        """An answer by its id. Raises MatchNotFound."""
        if not is_allowed(match_id):
            raise MatchNotFound(match_id)
        shown = select(match_pictures.c.sha256).where(match_pictures.c.match_id == match_id)
        with self._database.reading() as connection:
            row = connection.execute(select(matches).where(matches.c.id == match_id)).one_or_none()
            pictures = connection.execute(shown.order_by(match_pictures.c.position)).scalars().all()
        if row is None:
            raise MatchNotFound(match_id)
        return StoredMatch(
            row.id,
            row.created_at,
            row.key_id,
            row.generation,
            row.kept_until,
            row.request,
            row.answer,
            tuple(pictures),
            row.considered,
        )

    def keep_query(self, sha256: str, data: bytes, until: dt.datetime) -> None:
        """Keep a picture until a moment; kept already, the later moment counts."""
        if hashlib.sha256(data).hexdigest() != sha256:
            raise UnstorableContent(f"{sha256} is not the SHA-256 of these {len(data)} bytes.")
        with self._database.writing() as connection:
            # Under the lock, so that no expiry removes the file between our look and our write.
            lock_head(connection, _LOCK)
            self._files.put(data)
            kept = connection.execute(
                select(query_pictures.c.kept_until).where(query_pictures.c.sha256 == sha256)
            ).scalar_one_or_none()
            if kept is None:
                connection.execute(insert(query_pictures).values(sha256=sha256, kept_until=until, size_bytes=len(data)))
            elif kept < until:
                connection.execute(
                    update(query_pictures).where(query_pictures.c.sha256 == sha256).values(kept_until=until)
                )

    def get_query(self, sha256: str) -> bytes:
        """The bytes of a kept picture. Raises PictureNotFound where it was never kept, or has expired."""
        self._files.path(sha256)
        with self._database.reading() as connection:
            row = connection.execute(select(query_pictures.c.sha256).where(query_pictures.c.sha256 == sha256)).first()
        if row is None:
            raise PictureNotFound(sha256)
        return self._files.get(sha256)

    def expire(self, now: dt.datetime) -> int:
        """Remove the pictures whose time has come and that no answer still keeps; returns how many."""
        with self._database.writing() as connection:
            lock_head(connection, _LOCK)
            needed = (
                exists()
                .where(match_pictures.c.sha256 == query_pictures.c.sha256)
                .where(matches.c.id == match_pictures.c.match_id)
                .where(matches.c.kept_until > now)
            )
            query = select(query_pictures.c.sha256).where(query_pictures.c.kept_until <= now, ~needed)
            due = connection.execute(query).scalars().all()
            for sha256 in due:
                self._remove(connection, sha256)
            past = (matches.c.kept_until <= now, matches.c.considered.is_not(null()))
            connection.execute(update(matches).where(*past).values(considered=null()))
        return len(due)

    def forget(self, match_id: str) -> int:
        """Let go of an answer's pictures at once, unless another answer still keeps them; returns how many went."""
        now = dt.datetime.now(dt.UTC)
        asked_with = self.get(match_id).pictures
        with self._database.writing() as connection:
            lock_head(connection, _LOCK)
            connection.execute(
                update(matches).where(matches.c.id == match_id).values(kept_until=None, considered=null())
            )
            kept_by_others = select(match_pictures.c.sha256).where(
                match_pictures.c.sha256.in_(asked_with),
                match_pictures.c.match_id == matches.c.id,
                matches.c.kept_until > now,
            )
            needed = set(connection.execute(kept_by_others).scalars())
            kept = set(
                connection.execute(
                    select(query_pictures.c.sha256).where(query_pictures.c.sha256.in_(asked_with))
                ).scalars()
            )
            for sha256 in kept - needed:
                self._remove(connection, sha256)
        return len(kept - needed)

    def _remove(self, connection: Connection, sha256: str) -> None:
        # The file first: a crash here leaves a row without a file, which the next expiry clears.
        self._files.remove(sha256)
        connection.execute(delete(query_pictures).where(query_pictures.c.sha256 == sha256))
