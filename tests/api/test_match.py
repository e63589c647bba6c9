"""The main job over HTTP: a photograph in, an explained candidate out; what cannot be used is refused with a reason."""

import hashlib
import io
import threading
import time

import numpy as np
import pytest
from fastapi.testclient import TestClient
from PIL import Image

from matcher.answer import MatchAnswer
from tests.api.conftest import World


def photo(data: bytes, name: str = "photo.jpg", kind: str = "image/jpeg") -> tuple[str, tuple[str, bytes, str]]:
    return "photos", (name, data, kind)


def ask(client: TestClient, world: World, role: str = "officer", **more):
    return client.post("/v1/match", headers=world.headers(role) | more.pop("headers", {}), **more)


def test_a_photographed_painting_is_found_with_evidence(client: TestClient, world: World) -> None:
    response = ask(client, world, files=[photo(world.painting_phone)], data={"text": "a painting", "limit": "3"})
    assert response.status_code == 200, response.text
    answer = MatchAnswer.model_validate(response.json())
    best = answer.candidates[0]
    assert best.object_id == world.ids["painting"]
    assert len(answer.candidates) <= 3
    assert answer.inputs[0].sha256 == hashlib.sha256(world.painting_phone).hexdigest()
    pictures = [item for item in best.evidence if item.kind == "picture"]
    assert pictures[0].picture is not None
    assert pictures[0].picture.query.polygon
    assert response.headers["location"] == f"/v1/matches/{answer.id}"
    assert "green" not in response.text


def test_words_or_a_number_alone_are_a_query(client: TestClient, world: World) -> None:
    answer = ask(client, world, "registrar", data={"identifiers": ["MS 14/3"]}).json()
    assert answer["candidates"][0]["object_id"] == world.ids["arabic"]
    assert ask(client, world, data={"text": "Quran from Gaza"}).status_code == 200


def test_a_plain_form_works_as_well(client: TestClient, world: World) -> None:
    response = ask(client, world, data={"text": "a mask"}, headers={"Accept": "application/json"})
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("parts", "status", "slug"),
    [
        ({"data": {"text": " "}}, 422, "empty-query"),
        ({"files": [photo(b"", "empty.jpg")]}, 422, "picture-refused"),
        ({"files": [photo(b"not a picture at all")]}, 422, "picture-refused"),
        ({"files": [photo(b"%PDF-1.7", "a.pdf", "application/pdf")]}, 415, "unsupported-media-type"),
        ({"files": [photo(b"x", "a.svg", "image/svg+xml")]}, 422, "picture-refused"),
        ({"data": {"text": "x", "limit": "0"}}, 422, "invalid-request"),
        ({"data": {"text": "x", "limit": "²"}}, 422, "invalid-request"),
        ({"data": {"text": "x", "limit": "0000000059999"}}, 422, "invalid-request"),
        ({"data": {"text": "x", "limit": "000000005" + "9" * 5000}}, 422, "invalid-request"),
        ({"data": {"text": "x\0y"}}, 422, "invalid-request"),
        ({"data": {"identifiers": ["QM 1", "\0"]}}, 422, "invalid-request"),
        ({"data": {"text": "x", "split": "perhaps"}}, 422, "invalid-request"),
        ({"data": {"text": "x" * 5001}}, 422, "invalid-request"),
        ({"data": {"text": "x", "colour": "red"}}, 400, "unknown-parameter"),
        ({"data": {"text": ["x", "y"]}}, 400, "malformed-body"),
        ({"data": {"text": "x"}, "params": {"limit": "3"}}, 400, "unknown-parameter"),
        ({"json": {"text": "x"}}, 415, "unsupported-media-type"),
        ({"content": b"--x", "headers": {"Content-Type": "multipart/form-data; boundary=y"}}, 400, "malformed-body"),
        ({"content": b"--x", "headers": {"Content-Type": "multipart/form-data"}}, 400, "malformed-body"),
    ],
)
def test_what_cannot_be_used_is_refused(client: TestClient, world: World, parts, status: int, slug: str) -> None:
    response = ask(client, world, **parts)
    assert response.status_code == status, response.text
    problem = response.json()
    assert response.headers["content-type"] == "application/problem+json"
    assert problem["type"] == f"/problems/{slug}"
    assert problem["what_to_do"]
    assert "Traceback" not in response.text


