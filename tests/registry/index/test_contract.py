"""What every engine promises, example by example."""

from collections.abc import Iterator

import numpy as np
import pytest

from registry.index.protocol import Filters, HashKind, ObjectEntry, SearchIndex
from registry.vocabulary.lists import Level, ObjectType, Status

from .conftest import OpenIndex
from .making import entry, hash_rows, picture, unit_vectors

ALL = Filters(clearance=Level.OWNER)


def test_an_empty_index_finds_nothing(engine: SearchIndex, rng: np.random.Generator) -> None:
    bits = np.zeros((1, 8), dtype=np.uint8)
    assert engine.near_hashes(HashKind.PHASH_64, bits, max_distance=64, limit=5, filters=ALL) == []
    assert engine.near_descriptors(unit_vectors(rng, 2), limit=5, filters=ALL) == []
    assert engine.near_words(np.arange(10, dtype=np.int32), limit=5, filters=ALL) == []
    assert engine.by_identifiers(["A1"], limit=5, filters=ALL) == []
    assert engine.search_text("", offset=0, limit=5, filters=ALL).total == 0
    assert engine.search_text("harbour", offset=0, limit=5, filters=ALL).total == 0
    state = engine.state()
    assert (state.generation, state.objects, state.pictures, state.views) == (0, 0, 0, 0)
    assert list(engine.versions()) == []


def test_a_picture_is_found_by_each_of_its_fingerprints(engine: SearchIndex, rng: np.random.Generator) -> None:
    objects = [entry(f"obj-{n}", pictures=[picture(rng)]) for n in range(20)]
    engine.apply(objects, generation=20)
    shown = objects[7].pictures[0]
    for kind in HashKind:
        near = hash_rows(shown.views[1], kind).copy()
        near[0, 0] ^= 1
        (hit,) = engine.near_hashes(kind, near, max_distance=1, limit=5, filters=ALL)
        assert (hit.object_id, hit.sha256, hit.view, hit.query, hit.score) == ("obj-7", shown.sha256, "view1", 0, 1.0)
    assert shown.views[2].descriptor is not None
    queries = np.stack([unit_vectors(rng, 1)[0], shown.views[2].descriptor])
    best = engine.near_descriptors(queries, limit=3, filters=ALL)
    assert (best[0].object_id, best[0].view, best[0].query) == ("obj-7", "view2", 1)
    assert best[0].score == pytest.approx(1, abs=0.01)
    assert len(best) == 3
    assert shown.words is not None
    assert engine.near_words(shown.words, limit=3, filters=ALL)[0].sha256 == shown.sha256


def test_the_hash_radius_includes_its_end(engine: SearchIndex, rng: np.random.Generator) -> None:
    shown = picture(rng, views=1)
    engine.apply([entry("obj-1", pictures=[shown])], generation=1)
    opposite = ~hash_rows(shown.views[0], HashKind.PHASH_64)
    for radius, expected in ((64, ["obj-1"]), (63, []), (-1, [])):
        hits = engine.near_hashes(HashKind.PHASH_64, opposite, max_distance=radius, limit=5, filters=ALL)
        assert [hit.object_id for hit in hits] == expected


def test_many_photographs_of_one_object_do_not_fill_the_list(engine: SearchIndex, rng: np.random.Generator) -> None:
    centre = unit_vectors(rng, 1)[0]
    seventy = []
    for _ in range(70):
        shown = picture(rng, views=6)
        views = tuple(
            type(view)(view.name, {kind: bytes(kind.size_bytes) for kind in HashKind}, centre) for view in shown.views
        )
        seventy.append(type(shown)(shown.sha256, shown.level, views, np.arange(40, dtype=np.int32)))
    others = [entry(f"other-{n:02}", pictures=[picture(rng, vocabulary=60)]) for n in range(30)]
    engine.apply([entry("much-photographed", pictures=seventy), *others], generation=1)
    for hits in (
        engine.near_descriptors(centre[None], limit=20, filters=ALL),
        engine.near_hashes(HashKind.DHASH_64, np.zeros((1, 8), np.uint8), max_distance=64, limit=20, filters=ALL),
        engine.near_words(np.arange(40, dtype=np.int32), limit=20, filters=ALL),
    ):
        assert len(hits) == 20
        assert len({hit.object_id for hit in hits}) == 20
        assert hits[0].object_id == "much-photographed"
    whole = engine.near_descriptors(centre[None], limit=100, filters=ALL)
    assert len(whole) == 31


def test_common_visual_words_are_left_out_in_large_collections(engine: SearchIndex, rng: np.random.Generator) -> None:
    common = np.arange(5, dtype=np.int32)
    objects = []
    for n in range(250):
        shown = picture(rng, views=1)
        words = np.concatenate([common, [1000 + n]]).astype(np.int32)
        objects.append(entry(f"obj-{n}", pictures=[type(shown)(shown.sha256, shown.level, shown.views, words)]))
    engine.apply(objects, generation=1)
    assert engine.near_words(common, limit=10, filters=ALL) == []
    found = engine.near_words(np.asarray([*common, 1042], dtype=np.int32), limit=10, filters=ALL)
    assert [hit.object_id for hit in found] == ["obj-42"]


