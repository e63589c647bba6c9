"""A server that is slow, and one that many ask at once: nobody waits for long, and nothing piles up."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
from fastapi.testclient import TestClient

from api.app import create_app
from registry.index.elasticsearch import ElasticsearchIndex
from registry.index.elasticsearch.connection import MOST_AT_ONCE, Access
from registry.index.protocol import Filters, LookHits, LookQuery
from registry.vocabulary.lists import Level
from tests.faults.installing import settings_on
from tests.faults.proxy import Proxy
from tests.registry.index.making import entry, picture
from tests.servers import ElasticsearchServer

PARALLEL = 50
TIMEOUT_SECONDS = 1.0
# Twice the time of a request (one to wait for a free connection, one for the answer), and what a busy machine adds.
LONGEST_SECONDS = 2 * TIMEOUT_SECONDS + 6.0


def test_a_slow_server_keeps_nobody_waiting(
    elasticsearch_server: ElasticsearchServer, way: Proxy, prefix: str, tmp_path: Path
) -> None:
    server = elasticsearch_server
    settings = settings_on(
        tmp_path, url=f"https://localhost:{way.port}", ca=server.ca, user=server.user, password=server.password,
        prefix=prefix, timeout=TIMEOUT_SECONDS,
    )  # fmt: skip
    with TestClient(create_app(settings)) as client:

        def look() -> tuple[int, str, float]:
            began = time.monotonic()
            answer = client.get("/v1/coverage")
            return answer.status_code, str(answer.json().get("type", "")), time.monotonic() - began

        deadline = time.monotonic() + 60
        while look()[0] != 200:
            # The first index is made within the short time-outs of this installation.
            assert time.monotonic() < deadline
        way.delay = 4 * TIMEOUT_SECONDS
        with ThreadPoolExecutor(PARALLEL) as pool:
            asked = [pool.submit(look) for _ in range(PARALLEL)]
            time.sleep(TIMEOUT_SECONDS / 2)
            began = time.monotonic()
            assert client.get("/health").status_code == 200
            assert time.monotonic() - began < TIMEOUT_SECONDS
            answers = [each.result() for each in asked]
        assert {(status, problem) for status, problem, _ in answers} == {(503, "/problems/index-unavailable")}
        assert max(seconds for _, _, seconds in answers) < LONGEST_SECONDS
        way.delay = 0.0
        assert look()[0] == 200


def test_many_at_once_share_a_few_connections(way: Proxy, access: Access, prefix: str) -> None:
    rng = np.random.default_rng(8)
    objects = [entry(f"obj-{number:02}", pictures=[picture(rng, views=2)]) for number in range(PARALLEL)]
    through = replace(access, nodes=(f"https://localhost:{way.port}",))
    index = ElasticsearchIndex.open(through, prefix=prefix)
    index.apply(objects, generation=1)
    queries = [_query_for(each.pictures[0].views[0].descriptor, each.pictures[0].words) for each in objects]
    filters = Filters(clearance=Level.OWNER)
    alone = [index.near_pictures([query], filters=filters)[0] for query in queries]
    together = threading.Barrier(PARALLEL)

    def ask(query: LookQuery) -> LookHits:
        together.wait(60)
        return index.near_pictures([query], filters=filters)[0]

    with ThreadPoolExecutor(PARALLEL) as pool:
        assert list(pool.map(ask, queries)) == alone
    index.close()
    assert [hits.descriptors[0].object_id for hits in alone] == [each.object_id for each in objects]
    assert 1 < way.most <= MOST_AT_ONCE


def _query_for(descriptor: np.ndarray | None, words: np.ndarray | None) -> LookQuery:
    assert descriptor is not None
    return LookQuery(descriptors=descriptor[None], words=words, limit=5)
