"""The register: store, fingerprints and index together, the index always following the store."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from registry.fingerprint.entries import object_entry
from registry.fingerprint.models import Models
from registry.index.check import Drift, check, foreign_schemes, repair
from registry.index.embedded import EmbeddedIndex
from registry.index.errors import SearchIndexError
from registry.index.opening import open_index
from registry.index.protocol import ObjectEntry, SearchIndex
from registry.normalise.text import TEXT_SCHEME
from registry.records.object import CulturalObject
from registry.records.photograph import PhotographFacts
from registry.registering.errors import IndexOutOfStep, RegisteringError
from registry.registering.filling import FilledFingerprints
from registry.registering.following import ByGeneration, ByOutbox, Following
from registry.registering.photographs import decode_limits, take_in
from registry.registering.pool import PhotographPool, Refusal
from registry.settings import Settings
from registry.store.derived import DerivedFiles
from registry.store.errors import StoreError
from registry.store.store import Store

log = logging.getLogger(__name__)

_REST_SECONDS = 10.0
"""How long writes leave an index alone that was away: each of them would wait for it in vain."""

Step = Callable[[int, int], None]
"""Progress of long work: how many are done, of how many."""


@dataclass(frozen=True)
class ReindexReport:
    """What a rebuild did; `refused` holds a sentence for every picture that could not be fingerprinted again."""

    objects: int
    fingerprinted: int
    refused: tuple[str, ...]


class Register:
    """One installation's records, pictures and index. Thread-safe; several processes may open the same data."""

    def __init__(self, settings: Settings, store: Store, index: SearchIndex, *, shared: bool | None = None) -> None:
        """Put opened parts together; `Register.open` does all of it.

        `shared`: other machines write this index too. Unless said otherwise, all but the embedded one are shared.
        """
        self.settings = settings
        self.store = store
        self.index = index
        self.derived = DerivedFiles(settings.derived_folder)
        self.is_shared = not isinstance(index, EmbeddedIndex) if shared is None else shared
        way = ByOutbox if self.is_shared else ByGeneration
        self._following: Following = way(store, index, self.entry)
        self._leave_index_until = 0.0

    @classmethod
    def open(cls, settings: Settings, *, discard_damaged_index: bool = False) -> Self:
        """Open or make the data folder, bring the store's tables up to date and open the index.

        `discard_damaged_index` puts an empty index in the place of one that cannot be read, for `reindex` to fill.
        """
        settings.data.mkdir(parents=True, exist_ok=True)
        store = Store.open(settings.resolved_database_url, settings.resolved_pictures_url)
        try:
            index = open_index(settings, discard_damaged=discard_damaged_index)
        except BaseException:
            store.close()
            raise
        return cls(settings, store, index)

    def close(self) -> None:
        """Release files, locks and connections."""
        self.index.close()
        self.store.close()

    @cached_property
    def models(self) -> Models:
        """The learned models, loaded when first needed."""
        return Models.load(self.settings)

    @cached_property
    def fingerprints(self) -> FilledFingerprints:
        """The fingerprints of the present schemes; those that this machine lacks are computed when they are needed."""
        return FilledFingerprints(self.derived, self.models, self.store.pictures, decode_limits(self.settings))

    def entry(self, record: CulturalObject) -> ObjectEntry:
        """The index entry of a record. Fingerprints that this machine lacks are computed first."""
        return object_entry(record, self.fingerprints.filled, self.fingerprints.scheme)

    def catch_up(self) -> int:
        """Bring the index up to the store's generation, or as near as may be, and return where it is.

        Cheap when nothing changed. While others write the index (an import, a rebuild), what is indexed serves: they, or
        the next call, bring the rest. Raises SearchIndexError while the index is away, IndexOutOfStep where it belongs to
        another store.
        """
        reached = self._following.catch_up()
        self._refuse_foreign(reached)
        return reached

    def after_write(self, *, many: bool = False) -> None:
        """Have the next search see what was just written. Never fails: where the index is away, it catches up later.

        `many` changes were written: all that waits is taken in, however long it takes.
        """
        if time.monotonic() < self._leave_index_until:
            return
        try:
            if many:
                self.work_off()
            self.catch_up()
        except (SearchIndexError, RegisteringError, StoreError) as error:
            self._leave_index_until = time.monotonic() + _REST_SECONDS
            log.warning("what was written will be indexed later: %s", error)

    def work_off(self, stopped: Callable[[], bool] = lambda: False) -> int:
        """Take in all changes that wait, until none is left or `stopped` says so; returns how many.

        For a process that does nothing else (`repatria worker`). Raises SearchIndexError while the index is away; the
        changes then wait.
        """
        done = self._following.work_off(stopped)
        self._refuse_foreign(self.index.state().generation)
        return done

    def _refuse_foreign(self, reached: int) -> None:
        # Asked after the index: what is written in between counts for the store.
        if reached > self.store.generation():
            raise IndexOutOfStep(
                f"The search index holds changes up to {reached}, which the store does not know: it belongs to another "
                "or a newer store. Run `repatria reindex` to build it from this one."
            )

    def add_photograph(
        self,
        object_id: str,
        data: bytes,
        facts: PhotographFacts,
        *,
        expected_version: int | None,
        actor: str,
        declared_type: str | None = None,
    ) -> CulturalObject:
        """Add a photograph to an object: kept, fingerprinted, recorded and indexed.

        Raises PictureRejected, ObjectNotFound, StaleVersion, StorageFull; in each case the record is as before.
        """
        self.store.get(object_id)
        photograph = take_in(
            data,
            facts,
            pictures=self.store.pictures,
            fingerprints=self.fingerprints,
            models=self.models,
            limits=decode_limits(self.settings),
            declared_type=declared_type,
        )
        record = self.store.add_photograph(object_id, photograph, expected_version=expected_version, actor=actor)
        self.after_write()
        return record

    def reindex(self, *, rehash: bool = False, step: Step | None = None) -> ReindexReport:
        """Rebuild the index from the store; with `rehash`, first compute the fingerprints that are missing."""
        refused: tuple[str, ...] = ()
        fingerprinted = 0
        if rehash:
            fingerprinted, refused = self._rehash(step)
        generation = self.store.generation()
        total = self.store.count()
        objects = self.index.rebuild(self._entries(total, step), generation=generation, schemes=self._schemes())
        self.catch_up()
        return ReindexReport(objects, fingerprinted, refused)

    def replacing_index(self) -> AbstractContextManager[None]:
        """A block in which the index is put back to earlier content; at its end, what that lacks is queued."""
        return self._following.replacing()

    def _entries(self, total: int, step: Step | None) -> Iterator[ObjectEntry]:
        for done, record in enumerate(self.store.all_objects(), start=1):
            yield object_entry(record, self.fingerprints.stored, self.fingerprints.scheme)
            if step is not None:
                step(done, total)

    def _rehash(self, step: Step | None) -> tuple[int, tuple[str, ...]]:
        missing = self.unfingerprinted()
        refused: list[str] = []
        if missing:
            with PhotographPool(self.settings) as pool:
                for done, outcome in enumerate(pool.fingerprint_stored(missing), start=1):
                    if isinstance(outcome, Refusal):
                        refused.append(outcome.reason)
                    if step is not None:
                        step(done, len(missing))
        return len(missing) - len(refused), tuple(refused)

    def unfingerprinted(self) -> list[str]:
        """Registered pictures without a fingerprint of the present schemes."""
        hashes = {photograph.sha256 for record in self.store.all_objects() for photograph in record.photographs}
        return sorted(sha256 for sha256 in hashes if not self.fingerprints.has(sha256))

    def drift(self) -> Drift:
        """Compare index and store."""
        self.index.refresh(self.store.generation())
        return check(self.index, self.store.versions())

    def foreign_schemes(self) -> tuple[str, ...]:
        """The schemes that the index was built with in another form than the present ones: only a rebuild helps."""
        return foreign_schemes(self.index, self._schemes())

    def repair(self, drift: Drift) -> None:
        """Make the index hold what the store holds of the objects that differ."""

        def entries_of(object_ids: Sequence[str]) -> list[ObjectEntry]:
            return [self.entry(record) for record in self.store.get_many(object_ids).values()]

        repair(self.index, drift, entries_of)

    def roll_back_index(self) -> None:
        """Have the index from before the last rebuild serve again, and bring it up to the store.

        Raises NothingBefore where none is kept.
        """
        with self.replacing_index():
            self.index.rollback()
        self.work_off()

    def _schemes(self) -> dict[str, str]:
        return {**self.models.schemes(), "text": TEXT_SCHEME}
