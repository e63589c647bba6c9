"""Documentation that drifts fails here: settings, addresses, examples, the OpenAPI document."""

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api import examples
from api.schemas import ObjectOut, ObjectPage
from matcher.answer import Coverage, MatchAnswer
from registry.records.object import ObjectContent
from registry.settings import Settings

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_every_setting_is_documented_and_no_other() -> None:
    rows = re.findall(r"^\| `REPATRIA_([A-Z_]+)` \| .+? \| (.+) \|$", (DOCS / "settings.md").read_text("utf-8"), re.M)
    expected = [(name.upper(), str(field.description)) for name, field in Settings.model_fields.items()]
    assert rows == expected


def test_every_address_is_documented_and_no_other(app: FastAPI) -> None:
    rows = set(re.findall(r"^\| ([A-Z]+) \| `(/[^`]+)` \| .+ \|$", (DOCS / "api.md").read_text("utf-8"), re.M))
    served = {(method.upper(), path) for path, methods in app.openapi()["paths"].items() for method in methods}
    assert rows == served


@pytest.mark.parametrize(
    ("model", "group"),
    [
        (MatchAnswer, examples.MATCH_ANSWERS),
        (ObjectPage, examples.OBJECT_PAGES),
        (ObjectOut, examples.OBJECTS),
        (ObjectContent, examples.OBJECT_CONTENTS),
        (Coverage, examples.COVERAGES),
    ],
)
def test_examples_are_real(model, group) -> None:
    for example in group.values():
        model.model_validate(example["value"])


def test_the_openapi_document_is_whole(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    schemas = document["components"]["schemas"]
    references = set(re.findall(r"#/components/schemas/([A-Za-z0-9_.-]+)", client.get("/openapi.json").text))
    assert references <= schemas.keys()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"], (method, path)
            for code, response in operation["responses"].items():
                if int(code) >= 400 and path.startswith("/v1"):
                    assert "application/problem+json" in response["content"], (path, code)


def test_the_page_shows_every_address(client: TestClient, app: FastAPI) -> None:
    page = client.get("/docs").text
    for path in app.openapi()["paths"]:
        assert path in page
    assert "cdn" not in page
    assert 'src="http' not in page
