"""Random histories of an index, every route compared with a naive search over the same entries.

Words of three letters keep spelling rules (beginnings from four letters, slips from five) out of the comparison.
"""

from dataclasses import replace

import numpy as np
import pytest

from registry.index.protocol import Filters, HashKind, ObjectEntry, PictureEntry, SearchIndex, TextField
from registry.vocabulary.lists import Level, ObjectType, Status

from .conftest import OpenIndex
from .making import entry, picture, unit_vectors
from .oracle import Oracle

WORDS = [a + b + c for a in "bdk" for b in "aou" for c in "mrt"]
TYPES = (ObjectType.PAINTING, ObjectType.ICON, ObjectType.COIN)
STATUSES = (Status.STOLEN, Status.RECOVERED)
COUNTRIES = ("UA", "IQ", None)


def random_entry(rng: np.random.Generator, object_id: str, version: int) -> ObjectEntry:
    texts = {
        Level(int(level)): {field: " ".join(rng.choice(WORDS, 3)) for field in rng.choice(list(TextField), 2)}
        for level in rng.choice(5, 2, replace=False)
    }
    bounds = [int(year) if rng.random() < 0.7 else None for year in sorted(rng.integers(1000, 2000, 2))]
    return entry(
        object_id,
        version=version,
        visibility=Level(int(rng.choice([0, 0, 0, 1, 3]))),
        object_type=TYPES[rng.integers(3)],
        status=STATUSES[rng.integers(2)],
        country=COUNTRIES[rng.integers(3)],
        years=(bounds[0], bounds[1]),
        texts=texts,
        identifiers={Level(int(rng.integers(5))): [f"N{number}" for number in rng.integers(0, 30, 2)]},
        pictures=[random_picture(rng) for _ in range(rng.integers(0, 4))],
    )


def random_picture(rng: np.random.Generator) -> PictureEntry:
    level = Level(int(rng.choice([0, 0, 0, 2])))
    made = picture(rng, level=level, views=int(rng.integers(0, 4)), words=int(rng.choice([0, 30])), vocabulary=300)
    # Few distinct hash bytes: many small and equal distances.
    views = [
        replace(
            view,
            hashes={kind: bytes(rng.choice([0, 1, 3, 255], kind.size_bytes).tolist()) for kind in view.hashes},
            descriptor=view.descriptor if rng.random() < 0.8 else None,
        )
        for view in made.views
    ]
    return replace(made, views=tuple(views))


def random_filters(rng: np.random.Generator) -> Filters:
    def maybe(values: frozenset) -> frozenset:
        return values if rng.random() < 0.3 else frozenset()

    first = int(rng.integers(1000, 2000))
    return Filters(
        clearance=Level(int(rng.integers(5))),
        object_types=maybe(frozenset(TYPES[:2])),
        statuses=maybe(frozenset({Status.STOLEN})),
        countries=maybe(frozenset({"UA"})),
        years=(first, first + 200) if rng.random() < 0.3 else None,
        has_picture=[True, False, None, None, None][rng.integers(5)],
    )


def compare(index: SearchIndex, oracle: Oracle, rng: np.random.Generator) -> None:
    """Ask the same of both."""
    filters, limit = random_filters(rng), int(rng.choice([1, 5, 1000]))
    kind = list(HashKind)[rng.integers(4)]
    _compare_hashes(index, oracle, rng, kind, filters, limit)
    _compare_descriptors(index, oracle, rng, filters, limit)
    words = rng.choice(300, 12, replace=False).astype(np.int32)
    hits = index.near_words(words, limit=1000, filters=filters)
    assert [hit.object_id for hit in hits[:limit]] == [
        hit.object_id for hit in index.near_words(words, limit=limit, filters=filters)
    ]
    assert {hit.object_id for hit in hits} == oracle.sharing_words(words.tolist(), filters)
    assert len({hit.object_id for hit in hits}) == len(hits)
    keys = [f"N{number}" for number in rng.integers(0, 30, 3)]
    assert set(index.by_identifiers(keys, limit=1000, filters=filters)) == oracle.with_identifiers(keys, filters)
    text = " ".join(rng.choice(WORDS, rng.integers(0, 3)))
    page = index.search_text(text, offset=0, limit=1000, filters=filters)
    expected = oracle.with_words(text, filters) if text else {entry.object_id for entry in oracle.visible(filters)}
    assert {hit.object_id for hit in page.hits} == expected
    assert page.total == len(expected)
    statuses = [oracle.entries[object_id].facets.status.value for object_id in expected]
    assert page.facets["status"] == {status: statuses.count(status) for status in set(statuses)}


