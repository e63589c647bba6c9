"""Stored answers: who may read them, their images, and what is left once the photographs have gone."""

import datetime as dt
import io

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from PIL import Image

from registry.vocabulary.lists import Role
from tests.api.conftest import World
from tests.api.test_match import ask, photo


@pytest.fixture(scope="module")
def answer(client: TestClient, world: World) -> dict:
    """An officer's answer with a picture match."""
    return ask(client, world, files=[photo(world.painting_phone, "IMG 1.jpg")]).json()


def test_the_answer_can_be_read_again(client: TestClient, world: World, answer: dict) -> None:
    again = client.get(f"/v1/matches/{answer['id']}", headers=world.headers("officer"))
    assert again.status_code == 200
    assert again.json() == answer
    assert "no-store" in again.headers["cache-control"]


@pytest.mark.parametrize(
    ("role", "status"), [("investigator", 200), ("registrar", 200), ("trade", 404), ("public", 404)]
)
def test_others_read_it_only_by_role(
    app: FastAPI, client: TestClient, world: World, answer: dict, role: str, status: int
) -> None:
    path = f"/v1/matches/{answer['id']}"
    assert client.get(path, headers=world.headers(role)).status_code == status
    overlay = answer["candidates"][0]["evidence"][0]["picture"]["side_by_side_url"]
    sent = f"{path}/photographs/{answer['inputs'][0]['sha256']}"
    audit = app.state.parts.repatria.store.audit
    for address in (overlay, sent, f"{path}/rescored"):
        assert client.get(address, headers=world.headers(role)).status_code == status
    page = client.get(f"/matches/{answer['id']}", headers=world.headers(role) | {"Accept": "text/html"})
    assert page.status_code == status
    key_id = app.state.parts.repatria.store.keys.check(world.keys[Role(role)]).id
    noted = [
        entry.detail["part"]
        for entry in audit.since(0, 10_000)
        if (entry.action, entry.subject, entry.actor) == ("match viewed", answer["id"], f"key:{key_id}")
    ]
    number = overlay.split("/")[-2]
    image = f"overlay {answer['candidates'][0]['object_id']} {number} side-by-side"
    parts = ["answer", image, f"photograph {answer['inputs'][0]['sha256']}", "answer scored again", "answer"]
    assert noted == (parts if status == 200 else [])


def test_reading_ones_own_match_is_not_logged(app: FastAPI, client: TestClient, world: World, answer: dict) -> None:
    audit = app.state.parts.repatria.store.audit
    before = audit.head()
    path = f"/v1/matches/{answer['id']}"
    for address in (path, f"{path}/photographs/{answer['inputs'][0]['sha256']}"):
        assert client.get(address, headers=world.headers("officer")).status_code == 200
    assert audit.head() == before


def test_the_images_can_be_seen(client: TestClient, world: World, answer: dict) -> None:
    evidence = answer["candidates"][0]["evidence"]
    number = next(n for n, item in enumerate(evidence) if item["picture"])
    base = f"/v1/matches/{answer['id']}/overlay/{world.ids['painting']}/{number}"
    sizes = {}
    for kind in ("warped", "registered", "side-by-side", "query", "crop"):
        response = client.get(f"{base}/{kind}", headers=world.headers("officer"))
        assert response.status_code == 200, (kind, response.text)
        assert response.headers["content-type"] == "image/jpeg"
        sizes[kind] = Image.open(io.BytesIO(response.content)).size
    assert sizes["warped"] == sizes["registered"], "a slider needs both at one size"
    assert client.get(f"{base}/upside-down", headers=world.headers("officer")).status_code == 422
    for wrong in ("99", "-1"):
        path = f"/v1/matches/{answer['id']}/overlay/{world.ids['painting']}/{wrong}/crop"
        assert client.get(path, headers=world.headers("officer")).json()["type"] == "/problems/overlay-not-found"


def test_the_sent_photograph_is_shown_without_metadata(client: TestClient, world: World, answer: dict) -> None:
    path = f"/v1/matches/{answer['id']}/photographs/{answer['inputs'][0]['sha256']}"
    response = client.get(path, headers=world.headers("officer"))
    assert response.status_code == 200
    assert not Image.open(io.BytesIO(response.content)).getexif()
    other = client.get(f"/v1/matches/{answer['id']}/photographs/{'0' * 64}", headers=world.headers("officer"))
    assert other.status_code == 404


def test_an_unknown_match_is_not_found(client: TestClient, world: World) -> None:
    for match_id in ("M-nothing", "..", "%00", "x" * 90):
        response = client.get(f"/v1/matches/{match_id}", headers=world.headers("officer"))
        assert response.status_code == 404


def test_without_keeping_there_are_no_images(client: TestClient, world: World) -> None:
    sent = world.painting_phone + b"\0"  # other bytes, so that no other test keeps them
    answer = ask(client, world, files=[photo(sent)], data={"keep_pictures": "false"}).json()
    assert answer["pictures_kept_until"] is None
    path = f"/v1/matches/{answer['id']}/photographs/{answer['inputs'][0]['sha256']}"
    response = client.get(path, headers=world.headers("officer"))
    assert response.status_code == 410
    assert response.json()["type"] == "/problems/photograph-not-kept"
    base = f"/v1/matches/{answer['id']}/overlay/{answer['candidates'][0]['object_id']}/0"
    assert client.get(f"{base}/side-by-side", headers=world.headers("officer")).status_code == 410
    assert client.get(f"{base}/registered", headers=world.headers("officer")).status_code == 200


def test_expired_photographs_leave_the_answer(app: FastAPI, client: TestClient, world: World) -> None:
    sent = world.painting_phone + b"\0\0"
    answer = ask(client, world, files=[photo(sent)]).json()
    store = app.state.parts.repatria.store
    path = f"/v1/matches/{answer['id']}"
    assert client.get(
        f"{path}/photographs/{answer['inputs'][0]['sha256']}", headers=world.headers("officer")
    ).is_success
    store.expire_queries(dt.datetime.now(dt.UTC) + dt.timedelta(days=365))
    gone = client.get(f"{path}/photographs/{answer['inputs'][0]['sha256']}", headers=world.headers("officer"))
    assert gone.status_code == 410
    left = client.get(path, headers=world.headers("officer")).json()["inputs"]
    assert [each["sha256"] for each in left] == [each["sha256"] for each in answer["inputs"]]
