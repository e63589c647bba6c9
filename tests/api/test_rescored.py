"""Past matches scored again, over the interface and on the command line."""

import datetime as dt
import json

import pytest
from fastapi.testclient import TestClient

from api.cli import main
from tests.api.conftest import World


def ask(client: TestClient, world: World, role: str = "officer", **data: str) -> dict:
    """A match of the painting's phone photograph."""
    files = [("photos", ("phone.jpg", world.painting_phone, "image/jpeg"))]
    answer = client.post("/v1/match", files=files, data=data, headers=world.headers(role))
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_an_answer_comes_out_the_same(client: TestClient, world: World) -> None:
    answer = ask(client, world, text="harbour")
    response = client.get(f"/v1/matches/{answer['id']}/rescored", headers=world.headers("officer"))
    assert response.status_code == 200, response.text
    said = response.json()
    assert (said["agrees"], said["identical"], said["remarks"]) == (True, True, [])
    assert said["registry_generation"] == answer["registry_generation"]
    assert said["scorer_then"] == said["scorer_now"] == answer["scorer_version"]
    assert [each["object_id"] for each in said["candidates"]] == [each["object_id"] for each in answer["candidates"]]
    assert said["candidates"][0]["bits_now"] == answer["candidates"][0]["score_bits"]
    assert "no-store" in response.headers["cache-control"]


def test_it_is_read_by_whoever_may_read_the_answer(client: TestClient, world: World) -> None:
    answer = ask(client, world)
    address = f"/v1/matches/{answer['id']}/rescored"
    assert client.get(address, headers=world.headers("investigator")).status_code == 200
    assert client.get(address, headers=world.headers("trade")).status_code == 404
    assert client.get(address).status_code == 401
    assert client.get("/v1/matches/M-0/rescored", headers=world.headers("officer")).status_code == 404


def test_what_a_role_may_not_see_is_not_told_by_scoring_again(client: TestClient, world: World) -> None:
    files = [("photos", ("mask.jpg", world.blind_jpeg, "image/jpeg"))]
    answer = client.post("/v1/match", files=files, headers=world.headers("registrar")).json()
    assert world.ids["blind"] in [each["object_id"] for each in answer["candidates"]]
    address = f"/v1/matches/{answer['id']}/rescored"
    for role in ("registrar", "investigator"):
        shown = client.get(f"/v1/matches/{answer['id']}", headers=world.headers(role)).json()
        said = client.get(address, headers=world.headers(role)).json()
        assert said["agrees"]
        assert [each["object_id"] for each in said["candidates"]] == [each["object_id"] for each in shown["candidates"]]
        assert [each["bits_then"] for each in said["candidates"]] == [
            each["score_bits"] for each in shown["candidates"]
        ]


def test_without_its_photographs_it_says_so(client: TestClient, world: World) -> None:
    answer = ask(client, world, keep_pictures="false")
    gone = client.get(f"/v1/matches/{answer['id']}/rescored", headers=world.headers("officer"))
    assert gone.status_code == 410
    assert gone.json()["type"] == "/problems/photograph-not-kept"
    assert answer["id"] in gone.json()["detail"]


def test_on_the_command_line(
    client: TestClient, world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPATRIA_MODELS", str(world.settings.models))
    answer = ask(client, world)
    main_ = ["--data", str(world.settings.data), "rescore"]
    with pytest.raises(SystemExit) as ended:
        main([*main_, answer["id"], "--json"])
    assert ended.value.code == 0
    assert json.loads(capsys.readouterr().out)["identical"] is True
    with pytest.raises(SystemExit) as ended:
        main([*main_, answer["id"]])
    assert ended.value.code == 0
    assert "to the last bit" in capsys.readouterr().out
    with pytest.raises(SystemExit) as ended:
        main([*main_, "M-0"])
    assert ended.value.code == 2
    told = capsys.readouterr()
    assert (told.out, "M-0" in told.err) == ("", True)
    store = client.app.state.parts.repatria.store  # type: ignore[attr-defined]
    unkept = ask(client, world, keep_pictures="false")
    with pytest.raises(SystemExit) as ended:
        main([*main_, unkept["id"]])
    assert ended.value.code == 1
    assert "not kept any more" in capsys.readouterr().err
    assert store.get_match(unkept["id"]).kept_until is None
    assert dt.datetime.fromisoformat(answer["pictures_kept_until"]) > dt.datetime.now(dt.UTC)
