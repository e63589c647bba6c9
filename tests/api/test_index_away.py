"""Elasticsearch is away at the start and in the middle of writes: the store goes on, searches say so, all catches up."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from elastic_transport import TransportError
from elasticsearch import ApiError
from fastapi.testclient import TestClient
from testcontainers.community.elasticsearch import ElasticSearchContainer

from api.app import create_app
from api.worker import LOOK_EVERY_SECONDS, BackOff, Worker
from registry.sample.phone import to_jpeg
from registry.sample.works import paint_work
from registry.settings import Settings
from registry.vocabulary.lists import Role
from tests.databases import new_database
from tests.prefixes import elasticsearch_client
from tests.servers import ElasticsearchServer, need_docker, running_elasticsearch

JPEG = to_jpeg(paint_work("print", 5).pictures[0].rgb, 90)
COIN = {"status": "stolen", "object_type": "coin", "titles": [{"value": "Stater of Panticapaeum"}]}


class Switch:
    """A server of one's own that can be turned off and on."""

    def __init__(self, server: ElasticsearchServer, container: ElasticSearchContainer) -> None:
        self.server = server
        self._container = container.get_wrapped_container()

    def off(self) -> None:
        """Kill it."""
        self._container.kill()

    def on(self) -> None:
        """Start it again and wait until it answers."""
        self._container.start()
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


@pytest.fixture(scope="module")
def switch() -> Iterator[Switch]:
    """An Elasticsearch on a port that stays the same."""
    need_docker("nothing: a server of the test's own is stopped and started")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with running_elasticsearch(port=port) as (server, container):
        yield Switch(server, container)


@pytest.fixture
def settings(
    switch: Switch, postgresql_server: str, tmp_path: Path, model_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Settings]:
    """An installation on PostgreSQL and that server."""
    monkeypatch.setenv("REPATRIA_ELASTICSEARCH_PASSWORD", switch.server.password)
    with new_database(postgresql_server) as url:
        yield Settings(
            data=tmp_path / "data",
            database_url=url,
            models=model_folder,
            elasticsearch_url=switch.server.url,
            elasticsearch_ca=switch.server.ca,
            elasticsearch_user=switch.server.user,
            elasticsearch_prefix=f"t-{tmp_path.name.replace('_', '-')}",
        )


def test_away_at_the_start_and_in_the_middle_of_writes(switch: Switch, settings: Settings) -> None:
    switch.off()
    with TestClient(create_app(settings, warm_up=True)) as client:
        repatria = client.app.state.parts.repatria  # type: ignore[attr-defined]
        headers = {"Authorization": f"Bearer {repatria.store.keys.create('Tests', Role.REGISTRAR)[1]}"}
        photos = [("photos", ("print.jpg", JPEG, "image/jpeg"))]

        def register() -> str:
            made = client.post("/v1/objects", json=COIN, headers=headers)
            assert made.status_code == 201, made.text
            object_id = made.json()["id"]
            files = [("file", ("print.jpg", JPEG, "image/jpeg"))]
            added = client.post(f"/v1/objects/{object_id}/photographs", files=files, headers=headers)
            assert added.status_code == 201, added.text
            return str(object_id)

        def away() -> None:
            for answer in (
                client.post("/v1/match", files=photos, headers=headers),
                client.get("/v1/objects", params={"q": "stater"}, headers=headers),
                client.get("/v1/coverage"),
            ):
                assert answer.status_code == 503
                assert int(answer.headers["retry-after"]) > 0
                assert answer.json()["type"] == "/problems/index-unavailable"
                assert "Elasticsearch" in answer.json()["detail"]
            ready = client.get("/ready")
            assert ready.status_code == 503
            (index,) = [part for part in ready.json()["parts"] if not part["ok"]]
            assert index["name"] == "index"
            assert switch.server.url.rpartition(":")[2] in index["detail"]
            assert client.get("/health").status_code == 200

        def found() -> set[str]:
            answer = client.post("/v1/match", files=photos, headers=headers)
            assert answer.status_code == 200, answer.text
            assert answer.json()["registry_generation"] == repatria.store.generation()
            assert answer.json()["degraded"] == []
            return {each["object_id"] for each in answer.json()["candidates"] if each["verdict"] == "strong_candidate"}

        first = register()
        away()
        assert client.get(f"/v1/objects/{first}", headers=headers).status_code == 200
        switch.on()
        assert found() == {first}
        assert client.get("/ready").status_code == 200
        second = register()
        assert found() == {first, second}

        switch.off()
        third = register()
        away()
        switch.on()
        worker = Worker(repatria, Event(), back_off=BackOff(0.1, 0.1))
        deadline = time.monotonic() + 60
        while worker.step() != LOOK_EVERY_SECONDS:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert repatria.store.outbox.pending() == 0
        assert found() == {first, second, third}
        assert not repatria.register.drift()
