"""The audit log keeps what happened and notices when it was altered."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from registry.store import Store
from registry.store.errors import UnstorableContent


def test_events_are_kept_in_order(store: Store) -> None:
    assert store.audit.verify() is None
    assert store.audit.record("ann", "record viewed", "RP-1", {"purpose": "border check"}) == 1
    assert store.audit.record("bob", "export", "RP-2") == 2
    first, second = store.audit.since(0, 10)
    assert (first.actor, first.action, first.subject, first.detail) == (
        "ann",
        "record viewed",
        "RP-1",
        {"purpose": "border check"},
    )
    assert first.at <= second.at
    assert store.audit.since(1, 10) == [second]
    assert store.audit.head().hash == second.hash
    assert store.audit.verify() is None


def test_threads_write_one_chain(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda number: store.audit.record("a", "viewed", str(number)), range(40)))
    assert sorted(numbers) == list(range(1, 41))
    assert store.audit.verify() is None


def test_what_cannot_be_stored_is_refused(store: Store) -> None:
    with pytest.raises(UnstorableContent):
        store.audit.record("a", "viewed", "x", {"a": "\0"})


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE audit SET actor = 'eve' WHERE sequence = 2", "altered"),
        ("DELETE FROM audit WHERE sequence = 2", "event 2 is missing"),
        ("DELETE FROM audit WHERE sequence = 3", "ends at 2"),
    ],
)
def test_alterations_are_noticed(tmp_path: Path, statement: str, reason: str) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'r.sqlite3'}", str(tmp_path / "pictures")) as store:
        for _ in range(3):
            store.audit.record("a", "viewed", "x")
        connection = sqlite3.connect(tmp_path / "r.sqlite3")
        connection.execute("DROP TRIGGER audit_no_update")
        connection.execute("DROP TRIGGER audit_no_delete")
        connection.execute(statement)
        connection.commit()
        connection.close()
        found = store.audit.verify()
        assert found is not None
        assert reason in found.reason
