"""The register: store, fingerprints and index together, the index always following the store."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Self

from registry.fingerprint.entries import object_entry
from registry.fingerprint.files import FingerprintFiles
from registry.fingerprint.models import Models
from registry.fingerprint.picture import fingerprint_scheme
from registry.index.check import Drift, check
from registry.index.embedded import EmbeddedIndex
from registry.index.errors import IndexBusy
from registry.index.protocol import ObjectEntry, SearchIndex
from registry.records.object import CulturalObject
from registry.records.photograph import PhotographFacts
from registry.registering.photographs import decode_limits, take_in
from registry.registering.pool import PhotographPool, Refusal
from registry.settings import Settings
from registry.store.derived import DerivedFiles
from registry.store.store import Store

_BATCH = 500
_LOCK_SECONDS = 2.0
"""How long writing the index waits for another process: a query must not wait for an import."""

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

    def __init__(self, settings: Settings, store: Store, index: SearchIndex) -> None:
        """Put opened parts together; `Register.open` does all of it."""
        self.settings = settings
        self.store = store
        self.index = index
        self.derived = DerivedFiles(settings.derived_folder)
        self._catching_up = Lock()

    @classmethod
    def open(cls, settings: Settings, *, discard_damaged_index: bool = False) -> Self:
        """Open or make the data folder, bring the store's tables up to date and open the index.

        `discard_damaged_index` puts an empty index in the place of one that cannot be read, for `reindex` to fill.
        """
        settings.data.mkdir(parents=True, exist_ok=True)
        store = Store.open(settings.resolved_database_url, settings.resolved_pictures_url)
        try:
            index = EmbeddedIndex.open(
                settings.index_folder, discard_damaged=discard_damaged_index, lock_timeout=_LOCK_SECONDS
            )
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
    def fingerprints(self) -> FingerprintFiles:
        """The stored fingerprints of the present schemes."""
        return FingerprintFiles(self.derived, fingerprint_scheme(self.models), self.models.local.scheme)

    def entry(self, record: CulturalObject) -> ObjectEntry:
        """The index entry of a record."""
        return object_entry(record, self.fingerprints.fingerprint)

    def catch_up(self) -> int:
        """Bring the index up to the store's generation, or as near as may be, and return where it is.

        Cheap when nothing changed. While another process writes the index (an import, a rebuild), what is indexed serves:
        that process, or the next call, brings the rest.
        """
        generation = self.store.generation()
        self.index.refresh(generation)
        if self.index.state().generation >= generation:
            return generation
        with self._catching_up:
            while (reached := self.index.state().generation) < generation:
                rows = self.store.outbox_since(reached, _BATCH)
                if not rows:
                    break
                records = self.store.get_many({row.object_id for row in rows})
                try:
                    self.index.apply([self.entry(record) for record in records.values()], generation=rows[-1].sequence)
                except IndexBusy:
                    break
        return self.index.state().generation

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
        self.catch_up()
        return record

    def reindex(self, *, rehash: bool = False, step: Step | None = None) -> ReindexReport:
        """Rebuild the index from the store; with `rehash`, first compute the fingerprints that are missing."""
        refused: tuple[str, ...] = ()
        fingerprinted = 0
        if rehash:
            fingerprinted, refused = self._rehash(step)
        generation = self.store.generation()
        total = self.store.count()
        objects = self.index.rebuild(self._entries(total, step), generation=generation, schemes=self.models.schemes())
        self.catch_up()
        return ReindexReport(objects, fingerprinted, refused)

    def _entries(self, total: int, step: Step | None) -> Iterator[ObjectEntry]:
        for done, record in enumerate(self.store.all_objects(), start=1):
            yield self.entry(record)
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
