"""The life of an index on a server: rebuilt beside the live one, swapped, rolled back, and never half."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from elasticsearch import Elasticsearch

from registry.index.elasticsearch import ElasticsearchIndex, building
from registry.index.elasticsearch.building import Layout
from registry.index.elasticsearch.connection import Access
from registry.index.elasticsearch.names import SCHEMA
from registry.index.errors import IndexBusy, IndexDamaged, IndexOutdated, IndexUnavailable, NothingBefore
from registry.index.protocol import Filters, ObjectEntry
from registry.vocabulary.lists import Level

from . import holding
from .making import entry, hash_rows, picture

ALL = Filters(clearance=Level.OWNER)


@pytest.fixture
def index(access: Access, prefix: str) -> Iterator[ElasticsearchIndex]:
    """An index with one object."""
    opened = ElasticsearchIndex.open(access, prefix=prefix, lock_timeout=0.3)
    opened.apply([entry("first", title="harbour", pictures=[picture(np.random.default_rng(1))])], generation=1)
    yield opened
    opened.close()


def indices(client: Elasticsearch, prefix: str) -> set[str]:
    """The builds' indices."""
    return set(client.indices.get(index=f"{prefix}-objects-*,{prefix}-views-*", features="settings"))


def aliases(client: Elasticsearch, prefix: str) -> dict[str, str]:
    """Which index each alias leads to."""
    found = client.indices.get_alias(name=f"{prefix}-*")
    return {alias.removeprefix(prefix): index for index, about in found.items() for alias in about["aliases"]}


def test_names_tell_schema_and_generation_and_aliases_tell_what_serves(
    index: ElasticsearchIndex, client: Elasticsearch, prefix: str
) -> None:
    index.rebuild(iter([entry("second")]), generation=42, schemes={"hash": "h1"})
    leads = aliases(client, prefix)
    assert leads["-objects"] == leads["-objects-write"] != leads["-objects-previous"]
    assert leads["-views"] == leads["-views-write"] != leads["-views-previous"]
    assert leads["-objects"].startswith(f"{prefix}-objects-s{SCHEMA}-g42-")
    assert leads["-views"].removeprefix(f"{prefix}-views") == leads["-objects"].removeprefix(f"{prefix}-objects")
    settings = client.indices.get_settings(index=leads["-views"])[leads["-views"]]["settings"]["index"]
    assert (settings["refresh_interval"], settings["auto_expand_replicas"]) == ("1s", "0-1")
    index.rebuild(iter([]), generation=43, schemes={})
    assert len(indices(client, prefix)) == 4


def test_the_fields_are_strict(index: ElasticsearchIndex, client: Elasticsearch, prefix: str) -> None:
    for alias in ("objects", "views"):
        mappings = client.indices.get_mapping(index=f"{prefix}-{alias}")
        assert all(about["mappings"]["dynamic"] == "strict" for about in mappings.values())
    with pytest.raises(Exception, match="forbids index auto creation"):
        client.index(index=f"{prefix}-objects-by-mistake", document={"a": 1})


def test_the_old_content_serves_until_the_new_is_complete_and_changes_meanwhile_are_kept(
    index: ElasticsearchIndex, access: Access, prefix: str
) -> None:
    worker = ElasticsearchIndex.open(access, prefix=prefix)
    rng = np.random.default_rng(3)
    old, new = picture(rng), picture(rng)

    def entries() -> Iterator[ObjectEntry]:
        yield entry("kept", version=3, title="orchard", pictures=[old])
        assert [object_id for object_id, _ in index.versions()] == ["first"]
        # Changed before the rebuild comes to it, changed after, changed in between, and new.
        worker.apply([entry("later", version=7, title="seven", pictures=[new])], generation=0)
        yield entry("later", version=6, title="six", pictures=[old])
        for number in range(200):
            yield entry(f"filler{number:03}", pictures=[])
        worker.apply(
            [entry("kept", version=4, title="meadow", pictures=[new, picture(rng)]), entry("brand-new")], generation=9
        )
        assert index.search_text("meadow", offset=0, limit=5, filters=ALL).total == 1

    assert index.rebuild(entries(), generation=5, schemes={}) == 202
    for each in (index, worker):
        each.refresh(9)
        versions = dict(each.versions())
        assert {key: versions[key] for key in ("kept", "later", "brand-new")} == {"kept": 4, "later": 7, "brand-new": 1}
        assert (len(versions), "first" in versions) == (203, False)
        assert each.state().generation == 9
        assert [each.search_text(word, offset=0, limit=5, filters=ALL).total for word in ("six", "orchard")] == [0, 0]
    for shown, expected in ((old, []), (new, ["kept", "later"])):
        bits = hash_rows(shown.views[0], next(iter(shown.views[0].hashes)))
        hits = index.near_hashes(next(iter(shown.views[0].hashes)), bits, max_distance=0, limit=5, filters=ALL)
        assert sorted(hit.object_id for hit in hits) == expected
    worker.close()


