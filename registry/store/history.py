"""Every version of every object, for good: who changed what, when, and proof that nothing was altered since."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, tuple_

from registry.records.object import CulturalObject
from registry.store.chain import GENESIS, OBJECTS, Break, Head, canonical, link, move_head, read_head
from registry.store.database import Database
from registry.store.difference import Change
from registry.store.errors import ObjectNotFound
from registry.store.ids import is_allowed
from registry.store.outbox import OutboxRow, enqueue
from registry.store.reading import read_record
from registry.store.tables import object_history, objects, write_moment

_BATCH = 500


@dataclass(frozen=True)
class HistoryEntry:
    """One version of an object. `changes` are those from the version before (see `registry.store.difference`).

    `body` is the whole record, restricted fields included: only registrars may see it as it is.
    """

    sequence: int
    version: int
    at: dt.datetime
    actor: str
    action: str
    changes: list[Change]
    body: dict[str, Any]
    hash: str


def append(
    connection: Connection,
    head: Head,
    record: CulturalObject,
    body_text: str,
    changes: list[Change],
    *,
    actor: str,
    action: str,
) -> None:
    """Write a new version to the history, queue it for a shared index and move the chain's head."""
    changes_text = canonical(changes)
    sequence = head.sequence + 1
    at = write_moment(record.updated_at)
    row_hash = link(head.hash, sequence, record.id, record.version, at, actor, action, changes_text, body_text)
    connection.execute(
        insert(object_history).values(
            sequence=sequence,
            object_id=record.id,
            version=record.version,
            at=record.updated_at,
            actor=actor,
            action=action,
            previous_hash=head.hash,
            hash=row_hash,
            changes=changes_text,
            body=body_text,
        )
    )
    enqueue(connection, OutboxRow(sequence, record.id, record.version))
    move_head(connection, OBJECTS, Head(sequence, row_hash))


