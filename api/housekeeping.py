"""What running servers and workers do by themselves: what was sent for matching is removed when its time has passed."""

import asyncio
import contextlib
import datetime as dt
from collections.abc import AsyncIterator

import structlog
from fastapi.concurrency import run_in_threadpool

from registry.store.errors import StoreError
from registry.store.store import Store

EVERY_SECONDS = 3600.0

log = structlog.get_logger(__name__)


@contextlib.asynccontextmanager
async def housekeeping(store: Store, every: float = EVERY_SECONDS) -> AsyncIterator[None]:
    """Keep house while the block runs, first at once."""
    stop = asyncio.Event()
    task = asyncio.create_task(_keep(store, every, stop))
    try:
        yield
    finally:
        stop.set()
        await task  # a round that has begun ends: the store is closed next


async def _keep(store: Store, every: float, stop: asyncio.Event) -> None:
    while not stop.is_set():
        await run_in_threadpool(expire_queries, store)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), every)


def expire_queries(store: Store) -> None:
    """Remove photographs and words that have expired.

    Never fails: the next round tries again, nothing must stop because a disk was full.
    """
    try:
        removed = store.expire_queries(dt.datetime.now(dt.UTC))
        if removed:
            log.info("query pictures expired", removed=removed)
    except StoreError as error:
        log.warning("query pictures could not be expired", reason=str(error))
