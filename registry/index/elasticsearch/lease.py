"""One rebuild at a time, among all machines: a lease in a document, which runs out when its holder dies.

The document is only written against the sequence number it was read with, so of two who try at once one fails. The
holder renews it every third of its time from a thread of its own, and must ask `confirm` before each step that counts.
It also tells which build is being filled: whoever writes changes writes them there too (see `writing`). Clocks of the
machines may differ by less than the time of a lease.
"""

import os
import platform
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from elasticsearch import ConflictError, Elasticsearch

from registry.index.elasticsearch.connection import Connection
from registry.index.errors import IndexBusy, SearchIndexError

LEASE_ID = "lease"
LEASE_SECONDS = 60.0
CONTROL_MAPPINGS = {
    "dynamic": "strict",
    "properties": {
        "holder": {"type": "keyword"},
        "machine": {"type": "keyword"},
        "building": {"type": "keyword"},
        "expires": {"type": "double"},
    },
}
_POLL_SECONDS = 0.25


@dataclass(frozen=True)
class _Read:
    """The document as it was read: its place in the sequence of writes, and what it says."""

    seq_no: int
    primary_term: int
    content: Mapping[str, Any]


class Lease:
    """The lease of one registry. `held` takes it; `building` may be asked by anybody."""

    def __init__(self, connection: Connection, index: str, *, seconds: float, wait: float) -> None:
        self._connection = connection
        self._index = index
        self._seconds = seconds
        self._wait = wait

    def building(self) -> str | None:
        """The build that is being filled at the moment, by its index of objects."""
        read = self._read()
        building = read.content.get("building") if read else None
        return str(building) if building else None

    @contextmanager
    def held(self) -> Iterator["Held"]:
        """Hold the lease within a `with` block; `IndexBusy` when another keeps it for longer than we wait."""
        holder = Held(self._connection, self._index, self._seconds, self._take())
        renewing = threading.Thread(target=holder.renew_until_released, name="lease", daemon=True)
        renewing.start()
        try:
            yield holder
        finally:
            holder.release()
            renewing.join()

    def _take(self) -> _Read:
        deadline = time.monotonic() + self._wait
        while True:
            read = self._read()
            if read is None or not read.content.get("holder") or read.content["expires"] < time.time():
                taken = _write(self._connection, self._index, read, _content(self._seconds, None))
                if taken is not None:
                    return taken
            if time.monotonic() >= deadline:
                machine = read.content.get("machine") if read else "another machine"
                raise IndexBusy(
                    f"The search index is being rebuilt by {machine}; wait until that has ended. If it was killed, its "
                    f"lock runs out within {self._seconds:.0f} seconds."
                )
            time.sleep(_POLL_SECONDS)

    def _read(self) -> _Read | None:
        def get(client: Elasticsearch) -> Any:
            return client.options(ignore_status=404).get(index=self._index, id=LEASE_ID)

        found = self._connection.ask(get)
        if not found.get("found"):
            return None
        return _Read(found["_seq_no"], found["_primary_term"], found["_source"])


class Held:
    """A lease that is held."""

    def __init__(self, connection: Connection, index: str, seconds: float, taken: _Read) -> None:
        self._connection = connection
        self._index = index
        self._seconds = seconds
        self._latest: _Read | None = taken
        self._until = time.monotonic() + seconds
        self._building: str | None = None
        self._writing = threading.Lock()
        self._released = threading.Event()

    def confirm(self) -> None:
        """Raise `IndexBusy` where the lease was lost: we were away for too long, and another may hold it."""
        if self._latest is None or time.monotonic() >= self._until:
            raise IndexBusy(
                "This rebuild was cut off from Elasticsearch for too long and lost its lock; the index is as it was. Run "
                "`repatria reindex` again."
            )

    def set_building(self, objects_index: str | None) -> None:
        """Tell everybody which build is being filled."""
        self._building = objects_index
        self._renew()
        self.confirm()

    def renew_until_released(self) -> None:
        """Renew again and again; to be run by a thread."""
        while not self._released.wait(self._seconds / 3):
            # The next attempt may get through; `confirm` knows when it is too late.
            with suppress(SearchIndexError):
                self._renew()

    def release(self) -> None:
        """Give the lease back. Where that cannot be said to the server, it runs out."""
        self._released.set()
        with self._writing, suppress(SearchIndexError):
            if self._latest is not None:
                nobody = {"holder": "", "machine": "", "expires": 0.0}
                _write(self._connection, self._index, self._latest, nobody)
                self._latest = None

    def _renew(self) -> None:
        with self._writing:
            if self._latest is None:
                return
            began = time.monotonic()
            written = _write(self._connection, self._index, self._latest, _content(self._seconds, self._building))
            self._latest = written
            self._until = began + self._seconds


def _content(seconds: float, building: str | None) -> dict[str, Any]:
    who = f"{platform.node()} (process {os.getpid()})"
    content = {"holder": secrets.token_hex(8), "machine": who, "expires": time.time() + seconds}
    return content | ({"building": building} if building else {})


def _write(connection: Connection, index: str, before: _Read | None, content: Mapping[str, Any]) -> _Read | None:
    """Replace what was read by `content`; None where another was faster."""

    def put(client: Elasticsearch) -> Any:
        expected: dict[str, Any] = {"op_type": "create"}
        if before is not None:
            expected = {"if_seq_no": before.seq_no, "if_primary_term": before.primary_term}
        try:
            return client.index(index=index, id=LEASE_ID, document=content, timeout=connection.patience, **expected)
        except ConflictError:
            # Ours all the same, if a request that broke off had got through.
            found = client.get(index=index, id=LEASE_ID)
            return found if found["_source"] == dict(content) else None

    answer = connection.order(put)
    return None if answer is None else _Read(answer["_seq_no"], answer["_primary_term"], content)
