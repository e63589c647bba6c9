"""The one place where exceptions become problem details (RFC 9457), or a page with the same text for a browser.

Every exception tree below has its row in `_MAPPED`. What is not there is an internal error: the reader gets the request
id, the log gets the trace.
"""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.errors import ApiError, FieldError
from api.problem_types import PROBLEM_TYPES, ProblemType
from matcher.errors import MatcherError, NotReproducible, PicturesExpired, QueryRefused
from registry.imaging.errors import PictureRejected
from registry.index.errors import IndexBusy, IndexUnavailable, SearchIndexError
from registry.records.changes import PatchRefused
from registry.registering.errors import RegisteringError
from registry.store import errors as store

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5


class ProblemField(BaseModel):
    """One field of the request that cannot be used."""

    field: str
    message: str


class Problem(BaseModel):
    """Problem details: what went wrong, and what to do about it."""

    type: str = Field(description="Path of the page that explains this kind of problem; stable.")
    title: str
    status: int
    detail: str = Field(description="What happened this time.")
    what_to_do: str
    instance: str = Field(description="The path that was asked for.")
    request_id: str
    code: str | None = Field(default=None, description="A stable word for programs, where the kind has several causes.")
    photograph: int | None = Field(default=None, description="Index of the photograph at fault, from 0.")
    current_version: int | None = Field(default=None, description="The version the object has now.")
    errors: list[ProblemField] = Field(default=[], description="The fields that cannot be used, by name.")


_MAPPED: tuple[tuple[type[Exception], str], ...] = (
    (store.ObjectNotFound, "object-not-found"),
    (store.MatchNotFound, "match-not-found"),
    (store.PictureNotFound, "photograph-not-found"),
    (store.NotFound, "not-found"),
    (store.StaleVersion, "stale-version"),
    (store.Conflict, "conflict"),
    (store.UnstorableContent, "content-refused"),
    (store.StorageFull, "storage-full"),
    (store.StoreBusy, "busy"),
    (store.StoreUnusable, "not-ready"),
    (IndexBusy, "busy"),
    (IndexUnavailable, "index-unavailable"),
    (SearchIndexError, "not-ready"),
    (RegisteringError, "not-ready"),
    (PatchRefused, "invalid-request"),
    (PicturesExpired, "photograph-not-kept"),
    (NotReproducible, "not-reproducible"),
    (MatcherError, "not-ready"),
)

_QUERY_CODES = {
    "empty_query": "empty-query",
    "too_many_photographs": "too-many-photographs",
    "too_many_bytes": "upload-too-large",
    "too_many_query_pixels": "upload-too-large",
}
_PICTURE_CODES = frozenset(
    {"empty_file", "not_an_image", "truncated", "svg", "too_many_pixels", "decompression_bomb", "wrong_content_type"}
)
_HTTP_SLUGS = {404: "not-found", 405: "method-not-allowed", 415: "unsupported-media-type", 413: "upload-too-large"}

Render = Callable[[Request, Problem], Response]


def problem_of(error: Exception, instance: str, request_id: str) -> Problem:
    """The problem details of an exception. Never fails, and never tells more than the error's own message."""
    kind, detail, more = _described(error)
    return Problem(
        type=kind.uri,
        title=kind.title,
        status=kind.status,
        detail=detail or kind.title,
        what_to_do=kind.remedy,
        instance=instance,
        request_id=request_id,
        **more,
    )


def _described(error: Exception) -> tuple[ProblemType, str, dict[str, Any]]:
    if isinstance(error, ApiError):
        fields = [ProblemField(field=each.field, message=each.message) for each in error.fields]
        return PROBLEM_TYPES[error.slug], str(error), {"errors": fields, "code": error.code}
    if isinstance(error, QueryRefused | PictureRejected):
        slug = _QUERY_CODES.get(error.code, "picture-refused" if error.code in _PICTURE_CODES else "query-refused")
        return PROBLEM_TYPES[slug], str(error), {"code": error.code, "photograph": getattr(error, "photograph", None)}
    if isinstance(error, RequestValidationError):
        return _validation(error)
    if isinstance(error, HTTPException):
        return PROBLEM_TYPES[_HTTP_SLUGS.get(error.status_code, "malformed-body")], str(error.detail), {}
    return _from_below(error)


