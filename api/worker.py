"""The worker: a process that brings what is written into the index, and keeps house, for servers that have more to do.

Any number of them may run. One that is killed loses nothing: what it was applying is free for the others at once.
"""

import random
from collections.abc import Callable
from pathlib import Path
from threading import Event
from time import monotonic

import structlog

from api.housekeeping import EVERY_SECONDS, expire_queries
from matcher.service import Repatria
from registry.index.errors import SearchIndexError
from registry.registering.errors import RegisteringError
from registry.store.errors import StoreError

LOOK_EVERY_SECONDS = 1.0
"""How long a change may wait unseen while there is nothing else to do."""
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 1.0, 60.0

log = structlog.get_logger(__name__)


class BackOff:
    """How long to wait after the first, second, … failure: twice as long each time, up to a limit.

    Each wait is shortened by chance, down to its half, so that several workers do not all come back at once.
    """

    def __init__(
        self,
        first: float = FIRST_WAIT_SECONDS,
        longest: float = LONGEST_WAIT_SECONDS,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """`chance` gives numbers from 0 to 1."""
        self._first, self._longest, self._chance = first, longest, chance
        self._failures = 0

    def failed(self) -> float:
        """The seconds to wait after one more failure."""
        # More doublings than that are beyond any limit, and would overflow one day.
        whole = min(self._longest, self._first * 2.0 ** min(self._failures, 30))
        self._failures += 1
        return whole * (1 - self._chance() / 2)

    def succeeded(self) -> None:
        """Begin anew."""
        self._failures = 0


class Worker:
    """Works until told to stop."""

    def __init__(
        self, repatria: Repatria, stop: Event, *, heartbeat: Path | None = None, back_off: BackOff | None = None
    ) -> None:
        """`heartbeat` is a file whose time says when the worker last showed that it lives."""
        self._repatria, self._stop, self._heartbeat = repatria, stop, heartbeat
        self._back_off = back_off or BackOff()
        self._house_kept_at = -EVERY_SECONDS

    def run(self) -> None:
        """Work off the outbox, look again every second, wait longer while index or store are away."""
        log.info("worker started", waiting=self._repatria.store.outbox.pending())
        while not self._stopped():
            self._stop.wait(self.step())
        log.info("worker ended")

    def step(self) -> float:
        """One round; gives the seconds to wait for the next one."""
        try:
            done = self._repatria.register.work_off(self._stopped)
            self._keep_house()
        except (SearchIndexError, RegisteringError, StoreError) as error:
            seconds = self._back_off.failed()
            log.warning("changes wait", reason=str(error), next_try_seconds=round(seconds, 1))
            return seconds
        self._back_off.succeeded()
        if done:
            log.info("changes indexed", changes=done)
        return LOOK_EVERY_SECONDS

    def _stopped(self) -> bool:
        """Asked between any two batches: the moment to show that we live."""
        if self._heartbeat is not None:
            self._heartbeat.touch()
        return self._stop.is_set()

    def _keep_house(self) -> None:
        now = monotonic()
        if now - self._house_kept_at >= EVERY_SECONDS:
            self._house_kept_at = now
            expire_queries(self._repatria.store)
