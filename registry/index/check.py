"""The drift check: does the index hold exactly what the store holds? And the repair of what differs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import batched

from registry.index.protocol import BROKEN, ObjectEntry, SearchIndex

_REPAIRED_AT_ONCE = 200


@dataclass(frozen=True)
class Drift:
    """Object ids, sorted, by how index and store differ.

    `missing` are in the store only, `extra` in the index only, `stale` in both but with different versions. Of the
    stale, those under `unfit` have to be removed before they can be written again: the index has a newer version (the
    store was restored from a backup), or their parts do not fit together.
    """

    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.missing or self.stale or self.extra)


def check(index: SearchIndex, store_versions: Iterable[tuple[str, int]]) -> Drift:
    """Compare the index with the store's (object id, version) pairs; `repair` mends what differs.

    While others write, a difference may only mean that their change is on its way: check again before acting.
    """
    indexed = dict(index.versions())
    missing, stale, unfit = [], [], []
    for object_id, version in store_versions:
        known = indexed.pop(object_id, None)
        if known is None:
            missing.append(object_id)
        elif known != version:
            stale.append(object_id)
            if known > version or known == BROKEN:
                unfit.append(object_id)
    return Drift(tuple(sorted(missing)), tuple(sorted(stale)), tuple(sorted(indexed)), tuple(sorted(unfit)))


def repair(index: SearchIndex, drift: Drift, entries_of: Callable[[Sequence[str]], Iterable[ObjectEntry]]) -> None:
    """Make the index hold what the store holds of the objects that differ.

    `entries_of` gives the entries of objects as the store has them now. An object is gone from the index for a moment
    only where it is unfit. Objects that changed meanwhile stay as they are: newer.
    """
    for ids in batched(drift.extra, _REPAIRED_AT_ONCE):
        index.remove(ids)
    unfit = frozenset(drift.unfit)
    for ids in batched((*drift.missing, *drift.stale), _REPAIRED_AT_ONCE):
        entries = list(entries_of(ids))
        index.remove([object_id for object_id in ids if object_id in unfit])
        index.apply(entries, generation=0)


def foreign_schemes(index: SearchIndex, schemes: dict[str, str]) -> tuple[str, ...]:
    """The names of the schemes that the index was built with in another form than `schemes`, or without.

    Fingerprints and words of different schemes are not comparable: rebuild. An index that was never built from a store
    (a new one) names none, and is not told of.
    """
    built = index.state().schemes
    return (
        tuple(sorted(name for name in built.keys() | schemes if built.get(name) != schemes.get(name))) if built else ()
    )