def test_a_newer_version_replaces_and_an_older_one_is_passed_over(
    engine: SearchIndex, rng: np.random.Generator
) -> None:
    old, new = picture(rng), picture(rng)
    engine.apply([entry("obj-1", version=1, title="harbour", pictures=[old])], generation=1)
    engine.apply([entry("obj-1", version=3, title="orchard", pictures=[new])], generation=3)
    engine.apply([entry("obj-1", version=2, title="harbour", pictures=[old])], generation=4)
    engine.apply([entry("obj-1", version=3, title="harbour", pictures=[old])], generation=4)
    assert list(engine.versions()) == [("obj-1", 3)]
    assert engine.search_text("harbour", offset=0, limit=5, filters=ALL).total == 0
    assert engine.search_text("orchard", offset=0, limit=5, filters=ALL).total == 1
    bits = hash_rows(old.views[0], HashKind.PHASH_256)
    assert engine.near_hashes(HashKind.PHASH_256, bits, max_distance=0, limit=5, filters=ALL) == []
    state = engine.state()
    assert (state.generation, state.objects, state.pictures, state.views) == (4, 1, 1, 3)


def test_the_newest_version_within_one_call_wins(engine: SearchIndex) -> None:
    engine.apply([entry("obj-1", version=n, title=f"title{n}") for n in (2, 5, 3)], generation=1)
    assert list(engine.versions()) == [("obj-1", 5)]
    assert engine.search_text("title5", offset=0, limit=5, filters=ALL).total == 1


def test_the_generation_only_rises(engine: SearchIndex) -> None:
    engine.apply([], generation=9)
    engine.apply([entry("obj-1")], generation=4)
    assert engine.state().generation == 9


def test_what_was_written_is_there_when_opened_again(open_index: OpenIndex, rng: np.random.Generator) -> None:
    shown = picture(rng)
    first = open_index()
    first.apply([entry("obj-1", title="harbour", pictures=[shown])], generation=1)
    first.close()
    again = open_index()
    assert again.state().views == 3
    assert again.search_text("harbour", offset=0, limit=5, filters=ALL).total == 1
    assert again.near_words(shown.words, limit=1, filters=ALL)[0].object_id == "obj-1"


def test_a_rebuild_replaces_everything_and_notes_the_schemes(open_index: OpenIndex, rng: np.random.Generator) -> None:
    engine, other = open_index(), open_index()
    engine.apply([entry("obj-1", title="harbour"), entry("obj-2")], generation=2)
    other.refresh(2)
    written = engine.rebuild(
        iter([entry("obj-3", title="orchard", pictures=[picture(rng)])]), generation=7, schemes={"hash": "h1"}
    )
    assert written == 1
    for index in (engine, other):
        index.refresh(7)
        assert [object_id for object_id, _ in index.versions()] == ["obj-3"]
        assert (index.state().generation, index.state().schemes) == (7, {"hash": "h1"})
        assert index.search_text("harbour", offset=0, limit=5, filters=ALL).total == 0
    engine.apply([entry("obj-4")], generation=8)
    other.refresh(8)
    assert other.state().objects == 2
    assert other.state().schemes == {"hash": "h1"}


def test_a_failing_rebuild_leaves_the_old_content(engine: SearchIndex) -> None:
    engine.apply([entry("obj-1", title="harbour")], generation=1)

    def broken() -> Iterator[ObjectEntry]:
        yield entry("obj-2")
        raise RuntimeError("the store went away")

    with pytest.raises(RuntimeError, match="went away"):
        engine.rebuild(broken(), generation=2, schemes={})
    assert list(engine.versions()) == [("obj-1", 1)]
    engine.apply([entry("obj-2")], generation=2)
    assert engine.state().objects == 2


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), {"a", "b", "c"}),
        (Filters(clearance=Level.OWNER), {"a", "b", "c", "hidden"}),
        (Filters(object_types=frozenset({ObjectType.ICON, ObjectType.COIN})), {"b"}),
        (Filters(statuses=frozenset({Status.RECOVERED})), {"c"}),
        (Filters(countries=frozenset({"UA", "FR"})), {"a", "c"}),
        (Filters(years=(1850, 1860)), {"a", "b"}),
        (Filters(years=(1700, 1799)), {"b"}),
        (Filters(years=(-900, -800)), {"b"}),
        (Filters(years=(1500, 1500), countries=frozenset({"UA"})), set()),
        (Filters(has_picture=True), {"a"}),
        (Filters(has_picture=False), {"b", "c"}),
    ],
)
def test_filters(engine: SearchIndex, rng: np.random.Generator, filters: Filters, expected: set[str]) -> None:
    words = "harbour"
    engine.apply(
        [
            entry("a", country="UA", years=(1840, 1855), title=words, pictures=[picture(rng)]),
            entry("b", object_type=ObjectType.ICON, years=(None, 1855), title=words),
            entry("c", status=Status.RECOVERED, country="FR", title=words),
            entry("hidden", visibility=Level.LAW_ENFORCEMENT, title=words),
        ],
        generation=1,
    )
    for text in ("", words):
        page = engine.search_text(text, offset=0, limit=10, filters=filters)
        assert {hit.object_id for hit in page.hits} == expected
        assert page.total == len(expected)
        assert sum(page.facets["object_type"].values()) == len(expected)
