"""The promises of test_following on the real server: shared by several machines, lost, put back, rebuilt under fire."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from registry.index.elasticsearch import ElasticsearchIndex
from registry.index.errors import IndexBusy
from registry.registering.register import Register
from registry.settings import Settings
from tests.prefixes import Variables, elasticsearch_client, new_prefix
from tests.registry.registering.test_following import content, in_step
from tests.servers import ElasticsearchServer

Machine = Callable[[], Register]


@pytest.fixture
def place(elasticsearch_server: ElasticsearchServer) -> Iterator[Variables]:
    """An index of the test's own."""
    with new_prefix(elasticsearch_server) as variables:
        yield variables


@pytest.fixture
def machine(place: Variables, postgresql_url: str, tmp_path: Path) -> Iterator[Machine]:
    """Open the installation as one more machine would: PostgreSQL, Elasticsearch, and a data folder of its own."""
    opened: list[Register] = []

    def open_one() -> Register:
        fields = {name.removeprefix("REPATRIA_").lower(): value for name, value in place.items()}
        settings = Settings(
            data=tmp_path / f"machine-{len(opened)}",
            database_url=postgresql_url,
            pictures_url=f"file://{tmp_path / 'pictures'}",
            descriptor="none",
            models=tmp_path / "no models",
            **fields,
        )
        opened.append(Register.open(settings))
        return opened[-1]

    yield open_one
    for register in opened:
        register.close()


def test_what_one_machine_writes_the_next_search_of_another_sees(machine: Machine) -> None:
    here, there = machine(), machine()
    assert here.is_shared
    record = here.store.add(content(0), actor="a")
    here.after_write()
    assert there.catch_up() == 1
    there.store.change(record.id, content(9), expected_version=1, actor="b")
    assert here.catch_up() == 2
    assert dict(here.index.versions())[record.id] == 2
    assert here.store.outbox.pending() == 0
    assert in_step(there)


def test_a_lost_index_is_filled_again_from_the_store(
    machine: Machine, place: Variables, elasticsearch_server: ElasticsearchServer
) -> None:
    here = machine()
    for number in range(5):
        here.store.add(content(number), actor="a")
    assert here.catch_up() == 5
    with elasticsearch_client(elasticsearch_server) as client:
        prefix = place["REPATRIA_ELASTICSEARCH_PREFIX"]
        client.indices.delete(
            index=[str(each["index"]) for each in client.cat.indices(index=f"{prefix}-*", format="json")]
        )
    again = machine()
    assert again.catch_up() == 5
    assert in_step(again)


def test_put_back_to_an_earlier_build_it_gets_what_that_lacks(machine: Machine) -> None:
    here = machine()
    here.store.add(content(0), actor="a")
    here.catch_up()
    here.reindex()
    here.store.add(content(1), actor="a")
    assert here.catch_up() == 2
    index = here.index
    assert isinstance(index, ElasticsearchIndex)
    with here.replacing_index():
        index.rollback()
    assert here.store.outbox.pending() == 1
    assert here.work_off() == 1
    assert in_step(here)


def test_rebuilds_workers_and_writers_at_once_end_in_step(machine: Machine) -> None:
    writer, workers, rebuilder = machine(), [machine(), machine()], machine()
    done = Event()
    writer.store.add(content(0), actor="a")
    assert writer.catch_up() == 1

    def write() -> None:
        for number in range(30):
            record = writer.store.add(content(number), actor="a")
            if number % 2:
                writer.store.change(record.id, content(-number), expected_version=1, actor="a")

    def work(register: Register) -> None:
        while not done.wait(0.01):
            register.work_off(done.is_set)

    with ThreadPoolExecutor(3) as pool:
        working = [pool.submit(work, each) for each in workers]
        writing = pool.submit(write)
        try:
            rebuilt = 0
            while not writing.done() or rebuilt < 2:
                try:
                    rebuilder.reindex()
                except IndexBusy:
                    continue
                rebuilt += 1
        finally:
            done.set()
        for each in (writing, *working):
            each.result()
    rebuilder.work_off()
    assert rebuilder.store.generation() == 46
    assert rebuilder.store.outbox.pending() == 0
    assert in_step(rebuilder)
