"""A way to a server that can be made slow: a TCP proxy that holds answers back for as long as it is told."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_CHUNK = 1 << 16


class Proxy:
    """Forwards connections. `delay` seconds are added to every piece of an answer; `most` were open at once."""

    def __init__(self, to: tuple[str, int]) -> None:
        self.delay = 0.0
        self.most = 0
        self._to = to
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self._listening.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def close(self) -> None:
        """End all connections."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        with self._lock:
            for each in self._open:
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            far = socket.create_connection(self._to)
            with self._lock:
                self._open |= {near, far}
                self.most = max(self.most, len(self._open) // 2)
            for source, target, slow in ((near, far, False), (far, near, True)):
                thread = threading.Thread(target=self._forward, args=(source, target, slow), daemon=True)
                self._threads.append(thread)
                thread.start()

    def _forward(self, source: socket.socket, target: socket.socket, slow: bool) -> None:
        with suppress(OSError):
            while data := source.recv(_CHUNK):
                if slow and self.delay:
                    time.sleep(self.delay)
                target.sendall(data)
        with self._lock:
            self._open -= {source, target}
        for each in (source, target):
            # The other direction ends too, and only then are both closed for good.
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        source.close()


@contextmanager
def proxied(host: str, port: int) -> Iterator[Proxy]:
    """A proxy to a server, closed at the end."""
    proxy = Proxy((host, port))
    try:
        yield proxy
    finally:
        proxy.close()
