"""The outbox: no change is lost, none is taken away before it is applied, whoever is killed when."""

import json
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import create_engine, text

from registry.store import OutboxRow, Store
from registry.store import outbox as module
from registry.store.errors import StoreBusy

from .conftest import MakeContent

Start = Callable[..., subprocess.Popen[str]]

WORKER = """
import json, sys, time
from registry.store import Store
database, pictures, journal, pause, last = sys.argv[1:]
with Store.open(database, pictures) as store, open(journal, "a") as written:
    print("ready", flush=True)
    while store.outbox.settled() < int(last):
        with store.outbox.claim(3) as claim:
            for row in claim.rows:
                written.write(json.dumps([row.sequence, row.object_id, row.version]) + "\\n")
            written.flush()
            time.sleep(float(pause))
            if claim.rows:
                with claim.settling() as generation:
                    written.write(json.dumps([generation]) + "\\n")
                    written.flush()
        time.sleep(0.01)
"""


def follow(store: Store) -> None:
    """Have the changes of a store leave rows."""
    with store.outbox.paused() as pause:
        pause.requeue(store.generation())


def take(store: Store, limit: int = 100) -> tuple[list[OutboxRow], int]:
    """Claim rows and settle them; gives the rows and the generation reached."""
    with store.outbox.claim(limit) as claim:
        rows = list(claim.rows)
        with claim.settling() as generation:
            pass
    return rows, generation


def test_a_store_whose_index_nobody_shares_keeps_no_rows(store: Store, content: MakeContent) -> None:
    store.add(content(), actor="a")
    assert not store.outbox.is_followed()
    assert store.outbox.pending() == 0
    assert store.outbox.settled() == store.generation() == 1
    assert take(store) == ([], 1)


def test_changes_wait_until_they_are_settled(store: Store, content: MakeContent) -> None:
    follow(store)
    assert store.outbox.is_followed()
    one, two = store.add(content(), actor="a"), store.add(content(), actor="a")
    store.change(one.id, content("New"), expected_version=1, actor="a")
    assert (store.outbox.pending(), store.outbox.settled()) == (3, 0)
    rows = [OutboxRow(1, one.id, 1), OutboxRow(2, two.id, 1), OutboxRow(3, one.id, 2)]
    assert take(store, limit=2) == (rows[:2], 2)
    assert (store.outbox.pending(), store.outbox.settled()) == (1, 2)
    assert take(store) == (rows[2:], 3)
    assert (store.outbox.pending(), store.outbox.settled()) == (0, 3)


def test_a_failed_change_leaves_no_row(store: Store, content: MakeContent) -> None:
    follow(store)
    store.add(content(number="1"), actor="a")
    with pytest.raises(Exception, match="museum-x:1"):
        store.add(content(number="1"), actor="a")
    assert store.outbox.pending() == 1


@pytest.mark.parametrize("when", ["applying", "settling"])
def test_rows_stay_where_applying_fails(store: Store, content: MakeContent, when: str) -> None:
    follow(store)
    store.add(content(), actor="a")

    def apply_and_fail() -> None:
        with store.outbox.claim(10) as claim:
            assert len(claim.rows) == 1
            if when == "applying":
                raise ConnectionError
            with claim.settling() as generation:
                assert generation == 1
                raise ConnectionError

    with pytest.raises(ConnectionError):
        apply_and_fail()
    assert (store.outbox.pending(), store.outbox.settled()) == (1, 0)
    assert len(take(store)[0]) == 1


def test_requeued_are_all_after_a_generation_and_none_twice(store: Store, content: MakeContent) -> None:
    for _ in range(3):
        store.add(content(), actor="a")
    with store.outbox.paused() as pause:
        pause.requeue(1)
        assert store.outbox.pending() == 2
        pause.requeue(0)
        pause.requeue(1)
    assert store.outbox.pending() == 3
    assert [row.sequence for row in take(store)[0]] == [1, 2, 3]


def test_retired_means_no_rows_any_more(store: Store, content: MakeContent) -> None:
    follow(store)
    store.add(content(), actor="a")
    assert store.outbox.retire() == 1
    store.add(content(), actor="a")
    assert (store.outbox.pending(), store.outbox.settled()) == (0, 2)
    assert not store.outbox.is_followed()


def test_nobody_claims_during_a_pause_and_writing_goes_on(store: Store, content: MakeContent) -> None:
    follow(store)
    store.add(content(), actor="a")
    with store.outbox.paused():
        with store.outbox.claim(10) as claim:
            assert (claim.granted, claim.rows) == (False, ())
        store.add(content(), actor="a")
    assert len(take(store)[0]) == 2


