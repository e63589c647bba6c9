"""What only a PostgreSQL can do or suffer: row locks, lost connections, full pools, encodings."""

import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread

import pytest
from sqlalchemy import create_engine, make_url, text

from registry.store import Store
from registry.store import database as module
from registry.store.database import OVERFLOW, POOLED, Database
from registry.store.errors import StoreBusy, StoreUnusable, UnstorableContent
from registry.vocabulary.lists import Role
from tests.databases import new_database

from .conftest import MakeContent

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def server_store(postgresql_url: str, pictures_url: str) -> Iterator[Store]:
    """A new store on PostgreSQL."""
    with Store.open(postgresql_url, pictures_url) as opened:
        yield opened


def run(url: str, *statements: str) -> None:
    """Execute statements as somebody else, each in a transaction of its own."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_two_workers_hold_different_rows_at_the_same_time(server_store: Store, content: MakeContent) -> None:
    store = server_store
    with store.outbox.paused() as pause:
        pause.requeue(0)
    for _ in range(4):
        store.add(content(), actor="a")
    with store.outbox.claim(2) as first, store.outbox.claim(2) as second, store.outbox.claim(2) as third:
        assert [[row.sequence for row in each.rows] for each in (first, second, third)] == [[1, 2], [3, 4], []]
        assert third.granted
        with second.settling() as generation:
            # The first one's are not applied yet.
            assert generation == 0
    assert (store.outbox.pending(), store.outbox.settled()) == (2, 0)


def test_of_two_that_end_together_the_last_sees_both_done(server_store: Store, content: MakeContent) -> None:
    store, go = server_store, threading.Barrier(2)
    with store.outbox.paused() as pause:
        pause.requeue(0)
    for _ in range(20):
        store.add(content(), actor="a")
    reached: list[int] = []

    def apply() -> None:
        with store.outbox.claim(10) as claim:
            go.wait(10)
            assert len(claim.rows) == 10
            with claim.settling() as generation:
                reached.append(generation)

    with ThreadPoolExecutor(2) as pool:
        for each in [pool.submit(apply) for _ in range(2)]:
            each.result(timeout=30)
    assert max(reached) == store.outbox.settled() == 20


def test_a_lost_connection_is_told_and_replaced(
    server_store: Store, content: MakeContent, postgresql_url: str, postgresql_server: str
) -> None:
    ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"

    def end_all() -> None:
        engine = create_engine(postgresql_server)
        with engine.connect() as connection:
            connection.execute(text(ends), {"name": make_url(postgresql_url).database})
        engine.dispose()

    def write_and_lose_it() -> None:
        with database.writing() as connection:
            connection.execute(text("CREATE TABLE half (x INTEGER)"))
            end_all()
            connection.execute(text("INSERT INTO half VALUES (1)"))

    server_store.add(content(), actor="a")
    end_all()
    # What lay idle in the pool is tried before it is used.
    assert server_store.count() == 1
    database = server_store._database
    with pytest.raises(StoreUnusable, match=r"cannot be (used|reached)"):
        write_and_lose_it()
    with database.reading() as connection:
        assert connection.execute(text("SELECT to_regclass('half')")).scalar() is None
    server_store.add(content(), actor="a")
    assert server_store.verify_history() is None


def test_a_standby_is_not_written(
    server_store: Store, content: MakeContent, postgresql_url: str, pictures_url: str
) -> None:
    server_store.add(content(), actor="a")
    run(postgresql_url, f"ALTER DATABASE {make_url(postgresql_url).database} SET default_transaction_read_only = on")
    with Store.open(postgresql_url, pictures_url) as store:
        assert store.count() == 1
        with pytest.raises(StoreUnusable, match="primary"):
            store.add(content(), actor="a")


def test_a_writer_that_waits_in_vain_is_told(
    postgresql_url: str, pictures_url: str, content: MakeContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SESSION", ("SET lock_timeout = 100",))
    with Store.open(postgresql_url, pictures_url) as store:
        engine = create_engine(postgresql_url)
        with engine.begin() as other:
            other.execute(text("SELECT * FROM heads FOR UPDATE"))
            with pytest.raises(StoreBusy, match="try again"):
                store.add(content(), actor="a")
        engine.dispose()
        with store.outbox.claim(1), pytest.raises(StoreBusy), store.outbox.paused():
            pass
        assert store.add(content(), actor="a").version == 1


def test_more_threads_than_connections_wait_their_turn(server_store: Store, content: MakeContent) -> None:
    added = server_store.add(content(), actor="a")
    with ThreadPoolExecutor(3 * (POOLED + OVERFLOW)) as pool:
        found = list(pool.map(lambda _: server_store.get(added.id), range(200)))
    assert found == [added] * 200


def test_a_pool_that_stays_empty_is_told(postgresql_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.2)
    database = Database(postgresql_url)
    free, all_taken = Event(), threading.Barrier(POOLED + OVERFLOW + 1)

    def hold() -> None:
        with database.reading():
            all_taken.wait(30)
            free.wait(30)

    threads = [Thread(target=hold) for _ in range(POOLED + OVERFLOW)]
    for thread in threads:
        thread.start()
    all_taken.wait(30)
    with pytest.raises(StoreBusy, match="connections"), database.reading():
        pass
    free.set()
    for thread in threads:
        thread.join()
    database.close()


def test_a_database_that_cannot_hold_every_script_is_refused(postgresql_server: str, pictures_url: str) -> None:
    with (
        new_database(postgresql_server, encoding="LATIN1") as url,
        pytest.raises(StoreUnusable, match=r"LATIN1.*ENCODING 'UTF8'"),
    ):
        Store.open(url, pictures_url)


def test_a_wrong_password_is_told_without_showing_it(postgresql_server: str, pictures_url: str) -> None:
    url = make_url(postgresql_server).set(password="hidden-word")  # noqa: S106 - a wrong one
    with pytest.raises(StoreUnusable, match="cannot be") as caught:
        Store.open(url.render_as_string(hide_password=False), pictures_url)
    assert "hidden-word" not in str(caught.value)
    missing = make_url(postgresql_server).set(database="no_such_database").render_as_string(hide_password=False)
    with pytest.raises(StoreUnusable, match="no_such_database"):
        Store.open(missing, pictures_url)


def test_what_only_the_driver_notices_is_no_fault_of_the_program(server_store: Store) -> None:
    with pytest.raises(UnstorableContent, match="cannot be stored"):
        server_store.objects_with_picture("a\0b")
    with pytest.raises(UnstorableContent, match="U\\+0000"):
        server_store.keys.create("Post\0 4", Role.OFFICER)
