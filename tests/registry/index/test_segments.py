"""Segments: merging, dead rows, and clustered descriptors."""

from pathlib import Path

import numpy as np
import pytest

from registry.index.embedded import EmbeddedIndex
from registry.index.embedded.merging import MOST_SEGMENTS
from registry.index.embedded.vectors import DescriptorIndex, cluster, encode, quantise
from registry.index.protocol import Filters, HashKind
from registry.vocabulary.lists import Level, ObjectType

from .making import entry, hash_rows, picture, unit_vectors

ALL = Filters(clearance=Level.OWNER)


def _segments(folder: Path) -> list[Path]:
    return sorted(folder.glob("content-*/segment-*"))


def test_segments_stay_few_and_everything_stays_findable(tmp_path: Path, rng: np.random.Generator) -> None:
    index = EmbeddedIndex.open(tmp_path / "index")
    objects = [entry(f"obj-{n:03}", title=f"title{n:03}", pictures=[picture(rng)]) for n in range(60)]
    for number, made in enumerate(objects):
        index.apply([made], generation=number + 1)
    assert len(index._snapshot().segments) <= MOST_SEGMENTS
    for made in objects:
        shown = made.pictures[0]
        bits = hash_rows(shown.views[1], HashKind.DHASH_256)
        hits = index.near_hashes(HashKind.DHASH_256, bits, max_distance=0, limit=2, filters=ALL)
        assert [hit.sha256 for hit in hits] == [shown.sha256]
        assert index.near_words(shown.words, limit=1, filters=ALL)[0].sha256 == shown.sha256
        page = index.search_text(made.texts[Level.PUBLIC]["title"], offset=0, limit=2, filters=ALL)
        assert page.hits[0].object_id == made.object_id
    index.close()


def test_dead_rows_are_dropped_beyond_a_quarter(tmp_path: Path, rng: np.random.Generator) -> None:
    index = EmbeddedIndex.open(tmp_path / "index")
    index.apply([entry(f"obj-{n:02}", pictures=[picture(rng)]) for n in range(40)], generation=1)
    first = set(_segments(tmp_path / "index"))
    index.apply([entry(f"obj-{n:02}", version=2, pictures=[picture(rng)]) for n in range(10)], generation=2)
    assert sum(segment.objects for segment in index._snapshot().segments) == 50
    index.apply([entry("obj-11", version=2, pictures=[picture(rng)])], generation=3)
    assert sum(segment.objects for segment in index._snapshot().segments) == 40
    # The last commits keep their files for readers that are about to open them; later ones are removed.
    for generation in range(4, 8):
        index.apply([entry(f"new-{generation}")], generation=generation)
    assert not first & set(_segments(tmp_path / "index"))
    assert index.state().pictures == 40
    index.close()


def test_an_index_with_clusters_answers_like_one_without(tmp_path: Path, rng: np.random.Generator) -> None:
    centres = unit_vectors(rng, 12)
    objects = []
    for number in range(400):
        shown = picture(rng, views=3, words=0, level=Level.PUBLIC if number % 5 else Level.OWNER)
        rows = centres[number % 12] + 0.04 * rng.standard_normal((3, 512)).astype(np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        views = tuple(type(view)(view.name, view.hashes, row) for view, row in zip(shown.views, rows, strict=True))
        kind = ObjectType.ICON if number % 40 == 0 else ObjectType.PAINTING
        made = type(shown)(shown.sha256, shown.level, views, None)
        objects.append(entry(f"obj-{number:03}", object_type=kind, pictures=[made]))
    exact = EmbeddedIndex.open(tmp_path / "exact")
    clustered = EmbeddedIndex.open(tmp_path / "clustered", exact_rows=200)
    for index in (exact, clustered):
        index.rebuild(iter(objects), generation=1, schemes={})
        index.apply([entry("obj-007", version=2)], generation=2)
    assert clustered._snapshot().segments[0].descriptors.lists > 1
    few = Filters(clearance=Level.OWNER, object_types=frozenset({ObjectType.ICON}))
    for filters in (ALL, Filters(), few):
        for limit in (10, 1000):
            agreed = []
            for number in range(0, 400, 23):
                query = objects[number].pictures[0].views[0].descriptor
                assert query is not None
                one = exact.near_descriptors(query[None], limit=limit, filters=filters)
                other = clustered.near_descriptors(query[None], limit=limit, filters=filters)
                # However few lists are searched at first, a list is filled while there are objects left.
                assert len(one) == len(other)
                assert len(one) > 0
                assert filters is not ALL or one[0] == other[0]
                names = {hit.object_id for hit in other}
                agreed.append(len(names & {hit.object_id for hit in one}) / len(one))
            assert np.mean(agreed) > 0.97
    exact.close()
    clustered.close()


def test_clusters_hold_every_row_once(rng: np.random.Generator) -> None:
    codes = encode(unit_vectors(rng, 2000))
    groups = cluster(codes)
    assert sorted(groups.order.tolist()) == list(range(2000))
    assert groups.sizes.sum() == 2000
    index = DescriptorIndex(codes[groups.order], groups.sizes, groups.centroids)
    scores, rows, whole = index.search(quantise(unit_vectors(rng, 1)), 2000, None, 10_000)
    assert sorted(rows[0].tolist()) == list(range(2000))
    assert whole
    assert (np.diff(scores[0]) <= 0).all()


@pytest.mark.parametrize("rows", [np.eye(512, dtype=np.float32)[:40], None])
def test_eight_bits_keep_cosines(rng: np.random.Generator, rows: np.ndarray | None) -> None:
    vectors = unit_vectors(rng, 200) if rows is None else rows
    queries = unit_vectors(rng, 20)
    index = DescriptorIndex(encode(vectors), None, None)
    scores, found, _ = index.search(quantise(queries), len(vectors), None, 1)
    exact = np.take_along_axis(queries @ vectors.T, found, axis=1)
    assert np.abs(scores - exact).max() < 0.006
