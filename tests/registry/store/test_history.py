"""The history keeps every version and notices every alteration."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from registry.store import Head, OutboxRow, Store

from .conftest import MakeContent, MakePhotograph


def test_keeps_every_version(store: Store, content: MakeContent, photograph: MakePhotograph) -> None:
    added = store.add(content("One"), actor="ann")
    changed = store.change(added.id, content("Two"), expected_version=1, actor="bob")
    shown = store.add_photograph(added.id, photograph(b"x"), expected_version=2, actor="cleo")
    entries = store.history(added.id)
    assert [(e.version, e.actor, e.action) for e in entries] == [
        (1, "ann", "registered"),
        (2, "bob", "changed"),
        (3, "cleo", "photograph added"),
    ]
    assert [e.at for e in entries] == [added.updated_at, changed.updated_at, shown.updated_at]
    assert entries[0].changes == []
    assert entries[1].changes == [{"op": "replace", "path": "/titles/0/value", "old": "One", "value": "Two"}]
    assert entries[2].changes[0]["path"] == "/photographs/0"
    assert entries[1].body == changed.model_dump(mode="json")


def test_the_outbox_counts_changes(store: Store, content: MakeContent) -> None:
    assert store.generation() == 0
    assert store.changes_since(0, 10) == []
    one, two = store.add(content(), actor="a"), store.add(content(), actor="a")
    store.change(one.id, content("New"), expected_version=1, actor="a")
    assert store.generation() == 3
    rows = [OutboxRow(1, one.id, 1), OutboxRow(2, two.id, 1), OutboxRow(3, one.id, 2)]
    assert store.changes_since(0, 10) == rows
    assert store.changes_since(1, 1) == rows[1:2]
    assert store.changes_since(3, 10) == []


def test_a_failed_change_takes_no_number(store: Store, content: MakeContent) -> None:
    store.add(content(number="1"), actor="a")
    for _ in range(3):
        with pytest.raises(Exception, match="museum-x:1"):
            store.add(content(number="1"), actor="a")
    store.add(content(number="2"), actor="a")
    assert [row.sequence for row in store.changes_since(0, 10)] == [1, 2]


def test_reads_the_past(store: Store, content: MakeContent) -> None:
    one, two = store.add(content("One"), actor="a"), store.add(content("Two"), actor="a")
    newer = store.change(one.id, content("One, changed"), expected_version=1, actor="a")
    assert list(store.at_generation(0)) == []
    assert list(store.at_generation(1)) == [one]
    assert list(store.at_generation(2)) == sorted([one, two], key=lambda record: record.id)
    assert {record.id: record for record in store.at_generation(3)} == {one.id: newer, two.id: two}
    assert list(store.at_generation(99)) == list(store.at_generation(3))


def test_the_database_refuses_to_rewrite(store: Store, content: MakeContent, database_url: str) -> None:
    store.add(content(), actor="a")
    store.audit.record("a", "viewed", "x")
    engine = create_engine(database_url)
    for statement in (
        "UPDATE object_history SET actor = 'b'",
        "DELETE FROM object_history",
        "UPDATE audit SET actor = 'b'",
        "DELETE FROM audit",
    ):
        with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
            connection.execute(text(statement))
    engine.dispose()


Tamper = Callable[[str], None]


@pytest.fixture
def tamper(tmp_path: Path) -> Tamper:
    """Change a store's SQLite file behind its back, guards taken off first, as an intruder would."""

    def run(statement: str) -> None:
        connection = sqlite3.connect(tmp_path / "registry.sqlite3")
        connection.execute("DROP TRIGGER IF EXISTS object_history_no_update")
        connection.execute("DROP TRIGGER IF EXISTS object_history_no_delete")
        connection.execute(statement)
        connection.commit()
        connection.close()

    return run


@pytest.fixture
def three(tmp_path: Path, content: MakeContent) -> Iterator[Store]:
    """A store of three objects in SQLite."""
    with Store.open(f"sqlite:///{tmp_path / 'registry.sqlite3'}", f"file://{tmp_path / 'pictures'}") as opened:
        for number in range(3):
            opened.add(content(f"No. {number}"), actor="a", object_id=f"O{number}")
        yield opened


@pytest.mark.parametrize(
    ("statement", "sequence", "reason"),
    [
        ("UPDATE object_history SET actor = 'b' WHERE sequence = 2", 2, "altered"),
        ("UPDATE object_history SET body = replace(body, 'No. 1', 'No. 9') WHERE sequence = 2", 2, "altered"),
        ("UPDATE object_history SET at = '2020-01-01T00:00:00.000000Z' WHERE sequence = 3", 3, "altered"),
        ("DELETE FROM object_history WHERE sequence = 2", 3, "entry 2 is missing"),
        ("DELETE FROM object_history WHERE sequence = 3", 3, "ends at 2"),
        ("UPDATE object_history SET previous_hash = hash WHERE sequence = 1", 1, "does not follow"),
        ("UPDATE heads SET sequence = 2 WHERE name = 'objects'", 2, "ends at 3"),
        ("UPDATE objects SET body = replace(body, 'No. 2', 'No. 9') WHERE id = 'O2'", 3, "beside its history"),
        ("UPDATE objects SET version = 5 WHERE id = 'O2'", 0, "does not know"),
    ],
)
def test_notices_alterations(three: Store, tamper: Tamper, statement: str, sequence: int, reason: str) -> None:
    assert three.verify_history() is None
    tamper(statement)
    found = three.verify_history()
    assert found is not None
    assert found.sequence == sequence
    assert reason in found.reason


def test_a_pinned_head_notices_a_cut(three: Store, tamper: Tamper) -> None:
    """Whoever cuts the end and moves the head too is found out by a hash that was published."""
    pinned = three.history_head()
    assert three.verify_history(pinned) is None
    second = three.history("O1")[0]
    tamper("DELETE FROM outbox WHERE sequence = 3")
    tamper("DELETE FROM object_history WHERE sequence = 3")
    tamper("DELETE FROM objects WHERE id = 'O2'")
    tamper(f"UPDATE heads SET sequence = 2, hash = '{second.hash}' WHERE name = 'objects'")  # noqa: S608
    assert three.verify_history() is None
    found = three.verify_history(pinned)
    assert found is not None
    assert "before the pinned entry" in found.reason


def test_a_pinned_head_notices_a_rewrite(three: Store) -> None:
    found = three.verify_history(Head(2, "0" * 64))
    assert found is not None
    assert (found.sequence, found.reason) == (2, "the entry is not the pinned one")


def test_an_unreadable_body_is_named(three: Store, tamper: Tamper) -> None:
    tamper("""UPDATE objects SET body = '{"id": "O1"}' WHERE id = 'O1'""")
    with pytest.raises(Exception, match="record of object O1 cannot be read"):
        three.get("O1")