class History:
    """Reading and verifying what `append` wrote."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, object_id: str) -> list[HistoryEntry]:
        """All versions of an object, oldest first. Raises ObjectNotFound."""
        if not is_allowed(object_id):
            raise ObjectNotFound(object_id)
        query = select(object_history).where(object_history.c.object_id == object_id)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(object_history.c.version)).all()
        if not rows:
            raise ObjectNotFound(object_id)
        return [
            HistoryEntry(
                row.sequence,
                row.version,
                row.at,
                row.actor,
                row.action,
                json.loads(row.changes),
                json.loads(row.body),
                row.hash,
            )
            for row in rows
        ]

    def version(self, object_id: str, version: int) -> CulturalObject:
        """An object as it was in one version. Raises ObjectNotFound."""
        if not (is_allowed(object_id) and 0 < version < 2**31):
            raise ObjectNotFound(object_id, version)
        query = select(object_history.c.body).where(
            object_history.c.object_id == object_id, object_history.c.version == version
        )
        with self._database.reading() as connection:
            body = connection.execute(query).scalar_one_or_none()
        if body is None:
            raise ObjectNotFound(object_id, version)
        return read_record(object_id, body)

    def versions(self, wanted: Mapping[str, int]) -> dict[str, CulturalObject]:
        """Objects as they were in one version each, those that there are."""
        found: dict[str, CulturalObject] = {}
        ids = [object_id for object_id in wanted if is_allowed(object_id)]
        history = object_history.c
        for start in range(0, len(ids), _BATCH):
            pairs = [(object_id, wanted[object_id]) for object_id in ids[start : start + _BATCH]]
            query = select(history.object_id, history.body).where(tuple_(history.object_id, history.version).in_(pairs))
            with self._database.reading() as connection:
                rows = connection.execute(query).all()
            found.update({row.object_id: read_record(row.object_id, row.body) for row in rows})
        return found

    def at_generation(self, generation: int) -> Iterator[CulturalObject]:
        """All objects as they were when the store had reached a generation, in order of id."""
        newest = (
            # The numbers alone lie in an index; the bodies are then read one batch after another.
            select(func.max(object_history.c.sequence).label("sequence"))
            .where(object_history.c.sequence <= generation)
            .group_by(object_history.c.object_id)
            .order_by(object_history.c.object_id)
        )
        with self._database.reading() as connection:
            sequences = connection.execute(newest).scalars().all()
        for start in range(0, len(sequences), _BATCH):
            query = select(object_history.c.object_id, object_history.c.body).where(
                object_history.c.sequence.in_(sequences[start : start + _BATCH])
            )
            with self._database.reading() as connection:
                rows = connection.execute(query.order_by(object_history.c.object_id)).all()
            for row in rows:
                yield read_record(row.object_id, row.body)

    def head(self) -> Head:
        """The newest sequence number (the generation) and its hash: quote both to pin all history up to there."""
        with self._database.reading() as connection:
            return read_head(connection, OBJECTS)

    def changes_since(self, generation: int, limit: int) -> list[OutboxRow]:
        """Changes after a generation, oldest first, without gaps."""
        history = object_history.c
        query = select(history.sequence, history.object_id, history.version).where(history.sequence > generation)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(history.sequence).limit(limit)).all()
        return [OutboxRow(row.sequence, row.object_id, row.version) for row in rows]

    def verify(self, pinned: Head | None = None) -> Break | None:
        """The first place where the history is not what was written, or None.

        Checks every hash, that no number is missing, that the head is the last row, that each object's present body is
        its last version, and, with `pinned` (from a signed report, say), that this head was part of it.
        """
        with self._database.reading() as connection:
            previous, sequence = GENESIS, 0
            while True:
                query = select(object_history).where(object_history.c.sequence > sequence)
                rows = connection.execute(query.order_by(object_history.c.sequence).limit(_BATCH)).all()
                for row in rows:
                    wrong = _wrong(row, sequence, previous, pinned)
                    if wrong is not None:
                        return Break(row.sequence, wrong)
                    previous, sequence = row.hash, row.sequence
                if not rows:
                    break
            head = read_head(connection, OBJECTS)
            if head != Head(sequence, previous):
                return Break(head.sequence, f"the history ends at {sequence} instead of {head.sequence}")
            if pinned is not None and pinned.sequence > sequence:
                return Break(pinned.sequence, f"the history ends at {sequence}, before the pinned entry")
            return _present_differs(connection)


def _wrong(row: Row[Any], sequence: int, previous: str, pinned: Head | None) -> str | None:
    if row.sequence != sequence + 1:
        return f"entry {sequence + 1} is missing"
    if row.previous_hash != previous:
        return "the entry does not follow from the one before"
    at = write_moment(row.at)
    fields = (row.sequence, row.object_id, row.version, at, row.actor, row.action, row.changes, row.body)
    if link(previous, *fields) != row.hash:
        return "the entry was altered: its hash does not fit its content"
    if pinned is not None and row.sequence == pinned.sequence and row.hash != pinned.hash:
        return "the entry is not the pinned one"
    return None


def _present_differs(connection: Connection) -> Break | None:
    """The first object whose present row is not its last version in the history."""
    after = ""
    while True:
        query = (
            select(objects.c.id, objects.c.body, object_history.c.sequence, object_history.c.body.label("recorded"))
            .select_from(objects)
            .outerjoin(
                object_history,
                (object_history.c.object_id == objects.c.id) & (object_history.c.version == objects.c.version),
            )
            .where(objects.c.id > after)
            .order_by(objects.c.id)
            .limit(_BATCH)
        )
        rows = connection.execute(query).all()
        if not rows:
            return None
        for row in rows:
            if row.recorded is None:
                return Break(0, f"object {row.id} has a version that the history does not know")
            # PostgreSQL may write a number another way (1e+16): then the records decide.
            if canonical(row.body) != row.recorded and read_record(row.id, row.body) != read_record(
                row.id, row.recorded
            ):
                return Break(row.sequence, f"object {row.id} was altered beside its history")
        after = rows[-1].id