def _compare_hashes(
    index: SearchIndex, oracle: Oracle, rng: np.random.Generator, kind: HashKind, filters: Filters, limit: int
) -> None:
    queries = rng.choice(np.asarray([0, 1, 3, 255], np.uint8), (3, kind.size_bytes))
    radius = int(rng.integers(0, 8 * kind.size_bytes // 2))
    hits = index.near_hashes(kind, queries, max_distance=radius, limit=limit, filters=filters)
    distances = oracle.hash_distances(kind, queries, filters)
    expected = sorted(distance for distance in distances.values() if distance <= radius)[:limit]
    assert [hit.score for hit in hits] == expected
    assert all(distances[hit.object_id] == hit.score for hit in hits)
    assert len({hit.object_id for hit in hits}) == len(hits)


def _compare_descriptors(
    index: SearchIndex, oracle: Oracle, rng: np.random.Generator, filters: Filters, limit: int
) -> None:
    queries = unit_vectors(rng, 3)
    hits = index.near_descriptors(queries, limit=limit, filters=filters)
    cosines = oracle.cosines(queries, filters)
    assert len(hits) == min(limit, len(cosines)) == len({hit.object_id for hit in hits})
    # Eight bits a component: cosines are right to about 0.001.
    for hit, best in zip(hits, sorted(cosines.values(), reverse=True), strict=False):
        assert hit.score == pytest.approx(cosines[hit.object_id], abs=0.006)
        assert hit.score == pytest.approx(best, abs=0.006)


# A commit on a server takes its time: one history there, and test_congruence.py besides.
HISTORIES = [("embedded", seed) for seed in range(6)] + [("elasticsearch", 6)]


@pytest.mark.parametrize(("open_index", "seed"), HISTORIES, indirect=["open_index"])
def test_random_histories(open_index: OpenIndex, seed: int) -> None:
    rng = np.random.default_rng(seed)
    writer, reader, oracle = open_index(), open_index(), Oracle()
    versions: dict[str, int] = {}
    for generation in range(1, 31):
        batch = []
        for _ in range(rng.integers(1, 8)):
            object_id = f"obj-{rng.integers(40):02}"
            versions[object_id] = versions.get(object_id, 0) + int(rng.integers(0, 2))
            batch.append(random_entry(rng, object_id, versions[object_id]))
        if generation % 13 == 0:
            oracle.apply(batch)
            writer.rebuild(iter(oracle.entries.values()), generation=generation, schemes={})
        else:
            # The first of two equal versions stays, in one call as in two.
            oracle.apply(batch)
            (writer if rng.random() < 0.7 else open_index()).apply(batch, generation=generation)
        if generation % 3 == 0:
            for index in (writer, reader):
                index.refresh(generation)
                compare(index, oracle, rng)
    reader.refresh(30)
    known = {object_id: entry.version for object_id, entry in oracle.entries.items()}
    for index in (writer, reader, open_index()):
        index.refresh(30)
        assert dict(index.versions()) == known
        state = index.state()
        pictures = [picture for entry in oracle.entries.values() for picture in entry.pictures]
        assert (state.objects, state.pictures) == (len(known), len(pictures))
        assert state.views == sum(len(picture.views) for picture in pictures)
