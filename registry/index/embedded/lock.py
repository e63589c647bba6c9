"""One writer at a time for a folder, among threads and processes, released by the system when its holder dies."""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from registry.index.errors import IndexBusy


class FolderLock:
    """An exclusive lock on `path`. `flock` belongs to the open file, so a killed holder leaves no lock behind."""

    def __init__(self, path: Path, *, timeout: float) -> None:
        self._path = path
        self._timeout = timeout
        self._threads = threading.Lock()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock within a `with` block; `IndexBusy` when it is not free within the timeout in seconds."""
        deadline = time.monotonic() + self._timeout
        if not self._threads.acquire(timeout=self._timeout):
            raise IndexBusy("Another thread is writing the search index; try again later.")
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            try:
                self._wait(descriptor, deadline)
                yield
            finally:
                os.close(descriptor)
        finally:
            self._threads.release()

    def _wait(self, descriptor: int, deadline: float) -> None:
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise IndexBusy(
                        f"Another process is writing the search index ({self._path} is locked); "
                        "wait for that import or reindex to end and try again."
                    ) from None
                time.sleep(0.02)
            else:
                return
