"""The outbox: changes that a search index shared by several machines has still to take in.

While such an index follows the store, every change leaves a row here in its own transaction; whoever has brought a
change into the index takes the row away. Any number of workers share the rows. What they rely on, and why it holds
whatever is killed when, is told in docs/decisions/0007-outbox.md.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import ColumnElement, Connection, delete, exists, func, insert, literal, select

from registry.store.chain import OBJECTS, lock_head, read_head
from registry.store.database import BUSY_SECONDS, Database
from registry.store.errors import StoreBusy
from registry.store.file_lock import file_lock
from registry.store.tables import followers, object_history, outbox

_INDEX = "search index"
# Any numbers, the same in every process: PostgreSQL's advisory locks (that of migrations is in `schema`).
_APPLYING, _SETTLING = 0x5245504155, 0x5245504156


@dataclass(frozen=True)
class OutboxRow:
    """One change that a derived index has to take in."""

    sequence: int
    object_id: str
    version: int


class Claim(Protocol):
    """Rows that nobody else applies while the `with` block of `Outbox.claim` lasts.

    Not granted while the index is replaced (or, on SQLite, another process applies): there are no rows then.
    """

    @property
    def granted(self) -> bool:
        """Whether this process may apply now."""

    @property
    def rows(self) -> tuple[OutboxRow, ...]:
        """The changes to apply, oldest first; none where all are taken in or others work on them."""

    def settling(self) -> AbstractContextManager[int]:
        """Take the rows away; gives the generation up to which the index then holds every change.

        One process at a time: tell the index that generation inside the block. Where the block, or what is left of the
        claim's, raises, the rows stay.
        """


class Pause(Protocol):
    """The time in which nobody applies anything, see `Outbox.paused`."""

    def requeue(self, since: int) -> None:
        """Have every change after a generation applied (again), and have new ones leave rows from now on."""


class Outbox:
    """The queue of changes for the shared index. Thread-safe, for any number of processes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._file = Path(f"{database.url.database}.outbox-lock") if database.is_sqlite else None

    def pending(self) -> int:
        """How many changes wait to be taken in, those being applied at the moment among them."""
        with self._database.reading() as connection:
            return connection.execute(select(func.count()).select_from(outbox)).scalar_one()

    def settled(self) -> int:
        """The highest generation up to which no change waits."""
        with self._database.reading() as connection:
            return _settled(connection)

    def is_followed(self) -> bool:
        """Whether changes leave rows here: since the first `requeue`, until `retire`."""
        with self._database.reading() as connection:
            return connection.execute(select(followers.c.name)).first() is not None

    @contextmanager
    def claim(self, limit: int) -> Iterator[Claim]:
        """The oldest `limit` rows that nobody else works on; see `Claim`. They are free again after a block that raises.

        PostgreSQL locks the rows (`FOR UPDATE SKIP LOCKED`), so several workers apply different rows at the same time
        and a killed one's are free when its connection ends. SQLite serves one machine: there a file lock lets one
        process apply at a time, and is free when that process ends.
        """
        if self._file is not None:
            with file_lock(self._file) as granted:
                rows = _rows(self._database, limit) if granted else ()
                yield _FileClaim(granted, rows, self._database)
            return
        with self._database.writing() as connection:
            lock = select(func.pg_try_advisory_xact_lock_shared(_APPLYING))
            granted = bool(connection.execute(lock).scalar_one())
            query = select(outbox).order_by(outbox.c.sequence).limit(limit).with_for_update(skip_locked=True)
            found = connection.execute(query).all() if granted else ()
            rows = tuple(OutboxRow(row.sequence, row.object_id, row.version) for row in found)
            yield _RowClaim(granted, rows, connection)

    @contextmanager
    def paused(self) -> Iterator[Pause]:
        """Wait for claims to end and let none begin while the block lasts: for the moment of replacing an index.

        Changes are written meanwhile, and wait. Raises StoreBusy where a claim goes on for too long.
        """
        if self._file is not None:
            with file_lock(self._file, wait_seconds=BUSY_SECONDS) as granted:
                if not granted:
                    raise StoreBusy("Another process keeps writing the search index. Try again in a moment.")
                yield _Pause(self._database)
            return
        with self._database.writing() as connection:
            connection.execute(select(func.pg_advisory_xact_lock(_APPLYING)))
            yield _Pause(self._database)

    def retire(self) -> int:
        """Let changes leave no rows any more and drop those there are; returns how many.

        Loses nothing: an index that follows again has what it missed queued, by its own generation.
        """
        with self._database.writing() as connection:
            lock_head(connection, OBJECTS)
            connection.execute(delete(followers))
            return connection.execute(delete(outbox)).rowcount


def enqueue(connection: Connection, row: OutboxRow) -> None:
    """Leave a row for a change, in the change's own transaction, if a shared index follows."""
    values = select(literal(row.sequence), literal(row.object_id), literal(row.version)).where(
        exists(followers.select())
    )
    connection.execute(insert(outbox).from_select(["sequence", "object_id", "version"], values))


@dataclass(frozen=True)
class _RowClaim:
    """On PostgreSQL: rows locked by a transaction that ends with the claim's block."""

    granted: bool
    rows: tuple[OutboxRow, ...]
    connection: Connection

    @contextmanager
    def settling(self) -> Iterator[int]:
        # One after another: of two that settle at the same time, neither would see that the other one's are done.
        self.connection.execute(select(func.pg_advisory_xact_lock(_SETTLING)))
        _remove(self.connection, self.rows)
        yield _settled(self.connection)


@dataclass(frozen=True)
class _FileClaim:
    """On SQLite: rows that are ours by the file lock. No transaction stays open, since it would stop every writer."""

    granted: bool
    rows: tuple[OutboxRow, ...]
    database: Database

    @contextmanager
    def settling(self) -> Iterator[int]:
        last = self.rows[-1].sequence if self.rows else 0
        with self.database.reading() as connection:
            generation = _settled(connection, outbox.c.sequence > last)
        yield generation
        with self.database.writing() as connection:
            _remove(connection, self.rows)


@dataclass(frozen=True)
class _Pause:
    database: Database

    def requeue(self, since: int) -> None:
        waits = exists().where(outbox.c.sequence == object_history.c.sequence)
        missing = select(object_history.c.sequence, object_history.c.object_id, object_history.c.version).where(
            object_history.c.sequence > since, ~waits
        )
        with self.database.writing() as connection:
            # No change may slip between the rows added here and the first one that leaves its own.
            lock_head(connection, OBJECTS)
            if connection.execute(select(followers.c.name)).first() is None:
                connection.execute(insert(followers).values(name=_INDEX))
            connection.execute(insert(outbox).from_select(["sequence", "object_id", "version"], missing))


def _rows(database: Database, limit: int) -> tuple[OutboxRow, ...]:
    with database.reading() as connection:
        found = connection.execute(select(outbox).order_by(outbox.c.sequence).limit(limit)).all()
    return tuple(OutboxRow(row.sequence, row.object_id, row.version) for row in found)


def _remove(connection: Connection, rows: Sequence[OutboxRow]) -> None:
    if rows:
        connection.execute(delete(outbox).where(outbox.c.sequence.in_([row.sequence for row in rows])))


def _settled(connection: Connection, *which: ColumnElement[bool]) -> int:
    # The head comes first: a change that comes after this look is then either beyond it or among the rows.
    head = read_head(connection, OBJECTS).sequence
    first: int | None = connection.execute(select(func.min(outbox.c.sequence)).where(*which)).scalar_one()
    return head if first is None else min(head, first - 1)
