"""What is indexed, object by object, with a look at whether each object's views are its own."""

from collections import deque
from collections.abc import Iterator

from registry.index.elasticsearch.connection import Connection
from registry.index.elasticsearch.names import Names
from registry.index.elasticsearch.walking import every_group, every_hit
from registry.index.protocol import BROKEN

_OBJECTS = {"exists": {"field": "object_id"}}


def indexed_versions(connection: Connection, names: Names) -> Iterator[tuple[str, int]]:
    """Objects by rising id with their versions; BROKEN where views are missing, left over, or without an object.

    Both indices are gone through side by side, each on a view of its own: what is written just then may look broken.
    """
    objects = every_hit(
        connection, names.objects, _OBJECTS, [{"object_id": "asc"}], ["object_id", "version", "view_docs"]
    )
    views = _views_by_object(connection, names)
    waiting = deque([first] if (first := next(views, None)) else [])
    for hit in objects:
        object_id, version, expected = (hit["fields"][name][0] for name in ("object_id", "version", "view_docs"))
        while waiting and waiting[0][0] < object_id:
            yield waiting.popleft()[0], BROKEN
            waiting.extend([after] if (after := next(views, None)) else [])
        found: dict[int, int] = {}
        if waiting and waiting[0][0] == object_id:
            found = waiting.popleft()[1]
            waiting.extend([after] if (after := next(views, None)) else [])
        fits = found == ({version: expected} if expected else {})
        yield object_id, int(version) if fits else BROKEN
    while waiting:
        yield waiting.popleft()[0], BROKEN
        waiting.extend([after] if (after := next(views, None)) else [])


def _views_by_object(connection: Connection, names: Names) -> Iterator[tuple[str, dict[int, int]]]:
    """Object ids, rising, with the number of views of each version."""
    current: str | None = None
    counts: dict[int, int] = {}
    for (object_id, version), count in every_group(connection, names.views, ("object_id", "version")):
        if object_id != current:
            if current is not None:
                yield current, counts
            current, counts = object_id, {}
        counts[int(version)] = count
    if current is not None:
        yield current, counts
