"""Category alerts in the answer, on the page and on the command line; their words go with the words of the query."""

import datetime as dt
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

from matcher.keeping import NOT_KEPT
from registry.vocabulary.lists import Role
from tests.api.conftest import World, sign_in
from tests.api.test_match import ask
from tests.api.test_pages import FROM_HERE

DOGON = "Statuette Dogon, Mali\nBois à patine sombre, XVIIe siècle"
CHAIR = "Karmstol, rokoko, Stockholm, 1700-talets mitt"


def answered(client: TestClient, world: World, text: str, role: str = "officer") -> dict[str, Any]:
    response = ask(client, world, role, data={"text": text})
    assert response.status_code == 200, response.text
    return dict(response.json())


def test_an_alert_comes_beside_the_candidates_and_changes_no_verdict(client: TestClient, world: World) -> None:
    answer = answered(client, world, DOGON)
    (alert,) = answer["category_alerts"]
    assert (alert["category"], answer["import_hint"]["part"]) == ("mali_dogon_wood", "C")
    assert answer["verdict"] == "no_candidate_found"
    chair = answered(client, world, CHAIR)
    assert (chair["category_alerts"], chair["import_hint"], chair["categories_searched"]) == ([], None, True)
    number = ask(client, world, data={"identifiers": "QX-4711"}).json()
    assert (number["category_alerts"], number["categories_searched"]) == ([], False)


def test_every_role_that_may_ask_gets_the_same_alert(client: TestClient, world: World) -> None:
    answers = [answered(client, world, DOGON, role) for role in ("trade", "officer", "registrar")]
    assert answers[0]["category_alerts"] == answers[1]["category_alerts"] == answers[2]["category_alerts"] != []


def test_its_words_go_when_the_words_go(app: FastAPI, client: TestClient, world: World) -> None:
    answer = answered(client, world, DOGON)
    address = f"/v1/matches/{answer['id']}"
    assert client.get(address, headers=world.headers("officer")).json() == answer
    store = app.state.parts.repatria.store
    store.expire_queries(dt.datetime.now(dt.UTC) + dt.timedelta(days=31))
    assert "patine" not in repr(store.get_match(answer["id"]))
    (alert,) = client.get(address, headers=world.headers("officer")).json()["category_alerts"]
    assert alert["title"] == answer["category_alerts"][0]["title"]
    assert {reason["said"] for reason in alert["reasons"]} == {NOT_KEPT}


def test_the_page_shows_it_before_the_candidates_with_its_grounds(browser: TestClient, world: World) -> None:
    sign_in(browser, world.keys[Role.OFFICER])

    def page(text: str) -> str:
        sent = browser.post("/match", data={"text": text}, headers=FROM_HERE)
        return browser.get(sent.headers["location"]).text

    shown = page(DOGON)
    assert shown.index('id="alerts"') < shown.index('id="candidates"')
    for words in ("Look closer", "Statuette Dogon", "82 FR 43692", "not in force by these dates", "importer statement"):
        assert words in shown
    assert "no ruling" in shown
    none = page(CHAIR)
    assert none.index('id="alerts"') > none.index('id="candidates"')
    assert "That clears nothing" in none
    assert "Look closer" not in none
