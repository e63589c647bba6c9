"""Photographs of records: adding, copies without metadata, originals for few."""

import hashlib
import io

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from PIL import Image

from tests.api.conftest import World
from tests.api.test_objects import create


def with_exif() -> bytes:
    picture = Image.effect_noise((500, 400), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x0110] = "Secret camera"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def add(client: TestClient, world: World, object_id: str, data: bytes, role: str = "registrar", **fields: str):
    return client.post(
        f"/v1/objects/{object_id}/photographs",
        files={"file": ("front.jpg", data, "image/jpeg")},
        data=fields,
        headers=world.headers(role),
    )


def test_adding_and_looking(app: FastAPI, client: TestClient, world: World) -> None:
    data = with_exif()
    object_id = create(client, world).json()["id"]
    added = add(client, world, object_id, data, view="front", taken_on="2019", scale_in_picture="true")
    assert added.status_code == 201, added.text
    photograph = added.json()["photographs"][0]
    sha256 = hashlib.sha256(data).hexdigest()
    assert (photograph["sha256"], photograph["view"], photograph["scale_in_picture"]) == (sha256, "front", True)
    for url, side in ((photograph["thumbnail_url"], 400), (photograph["display_url"], 500)):
        for _ in range(2):  # made, then kept
            shown = client.get(url, headers=world.headers("officer"))
            assert shown.status_code == 200
            picture = Image.open(io.BytesIO(shown.content))
            assert max(picture.size) == side
            assert b"Secret camera" not in shown.content
    original = client.get(photograph["original_url"], headers=world.headers("investigator"))
    assert original.content == data
    assert "attachment" in original.headers["content-disposition"]
    log = app.state.parts.repatria.store.audit.since(0, 1000)
    assert any(entry.action == "original downloaded" and entry.subject == object_id for entry in log)
    officer = client.get(f"/v1/objects/{object_id}", headers=world.headers("officer")).json()
    assert officer["photographs"][0]["original_url"] is None
    assert client.get(photograph["original_url"], headers=world.headers("officer")).status_code == 403


def test_the_same_photograph_again_changes_nothing(client: TestClient, world: World) -> None:
    object_id, data = create(client, world).json()["id"], with_exif()
    first, again = add(client, world, object_id, data), add(client, world, object_id, data)
    assert first.json()["version"] == again.json()["version"]
    assert add(client, world, object_id, data, view="back").status_code == 409


def test_a_restricted_photograph_is_as_if_not_there(client: TestClient, world: World) -> None:
    object_id = create(client, world).json()["id"]
    photograph = add(client, world, object_id, with_exif(), confidentiality="2").json()["photographs"][0]
    assert client.get(photograph["display_url"], headers=world.headers("officer")).status_code == 200
    hidden = client.get(photograph["display_url"], headers=world.headers("trade"))
    assert hidden.json()["type"] == "/problems/photograph-not-found"
    assert client.get(f"/v1/objects/{object_id}", headers=world.headers("trade")).json()["photographs"] == []


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"view": "sideways"}, 422),
        ({"confidentiality": "9"}, 422),
        ({"colour": "red"}, 400),
        ({"scale_in_picture": "perhaps"}, 422),
    ],
)
def test_wrong_facts_are_named(client: TestClient, world: World, fields: dict[str, str], status: int) -> None:
    response = add(client, world, world.ids["painting"], with_exif(), **fields)
    assert response.status_code == status
    assert response.json()["errors"][0]["field"] == next(iter(fields))


def test_what_is_no_photograph(client: TestClient, world: World) -> None:
    path, headers = f"/v1/objects/{world.ids['painting']}/photographs", world.headers("registrar")
    assert client.post(path, data={"view": "front"}, headers=headers).json()["errors"][0]["field"] == "file"
    wrong = client.post(path, files={"file": ("a.txt", b"text", "text/plain")}, headers=headers)
    assert wrong.status_code == 415
    assert add(client, world, world.ids["painting"], b"no picture").json()["code"] == "not_an_image"
    assert add(client, world, world.ids["painting"], bytes(3_100_000)).status_code == 413
    assert add(client, world, "RP-NOTHING", with_exif()).status_code == 404
    stale = client.post(
        path, files={"file": ("a.jpg", with_exif(), "image/jpeg")}, headers=headers | {"If-Match": '"99"'}
    )
    assert stale.status_code == 412
    assert client.get(f"{path}/zzz/display", headers=headers).status_code == 422
    assert client.get(f"{path}/{'0' * 64}/display", headers=headers).status_code == 404
