"""Descriptions read into fields: over the interface, on the answer page, and corrected by the user."""

import re

import pytest
from fastapi.testclient import TestClient

from api import examples
from api.cli import main
from api.routes.read import ListingIn, ListingOut
from registry.vocabulary.lists import Role
from tests.api.conftest import HERE, World, sign_in
from tests.api.test_match import photo

FROM_HERE = {"Origin": HERE, "Accept": "text/html"}
LOT = "LOT 45\nJan van Goyen (1596-1656)\nRiver Landscape with a Ferry\noil on panel\n37.5 x 54.2 cm"


@pytest.fixture
def officer(browser: TestClient, world: World) -> TestClient:
    """A browser that is signed in."""
    sign_in(browser, world.keys[Role.OFFICER])
    return browser


def test_the_fields_of_a_lot(client: TestClient, world: World) -> None:
    answer = client.post("/v1/read", json={"text": LOT}, headers=world.headers("trade"))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "private, no-store"
    body = answer.json()
    assert [(field["kind"], field["value"]) for field in body["fields"]] == [
        ("identifier", "45"),
        ("maker", "Jan van Goyen (1596-1656)"),
        ("title", "River Landscape with a Ferry"),
        ("medium", "oil on panel"),
        ("measurements", "37.5 x 54.2 cm"),
    ]
    for field in body["fields"]:
        start, end = field["span"]
        assert body["text"][start:end] == field["value"]
        assert field["in_words"]


def test_the_example_is_what_is_answered(client: TestClient, world: World) -> None:
    sent, expected = examples.LISTINGS["german"]["value"], examples.READ_LISTINGS["german"]["value"]
    ListingIn.model_validate(sent)
    ListingOut.model_validate(expected)
    assert client.post("/v1/read", json=sent, headers=world.headers("officer")).json() == expected


@pytest.mark.parametrize("body", [{"text": "x" * 5_001}, {"text": 5}, {}, {"text": "x", "more": 1}, []])
def test_what_is_no_listing_is_refused(client: TestClient, world: World, body: object) -> None:
    answer = client.post("/v1/read", json=body, headers=world.headers("officer"))
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("invalid-request")


def test_a_key_is_needed(client: TestClient) -> None:
    assert client.post("/v1/read", json={"text": LOT}).status_code == 401


def test_an_answer_tells_what_was_understood_as_long_as_the_words_are_kept(client: TestClient, world: World) -> None:
    headers = world.headers("officer")
    answer = client.post("/v1/match", data={"text": LOT}, headers=headers).json()
    assert [field["kind"] for field in answer["understood"]][:2] == ["identifier", "maker"]
    assert client.get(f"/v1/matches/{answer['id']}", headers=headers).json()["understood"] == answer["understood"]
    unkept = client.post("/v1/match", data={"text": LOT, "keep_pictures": "false"}, headers=headers).json()
    assert unkept["understood"] == answer["understood"]
    assert client.get(f"/v1/matches/{unkept['id']}", headers=headers).json()["understood"] == []


def test_what_was_understood_is_corrected_and_asked_again(officer: TestClient, world: World) -> None:
    sent = officer.post("/match", files=[photo(world.painting_phone)], data={"text": LOT}, headers=FROM_HERE)
    first = sent.headers["location"]
    page = officer.get(first).text
    assert "What we understood" in page
    names = re.findall(r'<textarea id="read-\d+" name="(\w+)"', page)
    assert names == ["identifier", "maker", "title", "medium", "measurements", "date"]
    again = {"again": first.rpartition("/")[2], "maker": "Salomon van Ruysdael", "date": "1644", "title": " "}
    second = officer.get(officer.post("/match", data=again, headers=FROM_HERE).headers["location"]).text
    assert "Maker: Salomon van Ruysdael" in second
    assert "van Goyen" not in second
    assert "Your photograph 1" in second
    answer = officer.get(f"/v1{officer.get(first).url.path}").json()
    corrected = officer.get(f"/v1{re.search(r'/matches/M-[0-9a-f-]+', second).group()}").json()  # type: ignore[union-attr]
    assert [each["sha256"] for each in corrected["inputs"]] == [each["sha256"] for each in answer["inputs"]]
    assert [(field["kind"], field["value"]) for field in corrected["understood"]] == [
        ("maker", "Salomon van Ruysdael"),
        ("date", "1644"),
    ]


def test_named_fields_join_the_words(officer: TestClient) -> None:
    sent = officer.post("/match", data={"maker": ["A. Berg", "C. Dahl"], "text": "a harbour"}, headers=FROM_HERE)
    answer = officer.get(f"/v1{sent.headers['location']}").json()
    assert answer["text"] == "Maker: A. Berg\nMaker: C. Dahl\n\na harbour"


def test_the_photographs_of_another_are_not_asked_about_again(
    browser: TestClient, client: TestClient, world: World
) -> None:
    theirs = client.post("/v1/match", files=[photo(world.painting_phone)], headers=world.headers("investigator")).json()
    sign_in(browser, world.keys[Role.OFFICER])
    answer = browser.post("/match", data={"again": theirs["id"], "maker": "A. Berg"}, headers=FROM_HERE)
    assert answer.status_code == 404


def test_the_command_line_prints_what_was_understood(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REPATRIA_MODELS", str(world.settings.models))
    monkeypatch.setenv("COLUMNS", "120")
    with pytest.raises(SystemExit) as ended:
        main(["--data", str(world.settings.data), "match", "--text", LOT])
    assert not ended.value.code
    shown = capsys.readouterr().out
    assert "What was understood of your words" in shown
    assert "Jan van Goyen, lived 1596 to 1656" in shown
