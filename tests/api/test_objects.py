"""Records: reading with ETags, registering, changing with If-Match, history."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from api import examples
from tests.api.conftest import World

USUAL = examples.OBJECT_CONTENTS["usual"]["value"]


def create(client: TestClient, world: World, content: dict[str, Any] | None = None, **headers: str):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    body = content if content is not None else {"object_type": "painting", "status": "stolen"}
    return client.post("/v1/objects", json=body, headers=world.headers("registrar") | headers)


def test_registering_and_reading(client: TestClient, world: World) -> None:
    made = create(client, world, USUAL)
    assert made.status_code == 201, made.text
    path = made.headers["location"]
    read = client.get(path, headers=world.headers("officer"))
    assert read.headers["etag"] == made.headers["etag"] == '"1"'
    assert read.json()["titles"][0]["value"] == "Harbour at dusk"
    assert read.json()["measurements"][0]["value"] == "62"
    same = client.get(path, headers=world.headers("officer") | {"If-None-Match": '"1"'})
    assert same.status_code == 304
    assert not same.content
    found = client.get("/v1/objects", params={"q": "Verhagen harbour"}, headers=world.headers("officer")).json()
    assert found["hits"][0]["id"] == made.json()["id"]


def test_the_same_external_identifier_twice_is_a_conflict(client: TestClient, world: World) -> None:
    content = {"object_type": "coin", "status": "stolen", "external_ids": [{"scheme": "test", "value": "C1"}]}
    assert create(client, world, content).status_code == 201
    again = create(client, world, content)
    assert again.status_code == 409
    assert "test:C1" in again.json()["detail"]


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ({"status": "stolen"}, "object_type"),
        ({"object_type": "coin"}, "status"),
        ({"object_type": "coin", "status": "gone"}, "status"),
        ({"object_type": "coin", "status": "stolen", "colour": "red"}, "colour"),
        ({"object_type": "coin", "status": "stolen", "loss_event": {"country": "Italy"}}, "loss_event.country"),
        ({"object_type": "coin", "status": "stolen", "date": {"earliest": 5, "latest": 1}}, "date"),
    ],
)
def test_wrong_fields_are_named(client: TestClient, world: World, content: dict[str, Any], field: str) -> None:
    response = create(client, world, content)
    assert response.status_code == 422
    assert field in {each["field"] for each in response.json()["errors"]}


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"quantity": NaN}', "application/json", 400),
        (b"{}", "text/plain", 415),
        (b'"' + b"a" * 2_100_000 + b'"', "application/json", 413),
        (b"[]", "application/json", 422),
        (b"null", "application/json", 422),
    ],
)
def test_bodies_that_cannot_be_used(client: TestClient, world: World, body: bytes, kind: str, status: int) -> None:
    response = client.post("/v1/objects", content=body, headers=world.headers("registrar") | {"Content-Type": kind})
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"


def test_registering_is_safe_to_repeat(client: TestClient, world: World) -> None:
    content = {"object_type": "mask", "status": "stolen", "titles": [{"value": "Once only"}]}
    first = create(client, world, content, Idempotency_Key="k-1")
    again = create(client, world, content, Idempotency_Key="k-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"]
    other = create(client, world, {**content, "status": "missing"}, Idempotency_Key="k-1")
    assert other.json()["type"] == "/problems/idempotency-key-reused"


def patch(client: TestClient, world: World, object_id: str, body: Any, **headers: str):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    kind = {"Content-Type": "application/merge-patch+json"}
    return client.patch(f"/v1/objects/{object_id}", json=body, headers=world.headers("registrar") | kind | headers)


def test_changing_needs_the_version_that_was_read(client: TestClient, world: World) -> None:
    object_id = create(client, world).json()["id"]
    assert patch(client, world, object_id, {"culture": "Greek"}).status_code == 428
    assert patch(client, world, object_id, {"culture": "Greek"}, If_Match="1").status_code == 400
    assert patch(client, world, object_id, {"culture": "Greek"}, If_Match='W/"1"').status_code == 400
    changed = patch(client, world, object_id, {"culture": "Greek"}, If_Match='"1"')
    assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')
    stale = patch(client, world, object_id, {"culture": "Roman"}, If_Match='"1"')
    assert stale.status_code == 412
    assert stale.json()["current_version"] == 2
    assert patch(client, world, object_id, {"culture": None}, If_Match='"2"').json()["culture"] is None


def test_a_new_status_is_a_new_step(client: TestClient, world: World) -> None:
    object_id = create(client, world).json()["id"]
    changed = patch(client, world, object_id, {"status": "recovered"}, If_Match='"1"').json()
    assert [step["status"] for step in changed["status_history"]] == ["stolen", "recovered"]
    shortened = patch(client, world, object_id, {"status_history": [{"status": "recovered"}]}, If_Match='"2"')
    assert shortened.status_code == 409


@pytest.mark.parametrize(
    ("body", "field"),
    [({"id": "X"}, "id"), ({"photographs": []}, "photographs"), ({"status": None}, "status"), ([], "body")],
)
def test_a_patch_that_cannot_be_applied_names_the_field(
    client: TestClient, world: World, body: Any, field: str
) -> None:
    object_id = create(client, world).json()["id"]
    response = patch(client, world, object_id, body, If_Match='"1"')
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == field


def test_history_is_for_registrars(client: TestClient, world: World) -> None:
    object_id = create(client, world).json()["id"]
    patch(client, world, object_id, {"culture": "Greek"}, If_Match='"1"')
    history = client.get(f"/v1/objects/{object_id}/history", headers=world.headers("registrar")).json()
    assert [step["version"] for step in history["versions"]] == [1, 2]
    assert history["versions"][1]["changes"][0]["path"] == "/culture"
    assert history["versions"][1]["actor"].startswith("key:")
    assert client.get(f"/v1/objects/{object_id}/history", headers=world.headers("officer")).status_code == 403


def test_what_is_not_there(client: TestClient, world: World) -> None:
    for object_id in ("RP-NOTHING", "..%2f..", "%00", "x" * 99):
        assert client.get(f"/v1/objects/{object_id}", headers=world.headers("officer")).status_code in {404}
    assert patch(client, world, "RP-NOTHING", {}, If_Match='"1"').status_code == 404
    assert client.delete(f"/v1/objects/{world.ids['painting']}", headers=world.headers("registrar")).status_code == 405


def test_fields_above_the_role_are_not_there(client: TestClient, world: World) -> None:
    path = f"/v1/objects/{world.ids['arabic']}"
    officer = client.get(path, headers=world.headers("officer"))
    assert "P-7781" in officer.text
    for hidden in ("Private person", "10,000 to 50,000"):
        assert hidden not in officer.text
    assert "P-7781" not in client.get(path, headers=world.headers("trade")).text
    assert "Private person" in client.get(path, headers=world.headers("registrar")).text
    assert client.get(f"/v1/objects/{world.ids['secret']}", headers=world.headers("officer")).status_code == 404
    blind = client.get(f"/v1/objects/{world.ids['blind']}", headers=world.headers("trade"))
    assert "Quillon" not in blind.text
    assert "Office of Tests" in blind.text
