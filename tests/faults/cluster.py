"""Three nodes of Elasticsearch on this machine, any of which may be killed.

They share the machine's network and talk over its loopback address: nodes that are bound to other addresses want limits
of the system that a test machine need not have. So there is neither TLS nor a password here; both are tried elsewhere.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch
from testcontainers.core.container import DockerContainer

from tests.servers import elasticsearch_image, free_port, owner, remove_orphans

NODES = ("one", "two", "three")
START_SECONDS = 300


@dataclass(frozen=True)
class Cluster:
    """The nodes by their names: where they answer, and their containers."""

    urls: Mapping[str, str]
    containers: Mapping[str, DockerContainer]

    @property
    def url(self) -> str:
        """All nodes, as the setting takes them."""
        return ",".join(self.urls.values())

    def kill(self, node: str) -> None:
        """End a node without a word."""
        self.containers[node].get_wrapped_container().kill()

    def client(self, node: str) -> Elasticsearch:
        """A client of one node; use it in a `with` statement."""
        return Elasticsearch(self.urls[node], request_timeout=60)


@contextmanager
def three_nodes() -> Iterator[Cluster]:
    """A cluster of three nodes with heaps of 512 MB, each of which may be master."""
    remove_orphans()
    http = {node: free_port() for node in NODES}
    transport = {node: free_port() for node in NODES}
    seeds = ",".join(f"127.0.0.1:{port}" for port in transport.values())
    urls = {node: f"http://127.0.0.1:{port}" for node, port in http.items()}
    with ExitStack() as stack:
        containers = {}
        # All are started before any is waited for: none is a cluster without the others.
        for node in NODES:
            container = DockerContainer(
                elasticsearch_image(),
                env={
                    "network.host": "127.0.0.1",
                    "http.port": str(http[node]),
                    "transport.port": str(transport[node]),
                    "node.name": node,
                    "discovery.seed_hosts": seeds,
                    "cluster.initial_master_nodes": ",".join(NODES),
                    "cluster.routing.allocation.disk.threshold_enabled": "false",
                    "xpack.security.enabled": "false",
                    "ES_JAVA_OPTS": "-Xms512m -Xmx512m",
                },
                labels=owner(),
                mem_limit="1300m",
                network_mode="host",
            )
            containers[node] = stack.enter_context(container)
        cluster = Cluster(urls, containers)
        _wait_for_all(cluster)
        yield cluster


def _wait_for_all(cluster: Cluster) -> None:
    deadline = time.monotonic() + START_SECONDS
    with cluster.client(NODES[0]) as client:
        while True:
            try:
                if not client.cluster.health(wait_for_nodes=str(len(NODES)), timeout="10s")["timed_out"]:
                    return
            except (ApiError, TransportError):
                pass
            assert time.monotonic() < deadline, "the nodes did not find each other"
            time.sleep(0.5)
