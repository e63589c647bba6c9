"""Keys, roles, sessions, forms from elsewhere, headers."""

import re
import secrets
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from api.app import create_app
from api.cli.failures import explained
from api.security import ALLOWED, NOBODY, WITHOUT_KEY, Action, Caller, decide
from api.sessions import COOKIE, LASTS_SECONDS, Sessions
from registry.settings import Settings
from registry.vocabulary.lists import Role
from tests.api.conftest import HERE, World, sign_in

DOCS = Path(__file__).resolve().parents[2] / "docs"

CALLS = {
    Action.SEARCH_OBJECTS: ("GET", "/v1/objects"),
    Action.READ_OBJECT: ("GET", "/v1/objects/{painting}"),
    Action.MATCH: ("POST", "/v1/match"),
    Action.READ_HISTORY: ("GET", "/v1/objects/{painting}/history"),
    Action.CREATE_OBJECT: ("POST", "/v1/objects"),
    Action.CHANGE_OBJECT: ("PATCH", "/v1/objects/{painting}"),
    Action.ADD_PHOTOGRAPH: ("POST", "/v1/objects/{painting}/photographs"),
    Action.READ_ORIGINAL: ("GET", f"/v1/objects/{{painting}}/photographs/{'0' * 64}/original"),
}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("action", list(CALLS))
def test_every_route_asks_the_table(client: TestClient, world: World, action: Action, role: Role) -> None:
    method, path = CALLS[action]
    response = client.request(method, path.format(**world.ids), headers=world.headers(role))
    assert (response.status_code == 403) == (role not in ALLOWED[action]), response.text
    if response.status_code == 403:
        assert role in response.json()["detail"]


@pytest.mark.parametrize(("method", "path"), list(CALLS.values()))
def test_without_a_key_nothing_is_shown(client: TestClient, world: World, method: str, path: str) -> None:
    response = client.request(method, path.format(**world.ids))
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith("Bearer")
    assert response.json()["type"] == "/problems/not-signed-in"


@pytest.mark.parametrize("header", ["Bearer wrong", "Bearer ", "Basic dTpw", "rpt_a_b", "Bearer rpt_0000000000_x"])
def test_a_wrong_key_is_told_so(client: TestClient, world: World, header: str) -> None:
    response = client.get("/v1/coverage", headers={"Authorization": header})
    assert response.status_code == 401
    assert response.json()["type"] == "/problems/key-not-valid"


def test_a_revoked_key_ends_with_its_sessions(client: TestClient, browser: TestClient, world: World) -> None:
    store = client.app.state.parts.repatria.store
    key_id, key = store.keys.create("short-lived", Role.OFFICER)
    sign_in(browser, key)
    assert browser.get("/v1/objects").status_code == 200
    store.keys.revoke(key_id)
    assert browser.get("/v1/objects").status_code == 401
    assert client.get("/v1/objects", headers={"Authorization": f"Bearer {key}"}).status_code == 401


def test_the_table_in_the_documentation_is_the_code(world: World) -> None:
    text = (DOCS / "api.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([a-z ]+) \| ((?:yes|no)(?: \| (?:yes|no))*) \|$", text, re.MULTILINE))
    expected = {
        action.value: " | ".join("yes" if role in ALLOWED[action] else "no" for role in Role) for action in Action
    }
    assert rows == expected
    assert f"| action | {' | '.join(Role)} |" in text


def test_decisions_give_reasons() -> None:
    officer = Caller("k1", "post", Role.OFFICER)
    assert decide(officer, Action.READ_MATCH, owner="k1").allowed
    assert not decide(officer, Action.READ_MATCH, owner="k2").allowed
    assert not decide(officer, Action.READ_MATCH, owner=None).allowed
    assert not decide(NOBODY, Action.READ_MATCH, owner=None).allowed
    for action in Action:
        assert decide(NOBODY, action).allowed == (action in WITHOUT_KEY)
        assert decide(officer, action).reason


