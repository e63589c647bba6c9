"""The audit log: who looked at, exported or decided what, and for which purpose. Append-only and hash-chained."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select

from registry.store.chain import GENESIS, Break, Head, canonical, link, lock_head, move_head, read_head
from registry.store.database import Database
from registry.store.tables import audit, write_moment

CHAIN = "audit"
_BATCH = 500


@dataclass(frozen=True)
class AuditEntry:
    """One event. `action` is a word such as `record viewed`, `subject` an id, `detail` what else matters."""

    sequence: int
    at: dt.datetime
    actor: str
    action: str
    subject: str
    detail: dict[str, Any]
    hash: str


class AuditLog:
    """Writing, reading and verifying the log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, actor: str, action: str, subject: str, detail: dict[str, Any] | None = None) -> int:
        """Append an event (`action` up to 40 characters); returns its number."""
        now = dt.datetime.now(dt.UTC)
        text = canonical(detail or {})
        with self._database.writing() as connection:
            head = lock_head(connection, CHAIN)
            sequence = head.sequence + 1
            row_hash = link(head.hash, sequence, write_moment(now), actor, action, subject, text)
            connection.execute(
                insert(audit).values(
                    sequence=sequence,
                    at=now,
                    actor=actor,
                    action=action,
                    subject=subject,
                    detail=text,
                    previous_hash=head.hash,
                    hash=row_hash,
                )
            )
            move_head(connection, CHAIN, Head(sequence, row_hash))
        return sequence

    def since(self, sequence: int, limit: int) -> list[AuditEntry]:
        """Events after a number, oldest first."""
        query = select(audit).where(audit.c.sequence > sequence).order_by(audit.c.sequence).limit(limit)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [
            AuditEntry(row.sequence, row.at, row.actor, row.action, row.subject, json.loads(row.detail), row.hash)
            for row in rows
        ]

    def head(self) -> Head:
        """The newest event's number and hash."""
        with self._database.reading() as connection:
            return read_head(connection, CHAIN)

    def verify(self) -> Break | None:
        """The first place where the log is not what was written, or None."""
        with self._database.reading() as connection:
            previous, sequence = GENESIS, 0
            while True:
                query = select(audit).where(audit.c.sequence > sequence).order_by(audit.c.sequence).limit(_BATCH)
                rows = connection.execute(query).all()
                for row in rows:
                    fields = (row.sequence, write_moment(row.at), row.actor, row.action, row.subject, row.detail)
                    if row.sequence != sequence + 1:
                        return Break(row.sequence, f"event {sequence + 1} is missing")
                    if row.previous_hash != previous or link(previous, *fields) != row.hash:
                        return Break(row.sequence, "the event was altered: its hash does not fit")
                    previous, sequence = row.hash, row.sequence
                if not rows:
                    break
            head = read_head(connection, CHAIN)
        if head != Head(sequence, previous):
            return Break(head.sequence, f"the log ends at {sequence} instead of {head.sequence}")
        return None
