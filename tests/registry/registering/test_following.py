"""An index that several processes share follows the store, whatever is lost, replaced or killed when.

The index here is the embedded one in a folder that all open, told to be shared: it is real, and it keeps the promises of
`SearchIndex` that following relies on. The faults of Elasticsearch itself are tried in tests/registry/index.
"""

import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread

import pytest

from registry.index.embedded import EmbeddedIndex
from registry.index.embedded.lock import FolderLock
from registry.index.errors import IndexBusy, IndexClosed
from registry.records import ObjectContent
from registry.registering import following
from registry.registering.errors import IndexOutOfStep
from registry.registering.register import Register
from registry.settings import Settings
from registry.store import Store

Machine = Callable[[], Register]


def content(number: int) -> ObjectContent:
    """A record with a number in its title."""
    return ObjectContent.model_validate(
        {"status": "stolen", "object_type": "coin", "titles": [{"value": f"Coin {number}"}]}
    )


@pytest.fixture
def machine(database_url: str, tmp_path: Path) -> Iterator[Machine]:
    """Open the installation as one more machine would: the same store and index, a data folder of its own."""
    opened: list[Register] = []

    def open_one() -> Register:
        settings = Settings(data=tmp_path / f"machine-{len(opened)}", descriptor="none", models=tmp_path / "no models")
        store = Store.open(database_url, f"file://{tmp_path / 'pictures'}")
        index = EmbeddedIndex.open(tmp_path / "shared index", lock_timeout=0.5)
        opened.append(Register(settings, store, index, shared=True))
        return opened[-1]

    yield open_one
    for register in opened:
        register.close()


def in_step(register: Register) -> bool:
    """Whether the index holds exactly what the store holds, and says so."""
    register.index.refresh(register.store.generation())
    return not register.drift() and register.index.state().generation == register.store.generation()


def test_what_one_machine_writes_the_next_search_of_another_sees(machine: Machine) -> None:
    here, there = machine(), machine()
    for number in range(3):
        record = here.store.add(content(number), actor="a")
        here.after_write()
        assert there.catch_up() == number + 1
        assert record.id in dict(there.index.versions())
    there.store.change(record.id, content(9), expected_version=1, actor="b")
    assert here.catch_up() == 4
    assert dict(here.index.versions())[record.id] == 2
    assert here.store.outbox.pending() == 0
    assert in_step(here)
    assert in_step(there)


def test_a_write_never_fails_because_the_index_is_away(machine: Machine) -> None:
    here = machine()
    here.catch_up()
    here.index.close()
    record = here.store.add(content(1), actor="a")
    here.after_write()
    here.after_write(many=True)
    with pytest.raises(IndexClosed):
        here.catch_up()
    with pytest.raises(IndexClosed):
        here.work_off()
    assert here.store.get(record.id) == record
    later = machine()
    assert later.work_off() == 1
    assert in_step(later)


def test_a_write_does_not_wait_again_for_an_index_that_was_just_away(machine: Machine) -> None:
    here = machine()
    here.store.add(content(1), actor="a")
    working, here.index = here.index, EmbeddedIndex.open(here.settings.data / "other")
    here._following._index = here.index  # type: ignore[attr-defined]
    here.index.close()
    here.after_write()
    here._following._index = here.index = working  # type: ignore[attr-defined]
    here.after_write()
    assert here.index.state().generation == 0
    assert here.catch_up() == 1


def test_a_lost_index_is_filled_again_from_the_store(machine: Machine, tmp_path: Path) -> None:
    here = machine()
    for number in range(5):
        here.store.add(content(number), actor="a")
    assert here.catch_up() == 5
    here.close()
    shutil.rmtree(tmp_path / "shared index")
    again = machine()
    assert again.index.state().objects == 0
    assert again.catch_up() == 5
    assert in_step(again)


def test_older_content_in_the_place_of_the_index_loses_no_change(machine: Machine) -> None:
    """As after a restored snapshot, with nobody to queue what it lacks."""
    here = machine()
    for number in range(3):
        here.store.add(content(number), actor="a")
    here.catch_up()
    old = [here.entry(record) for record in here.store.all_objects()]
    for number in range(3):
        here.store.add(content(number), actor="a")
    here.catch_up()
    here.index.rebuild(old, generation=3, schemes={})
    assert not in_step(here)
    there = machine()
    there.store.add(content(7), actor="a")
    assert there.catch_up() == 7
    assert in_step(there)


