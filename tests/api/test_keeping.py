"""What was asked goes when its time has passed; the answer stays, and says that it cannot be scored again."""

import datetime as dt
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.cli import main
from matcher.keeping import NOT_KEPT, recalled
from tests.api.conftest import World
from tests.api.test_match import ask, photo

SECRETS = ("Mevrouw Janssens", "harbour scene", "QX-4711", "janssens-attic.jpg")
WORDS = {"text": "painting, harbour scene from the attic of Mevrouw Janssens", "identifiers": "QX-4711"}


def stored(app: FastAPI, match_id: str) -> str:
    """Everything that the store has of a match."""
    return repr(app.state.parts.repatria.store.get_match(match_id))


def read(client: TestClient, world: World, match_id: str) -> dict[str, Any]:
    return dict(client.get(f"/v1/matches/{match_id}", headers=world.headers("officer")).json())


def without_words(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer as it is to be when its words have gone."""
    for candidate in answer["candidates"]:
        for item in candidate["evidence"]:
            if item["kind"] != "picture" and item["query_value"] is not None:
                item["query_value"] = NOT_KEPT
    for sent in answer["inputs"]:
        sent["filename"] = None
    return {**answer, "text": None, "identifiers": [], "understood": []}


@pytest.mark.parametrize("with_photograph", [True, False])
def test_words_go_with_the_photographs(app: FastAPI, client: TestClient, world: World, with_photograph: bool) -> None:
    files = [photo(world.painting_phone + b"\0\0\0", "janssens-attic.jpg")] if with_photograph else None
    asked = ask(client, world, files=files, data=WORDS)
    answer = asked.json()
    present = SECRETS if with_photograph else SECRETS[:3]
    assert all(secret in asked.text for secret in present)
    assert answer["candidates"]
    assert read(client, world, answer["id"]) == answer, "until then it is read whole"
    rescored = f"/v1/matches/{answer['id']}/rescored"
    assert client.get(rescored, headers=world.headers("officer")).json()["identical"]
    app.state.parts.repatria.store.expire_queries(dt.datetime.now(dt.UTC) + dt.timedelta(days=31))
    assert not any(secret in stored(app, answer["id"]) for secret in SECRETS)
    assert read(client, world, answer["id"]) == without_words(answer)
    gone = client.get(rescored, headers=world.headers("officer"))
    assert gone.status_code == (410 if with_photograph else 409)
    assert "not kept any more" in gone.json()["detail"]
    page = client.get(f"/matches/{answer['id']}", headers=world.headers("officer"))
    assert page.status_code == 200
    assert not any(secret in page.text for secret in SECRETS)


@pytest.mark.parametrize("key", [None, "keep-nothing"])
def test_whoever_wants_nothing_kept_is_answered_once_in_full(
    app: FastAPI, client: TestClient, world: World, key: str | None
) -> None:
    headers = {"Idempotency-Key": key} if key else {}
    files = [photo(world.painting_phone + b"\0\0\0\0", "janssens-attic.jpg")]
    sent: dict[str, Any] = {"files": files, "data": WORDS | {"keep_pictures": "false"}, "headers": headers}
    asked = ask(client, world, **sent)
    assert all(secret in asked.text for secret in SECRETS)
    answer = asked.json()
    assert not any(secret in stored(app, answer["id"]) for secret in SECRETS)
    assert read(client, world, answer["id"]) == without_words(answer)
    if key:
        assert ask(client, world, **sent).json() == without_words(answer)


def test_answers_stored_before_words_were_set_aside_are_read_as_they_are(
    app: FastAPI, client: TestClient, world: World
) -> None:
    answer = ask(client, world, data={"text": "a mask"}).json()
    store = app.state.parts.repatria.store
    before = store.get_match(answer["id"])
    old = {**recalled(before).answer, "id": "M-old", "coverage": {**answer["coverage"], "pictures": 7}}
    store.save_match(old, recalled(before).request, key_id=before.key_id)
    assert read(client, world, "M-old") == {**answer, "id": "M-old"}


def test_the_command_says_what_it_removes(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["expire", "--help"])
    assert "words" in capsys.readouterr().out
