"""The connection to SQL: SQLite without a server by default, PostgreSQL by its address.

Reading and writing are two kinds of transaction. On SQLite a writer takes the write lock at its start (`BEGIN
IMMEDIATE`), so that two writers queue instead of failing half-way, and readers go on beside it (WAL). On PostgreSQL
readers get one snapshot (repeatable read) and writers queue on a row of `heads`.
"""

import os
import sqlite3
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from registry.store.errors import StoreBusy, StoreUnusable
from registry.store.translation import translated

BUSY_SECONDS = 30
"""How long a writer waits for another one before StoreBusy."""
POOLED, OVERFLOW = 5, 10
"""Connections to PostgreSQL that a process keeps, and opens beyond those when busy.

Six busy processes fit into the hundred connections that a PostgreSQL allows by default; a match needs two at most.
"""
CONNECT_SECONDS = 10
_CLIENT: dict[str, Any] = {
    "connect_timeout": CONNECT_SECONDS,
    "client_encoding": "utf8",
    # A server that is gone without a word is noticed within a minute.
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}
_SESSION = (
    f"SET lock_timeout = {BUSY_SECONDS * 1000}",
    # The same for a client: what a machine without power had locked is free within a minute.
    "SET tcp_keepalives_idle = 30",
    "SET tcp_keepalives_interval = 10",
    "SET tcp_keepalives_count = 3",
)

_opened: "weakref.WeakSet[Database]" = weakref.WeakSet()


class Database:
    """One SQL database, used by any number of threads. Close it, or use it in a `with` statement."""

    def __init__(self, address: str) -> None:
        """Connect; raises StoreUnusable where the address is wrong or cannot be reached."""
        self.url = _checked(address)
        self.name = self.url.render_as_string(hide_password=True)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        try:
            if self.is_sqlite:
                self._engine: Engine = create_engine(self.url, connect_args={"timeout": BUSY_SECONDS})
                event.listen(self._engine, "connect", _prepare_sqlite)
                event.listen(self._engine, "begin", _begin_sqlite)
                self._readers: Engine = self._engine
                self._writers: Engine = self._engine.execution_options(writes=True)
                _use_write_ahead_log(str(self.url.database))
            else:
                self._engine = create_engine(
                    self.url,
                    connect_args=_CLIENT,
                    pool_pre_ping=True,
                    pool_size=POOLED,
                    max_overflow=OVERFLOW,
                    pool_timeout=BUSY_SECONDS,
                    # Connections go round, so that the addresses of a proxy or a new primary are followed.
                    pool_recycle=1800,
                )
                event.listen(self._engine, "connect", _prepare_postgresql)
                self._readers = self._engine.execution_options(isolation_level="REPEATABLE READ")
                self._writers = self._engine
        except (OSError, sqlite3.Error) as error:
            raise StoreUnusable(f"The store {self.name} cannot be opened: {error}. Check folder and rights.") from error
        except ImportError as error:
            raise StoreUnusable(
                f"The driver for {self.name} is not installed ({error}). Install `repatria[postgresql]`."
            ) from error
        _opened.add(self)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database from beginning to end."""
        with self._errors_translated(), self._readers.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is written whole at the end of the block, or not at all if the block raises."""
        with self._errors_translated(), self._writers.connect() as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Release all connections."""
        _opened.discard(self)
        self._engine.dispose()

    def forget_connections(self) -> None:
        """In a forked child: leave the parent's connections alone and open own ones when needed."""
        self._engine.dispose(close=False)

    @contextmanager
    def _errors_translated(self) -> Iterator[None]:
        try:
            yield
        except PoolTimeout as error:
            raise StoreBusy("All connections to the store are in use. Nothing was written; try again.") from error
        except DBAPIError as error:
            known = translated(error, self.name)
            if known is None:
                raise
            raise known from error


def _checked(address: str) -> URL:
    """The address, if it is one we can use; the folder of an SQLite file is made."""
    try:
        url = make_url(address)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreUnusable(
            f"The store's address is not a database URL ({error}). Use sqlite:////folder/registry.sqlite3 or "
            "postgresql+psycopg://user:password@host/name."
        ) from error
    except ImportError as error:
        raise StoreUnusable(f"The database driver is missing ({error}). Install `repatria[postgresql]`.") from error
    backend = url.get_backend_name()
    if backend == "sqlite":
        if not url.database or url.database == ":memory:":
            raise StoreUnusable("An SQLite store needs a file: sqlite:////folder/registry.sqlite3.")
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnusable(f"The folder of the store cannot be made: {error}. Check the path.") from error
    elif backend != "postgresql":
        raise StoreUnusable(f"The store runs on SQLite or PostgreSQL, not on {backend}.")
    return url


def _use_write_ahead_log(path: str) -> None:
    """Switch the file to WAL, once for all. Two processes may try at once, and SQLite does not wait here by itself."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
        try:
            mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            if mode.lower() != "wal":
                raise sqlite3.OperationalError(f"the file system allows no write-ahead log (mode {mode})")
            return
        finally:
            connection.close()


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    """Settings that hold for one connection only."""
    # We begin transactions ourselves; sqlite3 would begin them late and without the write lock.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    # FULL: what was answered with success is on the disk, also after a power cut.
    connection.execute("PRAGMA synchronous = FULL")


def _prepare_postgresql(connection: Any, _record: Any) -> None:
    """Settings of a new connection; refuses a database that cannot hold every script."""
    with connection.cursor() as cursor:
        for setting in _SESSION:
            cursor.execute(setting)
        encoding = cursor.execute("SHOW server_encoding").fetchone()[0]
    connection.commit()
    if encoding != "UTF8":
        raise StoreUnusable(f"The database has the encoding {encoding}. Create one with ENCODING 'UTF8'.")


def _begin_sqlite(connection: Connection) -> None:
    """Begin with the write lock where the transaction is going to write."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _after_fork() -> None:
    for database in list(_opened):
        database.forget_connections()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
