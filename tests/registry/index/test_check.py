"""The drift check."""

from registry.index.check import Drift, check
from registry.index.protocol import SearchIndex

from .making import entry


def test_no_drift(engine: SearchIndex) -> None:
    engine.apply([entry("a", version=2), entry("b")], generation=2)
    drift = check(engine, iter([("b", 1), ("a", 2)]))
    assert drift == Drift()
    assert not drift


def test_drift_of_each_kind(engine: SearchIndex) -> None:
    engine.apply([entry("same"), entry("old"), entry("newer", version=9), entry("gone")], generation=4)
    drift = check(engine, [("same", 1), ("old", 2), ("newer", 8), ("new-b", 1), ("new-a", 1)])
    assert drift == Drift(missing=("new-a", "new-b"), stale=("newer", "old"), extra=("gone",))
    assert drift


def test_applying_mends_what_is_missing_or_stale(engine: SearchIndex) -> None:
    engine.apply([entry("old")], generation=1)
    store = [("old", 2), ("new", 1)]
    engine.apply([entry(object_id, version=version) for object_id, version in store], generation=3)
    assert not check(engine, store)