def test_session_cookies_cannot_be_made_up() -> None:
    sessions = Sessions(b"s" * 32)
    cookie = sessions.make("abc", now=1000)
    assert sessions.read(cookie, now=1001) == "abc"
    assert sessions.read(cookie, now=1001 + LASTS_SECONDS) is None
    assert Sessions(b"t" * 32).read(cookie, now=1001) is None
    for altered in (cookie.replace("abc", "abd"), cookie[:-1] + "A", "", "a.b.c", cookie + "x"):
        assert altered == cookie or sessions.read(altered, now=1001) is None
    with pytest.raises(ValueError, match="too short"):
        Sessions(b"short")


def test_the_session_secret_is_private_and_stays(folder: Path) -> None:
    folder.mkdir()
    cookie = Sessions.open(folder).make("abc")
    assert Sessions.open(folder).read(cookie) == "abc"
    assert (folder / "session.key").stat().st_mode & 0o077 == 0


def test_servers_with_one_session_key_share_sessions(folder: Path) -> None:
    one, other = ({"data": folder / name, "descriptor": "none"} for name in ("one", "other"))
    secret = secrets.token_urlsafe(32)
    with TestClient(create_app(Settings(**one, session_key=secret))) as first:
        cookie = first.app.state.parts.sessions.make("abc")
        assert not (folder / "one" / "session.key").exists()
    with TestClient(create_app(Settings(**other, session_key=secret))) as second:
        assert second.app.state.parts.sessions.read(cookie) == "abc"
    with TestClient(create_app(Settings(**other))) as third:
        assert third.app.state.parts.sessions.read(cookie) is None


def test_a_short_session_key_is_refused_without_showing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPATRIA_SESSION_KEY", "open sesame")
    with pytest.raises(ValidationError) as refused:
        Settings()
    told = explained(refused.value)
    assert told is not None
    assert "REPATRIA_SESSION_KEY" in told.message
    assert "32" in told.message
    assert "sesame" not in told.message + str(refused.value)


def test_the_cookie_is_out_of_reach_of_scripts(browser: TestClient, world: World) -> None:
    response = browser.post("/sign-in", data={"key": world.keys[Role.OFFICER]}, headers={"Origin": HERE})
    cookie = response.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert world.keys[Role.OFFICER] not in cookie
    assert COOKIE in cookie


ELSEWHERE = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {},
    {"Origin": "http://["},
    {"Sec-Fetch-Site": "cross-site", "Origin": HERE},
]


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_forms_from_elsewhere_are_refused(browser: TestClient, world: World, headers: dict[str, str]) -> None:
    sign_in(browser, world.keys[Role.REGISTRAR])
    for path, body in (("/match", {"text": "x"}), ("/v1/match", {"text": "x"}), ("/sign-out", {}), ("/sign-in", {})):
        response = browser.post(path, data=body, headers=headers)
        assert response.status_code == 403, path
        assert response.json()["type"] == "/problems/cross-site-request"
    created = browser.post("/v1/objects", json={"object_type": "coin", "status": "stolen"}, headers=headers)
    assert created.status_code == 403


def test_forms_from_here_are_accepted(browser: TestClient, world: World) -> None:
    sign_in(browser, world.keys[Role.OFFICER])
    for headers in ({"Origin": HERE}, {"Sec-Fetch-Site": "same-origin"}):
        assert browser.post("/match", data={"text": "x"}, headers=headers).status_code == 303


@pytest.mark.parametrize("path", ["/", "/sign-in", "/v1/objects", "/static/repatria.css", "/nothing", "/health"])
def test_every_answer_has_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-request-id"]


@pytest.mark.parametrize(
    "target", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", "x\ny", "http://["]
)
def test_signing_in_never_leads_elsewhere(browser: TestClient, world: World, target: str) -> None:
    form = {"key": world.keys[Role.OFFICER], "next": target}
    assert browser.post("/sign-in", data=form, headers={"Origin": HERE}).headers["location"] == "/"
