"""The drift check."""

from collections.abc import Sequence

import numpy as np

from registry.index.check import Drift, check, foreign_schemes, repair
from registry.index.protocol import Filters, ObjectEntry, SearchIndex

from .conftest import OpenIndex
from .making import entry, picture


def test_no_drift(engine: SearchIndex) -> None:
    engine.apply([entry("a", version=2), entry("b")], generation=2)
    drift = check(engine, iter([("b", 1), ("a", 2)]))
    assert drift == Drift()
    assert not drift


def test_drift_of_each_kind(engine: SearchIndex) -> None:
    engine.apply([entry("same"), entry("old"), entry("newer", version=9), entry("gone")], generation=4)
    drift = check(engine, [("same", 1), ("old", 2), ("newer", 8), ("new-b", 1), ("new-a", 1)])
    assert drift == Drift(missing=("new-a", "new-b"), stale=("newer", "old"), extra=("gone",), unfit=("newer",))
    assert drift


def test_a_repair_mends_every_kind_of_drift(engine: SearchIndex, rng: np.random.Generator) -> None:
    engine.apply([entry("same"), entry("old"), entry("newer", version=9, title="nine"), entry("gone")], generation=4)
    store = {
        "same": entry("same"),
        "old": entry("old", version=2),
        "newer": entry("newer", version=8, title="eight", pictures=[picture(rng)]),
        "new": entry("new"),
    }

    def entries_of(ids: Sequence[str]) -> list[ObjectEntry]:
        return [store[object_id] for object_id in ids]

    versions = [(object_id, made.version) for object_id, made in store.items()]
    repair(engine, check(engine, versions), entries_of)
    assert check(engine, versions) == Drift()
    for word, total in (("nine", 0), ("eight", 1)):
        assert engine.search_text(word, offset=0, limit=5, filters=Filters()).total == total
    assert (engine.state().generation, engine.state().views) == (4, 3)


def test_removed_objects_are_gone_for_every_route(open_index: OpenIndex, rng: np.random.Generator) -> None:
    engine, shown = open_index(), picture(rng)
    engine.apply([entry("kept", title="harbour"), entry("gone", title="harbour", pictures=[shown])], generation=1)
    engine.remove(["gone", "unknown"])
    assert [object_id for object_id, _ in engine.versions()] == ["kept"]
    assert engine.search_text("harbour", offset=0, limit=5, filters=Filters()).total == 1
    assert engine.near_words(shown.words, limit=5, filters=Filters()) == []
    assert shown.views[0].descriptor is not None
    assert engine.near_descriptors(shown.views[0].descriptor[None], limit=5, filters=Filters()) == []
    again = open_index()
    assert (again.state().objects, again.state().views, again.state().generation) == (1, 0, 1)
    # What was removed may come back in an older version than it had.
    engine.apply([entry("gone", version=1, title="harbour")], generation=2)
    assert engine.search_text("harbour", offset=0, limit=5, filters=Filters()).total == 2


def test_other_schemes_are_noticed(engine: SearchIndex) -> None:
    assert foreign_schemes(engine, {"hash": "h1"}) == ()
    engine.rebuild(iter([]), generation=1, schemes={"hash": "h1", "words": "w1"})
    assert foreign_schemes(engine, {"hash": "h1", "words": "w1"}) == ()
    assert foreign_schemes(engine, {"hash": "h2", "words": "w1", "new": "n1"}) == ("hash", "new")
