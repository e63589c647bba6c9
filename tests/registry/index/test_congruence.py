"""The same history on both engines, and the same questions to both.

Exactly equal: hashes (with and without bands), filters, facets, identifiers, versions, counts, the set of objects that
words find, and the pictures that share visual words. Descriptors: the same objects in the same order, but for pairs
whose cosines differ by less than the embedded engine's eight bits can tell. The order of text hits may differ (each
engine counts rarity in its own way), except that objects with all words come first on both.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from elasticsearch import Elasticsearch

from registry.index.elasticsearch import ElasticsearchIndex, reading, walking
from registry.index.elasticsearch.building import Layout
from registry.index.elasticsearch.connection import Access
from registry.index.embedded import EmbeddedIndex
from registry.index.protocol import Filters, HashKind, LookQuery, ObjectEntry, PictureHit, SearchIndex, TextField
from registry.vocabulary.lists import Level

from .making import entry, unit_vectors
from .test_random_operations import random_entry, random_filters

TITLES = [
    "Девятый вал", "Айвазовский море", "Harbour at dusk", "Hafen am Abend", "海辺の夕暮れ", "العَرَبِيَّة", "Ölmalerei",
    "Blaue Vase", "harbours and boats", "Saint George", "Sankt Georg", "Ikone des heiligen Georg",
]  # fmt: skip
QUERIES = [
    "девятый",
    "aivazovski",
    "harbour",
    "harbuor dusk",
    "georg",
    "夕暮れ",
    "العربيه",
    "vase blaue",
    "saint georg icon",
]
SAME_COSINE = 0.006
"""Differences of cosines that eight bits a component may not tell."""

Pair = tuple[EmbeddedIndex, ElasticsearchIndex]


@pytest.fixture(params=[1, 2], ids=["one shard", "two shards"])
def both(request: pytest.FixtureRequest, tmp_path: Path, access: Access, prefix: str) -> Iterator[Pair]:
    """An empty index of each engine; hashes are sought by bands on the server."""
    embedded = EmbeddedIndex.open(tmp_path / "index")
    layout = Layout(shards=request.param, replicas=0)
    server = ElasticsearchIndex.open(access, prefix=prefix, layout=layout, banded_from=0)
    yield embedded, server
    embedded.close()
    server.close()


def made(rng: np.random.Generator, object_id: str, version: int) -> ObjectEntry:
    """A random entry, with a title that spelling rules apply to."""
    plain = random_entry(rng, object_id, version)
    title = {TextField.TITLE: TITLES[rng.integers(len(TITLES))]}
    return replace(plain, texts={**plain.texts, Level.PUBLIC: title})


def test_both_engines_answer_alike(both: Pair) -> None:
    embedded, server = both
    rng = np.random.default_rng(2024)
    versions: dict[str, int] = {}
    for generation in range(1, 9):
        batch = []
        for _ in range(20):
            object_id = f"obj-{rng.integers(60):02}"
            versions[object_id] = versions.get(object_id, 0) + int(rng.integers(0, 3))
            batch.append(made(rng, object_id, versions[object_id]))
        if generation == 4:
            gone = sorted(versions)[:5]
            for index in both:
                index.remove(gone)
            versions = {object_id: version for object_id, version in versions.items() if object_id not in gone}
            batch = [entry for entry in batch if entry.object_id not in gone]
        for index in both:
            index.apply(batch, generation=generation)
        assert dict(embedded.versions()) == dict(server.versions())
        assert replace(embedded.state(), engine="") == replace(server.state(), engine="")
    # Questions that nothing answers would compare nothing.
    assert sum(_ask_both(both, rng) for _ in range(12)) > 100


def _ask_both(both: Pair, rng: np.random.Generator) -> int:
    """Ask the same of both; returns how many near hashes there were."""
    filters, limit = random_filters(rng), int(rng.choice([3, 1000]))
    looks = [_look(rng, limit) for _ in range(2)]
    embedded, server = (index.near_pictures(looks, filters=filters) for index in both)
    for look, one, other in zip(looks, embedded, server, strict=True):
        for kind in HashKind:
            _same_hashes(both[0], kind, look, one.hashes[kind], other.hashes[kind], filters)
        _same_descriptors(one.descriptors, other.descriptors)
        assert {hit.sha256 for hit in one.words} == {hit.sha256 for hit in other.words} or limit < 1000
        assert len(one.words) == len(other.words)
    keys = [f"N{number}" for number in rng.integers(0, 30, 3)]
    assert len({tuple(index.by_identifiers(keys, limit=limit, filters=filters)) for index in both}) == 1
    for text in ("", *rng.choice(QUERIES, 3)):
        one, other = (index.search_text(str(text), offset=0, limit=1000, filters=filters) for index in both)
        assert {hit.object_id for hit in one.hits} == {hit.object_id for hit in other.hits}, text
        assert (one.total, one.facets) == (other.total, other.facets)
        leaders = [{hit.object_id for hit in page.hits if hit.score >= 1000} for page in (one, other)]
        assert leaders[0] == leaders[1]
        if not text:
            assert one.hits == other.hits
    return sum(len(hits) for look in server for hits in look.hashes.values())


def _look(rng: np.random.Generator, limit: int) -> LookQuery:
    hashes = {kind: rng.choice(np.asarray([0, 1, 3, 255], np.uint8), (4, kind.size_bytes)) for kind in HashKind}
    # Up to the widest that bands serve, and beyond.
    distances = {kind: int(rng.integers(0, 3 * kind.size_bytes)) for kind in HashKind}
    words = rng.choice(300, 25, replace=False).astype(np.int32)
    return LookQuery(hashes, distances, unit_vectors(rng, 3), words, limit)


def _same_hashes(
    index: SearchIndex,
    kind: HashKind,
    look: LookQuery,
    one: list[PictureHit],
    other: list[PictureHit],
    filters: Filters,
) -> None:
    assert [hit.score for hit in one] == [hit.score for hit in other]
    # Of equally near objects each engine may leave out others.
    whole = index.near_hashes(
        kind, look.hashes[kind], max_distance=look.max_distance[kind], limit=10_000, filters=filters
    )
    distances = {hit.object_id: hit.score for hit in whole}
    assert all(distances[hit.object_id] == hit.score for hit in other)


def _same_descriptors(one: list[PictureHit], other: list[PictureHit]) -> None:
    assert len(one) == len(other)
    cosines = {hit.object_id: hit.score for hit in one}
    for near, exact in zip(one, other, strict=True):
        assert exact.score == pytest.approx(near.score, abs=SAME_COSINE)
        assert cosines.get(exact.object_id, near.score) == pytest.approx(exact.score, abs=SAME_COSINE)
    assert [hit.score for hit in other] == sorted((hit.score for hit in other), reverse=True)


@pytest.mark.parametrize("both", [1], indirect=True)
def test_pages_beyond_the_window_of_the_server_join_to_the_whole_list(
    both: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, server = both
    server.apply([entry(f"obj-{n:02}", title="harbour " + "boat " * (n % 7)) for n in range(40)], generation=1)
    for text in ("harbour boat", ""):
        whole = server.search_text(text, offset=0, limit=40, filters=Filters())
        with monkeypatch.context() as patched:
            patched.setattr(reading, "_WINDOW", 10)
            patched.setattr(walking, "PAGE", 7)
            pages = [server.search_text(text, offset=at, limit=9, filters=Filters()) for at in range(0, 40, 9)]
            assert dict(server.versions()) == {f"obj-{n:02}": 1 for n in range(40)}
        assert [hit for page in pages for hit in page.hits] == list(whole.hits)
        assert {page.total for page in pages} == {40}


@pytest.mark.parametrize("both", [2], indirect=True)
def test_views_and_words_of_pictures_lie_on_the_shard_of_their_object(
    both: Pair, client: Elasticsearch, prefix: str
) -> None:
    _, server = both
    rng = np.random.default_rng(7)
    server.apply([made(rng, f"obj-{number}", 1) for number in range(20)], generation=1)
    places: dict[str, set[str]] = {}
    for shard in ("0", "1"):
        answer = client.options(ignore_status=404).search(
            index=f"{prefix}-views",
            preference=f"_shards:{shard}",
            size=1000,
            source=False,
            docvalue_fields=[{"field": "object_id"}],
        )
        for hit in answer.get("hits", {}).get("hits", []):
            places.setdefault(hit["fields"]["object_id"][0], set()).add(shard)
    assert {shard for shards in places.values() for shard in shards} == {"0", "1"}
    assert all(len(shards) == 1 for shards in places.values())
