"""How a search index follows the store: each machine's own by its generation, one that machines share by the outbox."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Lock
from typing import Protocol

from registry.index.errors import IndexBusy, IndexUnavailable
from registry.index.protocol import ObjectEntry, SearchIndex
from registry.records.object import CulturalObject
from registry.store.outbox import Outbox, OutboxRow
from registry.store.store import Store

BATCH = 500
"""Changes applied at once by whoever has nothing else to do."""
IN_PASSING = 100
"""Changes applied at once by whoever wants to search; of a longer queue, only so many."""
PATIENCE_SECONDS = 2.0
"""How long a search waits for the last changes while others apply them; it does not wait for an import."""
_LOOK_EVERY_SECONDS = 0.05
_REST_SECONDS = 10.0
"""How long searches do not try again to write an index that could be read but not written."""

EntryOf = Callable[[CulturalObject], ObjectEntry]

log = logging.getLogger(__name__)


class Following(Protocol):
    """Keeps an index in step with the store."""

    def catch_up(self) -> int:
        """Bring the index up to the store, or as near as may be without a long wait; returns where it is."""

    def work_off(self, stopped: Callable[[], bool]) -> int:
        """Apply what is to be applied until nothing is left or `stopped` says so; returns how many changes."""

    def replacing(self) -> AbstractContextManager[None]:
        """The time in which other content takes the index's place by other means than `SearchIndex.rebuild`.

        For going back to an earlier build, say, or restoring a snapshot: nobody applies anything meanwhile, and what the
        new content lacks is queued at the end.
        """


class ByGeneration:
    """For an index that only this machine reads: it takes in the changes after its own generation."""

    def __init__(self, store: Store, index: SearchIndex, entry_of: EntryOf) -> None:
        """`entry_of` makes the index entry of a record."""
        self._store, self._index, self._entry_of = store, index, entry_of
        self._lock = Lock()
        self._retired = False

    def catch_up(self) -> int:
        """See `Following`. While another process writes the index (an import, a rebuild), what is indexed serves."""
        self._retire()
        generation = self._store.generation()
        self._index.refresh(generation)
        if self._index.state().generation < generation:
            self._apply(generation)
        return self._index.state().generation

    def work_off(self, stopped: Callable[[], bool]) -> int:
        """See `Following`."""
        del stopped  # a batch after another is written, and an interruption loses none of them
        before = self._index.state().generation
        return max(0, self.catch_up() - before)

    def replacing(self) -> AbstractContextManager[None]:
        """See `Following`. The content's own generation says what it lacks."""
        return nullcontext()

    def _apply(self, generation: int) -> None:
        with self._lock:
            while (reached := self._index.state().generation) < generation:
                rows = self._store.changes_since(reached, BATCH)
                if not rows:
                    return
                try:
                    self._index.apply(_entries(self._store, rows, self._entry_of), generation=rows[-1].sequence)
                except IndexBusy:
                    return

    def _retire(self) -> None:
        """Once a process: where a shared index was used before, nobody would take its rows away any more."""
        if not self._retired:
            if self._store.outbox.is_followed():
                self._store.outbox.retire()
            self._retired = True


class ByOutbox:
    """For an index that several machines share: everyone helps to work off the outbox.

    The index is never told of a generation before all changes up to it are in. So an index that is behind what the
    outbox has settled is another one than before (rebuilt, restored, lost), and has what it lacks queued again. A
    rebuild itself needs nobody to wait: what is applied while it goes on also gets into the new content, or is refused.
    """

    def __init__(self, store: Store, index: SearchIndex, entry_of: EntryOf) -> None:
        """`entry_of` makes the index entry of a record."""
        self._store, self._index, self._entry_of = store, index, entry_of
        self._leave_unwritten_until = 0.0

    @property
    def _outbox(self) -> Outbox:
        return self._store.outbox

    def catch_up(self) -> int:
        """See `Following`. Raises what the index raises while it cannot be read.

        One that can be read but not written (a disk is full, the servers choose a new master) serves as it is.
        """
        generation = self._store.generation()
        reached = self._reached(generation)
        if time.monotonic() < self._leave_unwritten_until:
            return reached
        wait = PATIENCE_SECONDS if generation - reached <= IN_PASSING else 0.0
        deadline = time.monotonic() + wait
        while reached < generation:
            try:
                taken = self._round(IN_PASSING)
            except IndexUnavailable as error:
                self._leave_unwritten_until = time.monotonic() + _REST_SECONDS
                log.warning("changes are kept and will be indexed later: %s", error)
                return self._reached(generation)
            reached = self._reached(generation)
            if reached < generation and time.monotonic() >= deadline:
                break
            if reached < generation and not taken:
                time.sleep(_LOOK_EVERY_SECONDS)
        return reached

    def work_off(self, stopped: Callable[[], bool]) -> int:
        """See `Following`. Raises what the index raises while it is away; the changes then wait."""
        done = 0
        while not stopped():
            taken = self._round(BATCH)
            if not taken:
                break
            done += taken
        return done

    @contextmanager
    def replacing(self) -> Iterator[None]:
        """See `Following`."""
        with self._outbox.paused() as pause:
            yield
            pause.requeue(self._reached(self._store.generation()))

    def _reached(self, generation: int) -> int:
        """Where the index is; `generation` is where it should be."""
        self._index.refresh(generation)
        return self._index.state().generation

    def _round(self, limit: int) -> int:
        """Apply some changes; returns how many. None are there, or free, where it is 0."""
        try:
            taken = self._claim_and_apply(limit)
            if taken is None:
                with self.replacing():
                    log.warning("the search index is not the one it was: what it lacks is queued again")
                taken = self._claim_and_apply(limit)
        except IndexBusy:
            return 0
        return taken or 0

    def _claim_and_apply(self, limit: int) -> int | None:
        """How many changes were applied; None where the index lacks some that count as applied."""
        with self._outbox.claim(limit) as claim:
            if not claim.granted:
                return 0
            # The queue first: another process may settle more between the two looks.
            settled = self._outbox.settled()
            if self._reached(settled) < settled:
                return None
            if claim.rows:
                self._index.apply(_entries(self._store, claim.rows, self._entry_of), generation=0)
                # Whatever is raised from here on has to leave the block of the claim, or its rows would be gone.
                with claim.settling() as generation:
                    self._index.apply([], generation=generation)
            return len(claim.rows)


def _entries(store: Store, rows: Sequence[OutboxRow], entry_of: EntryOf) -> list[ObjectEntry]:
    """The entries of the objects that changed, as they are now: an older version would be overwritten anyway."""
    records = store.get_many(dict.fromkeys(row.object_id for row in rows))
    return [entry_of(record) for record in records.values()]
