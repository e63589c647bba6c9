"""A calibrated answer gives each probability with the base rate that it holds for."""

from fastapi import FastAPI
from fastapi.testclient import TestClient

from registry.vocabulary.lists import Role
from tests.api.conftest import World, sign_in
from tests.api.test_pages import ask


def test_the_page_tells_for_which_base_rate_a_probability_holds(
    app: FastAPI, browser: TestClient, world: World
) -> None:
    sign_in(browser, world.keys[Role.OFFICER])
    store = app.state.parts.repatria.store
    stored = store.get_match(ask(browser, world).rpartition("/")[2])
    candidates = [{**each, "probability": 0.8125} for each in stored.answer["candidates"]]
    calibrated = {**stored.answer, "id": f"{stored.id}-c", "candidates": candidates, "base_rate": 1 / 1400}
    store.save_match(calibrated, stored.request, key_id=stored.key_id)
    page = browser.get(f"/matches/{stored.id}-c").text
    assert "Calibrated probability 81.2%, if one query in 1,400 is for a registered object." in page
    answer = browser.get(f"/v1/matches/{stored.id}-c", headers=world.headers(Role.OFFICER)).json()
    assert answer["candidates"][0]["probability"] == 0.8125
    assert answer["base_rate"] == 1 / 1400
