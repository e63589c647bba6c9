"""Several workers, some of them killed: objects and views on the server end up agreeing, at the newest version."""

import threading
from collections.abc import Iterator

import numpy as np
import pytest
from elasticsearch import Elasticsearch

from registry.index.elasticsearch import ElasticsearchIndex
from registry.index.elasticsearch.connection import Access, Connection
from registry.index.elasticsearch.documents import view_documents, view_id
from registry.index.elasticsearch.names import Names
from registry.index.elasticsearch.writing import Action, Writer
from registry.index.protocol import BROKEN, Filters, HashKind, ObjectEntry
from registry.vocabulary.lists import Level

from .making import entry, hash_rows, picture

ALL = Filters(clearance=Level.OWNER)


@pytest.fixture
def index(access: Access, prefix: str) -> Iterator[ElasticsearchIndex]:
    """An empty index."""
    opened = ElasticsearchIndex.open(access, prefix=prefix)
    opened.state()
    yield opened
    opened.close()


@pytest.fixture
def half_writer(access: Access, client: Elasticsearch, prefix: str) -> Iterator["HalfWriter"]:
    """A worker that is killed between the views of an object and the object."""
    connection = Connection(access)
    yield HalfWriter(connection, client, prefix)
    connection.close()


class HalfWriter:
    """Does the first half of a write."""

    def __init__(self, connection: Connection, client: Elasticsearch, prefix: str) -> None:
        self._writer = Writer(connection)
        self._client = client
        self._names = Names(prefix)

    def write_views(self, made: ObjectEntry) -> None:
        """Leave the views of an entry, visible, without its object."""
        (objects,) = self._client.indices.get_alias(name=f"{self._names.objects}-write")
        build = self._names.build(objects)
        self._writer.bulk(
            Action(
                "index",
                {
                    "_index": build.views,
                    "_id": view_id(made.object_id, made.version, number),
                    "routing": made.object_id,
                },
                document,
            )
            for number, document in enumerate(view_documents(made))
        )
        self._writer.refresh(build)

    def views(self) -> int:
        """Documents of views there are."""
        return int(self._client.count(index=self._names.views)["count"])


def made(version: int, views: int) -> ObjectEntry:
    """The object as a version, with a number of views and a word that tell it."""
    rng = np.random.default_rng(version)
    return entry("obj", version=version, title=f"version{version:02}", pictures=[picture(rng, views=views)])


def found(index: ElasticsearchIndex, version: int) -> bool:
    """Whether the picture of a version is found."""
    bits = hash_rows(made(version, 1).pictures[0].views[0], HashKind.PHASH_256)
    return bool(index.near_hashes(HashKind.PHASH_256, bits, max_distance=0, limit=1, filters=ALL))


def test_a_killed_write_shows_as_drift_and_is_completed_by_its_repetition(
    index: ElasticsearchIndex, half_writer: HalfWriter
) -> None:
    half_writer.write_views(made(1, 4))
    assert list(index.versions()) == [("obj", BROKEN)]
    index.apply([made(1, 4)], generation=1)
    assert list(index.versions()) == [("obj", 1)]
    half_writer.write_views(made(2, 2))
    assert list(index.versions()) == [("obj", BROKEN)]
    assert found(index, 1)
    index.apply([made(2, 2)], generation=2)
    assert list(index.versions()) == [("obj", 2)]
    assert (found(index, 1), found(index, 2), half_writer.views()) == (False, True, 2)


@pytest.mark.parametrize("repeated", [3, 4], ids=["what is there already", "a newer one"])
def test_what_killed_or_outrun_workers_left_of_older_versions_is_swept_away(
    index: ElasticsearchIndex, half_writer: HalfWriter, repeated: int
) -> None:
    index.apply([made(3, 2)], generation=3)
    # A slow worker with an older version, killed before it could clear up.
    half_writer.write_views(made(2, 6))
    assert (found(index, 2), half_writer.views()) == (True, 8)
    index.apply([made(repeated, 2)], generation=4)
    assert (found(index, 2), half_writer.views()) == (False, 2)
    assert list(index.versions()) == [("obj", repeated)]


def test_the_sweep_leaves_what_another_is_just_writing(index: ElasticsearchIndex, half_writer: HalfWriter) -> None:
    half_writer.write_views(made(5, 3))
    index.apply([made(4, 2)], generation=4)
    assert half_writer.views() == 5
    index.apply([made(5, 3)], generation=5)
    assert (half_writer.views(), list(index.versions())) == (3, [("obj", 5)])


def test_workers_with_the_same_objects_in_any_order(
    index: ElasticsearchIndex, access: Access, prefix: str, half_writer: HalfWriter
) -> None:
    problems: list[BaseException] = []
    last = 8

    def work(seed: int) -> None:
        rng = np.random.default_rng(seed)
        worker = ElasticsearchIndex.open(access, prefix=prefix)
        try:
            for version in [*rng.permutation(np.arange(1, last)).tolist()[:4], last]:
                others = [
                    entry(f"other-{n}", version=version, pictures=[picture(rng, views=version)]) for n in range(3)
                ]
                worker.apply([made(version, 1 + version % 4), *others], generation=int(version))
        except BaseException as problem:
            problems.append(problem)
        worker.close()

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert dict(index.versions()) == {"obj": last, **{f"other-{n}": last for n in range(3)}}
    assert half_writer.views() == (1 + last % 4) + 3 * last
    assert index.state().generation == last
