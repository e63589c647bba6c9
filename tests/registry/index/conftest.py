"""The engines every contract test runs on."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from elasticsearch import Elasticsearch

from registry.index.elasticsearch import ElasticsearchIndex
from registry.index.elasticsearch.connection import Access
from registry.index.embedded import EmbeddedIndex
from registry.index.protocol import SearchIndex
from tests.servers import ElasticsearchServer

OpenIndex = Callable[[], SearchIndex]


@pytest.fixture(scope="session")
def access(elasticsearch_server: ElasticsearchServer) -> Access:
    """How the engine reaches the test server; patient, since test machines are busy."""
    server = elasticsearch_server
    return Access((server.url,), server.ca, server.user, server.password, timeout=60.0)


@pytest.fixture(scope="session")
def client(access: Access) -> Iterator[Elasticsearch]:
    """A client of the tests' own, to look at the server and to break things."""
    with Elasticsearch(
        list(access.nodes),
        ca_certs=str(access.ca) if access.ca else None,
        basic_auth=(access.user or "", access.password or ""),
        request_timeout=60,
    ) as made:
        yield made


@pytest.fixture(scope="session")
def names(client: Elasticsearch) -> Iterator[str]:
    """What the names of this session's indices begin with; all of them are deleted at its end."""
    prefix = f"test-{secrets.token_hex(4)}"
    yield prefix
    delete_all(client, prefix)


@pytest.fixture
def prefix(client: Elasticsearch, names: str) -> Iterator[str]:
    """Names under which nothing is indexed. The lock's index stays, since making indices is what takes time."""
    yield names
    found = list(
        client.indices.get(index=f"{names}-objects-*,{names}-views-*", features="settings", allow_no_indices=True)
    )
    if found:
        client.indices.delete(index=found)


def delete_all(client: Elasticsearch, prefix: str) -> None:
    """Delete all that an engine has made under a prefix."""
    found = list(client.indices.get(index=f"{prefix}-*", features="settings", allow_no_indices=True))
    if found:
        client.indices.delete(index=found)
    client.options(ignore_status=404).indices.delete_index_template(name=f"{prefix}-no-auto-create")


@pytest.fixture(params=["embedded", "elasticsearch"])
def open_index(request: pytest.FixtureRequest) -> Iterator[OpenIndex]:
    """Opens the same index anew with each call, as another process would."""
    if request.param == "embedded":
        folder: Path = request.getfixturevalue("tmp_path") / "index"
        yield from opener(lambda: EmbeddedIndex.open(folder))
    else:
        access, prefix = request.getfixturevalue("access"), request.getfixturevalue("prefix")
        yield from opener(lambda: ElasticsearchIndex.open(access, prefix=prefix))


def opener(open_once: OpenIndex) -> Iterator[OpenIndex]:
    """Gives `open_once`, and closes what it has opened at the end."""
    opened: list[SearchIndex] = []

    def again() -> SearchIndex:
        opened.append(open_once())
        return opened[-1]

    yield again
    for index in opened:
        index.close()


@pytest.fixture(params=["embedded", "elasticsearch"], scope="module")
def kept_engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    """An empty index for all tests of a file, which write only once: on a server, making one takes longest."""
    if request.param == "embedded":
        index: SearchIndex = EmbeddedIndex.open(tmp_path_factory.mktemp("kept") / "index")
        yield index
        index.close()
        return
    prefix = f"kept-{secrets.token_hex(4)}"
    access, client = request.getfixturevalue("access"), request.getfixturevalue("client")
    index = ElasticsearchIndex.open(access, prefix=prefix)
    yield index
    index.close()
    delete_all(client, prefix)


@pytest.fixture
def engine(open_index: OpenIndex) -> SearchIndex:
    """An empty index."""
    return open_index()


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(20_240_229)