def test_nobody_applies_while_content_is_replaced(machine: Machine) -> None:
    here, there = machine(), machine()
    here.store.add(content(0), actor="a")
    here.catch_up()
    old = [here.entry(record) for record in here.store.all_objects()]
    here.store.add(content(1), actor="a")
    here.catch_up()
    with here.replacing_index():
        here.store.add(content(2), actor="a")
        assert there.work_off() == 0
        here.index.rebuild(old, generation=1, schemes={})
    assert there.store.outbox.pending() == 2
    assert there.work_off() == 2
    assert in_step(here)


def test_an_index_ahead_of_the_store_is_refused(machine: Machine) -> None:
    here = machine()
    here.store.add(content(1), actor="a")
    here.index.apply([], generation=40)
    with pytest.raises(IndexOutOfStep, match="reindex"):
        here.catch_up()
    with pytest.raises(IndexOutOfStep):
        here.work_off()
    here.reindex()
    assert in_step(here)


def test_of_a_long_queue_a_search_takes_in_a_part_and_does_not_wait(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "IN_PASSING", 4)
    monkeypatch.setattr(following, "PATIENCE_SECONDS", 600.0)
    here = machine()
    for number in range(11):
        here.store.add(content(number), actor="a")
    assert here.catch_up() == 4
    assert here.catch_up() == 8
    assert here.catch_up() == 11
    here.store.add(content(0), actor="a")
    assert here.work_off(lambda: True) == 0
    assert here.work_off() == 1


def test_a_search_waits_a_moment_for_what_others_apply(machine: Machine) -> None:
    here, there = machine(), machine()
    here.catch_up()
    here.store.add(content(0), actor="a")
    here.catch_up()
    here.store.add(content(1), actor="a")
    claimed = Event()

    def apply_slowly() -> None:
        with here.store.outbox.claim(10) as claim:
            claimed.set()
            time.sleep(0.4)
            here.index.apply([here.entry(here.store.get(row.object_id)) for row in claim.rows], generation=0)
            with claim.settling() as generation:
                here.index.apply([], generation=generation)

    thread = Thread(target=apply_slowly)
    thread.start()
    assert claimed.wait(10)
    assert there.catch_up() == 2
    thread.join()


def test_changes_wait_while_the_index_is_busy(machine: Machine, tmp_path: Path) -> None:
    here = machine()
    here.store.add(content(0), actor="a")
    here.catch_up()
    here.store.add(content(1), actor="a")
    with FolderLock(tmp_path / "shared index" / "lock", timeout=1.0).held():
        assert here.work_off() == 0
        assert (here.store.outbox.pending(), here.store.outbox.settled()) == (1, 1)
    assert here.work_off() == 1
    assert in_step(here)


def test_rebuilds_workers_and_writers_at_once_end_in_step(machine: Machine) -> None:
    """The moment of replacing the index is the dangerous one: it is repeated while everything else goes on."""
    writers, workers, rebuilder = [machine(), machine()], [machine(), machine()], machine()
    done = Event()

    def write(register: Register) -> None:
        for number in range(25):
            record = register.store.add(content(number), actor="a")
            if number % 2:
                register.store.change(record.id, content(-number), expected_version=1, actor="a")

    def rebuild(register: Register) -> bool:
        try:
            register.reindex()
        except IndexBusy:  # the embedded engine does not rebuild while somebody writes
            return False
        return True

    def work(register: Register) -> None:
        while not done.is_set():
            register.work_off(done.is_set)
            time.sleep(0.005)

    with ThreadPoolExecutor(5) as pool:
        working = [pool.submit(work, each) for each in workers]
        writing = [pool.submit(write, each) for each in writers]
        try:
            rebuilt = 0
            while not all(each.done() for each in writing) or rebuilt < 2:
                rebuilt += rebuild(rebuilder)
        finally:
            done.set()
        for each in (*writing, *working):
            each.result()
    rebuilder.work_off()
    assert rebuilder.store.generation() == 74
    assert in_step(rebuilder)
    assert rebuilder.store.outbox.pending() == 0


def test_going_back_to_an_index_of_ones_own_ends_the_queue(machine: Machine, tmp_path: Path) -> None:
    shared = machine()
    shared.store.add(content(1), actor="a")
    shared.catch_up()
    assert shared.store.outbox.is_followed()
    store = Store.open(
        shared.store._database.url.render_as_string(hide_password=False), f"file://{tmp_path / 'pictures'}"
    )
    own = Register(shared.settings, store, EmbeddedIndex.open(tmp_path / "own"))
    assert not own.is_shared
    assert own.catch_up() == 1
    assert not store.outbox.is_followed()
    store.add(content(2), actor="a")
    assert (own.catch_up(), own.work_off()) == (2, 0)
    assert shared.store.outbox.pending() == 0
    own.close()
    # And whoever still shares an index misses nothing.
    assert shared.catch_up() == 2
    assert in_step(shared)
