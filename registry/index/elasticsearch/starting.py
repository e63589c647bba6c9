"""The first steps in an empty server: the lock's index, and a first build."""

import threading
import time

from elasticsearch import ApiError, Elasticsearch

from registry.index.elasticsearch.building import Builder
from registry.index.elasticsearch.connection import Connection
from registry.index.elasticsearch.lease import CONTROL_MAPPINGS, Lease
from registry.index.elasticsearch.names import Names
from registry.index.errors import IndexBusy

_FIRST_SECONDS = 60.0
"""How long to wait while another machine makes the first build: it is empty, so this only takes long on a busy server."""


class Starter:
    """Makes what is not there yet. Several processes may do so at once."""

    def __init__(self, connection: Connection, names: Names, builder: Builder, lease: Lease) -> None:
        self._connection = connection
        self._names = names
        self._builder = builder
        self._lease = lease
        self._starting = threading.Lock()
        self._started = False

    def start(self) -> None:
        """Once: an empty build where none serves."""
        if self._started:
            return
        # Outside of the lock: threads must not queue up behind a server that is slow.
        if self._builder.serving() is None:
            with self._starting:
                self._make_first()
        self._started = True

    def make_control(self) -> None:
        """The index of the lock, and a template that keeps the server from making our indices by itself."""

        def make(client: Elasticsearch) -> None:
            client.indices.put_index_template(
                name=self._names.template, index_patterns=[f"{self._names.prefix}-*"], allow_auto_create=False
            )
            try:
                client.indices.create(
                    index=self._names.control,
                    mappings=CONTROL_MAPPINGS,
                    settings={"number_of_shards": 1, "auto_expand_replicas": "0-1"},
                )
            except ApiError as error:
                if "resource_already_exists" not in str(error):
                    raise
                # Another machine has just named it: until its shard has started, it cannot be read. (Its status does not
                # tell: that of an index whose shard has not started for the first time is yellow already.)
                client.cluster.health(index=self._names.control, wait_for_active_shards="1", timeout="30s")

        self._connection.order(make)

    def _make_first(self) -> None:
        """Make the first build, or wait while another machine does. `IndexBusy` while one fills it by a rebuild."""
        if self._builder.serving() is not None:
            return
        self.make_control()
        deadline = time.monotonic() + _FIRST_SECONDS
        while self._builder.serving() is None:
            try:
                self._make_empty()
            except IndexBusy:
                if self._lease.building() is not None or time.monotonic() >= deadline:
                    raise

    def _make_empty(self) -> None:
        with self._lease.held():
            if self._builder.serving() is None:
                self._builder.delete_leftovers()
                build = self._builder.create(0, {})
                self._builder.finish(build, 0)
                self._builder.swap(build)
