"""The changes between two bodies lead from one to the other."""

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from registry.store.difference import difference

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)
bodies = st.dictionaries(st.sampled_from(["titles", "a/b", "c~d", "e"]), values, max_size=4)


def applied(body: dict[str, Any], changes: list[dict[str, Any]]) -> dict[str, Any]:
    """RFC 6902's add, remove and replace, as another program would do them."""
    result: Any = copy.deepcopy(body)
    for change in changes:
        *path, last = [token.replace("~1", "/").replace("~0", "~") for token in change["path"].split("/")[1:]]
        target = result
        for token in path:
            target = target[int(token)] if isinstance(target, list) else target[token]
        key: Any = int(last) if isinstance(target, list) else last
        if change["op"] == "remove":
            assert target.pop(key) == change["old"]
        elif change["op"] == "add" and isinstance(target, list):
            target.insert(key, copy.deepcopy(change["value"]))
        else:
            assert change["op"] == "add" or target[key] == change["old"]
            target[key] = copy.deepcopy(change["value"])
    return result


@given(bodies, bodies)
def test_leads_from_the_old_to_the_new(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert applied(before, difference(before, after)) == after


@given(bodies)
def test_same_bodies_have_no_changes(body: dict[str, Any]) -> None:
    assert difference(body, copy.deepcopy(body)) == []


def test_leaves_out_the_stores_counters() -> None:
    assert difference({"version": 1, "updated_at": "a"}, {"version": 2, "updated_at": "b"}) == []


def test_says_where() -> None:
    before = {"titles": [{"value": "A"}], "remarks": None}
    after = {"titles": [{"value": "B"}, {"value": "C"}], "remarks": None}
    assert difference(before, after) == [
        {"op": "replace", "path": "/titles/0/value", "old": "A", "value": "B"},
        {"op": "add", "path": "/titles/1", "value": {"value": "C"}},
    ]


def test_tells_true_from_one() -> None:
    assert difference({"e": 1}, {"e": True}) == [{"op": "replace", "path": "/e", "old": 1, "value": True}]
