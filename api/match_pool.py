"""Matches are arithmetic: a few run at once in threads of their own, the others wait in a queue of bounded length.

ONNX Runtime, OpenCV, FAISS and tantivy release the interpreter lock while they compute, so the event loop goes on
answering. More matches at once than `parallel_matches` would only make all of them slower.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from api.errors import Busy
from api.metrics import Metrics


class MatchPool:
    """Runs blocking work in `parallel` threads, first come, first served."""

    def __init__(self, parallel: int, metrics: Metrics, *, max_waiting: int) -> None:
        """Beyond `max_waiting` a match would wait for minutes: better to say so at once."""
        self._threads = ThreadPoolExecutor(parallel, thread_name_prefix="match")
        self._max = parallel + max_waiting
        self._inside = 0
        self._metrics = metrics

    async def run[Result](self, work: Callable[[], Result]) -> Result:
        """The result of `work`. Raises Busy at once when too many wait already."""
        if self._inside >= self._max:
            raise Busy("Many matches are waiting already.")
        self._inside += 1
        self._metrics.waiting.inc()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._timed, work)
        finally:
            self._inside -= 1

    def close(self) -> None:
        """Wait for what runs; drop what waits."""
        self._threads.shutdown(cancel_futures=True)

    def _timed[Result](self, work: Callable[[], Result]) -> Result:
        self._metrics.waiting.dec()
        self._metrics.running.inc()
        started = time.perf_counter()
        try:
            return work()
        finally:
            self._metrics.running.dec()
            self._metrics.matches.inc()
            self._metrics.match_seconds.observe(time.perf_counter() - started)
