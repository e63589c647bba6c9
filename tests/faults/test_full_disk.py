"""A disk of the server fills up: it makes the index read-only. Changes wait, answers go on, all is caught up after."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

import pytest

from api.readiness import readiness
from api.worker import LOOK_EVERY_SECONDS, BackOff, Worker
from registry.index.errors import IndexUnavailable
from tests.faults.own import PRINTS, OwnServer
from tests.prefixes import elasticsearch_client

NEWCOMER = 4
DISK = "cluster.routing.allocation.disk."
MORE_THAN_THERE_IS = "900tb"


@contextmanager
def full_disk(server: OwnServer) -> Iterator[None]:
    """Have the server take its disk for full: less is free than it wants to keep free."""
    watermarks = {f"{DISK}watermark.{level}": MORE_THAN_THERE_IS for level in ("low", "high", "flood_stage")}
    with elasticsearch_client(server.server) as client:
        client.cluster.put_settings(persistent={**watermarks, f"{DISK}threshold_enabled": True})
        try:
            yield
        finally:
            client.cluster.put_settings(persistent=dict.fromkeys([*watermarks, f"{DISK}threshold_enabled"]))


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    """Look twice a second, for two minutes."""
    deadline = time.monotonic() + 120
    while not is_so():
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        time.sleep(0.5)


def test_a_full_disk(own_server: OwnServer) -> None:
    with own_server.installation() as installation:
        repatria = installation.repatria
        register, outbox = repatria.register, repatria.store.outbox

        def told_of_read_only() -> bool:
            return any("read-only" in each and "Free space" in each for each in readiness(repatria).degraded)

        assert not told_of_read_only()
        with full_disk(own_server):
            wait_until(told_of_read_only, "the server made its indices read-only")
            newcomer = installation.register(NEWCOMER)
            assert outbox.pending() > 0
            # What is indexed is found, and the answer says that it does not know the newest.
            answer = installation.match(PRINTS[0])
            assert any("behind the records" in each for each in answer.degraded)
            assert answer.registry_generation < repatria.store.generation()
            assert installation.found(PRINTS[0]) == {own_server.ids[PRINTS[0]]}
            assert installation.found(NEWCOMER) == set()
            assert readiness(repatria).ready
            with pytest.raises(IndexUnavailable, match="read-only"):
                register.work_off()
        wait_until(lambda: not told_of_read_only(), "the indices could be written again")
        worker = Worker(repatria, Event(), back_off=BackOff(0.1, 0.1))
        wait_until(lambda: worker.step() == LOOK_EVERY_SECONDS, "the worker was done")
        assert outbox.pending() == 0
        assert installation.found(NEWCOMER) == {newcomer}
        assert installation.match(NEWCOMER).registry_generation == repatria.store.generation()
        assert installation.in_step()
