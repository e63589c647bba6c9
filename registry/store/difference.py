"""What changed between two bodies of a record, in the words of JSON Patch (RFC 6902), with the old value kept.

Each change is `{"op": "replace" | "add" | "remove", "path": "/titles/0/value", "old": …, "value": …}`; applied in their
order to the old body they give the new one. Lists are compared place by place, which is what a reader expects of
short lists in a fixed order.
"""

from typing import Any

Change = dict[str, Any]

_STORE_FIELDS = frozenset({"version", "updated_at"})


def difference(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """The changes from one body to the next; the store's own counters are left out."""
    changes: list[Change] = []
    _compare_objects(
        {name: value for name, value in before.items() if name not in _STORE_FIELDS},
        {name: value for name, value in after.items() if name not in _STORE_FIELDS},
        "",
        changes,
    )
    return changes


def _compare(before: Any, after: Any, path: str, changes: list[Change]) -> None:
    if isinstance(before, dict) and isinstance(after, dict):
        _compare_objects(before, after, path, changes)
    elif isinstance(before, list) and isinstance(after, list):
        _compare_lists(before, after, path, changes)
    elif before != after or type(before) is not type(after):
        changes.append({"op": "replace", "path": path, "old": before, "value": after})


def _compare_objects(before: dict[str, Any], after: dict[str, Any], path: str, changes: list[Change]) -> None:
    for name in sorted(before.keys() | after.keys()):
        place = f"{path}/{_escape(name)}"
        if name not in after:
            changes.append({"op": "remove", "path": place, "old": before[name]})
        elif name not in before:
            changes.append({"op": "add", "path": place, "value": after[name]})
        else:
            _compare(before[name], after[name], place, changes)


def _compare_lists(before: list[Any], after: list[Any], path: str, changes: list[Change]) -> None:
    shared = min(len(before), len(after))
    for place in range(shared):
        _compare(before[place], after[place], f"{path}/{place}", changes)
    changes.extend(
        {"op": "add", "path": f"{path}/{place}", "value": after[place]} for place in range(shared, len(after))
    )
    # From the end, so that the numbers of those still to go stay right.
    changes.extend(
        {"op": "remove", "path": f"{path}/{place}", "old": before[place]}
        for place in reversed(range(shared, len(before)))
    )


def _escape(name: str) -> str:
    """A key as a JSON Pointer token (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")