def _from_below(error: Exception) -> tuple[ProblemType, str, dict[str, Any]]:
    """The exceptions of the packages below, and what nobody expected."""
    more: dict[str, Any] = {}
    if isinstance(error, store.StaleVersion):
        more["current_version"] = error.current
    if isinstance(error, PatchRefused):
        more["errors"] = [ProblemField(field=error.field or "body", message=error.reason)]
    for tree, slug in _MAPPED:
        if isinstance(error, tree):
            return PROBLEM_TYPES[slug], str(error), more
    return PROBLEM_TYPES["internal-error"], "The request could not be finished because of a fault on our side.", {}


def _validation(error: RequestValidationError) -> tuple[ProblemType, str, dict[str, Any]]:
    """Pydantic's errors in our words, each with the field's name as the caller wrote it."""
    problems = error.errors()
    if any(each["type"] == "json_invalid" for each in problems):
        return PROBLEM_TYPES["malformed-body"], "The body is no valid JSON.", {}
    fields = [field_error(each) for each in problems]
    if problems and all(each["type"] == "extra_forbidden" and each["loc"][:1] == ("query",) for each in problems):
        kind = PROBLEM_TYPES["unknown-parameter"]
    else:
        kind = PROBLEM_TYPES["invalid-request"]
    detail = "; ".join(f"{each.field}: {each.message}" for each in fields[:5])
    return kind, detail, {"errors": [ProblemField(field=each.field, message=each.message) for each in fields]}


def field_error(problem: Any) -> FieldError:
    """One of pydantic's errors, its place without the word that says where in the request it was."""
    place = [str(step) for step in problem["loc"]]
    if len(place) > 1 and place[0] in {"query", "path", "body", "header", "cookie"}:
        place = place[1:]
    message = str(problem["msg"]).removeprefix("Value error, ")
    if problem["type"] == "extra_forbidden":
        message = "There is no such field. Remove it, or correct its spelling."
    return FieldError(".".join(place) or "body", message)


def answer(problem: Problem, error: Exception) -> Response:
    """The JSON form, with the headers that belong to some statuses."""
    content = problem.model_dump(exclude_none=True)
    return JSONResponse(content, problem.status, media_type=MEDIA_TYPE, headers=headers_of(problem, error))


def headers_of(problem: Problem, error: Exception) -> dict[str, str]:
    """WWW-Authenticate, Retry-After and Allow where they are due."""
    headers = {"Cache-Control": "no-store"}
    if problem.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = 'Bearer realm="repatria"'
    if problem.status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
        headers["Retry-After"] = str(RETRY_SECONDS)
    if isinstance(error, HTTPException) and error.headers:
        headers.update(error.headers)
    return headers


def wants_page(request: Request) -> bool:
    """Whether a person with a browser asks: the interface itself always answers JSON."""
    if request.url.path.startswith(("/v1/", "/health", "/ready", "/metrics", "/openapi.json")):
        return False
    return "text/html" in request.headers.get("accept", "")


def install(app: FastAPI, page: Render) -> None:
    """Answer every exception of the application with a problem; `page` draws it for browsers."""

    async def handle(request: Request, error: Exception) -> Response:
        request_id = getattr(request.state, "request_id", "unknown")
        problem = problem_of(error, request.url.path, request_id)
        if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR and problem.type == PROBLEM_TYPES["internal-error"].uri:
            structlog.get_logger("repatria.api").error("request failed", exc_info=error)
        if wants_page(request):
            drawn = page(request, problem)
            drawn.headers.update(headers_of(problem, error))
            return drawn
        return answer(problem, error)

    handler: Callable[[Request, Exception], Awaitable[Response]] = handle
    trees = (ApiError, QueryRefused, PictureRejected, RequestValidationError, HTTPException)
    for tree in (*trees, *(mapped for mapped, _ in _MAPPED)):
        app.add_exception_handler(tree, handler)
    app.state.handle_problem = handler


def responses(*slugs: str) -> dict[int | str, dict[str, Any]]:
    """The OpenAPI responses of some problem types, each with an example as it is really sent."""
    described: dict[int | str, dict[str, Any]] = {}
    for slug in slugs:
        kind = PROBLEM_TYPES[slug]
        entry = described.setdefault(
            kind.status,
            {
                "description": kind.title,
                "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": {}}},
            },
        )
        example = Problem(
            type=kind.uri,
            title=kind.title,
            status=kind.status,
            detail=kind.title,
            what_to_do=kind.remedy,
            instance="/v1/…",
            request_id="q7m2k4x9d3",
        )
        entry["content"][MEDIA_TYPE]["examples"][slug] = {
            "summary": kind.title,
            "value": example.model_dump(exclude_none=True),
        }
        titles = [PROBLEM_TYPES[each].title for each in slugs if PROBLEM_TYPES[each].status == kind.status]
        entry["description"] = "; ".join(titles)
    return described
