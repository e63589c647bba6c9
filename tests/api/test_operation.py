"""For whoever runs the server: health, readiness, metrics, logs."""

import json
from pathlib import Path

import httpx2
import pytest
import structlog
from fastapi.testclient import TestClient

from api.app import create_app
from api.errors import Busy
from api.match_pool import MatchPool
from api.metrics import Metrics
from registry.settings import Settings
from registry.vocabulary.lists import Role
from tests.api.conftest import World
from tests.api.live import serving


def test_health_needs_nothing(client: TestClient) -> None:
    assert client.get("/health").json()["status"] == "alive"


@pytest.mark.parametrize(
    "path",
    ["/health", "/ready", "/metrics", "/v1/objects", "/v1/coverage", "/coverage", "/static/repatria.css", "/docs"],
)
def test_head_is_get_without_the_body(client: TestClient, world: World, path: str) -> None:
    officer = world.headers("officer")
    got, head = client.get(path, headers=officer), client.head(path, headers=officer)
    assert head.status_code == got.status_code == 200
    assert head.content == b""
    assert head.headers["content-type"] == got.headers["content-type"]
    if path not in {"/metrics", "/v1/coverage", "/coverage"}:  # these tell the time or count themselves
        assert head.headers["content-length"] == got.headers["content-length"]


def test_head_is_refused_where_get_is(client: TestClient, world: World) -> None:
    assert client.head("/v1/objects").status_code == 401
    assert client.head("/nothing").status_code == 404
    not_read = client.head("/v1/match", headers=world.headers("officer"))
    assert (not_read.status_code, not_read.headers["allow"]) == (405, "POST")
    assert client.put("/health").headers["allow"] == "GET, HEAD"
    with serving(create_app(world.settings)) as address:  # a real server counts the bytes that it sends
        head = httpx2.head(f"{address}/health")
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) > 0
    client.head("/health")
    assert 'method="HEAD",route="/health"' in client.get("/metrics").text


def test_ready_looks_at_every_part(client: TestClient) -> None:
    state = client.get("/ready").json()
    assert state["ready"] is True
    assert [part["name"] for part in state["parts"]] == ["store", "index", "models", "weights"]


def test_not_ready_says_what_to_do(folder: Path) -> None:
    with TestClient(create_app(Settings(data=folder, descriptor="none"))) as client:
        state = client.get("/ready")
        assert any("descriptor" in line for line in state.json()["degraded"])
        client.app.state.parts.repatria.register.index.close()
        broken = client.get("/ready")
        assert broken.status_code == 503
        assert not broken.json()["ready"]


def test_metrics_count_routes_not_paths(client: TestClient, world: World) -> None:
    client.get(f"/v1/objects/{world.ids['painting']}", headers=world.headers("officer"))
    text = client.get("/metrics").text
    assert 'route="/v1/objects/{object_id}"' in text
    assert world.ids["painting"] not in text
    assert "repatria_request_seconds_bucket" in text


def test_invented_methods_do_not_fill_the_metrics(client: TestClient) -> None:
    for number in range(3):
        assert client.request(f"INVENTED{number}", "/health").status_code == 405
    text = client.get("/metrics").text
    assert "INVENTED" not in text
    assert 'method="other"' in text


def test_coverage_is_counted_for_the_role(client: TestClient, world: World) -> None:
    nobody = client.get("/v1/coverage").json()
    registrar = client.get("/v1/coverage", headers=world.headers("registrar")).json()
    assert registrar["objects"] > nobody["objects"] > 0
    assert nobody["by_type"].get("coin", 0) < registrar["by_type"]["coin"]
    # Photographs were counted for everybody, those of hidden records too; now there are only objects, by role.
    assert "pictures" not in nobody
    assert registrar["objects_with_pictures"] > nobody["objects_with_pictures"] > 0


def test_logs_hold_no_words_names_or_keys(client: TestClient, world: World, capsys: pytest.CaptureFixture[str]) -> None:
    with structlog.testing.capture_logs() as lines:
        client.get("/v1/objects", params={"q": "Jeanne"}, headers=world.headers("officer"))
        client.post(
            "/v1/match",
            files=[("photos", ("my holiday.jpg", world.painting_jpeg, "image/jpeg"))],
            headers=world.headers("officer"),
        )
    text = json.dumps([str(line) for line in lines])
    assert "/v1/objects" in text
    for secret in ("Jeanne", "holiday", world.keys[Role.OFFICER]):
        assert secret not in text


def test_a_request_id_from_a_proxy_is_kept_if_it_is_plain(client: TestClient) -> None:
    assert client.get("/health", headers={"X-Request-ID": "proxy-12345678"}).headers["x-request-id"] == "proxy-12345678"
    assert client.get("/health", headers={"X-Request-ID": "<script>alert(1)"}).headers["x-request-id"].isalnum()


async def _three_in_a_pool_of_two() -> list[str]:
    import asyncio
    import threading

    pool, go = MatchPool(1, Metrics(), max_waiting=1), threading.Event()
    first = asyncio.create_task(pool.run(lambda: go.wait(5)))
    second = asyncio.create_task(pool.run(lambda: go.wait(5)))
    await asyncio.sleep(0.05)
    try:
        await pool.run(lambda: True)
        outcome = "ran"
    except Busy:
        outcome = "busy"
    go.set()
    await asyncio.gather(first, second)
    pool.close()
    return [outcome]


def test_a_full_queue_says_so_at_once() -> None:
    import asyncio

    assert asyncio.run(_three_in_a_pool_of_two()) == ["busy"]