def test_a_failing_rebuild_leaves_nothing(index: ElasticsearchIndex, client: Elasticsearch, prefix: str) -> None:
    before = (indices(client, prefix), aliases(client, prefix))

    def broken() -> Iterator[ObjectEntry]:
        yield from (entry(f"obj-{number}") for number in range(150))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.rebuild(broken(), generation=2, schemes={})
    with pytest.raises(ValueError, match="given twice"):
        index.rebuild(iter([entry("one"), entry("one")]), generation=2, schemes={})
    assert (indices(client, prefix), aliases(client, prefix)) == before
    assert index.rebuild(iter([entry("one")]), generation=2, schemes={}) == 1


def test_what_was_not_written_is_noticed_before_the_swap(
    index: ElasticsearchIndex, client: Elasticsearch, prefix: str
) -> None:
    def losing() -> Iterator[ObjectEntry]:
        yield from (entry(f"obj-{number}") for number in range(100))
        yield entry("last")
        (built,) = [name for name in indices(client, prefix) if f"-objects-s{SCHEMA}-g2-" in name]
        client.indices.refresh(index=built)
        client.delete(index=built, id="obj-50", refresh=True)

    with pytest.raises(IndexUnavailable, match=r"100 objects .* where 101"):
        index.rebuild(losing(), generation=2, schemes={})
    assert list(index.versions()) == [("first", 1)]


def test_two_rebuilds_at_once(index: ElasticsearchIndex, access: Access, prefix: str) -> None:
    other = ElasticsearchIndex.open(access, prefix=prefix, lock_timeout=0.3)
    inside, leave = threading.Event(), threading.Event()

    def slow() -> Iterator[ObjectEntry]:
        inside.set()
        leave.wait(60)
        yield entry("slow")

    rebuilding = threading.Thread(target=lambda: index.rebuild(slow(), generation=2, schemes={}))
    rebuilding.start()
    inside.wait(60)
    with pytest.raises(IndexBusy, match="being rebuilt by"):
        other.rebuild(iter([]), generation=2, schemes={})
    leave.set()
    rebuilding.join()
    assert list(other.versions()) == [("slow", 1)]
    assert other.rebuild(iter([entry("next")]), generation=3, schemes={}) == 1
    other.close()


