"""The server is killed in the middle of a rebuild. (That the rebuilding process is: tests/registry/index/test_builds.)"""

from collections.abc import Iterator

import pytest

from registry.index.elasticsearch import ElasticsearchIndex
from registry.index.errors import IndexUnavailable
from registry.index.protocol import ObjectEntry
from tests.faults.own import OwnServer
from tests.prefixes import elasticsearch_client
from tests.registry.index.making import entry

LEASE_SECONDS = 5.0


def test_the_server_is_killed_while_an_index_is_filled(own_server: OwnServer) -> None:
    index = ElasticsearchIndex.open(
        own_server.access, prefix="killed", lock_timeout=10 * LEASE_SECONDS, lease_seconds=LEASE_SECONDS
    )
    index.apply([entry("first")], generation=1)

    def entries() -> Iterator[ObjectEntry]:
        yield from (entry(f"obj-{number:03}") for number in range(250))
        own_server.off()
        yield from (entry(f"obj-{number:03}") for number in range(250, 400))

    with pytest.raises(IndexUnavailable, match="cannot be reached"):
        index.rebuild(entries(), generation=2, schemes={})
    own_server.on()
    # What served before serves on. The half of the new index is there still, and goes with the next rebuild.
    assert list(index.versions()) == [("first", 1)]
    assert generations(own_server) == {0, 2}
    index.apply([entry("second")], generation=3)
    assert index.rebuild((entry(f"obj-{number:03}") for number in range(400)), generation=4, schemes={}) == 400
    assert len(dict(index.versions())) == 400
    assert generations(own_server) == {0, 4}
    index.close()


def generations(server: OwnServer) -> set[int]:
    """The generations at which the builds were begun that are there."""
    with elasticsearch_client(server.server) as client:
        found = client.indices.get(index="killed-objects-s*", features="settings")
    return {int(name.rsplit("-g")[1].split("-")[0]) for name in found}
