"""An Elasticsearch that tests may kill, with an installation on it that has been there since the version before."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from elastic_transport import TransportError
from elasticsearch import ApiError
from testcontainers.community.elasticsearch import ElasticSearchContainer

from matcher.answer import MatchAnswer
from matcher.service import Repatria
from registry.index.elasticsearch.connection import Access
from registry.settings import Settings
from tests.faults.installing import Installation, settings_on
from tests.prefixes import elasticsearch_client
from tests.servers import ElasticsearchServer, elasticsearch_image, free_port, kept_volume, running_elasticsearch

BEFORE = "9.1.4"
"""Made before 9.2.0. The last ones of 9.1 were made after it, and write a field of the metadata that it cannot read."""
PRINTS = (1, 2)
PREFIX = "upgraded"


@dataclass(frozen=True)
class OwnServer:
    """A server on a port that stays the same, the installation on it, and its answers around the upgrade."""

    server: ElasticsearchServer
    container: ElasticSearchContainer
    settings: Settings
    ids: dict[int, str]
    before: MatchAnswer
    after: MatchAnswer

    @property
    def access(self) -> Access:
        """How it is reached."""
        return Access((self.server.url,), self.server.ca, self.server.user, self.server.password, timeout=60.0)

    @contextmanager
    def installation(self) -> Iterator[Installation]:
        """The installation, opened."""
        with Repatria.open(self.settings) as repatria:
            yield Installation(repatria)

    def off(self) -> None:
        """Kill the server."""
        self.container.get_wrapped_container().kill()

    def on(self) -> None:
        """Start it again and wait until it answers."""
        self.container.get_wrapped_container().start()
        deadline = time.monotonic() + 300
        with elasticsearch_client(self.server) as client:
            while True:
                try:
                    client.cluster.health(wait_for_status="yellow", timeout="10s")
                except (ApiError, TransportError):
                    assert time.monotonic() < deadline, "Elasticsearch did not come back"
                    time.sleep(0.5)
                else:
                    return


@contextmanager
def upgraded_server(folder: Path) -> Iterator[OwnServer]:
    """Install on the version before, stop it, start the present one on its data."""
    with kept_volume() as volume:
        with (
            running_elasticsearch(elasticsearch_image(BEFORE), volume=volume) as (server, container),
            Repatria.open(_settings(folder, server)) as repatria,
        ):
            installation = Installation(repatria)
            ids = {number: installation.register(number) for number in PRINTS}
            before = installation.match(PRINTS[0])
            # An upgrade is an orderly end, unlike the other ends in this folder.
            container.get_wrapped_container().stop(timeout=60)
        # What a disk holds is looked at every ten seconds, the least that may be set.
        often = {"cluster.info.update.interval": "10s"}
        with running_elasticsearch(volume=volume, port=free_port(), settings=often) as (server, container):
            settings = _settings(folder, server)
            with Repatria.open(settings) as repatria:
                after = Installation(repatria).match(PRINTS[0])
            yield OwnServer(server, container, settings, ids, before, after)


def _settings(folder: Path, server: ElasticsearchServer) -> Settings:
    return settings_on(
        folder, url=server.url, ca=server.ca, user=server.user, password=server.password, prefix=PREFIX, timeout=30
    )
