"""Three nodes, each with a copy: the master is killed while matches and changes go on; then another, and most are gone.

What happened is told once, step by step, by the fixture `story`; each test asks one thing of it.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from api.readiness import readiness
from matcher.service import Repatria
from registry.index.elasticsearch import ElasticsearchIndex
from registry.index.elasticsearch.building import Layout
from registry.index.elasticsearch.connection import Access
from registry.index.errors import IndexUnavailable
from registry.records.object import ObjectContent
from tests.faults.cluster import Cluster, three_nodes
from tests.faults.installing import Installation, settings_on, strong
from tests.registry.index.making import entry
from tests.servers import need_docker

PRINTS = (1, 2, 3)
PREFIX, LONELY = "copied", "lonely"
TIMEOUT_SECONDS = 20.0
PATIENCE_SECONDS = 180.0


@dataclass(frozen=True)
class Asked:
    """A match: the generation of the store when it was asked, and what came back, an answer or a refusal."""

    expected: str
    generation: int
    found: frozenset[str] = frozenset()
    reached: int = 0
    degraded: tuple[str, ...] = ()
    refused: str = ""


@dataclass
class Story:
    """What was done and what was said."""

    asked: list[Asked] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    problems: list[BaseException] = field(default_factory=list)
    at_first: tuple[str, ...] = ()
    without_the_master: tuple[str, ...] = ()
    red: str = ""
    indexed: frozenset[str] = frozenset()
    in_step: bool = False
    without_most: tuple[str, ...] = ()
    last: Asked | None = None
    waiting: int = 0


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """Tell it."""
    need_docker("nothing: three nodes are started, and two of them killed")
    with three_nodes() as cluster:
        settings = settings_on(
            tmp_path_factory.mktemp("cluster"), url=cluster.url, prefix=PREFIX, replicas=2, timeout=TIMEOUT_SECONDS
        )
        with Repatria.open(settings) as repatria:
            yield _told(cluster, Installation(repatria))


def _told(cluster: Cluster, installation: Installation) -> Story:
    told, repatria = Story(), installation.repatria
    ids = {number: installation.register(number) for number in PRINTS}
    access = Access(tuple(cluster.urls.values()), timeout=TIMEOUT_SECONDS)
    lonely = ElasticsearchIndex.open(access, prefix=LONELY, layout=Layout(replicas=0))
    lonely.apply([entry("first")], generation=1)
    master = _master(cluster, "one")
    _move_to(cluster, master, f"{LONELY}-*")
    told.at_first = _told_of_server(repatria)

    with _going_on(told, installation, ids):
        _wait_until(lambda: len(told.written) > 5 and len(told.asked) > 3, "there was something to disturb")
        cluster.kill(master)
        before = len(told.written), len(told.asked)
        # Until the others have noticed and chosen a new master, both say something else.
        _wait_until(lambda: "is red" in _refusal(lonely), "what had no copy was red")
        told.red = _refusal(lonely)
        told.without_the_master = _first_answer(
            lambda: tuple(each for each in _told_of_server(repatria) if "has no master" not in each)
        )
        _wait_until(
            lambda: len(told.written) > before[0] + 5 and len(told.asked) > before[1] + 5 and _is_quiet(told),
            "matches and changes went on without the master",
        )
    lonely.close()
    repatria.register.work_off()
    told.indexed = frozenset(object_id for object_id, _ in repatria.register.index.versions())
    told.in_step = installation.in_step()

    left = [node for node in cluster.urls if node != master]
    cluster.kill(left[0])
    _wait_until(lambda: _has_no_master(cluster, left[1]), "the last node had noticed")
    installation.repatria.store.add(_words("after the last majority"), actor="tests")
    told.last = _first_answer(lambda: _ask(installation, ids, PRINTS[0]))
    told.without_most = _first_answer(lambda: _told_of_server(repatria))
    told.waiting = repatria.store.outbox.pending()
    return told


def test_with_all_nodes_there_is_nothing_to_say(story: Story) -> None:
    assert story.at_first == ()


def test_no_change_is_lost(story: Story) -> None:
    assert story.problems == []
    assert set(story.written) <= story.indexed
    assert story.in_step


def test_no_answer_is_wrong_and_those_with_less_say_so(story: Story) -> None:
    answered = [each for each in story.asked if not each.refused]
    assert len(answered) > 5
    for each in answered:
        assert each.found == {each.expected}
        if each.reached < each.generation:
            assert any("behind the records" in sentence for sentence in each.degraded)
    for each in story.asked:
        assert not each.refused or "Elasticsearch" in each.refused


def test_missing_copies_are_told(story: Story) -> None:
    assert any("is yellow" in each for each in story.without_the_master)


def test_what_had_no_copy_is_refused_as_red(story: Story) -> None:
    assert "the cluster is red" in story.red


def test_without_most_nodes_what_is_indexed_is_found_and_changes_wait(story: Story) -> None:
    last = story.last
    assert last is not None
    assert last.found == {last.expected}
    assert last.reached < last.generation
    assert any("behind the records" in each for each in last.degraded)
    assert any("has no master" in each for each in story.without_most)
    assert story.waiting == 1


@contextmanager
def _going_on(told: Story, installation: Installation, ids: dict[int, str]) -> Iterator[None]:
    """Matches and changes by two threads while the block lasts."""
    done = threading.Event()

    def write() -> None:
        while not done.wait(0.2):
            record = installation.repatria.store.add(_words(f"change {len(told.written)}"), actor="tests")
            told.written.append(record.id)
            installation.repatria.register.after_write()

    def ask() -> None:
        while not done.is_set():
            for number in PRINTS:
                told.asked.append(_ask(installation, ids, number))

    def kept(work: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            try:
                work()
            except BaseException as problem:
                told.problems.append(problem)

        return run

    threads = [threading.Thread(target=kept(work)) for work in (write, ask)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        done.set()
        for thread in threads:
            thread.join()


def _ask(installation: Installation, ids: dict[int, str], number: int) -> Asked:
    generation = installation.repatria.store.generation()
    try:
        answer = installation.match(number)
    except IndexUnavailable as error:
        return Asked(ids[number], generation, refused=str(error))
    found = frozenset(strong(answer))
    return Asked(ids[number], generation, found, answer.registry_generation, answer.degraded)


def _refusal(index: ElasticsearchIndex) -> str:
    try:
        index.state()
    except IndexUnavailable as error:
        return str(error)
    return ""


def _words(title: str) -> ObjectContent:
    return ObjectContent.model_validate({"status": "stolen", "object_type": "coin", "titles": [{"value": title}]})


def _is_quiet(told: Story) -> bool:
    """Whether the newest match was answered, and with everything."""
    newest = told.asked[-1]
    return not newest.refused and newest.reached >= newest.generation


def _told_of_server(repatria: Repatria) -> tuple[str, ...]:
    return tuple(each for each in readiness(repatria).degraded if "Elasticsearch" in each)


def _first_answer[T](ask: Callable[[], T]) -> T:
    """The first answer that is neither empty nor a refusal."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        answer = ask()
        if not (isinstance(answer, Asked) and answer.refused) and answer != ():
            return answer
        assert time.monotonic() < deadline, f"nothing was answered but {answer}"
        time.sleep(0.2)


def _wait_until(is_so: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        time.sleep(0.2)


def _master(cluster: Cluster, node: str) -> str:
    with cluster.client(node) as client:
        return str(client.cat.master(h="node")).strip()


def _has_no_master(cluster: Cluster, node: str) -> bool:
    with cluster.client(node) as client:
        return not client.cluster.state(metric="master_node").get("master_node")


def _move_to(cluster: Cluster, node: str, indices: str) -> None:
    """Have all shards of indices on one node, and nowhere else."""
    with cluster.client(node) as client:
        client.indices.put_settings(index=indices, settings={"index.routing.allocation.require._name": node})
        _wait_until(
            lambda: set(str(client.cat.shards(index=indices, h="node")).split()) == {node},
            "the shards had moved",
        )
