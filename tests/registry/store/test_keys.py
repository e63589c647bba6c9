"""API keys: shown once, stored as a hash, refused when wrong or revoked."""

import datetime as dt
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from registry.store import Store, database
from registry.store.errors import KeyNotFound, UnstorableContent
from registry.vocabulary.lists import Role


def test_a_key_opens_for_its_role(store: Store) -> None:
    key_id, key = store.keys.create("Border post 4", Role.OFFICER)
    assert key.startswith(f"rpt_{key_id}_")
    assert len(key.split("_", 2)[2]) == 43
    found = store.keys.check(key)
    assert found is not None
    assert (found.id, found.name, found.role, found.revoked_at) == (key_id, "Border post 4", Role.OFFICER, None)


def test_wrong_keys_open_nothing(store: Store) -> None:
    key_id, key = store.keys.create("a", Role.TRADE)
    other_id, _ = store.keys.create("b", Role.ADMINISTRATOR)
    wrong = [
        key[:-1],
        key + "A",
        key.replace(key_id, other_id),
        key.upper(),
        "",
        "rpt_",
        f"rpt_{key_id}_",
        "Ж_é_\0",
        "rpt_\0_x",
    ]
    assert [store.keys.check(attempt) for attempt in wrong] == [None] * len(wrong)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(attempt=st.text(max_size=80))
def test_no_text_opens(store: Store, attempt: str) -> None:
    assert store.keys.check(attempt) is None


def test_revoked_keys_open_nothing(store: Store) -> None:
    key_id, key = store.keys.create("a", Role.TRADE)
    revoked = store.keys.revoke(key_id)
    assert revoked.revoked_at is not None
    assert store.keys.check(key) is None
    assert store.keys.revoke(key_id).revoked_at == revoked.revoked_at
    with pytest.raises(KeyNotFound, match="nosuch"):
        store.keys.revoke("nosuch")


def test_keys_are_listed_without_secrets(store: Store) -> None:
    made = [store.keys.create(name, Role.REGISTRAR) for name in ("one", "two")]
    listed = store.keys.list()
    assert [key.id for key in listed] == [key_id for key_id, _ in made]
    for _, key in made:
        assert key.split("_", 2)[2] not in repr(listed)


def test_the_database_never_holds_the_secret(store: Store, tmp_path: Path) -> None:
    _, key = store.keys.create("one", Role.REGISTRAR)
    secret = key.split("_", 2)[2].encode()
    for path in tmp_path.rglob("registry.sqlite3*"):
        assert secret not in path.read_bytes()


def test_use_is_noted_once_a_minute(store: Store, database_url: str) -> None:
    key_id, key = store.keys.create("one", Role.OFFICER)
    assert store.keys.get(key_id).last_used_at is None
    store.keys.check(key)
    noted = store.keys.get(key_id).last_used_at
    assert noted is not None
    store.keys.check(key)
    assert store.keys.get(key_id).last_used_at == noted
    earlier = noted - dt.timedelta(minutes=2)
    engine = create_engine(database_url)
    with engine.begin() as connection:
        stamp = earlier.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
        connection.execute(text("UPDATE api_keys SET last_used_at = :at"), {"at": stamp})
    engine.dispose()
    store.keys.check(key)
    again = store.keys.get(key_id).last_used_at
    assert again is not None
    assert again > noted


def test_a_key_needs_a_name(store: Store) -> None:
    with pytest.raises(UnstorableContent, match="name"):
        store.keys.create("  ", Role.OFFICER)


def test_a_busy_store_locks_nobody_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with Store.open(f"sqlite:///{tmp_path / 'r.sqlite3'}", str(tmp_path / "pictures")) as store:
        key_id, key = store.keys.create("one", Role.OFFICER)
        writer = sqlite3.connect(tmp_path / "r.sqlite3", isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        assert store.keys.check(key) is not None
        writer.execute("ROLLBACK")
        writer.close()
        assert store.keys.get(key_id).last_used_at is None
