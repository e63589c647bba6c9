"""Problem details: every exception has its kind, every kind is documented, nothing internal is told."""

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException

from api import errors as api_errors
from api.problem_types import PROBLEM_TYPES
from api.problems import problem_of
from matcher import errors as matcher_errors
from registry.imaging import errors as imaging_errors
from registry.imaging.errors import PictureRejected
from registry.index import errors as index_errors
from registry.records.changes import PatchRefused
from registry.registering import errors as registering_errors
from registry.store import errors as store_errors
from tests.api.conftest import World

DOCS = Path(__file__).resolve().parents[2] / "docs" / "errors.md"


def described(error: Exception):
    return problem_of(error, "/v1/x", "id")


def test_the_documentation_lists_every_kind() -> None:
    rows = re.findall(r"^\| `(/problems/[a-z-]+)` \| (\d+) \| (.+?) \| (.+) \|$", DOCS.read_text("utf-8"), re.MULTILINE)
    expected = [
        (kind.uri, str(kind.status), kind.title, kind.remedy.replace("|", "\\|")) for kind in PROBLEM_TYPES.values()
    ]
    assert rows == expected


def test_every_own_error_has_a_kind() -> None:
    for name, error in vars(api_errors).items():
        if isinstance(error, type) and issubclass(error, api_errors.ApiError):
            assert error.slug in PROBLEM_TYPES, name


def test_every_code_of_a_picture_is_documented() -> None:
    codes = set(re.findall(r"^\| `([a-z_]+)` \|", DOCS.read_text("utf-8"), re.MULTILINE))
    of_one = set(imaging_errors.RejectionCode.__args__)
    assert codes == of_one | {"too_many_query_pixels"}
    assert described(matcher_errors.QueryRefused("too_many_query_pixels", "no")).type == "/problems/upload-too-large"
    for code in of_one:
        assert described(PictureRejected(code, "no")).type in {
            "/problems/picture-refused",
            "/problems/upload-too-large",
        }


@pytest.mark.parametrize(
    "error",
    [
        store_errors.ObjectNotFound("a"),
        store_errors.MatchNotFound("a"),
        store_errors.PictureNotFound("a"),
        store_errors.KeyNotFound("a"),
        store_errors.StaleVersion("a", 1, 2),
        store_errors.DuplicateObject("a"),
        store_errors.StatusHistoryRewritten("a", "shorter"),
        store_errors.UnstorableContent("no"),
        store_errors.StorageFull("full"),
        store_errors.StoreBusy("busy"),
        store_errors.StoreUnusable("no"),
        index_errors.IndexBusy("busy"),
        index_errors.IndexDamaged("cut off"),
        index_errors.IndexUnavailable("away"),
        registering_errors.IndexOutOfStep("behind"),
        matcher_errors.QueryRefused("empty_query", "empty"),
        matcher_errors.WeightsInvalid("no"),
        matcher_errors.NotReproducible("no"),
        matcher_errors.PicturesExpired("gone"),
        PatchRefused("status", "wrong"),
        HTTPException(404, "nothing"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_known_exceptions_keep_their_words(error: Exception) -> None:
    problem = described(error)
    assert problem.type != "/problems/internal-error"
    assert problem.detail
    assert problem.what_to_do
    if not isinstance(error, HTTPException | PatchRefused):
        assert problem.detail == str(error)


def test_what_nobody_expected_tells_nothing(client: TestClient, world: World) -> None:
    app = FastAPI()
    problem = described(ValueError("secret path /home/x"))
    assert problem.type == "/problems/internal-error"
    assert "secret" not in problem.model_dump_json()
    assert described(store_errors.StoreDamaged("row 7 of /srv/data")).status == 500
    assert "row 7" not in described(store_errors.StoreDamaged("row 7 of /srv/data")).detail
    assert app


def test_an_unexpected_error_is_answered_and_not_shown(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from api.app import create_app

    app = create_app(world.settings)

    @app.get("/v1/broken")
    def broken() -> None:
        raise RuntimeError("the innermost secret")

    with TestClient(app) as client:
        for accept in ("application/json", "text/html"):
            response = client.get("/v1/broken", headers={"Accept": accept})
            assert response.status_code == 500
            assert "innermost" not in response.text
            assert response.json()["request_id"] == response.headers["x-request-id"]


def test_a_browser_gets_the_same_words_as_a_page(client: TestClient) -> None:
    page = client.get("/nothing", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert PROBLEM_TYPES["not-found"].title in page.text
    assert client.get("/nothing").json()["title"] == PROBLEM_TYPES["not-found"].title


@pytest.mark.parametrize("slug", list(PROBLEM_TYPES))
def test_every_type_leads_to_a_page(client: TestClient, slug: str) -> None:
    page = client.get(PROBLEM_TYPES[slug].uri)
    assert page.status_code == 200
    assert PROBLEM_TYPES[slug].title in page.text.replace("&#39;", "'")


def test_a_wrong_method_says_which_are_known(client: TestClient) -> None:
    response = client.put("/v1/coverage")
    assert response.status_code == 405
    assert "GET" in response.headers["allow"]
    assert response.json()["type"] == "/problems/method-not-allowed"
