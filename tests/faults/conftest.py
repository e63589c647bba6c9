"""Servers that are made to fail: the one that all tests share is only slowed down, those of this folder are killed."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from registry.index.elasticsearch.connection import Access
from tests.faults.own import OwnServer, upgraded_server
from tests.faults.proxy import Proxy, proxied
from tests.prefixes import new_prefix
from tests.servers import ElasticsearchServer, need_docker


@pytest.fixture
def prefix(elasticsearch_server: ElasticsearchServer) -> Iterator[str]:
    """Names of a test's own on the shared server."""
    with new_prefix(elasticsearch_server) as variables:
        yield variables["REPATRIA_ELASTICSEARCH_PREFIX"]


@pytest.fixture
def access(elasticsearch_server: ElasticsearchServer) -> Access:
    """How the shared server is reached; patient, since test machines are busy."""
    server = elasticsearch_server
    return Access((server.url,), server.ca, server.user, server.password, timeout=60.0)


@pytest.fixture
def way(elasticsearch_server: ElasticsearchServer) -> Iterator[Proxy]:
    """A way to the shared server that can be made slow."""
    parts = urlsplit(elasticsearch_server.url)
    if parts.hostname != "localhost" or parts.port is None:
        pytest.skip("the certificate of a server named by hand need not be good for a proxy on this machine")
    with proxied(parts.hostname, parts.port) as proxy:
        yield proxy


@pytest.fixture(scope="session")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    """An Elasticsearch of this folder's own, upgraded from the version before, with an installation that was on it."""
    need_docker("nothing: servers of the tests' own are upgraded, filled, stopped and started")
    with upgraded_server(tmp_path_factory.mktemp("upgraded")) as server:
        yield server
