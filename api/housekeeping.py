"""What a running server does by itself: pictures sent for matching are removed when their time has passed."""

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
    task = asyncio.create_task(_keep(store, every))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _keep(store: Store, every: float) -> None:
    while True:
        try:
            removed = await run_in_threadpool(store.expire_queries, dt.datetime.now(dt.UTC))
            if removed:
                log.info("query pictures expired", removed=removed)
        except StoreError as error:
            # The next round tries again; a server must not stop because a disk was full for a moment.
            log.warning("query pictures could not be expired", reason=str(error))
        await asyncio.sleep(every)
