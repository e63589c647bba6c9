"""The drift check: does the index hold exactly what the store holds?"""

from collections.abc import Iterable
from dataclasses import dataclass

from registry.index.protocol import SearchIndex


@dataclass(frozen=True)
class Drift:
    """Object ids, sorted, by how index and store differ.

    `missing` are in the store only, `extra` in the index only, `stale` in both but with different versions.
    """

    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.missing or self.stale or self.extra)


def check(index: SearchIndex, store_versions: Iterable[tuple[str, int]]) -> Drift:
    """Compare the index with the store's (object id, version) pairs.

    `missing` and `stale` are mended by applying those objects again, `extra` by a rebuild. While others write, a
    difference may only mean that their change is on its way: check again before acting.
    """
    indexed = dict(index.versions())
    missing, stale = [], []
    for object_id, version in store_versions:
        known = indexed.pop(object_id, None)
        if known is None:
            missing.append(object_id)
        elif known != version:
            stale.append(object_id)
    return Drift(tuple(sorted(missing)), tuple(sorted(stale)), tuple(sorted(indexed)))
