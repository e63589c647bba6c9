"""The web application: interface, pages, documentation, in the order a request meets them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import structlog
from anyio import CapacityLimiter
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.concurrency import run_in_threadpool

from api import pages, problems
from api.documentation import router as documentation
from api.housekeeping import housekeeping
from api.logs import configure_logs
from api.match_form import rules_of
from api.match_pool import MatchPool
from api.metrics import Metrics
from api.middleware import RequestMiddleware
from api.pictures import DECODED_AT_ONCE
from api.routes import coverage, match, matches, objects, operation, photographs, read
from api.routes.operation import program_version
from api.sessions import Sessions
from api.state import Parts
from api.turns import KeyTurns
from api.upload_budget import HELD_BODIES, UploadBudget
from matcher.errors import MatcherError
from matcher.service import Repatria
from registry.index.errors import SearchIndexError
from registry.records.object import ObjectContent
from registry.registering.errors import RegisteringError
from registry.settings import Settings
from registry.store.errors import StoreError

DESCRIPTION = (
    "A registry of stolen, missing, looted and at-risk cultural objects, and a matcher that scores photographs and "
    "words against it. Every answer explains its score and says what was searched; none of them clears an object."
)


def create_app(settings: Settings | None = None, *, warm_up: bool = False) -> FastAPI:
    """The application for one data folder. Opened and closed by its lifespan; raises nothing before that.

    With `warm_up` it starts serving only when the models are loaded, so that the first answer is as quick as the others.
    """
    chosen = settings or Settings()
    if not structlog.is_configured():
        configure_logs()
    metrics = Metrics()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        repatria = await run_in_threadpool(Repatria.open, chosen)
        pool = MatchPool(chosen.parallel_matches, metrics, max_waiting=chosen.waiting_matches)
        try:
            uploads = UploadBudget(HELD_BODIES * rules_of(chosen).max_total_bytes)
            app.state.parts = Parts(
                settings=chosen,
                repatria=repatria,
                sessions=Sessions.open(chosen.data, chosen.session_key),
                pool=pool,
                metrics=metrics,
                uploads=uploads,
                turns=KeyTurns(chosen.matches_per_key),
                decoding=CapacityLimiter(DECODED_AT_ONCE),
            )
            if warm_up:
                await run_in_threadpool(_warm_up, repatria)
            async with housekeeping(repatria.store):
                yield
        finally:
            pool.close()
            repatria.close()

    app = FastAPI(
        title="Repatria",
        version=program_version(),
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        swagger_ui_oauth2_redirect_url=None,
    )
    for router in (match.router, matches.router, read.router, objects.router, photographs.router, coverage.router):
        app.include_router(router)
    app.include_router(operation.router)
    app.include_router(documentation)
    pages.install(app)
    problems.install(app, pages.problem_page)
    app.add_middleware(RequestMiddleware, metrics=metrics)
    app.openapi = lambda: openapi_of(app)  # type: ignore[method-assign]  # FastAPI's documented way to extend it
    return app


def _warm_up(repatria: Repatria) -> None:
    """Load what matching needs. What is missing is told by /ready and by every request that needs it."""
    try:
        repatria.warm_up()
    except (MatcherError, RegisteringError, SearchIndexError, StoreError) as error:
        structlog.get_logger("repatria.api").error("warm-up failed", reason=str(error))


def openapi_of(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document with what FastAPI cannot know: bodies we read ourselves, and problem details."""
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes, tags=_TAGS
        )
        schemas = document["components"]["schemas"]
        for model in (problems.Problem, ObjectContent):
            schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
            for name, part in schema.pop("$defs", {}).items():
                schemas.setdefault(name, part)
            schemas.setdefault(model.__name__, schema)
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
        for path in document["paths"].values():
            for operation_ in path.values():
                _only_problems(operation_)
        app.openapi_schema = document
    return app.openapi_schema


def _only_problems(operation_: dict[str, Any]) -> None:
    """Replace FastAPI's own form of validation errors, which we never send."""
    unprocessable = operation_["responses"].get("422")
    if unprocessable and "application/json" in unprocessable.get("content", {}):
        unprocessable["content"].pop("application/json")
        if not unprocessable["content"]:
            unprocessable.update(problems.responses("invalid-request")[422])


_TAGS = [
    {"name": "match", "description": "Photographs and words in, explained candidates out."},
    {"name": "objects", "description": "Registered objects."},
    {"name": "photographs", "description": "Photographs of registered objects."},
    {"name": "coverage", "description": "How much is registered."},
    {"name": "operation", "description": "For whoever runs the server."},
]