def test_wrong_fields_are_all_named(client: TestClient, world: World) -> None:
    problem = ask(client, world, data={"limit": "many", "one_object": "perhaps"}).json()
    assert {each["field"] for each in problem["errors"]} == {"limit", "one_object"}


def test_nine_photographs_are_too_many(client: TestClient, world: World) -> None:
    problem = ask(client, world, files=[photo(world.painting_jpeg)] * 9)
    assert problem.status_code == 422
    assert problem.json()["type"] == "/problems/too-many-photographs"
    assert problem.json()["errors"][0]["field"] == "photos"


def test_the_photograph_at_fault_is_named(client: TestClient, world: World) -> None:
    cut = world.painting_jpeg[: len(world.painting_jpeg) // 2]
    problem = ask(client, world, files=[photo(world.painting_jpeg), photo(cut, "second.jpg")]).json()
    assert problem["code"] == "truncated"
    assert problem["photograph"] == 1
    assert "second.jpg" in problem["detail"]


def test_a_picture_over_the_limit_is_refused_while_it_arrives(client: TestClient, world: World) -> None:
    too_large = world.painting_jpeg + bytes(world.settings.max_picture_bytes)
    response = ask(client, world, files=[photo(too_large)])
    assert response.status_code == 413
    assert response.json()["code"] == "too_many_bytes"


def test_an_endless_body_is_cut_off_without_being_kept(client: TestClient, world: World) -> None:
    sent = 0

    def endless():
        nonlocal sent
        yield b'--b\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\n'
        for _ in range(20_000):
            sent += 65_536
            yield bytes(65_536)

    response = ask(client, world, content=endless(), headers={"Content-Type": "multipart/form-data; boundary=b"})
    assert response.status_code == 413


def test_a_declared_length_over_the_limit_is_refused_unread(client: TestClient, world: World) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=b", "Content-Length": "2000000000"}
    response = ask(client, world, content=b"", headers=headers)
    assert response.status_code == 413


def test_unusual_pictures_are_answered(client: TestClient, world: World) -> None:
    blank = io.BytesIO()
    Image.fromarray(np.full((64, 64, 4), 255, np.uint8)).save(blank, "PNG")
    response = ask(client, world, files=[photo(blank.getvalue(), "blank.png", "image/png")])
    assert response.status_code == 200
    assert response.json()["verdict"] == "no_candidate_found"
    assert any("no information" in notice for notice in response.json()["notices"])


def test_the_same_idempotency_key_gives_the_same_answer(client: TestClient, world: World) -> None:
    headers = {"Idempotency-Key": "match-1"}
    first = ask(client, world, data={"text": "a mask"}, headers=headers).json()
    again = ask(client, world, data={"text": "a mask"}, headers=headers).json()
    assert first["id"] == again["id"]
    other = ask(client, world, data={"text": "a coin"}, headers=headers)
    assert other.json()["type"] == "/problems/idempotency-key-reused"
    of_another = ask(client, world, "investigator", data={"text": "a coin"}, headers=headers)
    assert of_another.json()["id"] != first["id"]
    refused = ask(client, world, data={"text": ""}, headers={"Idempotency-Key": "match-2"})
    assert refused.status_code == 422
    assert ask(client, world, data={"text": "a mask"}, headers={"Idempotency-Key": "match-2"}).status_code == 200
    assert ask(client, world, data={"text": "a"}, headers={"Idempotency-Key": "a b"}).status_code == 422


def test_eight_matches_at_once_leave_health_quick(client: TestClient, world: World) -> None:
    ask(client, world, files=[photo(world.painting_phone)])  # models are loaded
    statuses: list[int] = []

    def one(role: str) -> None:
        statuses.append(ask(client, world, role, files=[photo(world.painting_phone)]).status_code)

    # Two of each key: no key may have more under way.
    roles = ["trade", "officer", "investigator", "registrar"] * 2
    threads = [threading.Thread(target=one, args=(role,)) for role in roles]
    for thread in threads:
        thread.start()
    slowest, asked = 0.0, 0
    while any(thread.is_alive() for thread in threads):
        started = time.perf_counter()
        assert client.get("/health").status_code == 200
        slowest, asked = max(slowest, time.perf_counter() - started), asked + 1
        time.sleep(0.02)
    assert statuses == [200] * 8
    assert asked > 3
    # 100 ms on a machine that does nothing else; the bound here leaves room for a busy one.
    assert slowest < 0.5
