"""The interface's documentation, drawn by ourselves: no script or style from elsewhere, readable without JavaScript."""

import json
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from api.dependencies import CallerOf
from api.pages.rendering import page
from api.problem_types import PROBLEM_TYPES

router = APIRouter(include_in_schema=False)


@router.get("/openapi.json")
async def openapi(request: Request) -> Response:
    """The OpenAPI document."""
    return JSONResponse(request.app.openapi())


@router.get("/docs")
def docs(request: Request, _caller: CallerOf) -> Response:
    """Every address with its parameters, examples and problems."""
    document = request.app.openapi()
    return page(
        request,
        "docs.html",
        document=document,
        operations=[
            (method.upper(), path, operation)
            for path, methods in document["paths"].items()
            for method, operation in methods.items()
        ],
        example=_example,
        kind=_kind,
    )


@router.get("/problems")
def problem_list(request: Request, _caller: CallerOf) -> Response:
    """Every kind of problem."""
    return page(request, "problem_types.html", kinds=list(PROBLEM_TYPES.values()))


@router.get("/problems/{slug}")
def problem_type(slug: str, request: Request, _caller: CallerOf) -> Response:
    """One kind of problem: what its `type` leads to."""
    if slug not in PROBLEM_TYPES:
        raise HTTPException(404, "There is no such kind of problem.")
    return page(request, "problem_types.html", kinds=[PROBLEM_TYPES[slug]])


def _example(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _kind(schema: dict[str, Any]) -> str:
    """The type of a parameter in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"] if each.get("type") != "null")
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("type") or "value")