def test_a_pause_waits_for_claims(store: Store, content: MakeContent) -> None:
    follow(store)
    store.add(content(), actor="a")
    order: list[str] = []
    claimed = Event()

    def claim_for_a_while() -> None:
        with store.outbox.claim(10) as claim:
            claimed.set()
            time.sleep(0.3)
            order.append("applied")
            with claim.settling():
                pass

    thread = Thread(target=claim_for_a_while)
    thread.start()
    assert claimed.wait(10)
    with store.outbox.paused():
        order.append("paused")
    thread.join()
    assert order == ["applied", "paused"]


def test_a_pause_that_waits_in_vain_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.1)
    with Store.open(f"sqlite:///{tmp_path / 'r.sqlite3'}", str(tmp_path / "pictures")) as store:
        with store.outbox.claim(10), pytest.raises(StoreBusy, match="writing the search index"), store.outbox.paused():
            pass
        with store.outbox.paused():
            pass


def _journal(paths: list[Path]) -> tuple[list[OutboxRow], list[int]]:
    lines = [json.loads(line) for path in paths for line in path.read_text().splitlines()]
    return [OutboxRow(*line) for line in lines if len(line) == 3], [line[0] for line in lines if len(line) == 1]


def test_processes_share_the_rows_and_each_is_applied_once(
    store: Store, content: MakeContent, database_url: str, pictures_url: str, tmp_path: Path, start_process: Start
) -> None:
    follow(store)
    journals = [tmp_path / f"journal-{number}" for number in range(3)]
    workers = [start_process(WORKER, database_url, pictures_url, str(journal), "0.002", "40") for journal in journals]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    added = [store.add(content(), actor="a") for _ in range(20)]
    for record in added:
        store.change(record.id, content("New"), expected_version=1, actor="a")
    outcomes = [worker.communicate(timeout=60) for worker in workers]
    assert all(worker.returncode == 0 for worker in workers), outcomes
    rows, generations = _journal(journals)
    assert sorted(row.sequence for row in rows) == list(range(1, 41))
    assert max(generations) == store.outbox.settled() == 40
    shares = [len(_journal([journal])[0]) for journal in journals]
    assert sum(share > 0 for share in shares) >= 2, shares


def test_a_killed_worker_leaves_its_rows_to_others(
    store: Store, content: MakeContent, database_url: str, pictures_url: str, tmp_path: Path, start_process: Start
) -> None:
    follow(store)
    for _ in range(5):
        store.add(content(), actor="a")
    journal = tmp_path / "killed"
    worker = start_process(WORKER, database_url, pictures_url, str(journal), "30", "5")
    deadline = time.monotonic() + 30
    while not journal.exists() or len(journal.read_text().splitlines()) < 3:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert 1 not in {row.sequence for row in _claimed(store)}
    worker.send_signal(signal.SIGKILL)
    worker.wait(timeout=30)
    deadline = time.monotonic() + 30
    while len(_claimed(store)) < 5:
        assert time.monotonic() < deadline, "the rows of the killed worker did not become free"
        time.sleep(0.05)
    rows, generation = take(store)
    assert ([row.sequence for row in rows], generation) == ([1, 2, 3, 4, 5], 5)


def _claimed(store: Store) -> tuple[OutboxRow, ...]:
    """What could be claimed now; left where it is."""
    with store.outbox.claim(10) as claim:
        return claim.rows


def test_a_store_of_the_first_format_is_brought_up_to_date(
    database_url: str, pictures_url: str, content: MakeContent
) -> None:
    """Its outbox held a row for every change for ever: they go, and nothing else does."""
    with Store.open(database_url, pictures_url) as store:
        added = store.add(content(), actor="a")
        match_id = store.save_match({"verdict": "weak"}, {})
    engine = create_engine(database_url)
    with engine.begin() as connection:
        for statement in (
            "INSERT INTO outbox SELECT sequence, object_id, version FROM object_history",
            "DROP TABLE followers",
            "DROP INDEX ix_object_history_object_id_sequence",
            "ALTER TABLE matches DROP COLUMN considered",
            "UPDATE alembic_version SET version_num = '0001'",
        ):
            connection.execute(text(statement))
    engine.dispose()
    with Store.open(database_url, pictures_url) as store:
        assert store.get(added.id) == added
        assert store.get_match(match_id).considered is None
        assert store.outbox.pending() == 0
        assert store.changes_since(0, 10) == [OutboxRow(1, added.id, 1)]
        assert list(store.at_generation(1)) == [added]
        assert store.verify_history() is None
