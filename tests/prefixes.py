"""Indices of a test's own on an Elasticsearch that the session shares."""

import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from elasticsearch import Elasticsearch

from tests.servers import ElasticsearchServer

Variables = dict[str, str]
"""Settings by their names in the environment."""


@contextmanager
def new_prefix(server: ElasticsearchServer) -> Iterator[Variables]:
    """Settings of an index of one's own on a server, deleted afterwards."""
    prefix = f"t-{secrets.token_hex(8)}"
    variables = {
        "REPATRIA_ELASTICSEARCH_URL": server.url,
        "REPATRIA_ELASTICSEARCH_USER": server.user,
        "REPATRIA_ELASTICSEARCH_PASSWORD": server.password,
        "REPATRIA_ELASTICSEARCH_PREFIX": prefix,
        # Tests run beside others on few cores.
        "REPATRIA_ELASTICSEARCH_TIMEOUT": "30",
    }
    if server.ca is not None:
        variables["REPATRIA_ELASTICSEARCH_CA"] = str(server.ca)
    yield variables
    with elasticsearch_client(server) as client:
        names = [str(each["index"]) for each in client.cat.indices(index=f"{prefix}-*", format="json")]
        if names:
            client.indices.delete(index=names)
        client.options(ignore_status=404).indices.delete_index_template(name=f"{prefix}*")


def elasticsearch_client(server: ElasticsearchServer) -> AbstractContextManager[Elasticsearch]:
    """A client of the tests' own; use it in a `with` statement."""
    ca = {"ca_certs": str(server.ca)} if server.ca else {}
    return Elasticsearch(server.url, basic_auth=(server.user, server.password), request_timeout=60, **ca)
