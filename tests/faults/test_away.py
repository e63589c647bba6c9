"""Elasticsearch is away at the start and in the middle of writes: the store goes on, searches say so, all catches up."""

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.worker import LOOK_EVERY_SECONDS, BackOff, Worker
from registry.sample.phone import to_jpeg
from registry.sample.works import paint_work
from registry.settings import Settings
from registry.vocabulary.lists import Role
from tests.databases import new_database
from tests.faults.own import OwnServer

JPEG = to_jpeg(paint_work("print", 5).pictures[0].rgb, 90)
COIN = {"status": "stolen", "object_type": "coin", "titles": [{"value": "Stater of Panticapaeum"}]}


@pytest.fixture
def settings(
    own_server: OwnServer, postgresql_server: str, tmp_path: Path, model_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Settings]:
    """An installation on PostgreSQL and that server."""
    monkeypatch.setenv("REPATRIA_ELASTICSEARCH_PASSWORD", own_server.server.password)
    with new_database(postgresql_server) as url:
        yield Settings(
            data=tmp_path / "data",
            database_url=url,
            models=model_folder,
            elasticsearch_url=own_server.server.url,
            elasticsearch_ca=own_server.server.ca,
            elasticsearch_user=own_server.server.user,
            elasticsearch_prefix=f"t-{tmp_path.name.replace('_', '-')}",
        )


def test_away_at_the_start_and_in_the_middle_of_writes(own_server: OwnServer, settings: Settings) -> None:
    own_server.off()
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
            assert own_server.server.url.rpartition(":")[2] in index["detail"]
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
        own_server.on()
        assert found() == {first}
        assert client.get("/ready").status_code == 200
        second = register()
        assert found() == {first, second}

        own_server.off()
        third = register()
        away()
        own_server.on()
        worker = Worker(repatria, Event(), back_off=BackOff(0.1, 0.1))
        deadline = time.monotonic() + 60
        while worker.step() != LOOK_EVERY_SECONDS:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert repatria.store.outbox.pending() == 0
        assert found() == {first, second, third}
        assert not repatria.register.drift()