def test_a_killed_rebuild_is_cleared_away_when_its_lock_has_run_out(
    index: ElasticsearchIndex, access: Access, client: Elasticsearch, prefix: str
) -> None:
    environment = os.environ | {
        "PYTHONPATH": str(Path.cwd()),
        "ELASTICSEARCH_URL": access.nodes[0],
        "ELASTICSEARCH_CA": str(access.ca or ""),
        "ELASTICSEARCH_USER": access.user or "",
        "ELASTICSEARCH_PASSWORD": access.password or "",
    }
    process = subprocess.Popen(
        [sys.executable, holding.__file__, prefix, "6"], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "loading\n"
    assert len(indices(client, prefix)) == 4
    process.kill()
    process.communicate()
    killed_at = time.monotonic()
    with pytest.raises(IndexBusy, match="runs out"):
        index.rebuild(iter([entry("second")]), generation=2, schemes={})
    assert list(index.versions()) == [("first", 1)]
    # Writing goes on all the while, into the abandoned build too.
    index.apply([entry("third")], generation=2)
    patient = ElasticsearchIndex.open(access, prefix=prefix, lock_timeout=30)
    assert patient.rebuild(iter([entry("second")]), generation=3, schemes={}) == 1
    assert time.monotonic() - killed_at < 30
    assert len(indices(client, prefix)) == 4
    assert len([name for name in indices(client, prefix) if "-g1-" in name]) == 0
    patient.close()


def test_who_lost_the_lock_does_not_swap(access: Access, client: Elasticsearch, prefix: str) -> None:
    sleeper = ElasticsearchIndex.open(access, prefix=prefix, lease_seconds=1.0)
    sleeper.apply([entry("first")], generation=1)

    def robbed() -> Iterator[ObjectEntry]:
        yield entry("half")
        # As if this process had slept while another took the lock.
        client.index(
            index=f"{prefix}-control", id="lease", document={"holder": "x", "machine": "another", "expires": 0.0}
        )
        time.sleep(1.5)
        yield from (entry(f"obj-{number}") for number in range(100))

    with pytest.raises(IndexBusy, match="lost its lock"):
        sleeper.rebuild(robbed(), generation=2, schemes={})
    assert list(sleeper.versions()) == [("first", 1)]
    sleeper.close()


def test_the_build_before_can_serve_again(index: ElasticsearchIndex, client: Elasticsearch, prefix: str) -> None:
    with pytest.raises(NothingBefore, match="repatria reindex"):
        index.rollback()
    index.rebuild(iter([entry("second")]), generation=5, schemes={"hash": "h2"})
    index.rollback()
    assert list(index.versions()) == [("first", 1)]
    # Its own generation: whoever follows the store knows what it lacks.
    assert (index.state().generation, index.state().schemes) == (1, {})
    index.apply([entry("first", version=2, title="orchard")], generation=6)
    assert index.search_text("orchard", offset=0, limit=5, filters=ALL).total == 1
    index.rollback()
    assert list(index.versions()) == [("second", 1)]
    assert len(indices(client, prefix)) == 4


def test_an_index_with_the_fields_of_another_version_is_told_and_rebuilt(
    index: ElasticsearchIndex, access: Access, client: Elasticsearch, prefix: str
) -> None:
    client.indices.put_mapping(index=f"{prefix}-objects", meta={"schema": SCHEMA - 1})
    newer = ElasticsearchIndex.open(access, prefix=prefix)
    for use in (
        newer.state,
        lambda: newer.search_text("harbour", offset=0, limit=5, filters=ALL),
        lambda: newer.near_words(np.arange(3, dtype=np.int32), limit=5, filters=ALL),
        lambda: newer.apply([entry("second")], generation=2),
    ):
        with pytest.raises(IndexOutdated, match="repatria reindex"):
            use()
    assert newer.rebuild(iter([entry("second")]), generation=2, schemes={}) == 1
    assert list(newer.versions()) == [("second", 1)]
    newer.close()


def test_a_missing_index_is_told(index: ElasticsearchIndex, client: Elasticsearch, prefix: str) -> None:
    client.indices.delete(index=aliases(client, prefix)["-views"])
    shown = picture(np.random.default_rng(1))
    with pytest.raises(IndexDamaged, match="repatria reindex"):
        index.near_words(shown.words, limit=5, filters=ALL)
    assert index.rebuild(iter([entry("second")]), generation=2, schemes={}) == 1
    assert list(index.versions()) == [("second", 1)]


def test_many_descriptors_become_a_graph(
    access: Access, client: Elasticsearch, prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "GRAPH_FROM_VIEWS", 40)
    index = ElasticsearchIndex.open(access, prefix=prefix, layout=Layout())
    rng = np.random.default_rng(5)
    objects = [entry(f"obj-{number:02}", pictures=[picture(rng, views=2)]) for number in range(30)]
    for few, option in ((objects[:10], "int8_flat"), (objects, "int8_hnsw")):
        index.rebuild(iter(few), generation=1, schemes={})
        mapping = client.indices.get_mapping(index=f"{prefix}-views")
        (about,) = mapping.values()
        assert about["mappings"]["properties"]["descriptor"]["index_options"]["type"] == option
    for made in objects:
        wanted = made.pictures[0].views[1].descriptor
        assert wanted is not None
        assert index.near_descriptors(wanted[None], limit=3, filters=ALL)[0].object_id == made.object_id
    index.close()
