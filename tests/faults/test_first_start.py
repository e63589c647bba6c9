"""The first seconds of an installation of several machines: all of them find nothing, and all want to begin."""

import threading

import pytest
from elasticsearch import Elasticsearch

from registry.index.elasticsearch import ElasticsearchIndex
from registry.index.elasticsearch.connection import Access
from tests.prefixes import elasticsearch_client
from tests.registry.index.making import entry
from tests.servers import ElasticsearchServer

MACHINES = 4


@pytest.mark.parametrize("writes", [True, False], ids=["all write", "all ask"])
def test_machines_that_make_the_first_index_at_once(
    elasticsearch_server: ElasticsearchServer, access: Access, prefix: str, writes: bool
) -> None:
    problems: list[BaseException] = []
    together = threading.Barrier(MACHINES)

    def begin(number: int) -> None:
        index = ElasticsearchIndex.open(access, prefix=prefix)
        try:
            together.wait(30)
            if writes:
                index.apply([entry(f"obj-{number}")], generation=number)
            else:
                assert index.state().objects == 0
        except BaseException as problem:
            problems.append(problem)
        index.close()

    machines = [threading.Thread(target=begin, args=(number,)) for number in range(1, MACHINES + 1)]
    for machine in machines:
        machine.start()
    for machine in machines:
        machine.join()
    assert problems == []
    with elasticsearch_client(elasticsearch_server) as client:
        assert builds(client, prefix) == 1
    index = ElasticsearchIndex.open(access, prefix=prefix)
    expected = {f"obj-{number}": 1 for number in range(1, MACHINES + 1)} if writes else {}
    assert dict(index.versions()) == expected
    index.close()


def builds(client: Elasticsearch, prefix: str) -> int:
    """How many builds there are, serving or left over."""
    return len(client.indices.get(index=f"{prefix}-objects-s*", features="settings"))
