"""Opening a database, and what it says when that or a write fails."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from registry.store import Store
from registry.store import database as module
from registry.store.database import Database
from registry.store.errors import StorageFull, StoreBusy, StoreDamaged, StoreUnusable

from .conftest import MakeContent


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("nonsense", "not a database URL"),
        ("nosuch://x/y", "not a database URL"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("mysql+pymysql://h/d", "driver|not on mysql"),
        ("postgresql+psycopg://u:hidden-word@127.0.0.1:1/x", "Is it running"),
    ],
)
def test_wrong_addresses(address: str, says: str, pictures_url: str) -> None:
    with pytest.raises(StoreUnusable, match=says) as caught:
        Store.open(address, pictures_url)
    assert "hidden-word" not in str(caught.value)


def test_a_file_that_is_no_database(tmp_path: Path, pictures_url: str) -> None:
    (tmp_path / "registry.sqlite3").write_bytes(b"no database at all " * 100)
    with pytest.raises((StoreDamaged, StoreUnusable), match=r"registry\.sqlite3"):
        Store.open(f"sqlite:///{tmp_path / 'registry.sqlite3'}", pictures_url)


def test_the_folder_is_made(tmp_path: Path, pictures_url: str) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'new/deep/r.sqlite3'}", pictures_url) as store:
        assert store.count() == 0
    (tmp_path / "taken").write_text("")
    with pytest.raises(StoreUnusable, match="folder"):
        Store.open(f"sqlite:///{tmp_path / 'taken/r.sqlite3'}", pictures_url)


def test_sqlite_is_set_up_for_a_system_of_record(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'r.sqlite3'}")
    with database.reading() as connection:
        settings = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    database.close()
    assert settings == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 30_000}


def test_a_block_that_raises_writes_nothing(database_url: str) -> None:
    database = Database(database_url)
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE t (x INTEGER PRIMARY KEY)"))

    def write_twice() -> None:
        with database.writing() as connection:
            connection.execute(text("INSERT INTO t VALUES (1)"))
            connection.execute(text("INSERT INTO t VALUES (1)"))

    def write_and_fail() -> None:
        with database.writing() as connection:
            connection.execute(text("INSERT INTO t VALUES (1)"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    with pytest.raises(IntegrityError):
        write_twice()
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM t")).scalar() == 0
    database.close()


def test_a_reader_sees_one_state(database_url: str) -> None:
    database = Database(database_url)
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE t (x INTEGER PRIMARY KEY)"))
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM t")).scalar() == 0
        with database.writing() as writer:
            writer.execute(text("INSERT INTO t VALUES (1)"))
        assert connection.execute(text("SELECT count(*) FROM t")).scalar() == 0
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM t")).scalar() == 1
    database.close()


def test_a_long_writer_makes_others_wait_and_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.05)
    database = Database(f"sqlite:///{tmp_path / 'r.sqlite3'}")
    other = sqlite3.connect(tmp_path / "r.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy, match="try again"), database.writing():
        pass
    other.execute("ROLLBACK")
    other.close()
    with database.writing():
        pass
    database.close()


def test_a_full_disk_loses_nothing_that_was_confirmed(tiny_disk: Path, tmp_path: Path, content: MakeContent) -> None:
    with Store.open(f"sqlite:///{tiny_disk / 'r.sqlite3'}", str(tmp_path / "pictures")) as store:
        confirmed: list[str] = []

        def fill() -> None:
            for number in range(1000):
                confirmed.append(store.add(content(remarks="x" * 5000, number=str(number)), actor="a").id)

        with pytest.raises(StorageFull, match="No room is left"):
            fill()
        assert confirmed
        assert [object_id for object_id, _ in store.versions()] == sorted(confirmed)
        assert store.verify_history() is None
