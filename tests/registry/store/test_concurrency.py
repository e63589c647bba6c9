"""Several threads and processes at one store: every change lands once, and a killed writer leaves nothing half-done."""

import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from registry.store import Store
from registry.store.errors import DuplicateExternalId, StaleVersion

from .conftest import MakeContent

Start = Callable[..., subprocess.Popen[str]]

RACE = """
import sys
from registry.store import Store
from registry.store.errors import StaleVersion
database, pictures, object_id, name = sys.argv[1:]
with Store.open(database, pictures) as store:
    content = store.get(object_id)
    print("ready", flush=True)
    sys.stdin.readline()
    won = 0
    for expected in range(1, 41):
        changed = content.model_copy(update={"remarks": f"{name} {expected}"})
        try:
            store.change(object_id, changed, expected_version=expected, actor=name)
            won += 1
        except StaleVersion as error:
            assert error.current > expected
    print(won, flush=True)
"""

WRITE_FOREVER = """
import sys
from registry.store import Store
database, pictures, content_json = sys.argv[1:]
from registry.records import ObjectContent, Photograph
content = ObjectContent.model_validate_json(content_json)
with Store.open(database, pictures) as store:
    number = 0
    while True:
        number += 1
        data = f"{number} ".encode() * 20_000
        photograph = Photograph(
            sha256=store.pictures.put(data), media_type="image/png", width=1, height=1, size_bytes=len(data)
        )
        added = store.add(content, [photograph], actor="writer")
        store.change(added.id, added.model_copy(update={"remarks": "more"}), expected_version=1, actor="writer")
        print(added.id, flush=True)
"""

OPEN_AND_ADD = """
import sys
from registry.store import Store
from registry.records import ObjectContent
database, pictures, content_json = sys.argv[1:]
content = ObjectContent.model_validate_json(content_json)
print("ready", flush=True)
sys.stdin.readline()
with Store.open(database, pictures) as store:
    store.add(content, actor="starter")
print("done", flush=True)
"""


def test_two_processes_race_for_each_version(
    store: Store, content: MakeContent, database_url: str, pictures_url: str, start_process: Start
) -> None:
    added = store.add(content(), actor="a")
    racers = [start_process(RACE, database_url, pictures_url, added.id, name) for name in ("ann", "bob")]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    won = [racer.communicate(timeout=60) for racer in racers]
    assert all(racer.returncode == 0 for racer in racers), won
    assert sum(int(output) for output, _ in won) == 40
    entries = store.history(added.id)
    assert [entry.version for entry in entries] == list(range(1, 42))
    assert Counter(entry.actor for entry in entries[1:]) == Counter(
        {name: int(output) for name, (output, _) in zip(("ann", "bob"), won, strict=True) if int(output)}
    )
    assert store.verify_history() is None


def test_threads_race_for_one_version(store: Store, content: MakeContent) -> None:
    added = store.add(content(), actor="a")

    def change(number: int) -> bool:
        try:
            store.change(added.id, content(f"No. {number}"), expected_version=1, actor=str(number))
        except StaleVersion:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(change, range(24))) == 1
    assert store.get(added.id).version == 2
    assert store.verify_history() is None


def test_threads_race_for_one_identifier(store: Store, content: MakeContent) -> None:
    def add(number: int) -> bool:
        try:
            store.add(content(number=f"A.{number % 3}"), actor="a")
        except DuplicateExternalId:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(add, range(24))) == 3
    assert store.generation() == store.count() == 3


def test_readers_see_whole_changes(store: Store, content: MakeContent) -> None:
    """A body and its version always belong together, and the outbox never runs ahead of the objects."""
    added = store.add(content("1"), actor="a")
    seen: list[tuple[int, str]] = []

    def read() -> None:
        while store.get(added.id).version < 30:
            generation = store.generation()
            record = store.get(added.id)
            seen.append((record.version, record.title()))
            assert record.version >= generation

    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        for version in range(1, 30):
            store.change(added.id, content(str(version + 1)), expected_version=version, actor="a")
        for reader in readers:
            reader.result(timeout=60)
    assert seen
    assert all(str(version) == title for version, title in seen)


def test_processes_starting_at_once_migrate_once(
    content: MakeContent, database_url: str, pictures_url: str, start_process: Start
) -> None:
    starters = [start_process(OPEN_AND_ADD, database_url, pictures_url, content().model_dump_json()) for _ in range(4)]
    for starter in starters:
        assert starter.stdout is not None
        assert starter.stdout.readline() == "ready\n"
    for starter in starters:
        assert starter.stdin is not None
        starter.stdin.write("go\n")
        starter.stdin.flush()
    outcomes = [starter.communicate(timeout=60) for starter in starters]
    assert [output for output, _ in outcomes] == ["done\n"] * 4, outcomes
    with Store.open(database_url, pictures_url) as store:
        assert store.count() == store.generation() == 4
        assert store.verify_history() is None


@pytest.mark.parametrize("after", [1, 2, 5])
def test_a_killed_writer_leaves_a_whole_store(
    content: MakeContent, database_url: str, pictures_url: str, start_process: Start, after: int
) -> None:
    writer = start_process(WRITE_FOREVER, database_url, pictures_url, content().model_dump_json())
    assert writer.stdout is not None
    confirmed = [writer.stdout.readline().strip() for _ in range(after)]
    # Into the middle of the next round, at another place in each case.
    time.sleep(0.0017 * after)
    writer.send_signal(signal.SIGKILL)
    rest, _ = writer.communicate(timeout=30)
    confirmed += rest.split()
    with Store.open(database_url, pictures_url) as store:
        assert store.verify_history() is None
        records = list(store.all_objects())
        assert {object_id for object_id in confirmed if object_id} <= {record.id for record in records}
        assert len(records) - len(confirmed) in {0, 1}
        for record in records:
            assert store.pictures.get(record.photographs[0].sha256)
        assert store.generation() == sum(record.version for record in records)
        assert store.add(content(), actor="next").version == 1
        shown = {photograph.sha256 for record in records for photograph in record.photographs}
        left = set(store.pictures.all()) - shown
        assert len(left) <= 1
        assert store.generation() == len(store.changes_since(0, 1000))


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_forked_child_uses_its_own_connections(store: Store, content: MakeContent) -> None:
    """An import's process pool may fork after the store was opened."""
    store.add(content(), actor="a")
    child = get_context("fork").Process(target=_exit_with_count, args=(store,))
    child.start()
    child.join(timeout=30)
    assert child.exitcode == 1
    assert store.add(content(), actor="a").version == 1
    assert store.count() == 2


def _exit_with_count(store: Store) -> None:
    os._exit(store.count())
