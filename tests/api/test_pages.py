"""The pages as a browser without JavaScript sees them."""

import re

import pytest
from fastapi.testclient import TestClient

from registry.vocabulary.lists import Role
from tests.api.conftest import HERE, World, sign_in
from tests.api.test_match import photo

FROM_HERE = {"Origin": HERE, "Accept": "text/html"}


@pytest.fixture
def officer(browser: TestClient, world: World) -> TestClient:
    """A browser that is signed in."""
    sign_in(browser, world.keys[Role.OFFICER])
    return browser


def ask(browser: TestClient, world: World, **fields: str) -> str:
    """Send the form with a photograph; the address of the answer."""
    sent = browser.post("/match", files=[photo(world.painting_phone)], data=fields, headers=FROM_HERE)
    assert sent.status_code == 303, sent.text
    return sent.headers["location"]


@pytest.mark.parametrize("path", ["/", "/objects?q=mask", "/matches/M-1", "/objects/RP-1"])
def test_without_signing_in_the_way_leads_there_and_back(client: TestClient, world: World, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 303
    assert response.headers["location"].startswith("/sign-in?next=%2F")


def test_a_wrong_key_stays_on_the_page(browser: TestClient) -> None:
    response = browser.post("/sign-in", data={"key": "rpt_wrong"}, headers=FROM_HERE)
    assert response.status_code == 401
    assert "not valid" in response.text
    assert "set-cookie" not in response.headers


def test_from_photograph_to_answer(officer: TestClient, world: World) -> None:
    form = officer.get("/").text
    assert 'accept="image/*" multiple' in form
    page = officer.get(ask(officer, world, text="a painting", one_object="true"))
    assert page.status_code == 200
    text = page.text
    for part in ("Item candidates", "Category alerts", "What this does not mean", "That clears nothing", "Next steps"):
        assert part in text
    assert "<polygon" in text
    assert f"/objects/{world.ids['painting']}" in text
    assert "Searched" in text
    assert "style=" not in text, "inline styles are forbidden by the content security policy"
    assert not re.search(r"<script(?![^>]*src=)", text)
    for forbidden in ("green", "✓", "✔", "cleared"):
        assert forbidden not in text


def test_an_untouched_form_says_what_is_missing(officer: TestClient) -> None:
    body = (  # as browsers send a file field that nobody touched
        b'--b\r\nContent-Disposition: form-data; name="photos"; filename=""\r\n'
        b"Content-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n"
    )
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    empty = officer.post("/match", content=body, headers=FROM_HERE | kind)
    assert empty.status_code == 422
    assert "The query is empty" in empty.text
    assert "Take or choose photographs" in empty.text


def test_numbers_go_one_a_line(officer: TestClient, world: World) -> None:
    sent = officer.post("/match", data={"number": "MS 14/3\r\nX 1", "text": ""}, headers=FROM_HERE)
    page = officer.get(sent.headers["location"]).text
    assert "Quran from Gaza" in page or "مصحف" in page
    assert "X 1" in page


def test_several_objects_are_split(officer: TestClient, world: World) -> None:
    location = ask(officer, world, one_object="false")
    assert officer.get(f"/v1{location}").json()["one_object"] is False


def test_an_expired_photograph_leaves_the_page_whole(officer: TestClient, world: World) -> None:
    sent = officer.post(
        "/match",
        files=[photo(world.painting_phone + b"\0\0\0")],
        data={"keep_pictures": "false"},
        headers=FROM_HERE,
    )
    page = officer.get(sent.headers["location"])
    assert page.status_code == 200
    assert "not kept" in page.text
    assert "data-overlay" not in page.text


def test_the_search_page_marks_and_filters(officer: TestClient, world: World) -> None:
    page = officer.get("/objects", params={"q": "leather medallion", "type": "", "country": ""}).text
    assert "<mark>leather</mark>" in page
    assert "&lt;b&gt;brown&lt;/b&gt;" in page, "text of records is escaped"
    assert 'dir="rtl"' in page
    narrowed = officer.get("/objects", params={"q": "leather", "status": "looted"}).text
    assert 'aria-current="true"' in narrowed
    wrong = officer.get("/objects", params={"country": "Italy"})
    assert wrong.status_code == 422
    assert "cannot be searched" in wrong.text
    assert "Nothing found" in officer.get("/objects", params={"q": "zzzzqqq"}).text


def test_the_object_page_is_in_the_order_of_object_id(officer: TestClient, world: World) -> None:
    page = officer.get(f"/objects/{world.ids['arabic']}").text
    places = [page.index(name) for name in ("Type of object", "Inscriptions and markings", ">Title<", "The loss")]
    assert places == sorted(places)
    assert 'lang="ar"' in page
    assert "P-7781" in page
    assert "Private person" not in page
    assert "History of the record" not in page
    missing = officer.get(f"/objects/{world.ids['secret']}", headers={"Accept": "text/html"})
    assert missing.status_code == 404
    assert "No such object" in missing.text


def test_the_registrar_sees_the_history(browser: TestClient, world: World) -> None:
    sign_in(browser, world.keys[Role.REGISTRAR])
    page = browser.get(f"/objects/{world.ids['painting']}").text
    assert "History of the record" in page
    assert "/original" in page


def test_the_trade_sees_a_blind_record(browser: TestClient, world: World) -> None:
    sign_in(browser, world.keys[Role.TRADE])
    page = browser.get(f"/objects/{world.ids['blind']}").text
    assert "A registered loss" in page
    assert "Office of Tests" in page
    assert "Quillon" not in page


@pytest.mark.parametrize("path", ["/coverage", "/docs", "/sign-in", "/problems"])
def test_open_pages(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    assert 'lang="en" dir="ltr"' in page.text


def test_signing_out(officer: TestClient) -> None:
    assert officer.get("/").status_code == 200
    officer.post("/sign-out", headers=FROM_HERE)
    assert officer.get("/").status_code == 303
