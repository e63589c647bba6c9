"""A server and an import on one folder, and several threads in one process."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.index.embedded import EmbeddedIndex
from registry.index.errors import IndexBusy, IndexClosed
from registry.index.protocol import Filters, ObjectEntry
from registry.vocabulary.lists import Level

from . import writing
from .making import entry
from .test_crashes import assert_whole, start

ALL = Filters(clearance=Level.OWNER)


def test_a_reader_follows_a_writing_process(tmp_path: Path) -> None:
    index = EmbeddedIndex.open(tmp_path / "index")
    process = start(tmp_path / "index", "apply", 1, 26)
    seen = set()
    while process.poll() is None:
        index.refresh(25)
        seen.add(assert_whole(index))
    index.refresh(25)
    assert assert_whole(index) == 25
    assert len(seen) > 2
    assert process.communicate()[0].split()[-1] == "25"
    index.close()


def test_a_reader_follows_rebuilds_of_another_process(tmp_path: Path) -> None:
    index = EmbeddedIndex.open(tmp_path / "index")
    for generation in (3, 8):
        process = start(tmp_path / "index", "rebuild", generation)
        while process.poll() is None:
            index.refresh(generation)
            assert_whole(index)
        process.communicate()
        index.refresh(generation)
        assert assert_whole(index) == generation
        assert index.state().schemes == {"rebuilt": str(generation)}
    index.close()


def test_two_processes_write_in_turn(tmp_path: Path) -> None:
    first = start(tmp_path / "index", "apply", 1, 16)
    second = start(tmp_path / "index", "apply", 1, 16)
    assert first.communicate()[0].split()[-1] == "15"
    assert second.communicate()[0].split()[-1] == "15"
    index = EmbeddedIndex.open(tmp_path / "index")
    assert assert_whole(index) == 15
    index.close()


def test_searches_go_on_while_threads_write_and_rebuild(tmp_path: Path) -> None:
    index = EmbeddedIndex.open(tmp_path / "index")
    index.apply(writing.batch(1), generation=1)
    shown = writing.batch(1)[0].pictures[0]
    problems: list[BaseException] = []
    stop = threading.Event()

    def search() -> None:
        try:
            while not stop.is_set():
                index.refresh(1)
                assert len(index.near_words(shown.words, limit=5, filters=ALL)) > 0
                assert shown.views[0].descriptor is not None
                assert len(index.near_descriptors(shown.views[0].descriptor[None], limit=5, filters=ALL)) == 5
                page = index.search_text("", offset=0, limit=100, filters=ALL)
                assert page.total == len(page.hits) == sum(page.facets["status"].values())
        except BaseException as problem:
            problems.append(problem)

    def write(first: int) -> None:
        try:
            for generation in range(first, first + 8):
                index.apply(writing.batch(generation), generation=generation)
        except BaseException as problem:
            problems.append(problem)

    searchers = [threading.Thread(target=search) for _ in range(3)]
    writers = [threading.Thread(target=write, args=(first,)) for first in (2, 2, 4)]
    for thread in [*searchers, *writers]:
        thread.start()
    for thread in writers:
        thread.join()
    index.rebuild(iter(writing.batch(20)), generation=20, schemes={})
    stop.set()
    for thread in searchers:
        thread.join()
    assert problems == []
    assert {version for _, version in index.versions()} == {20}
    index.close()


def test_a_thread_that_waits_too_long_is_told(tmp_path: Path) -> None:
    index = EmbeddedIndex.open(tmp_path / "index", lock_timeout=0.05)
    inside, leave = threading.Event(), threading.Event()

    def slow_entries() -> Iterator[ObjectEntry]:
        inside.set()
        leave.wait(10)
        yield entry("obj-1")

    rebuilding = threading.Thread(target=lambda: index.rebuild(slow_entries(), generation=1, schemes={}))
    rebuilding.start()
    inside.wait(10)
    with pytest.raises(IndexBusy, match="try again"):
        index.apply([entry("obj-2")], generation=1)
    leave.set()
    rebuilding.join()
    assert list(index.versions()) == [("obj-1", 1)]
    index.close()


def test_refreshing_costs_next_to_nothing_when_nothing_changed(tmp_path: Path) -> None:
    index = EmbeddedIndex.open(tmp_path / "index")
    index.apply(writing.batch(1), generation=1)
    index.refresh(1)
    index.refresh(1)
    spent = []
    for _ in range(200):
        start_at = time.perf_counter()
        index.refresh(1)
        spent.append(time.perf_counter() - start_at)
    assert sorted(spent)[100] < 0.001
    index.close()


def test_a_closed_index_says_so(tmp_path: Path) -> None:
    index = EmbeddedIndex.open(tmp_path / "index")
    index.close()
    index.close()
    with pytest.raises(IndexClosed, match="open it again"):
        index.state()
    with pytest.raises(IndexClosed):
        index.apply([], generation=1)
    with pytest.raises(IndexClosed):
        index.refresh(1)
