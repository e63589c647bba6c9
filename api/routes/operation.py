"""For whoever runs the server: does it live, is it ready, what does it do."""

from importlib.metadata import PackageNotFoundError, version

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.concurrency import run_in_threadpool

from api.dependencies import NoParameters, PartsOf
from api.readiness import readiness
from api.schemas import Health, Ready

router = APIRouter(tags=["operation"], dependencies=[NoParameters])


def program_version() -> str:
    """The installed version."""
    try:
        return version("repatria")
    except PackageNotFoundError:
        return "not installed"


@router.get("/health", summary="The process lives")
async def health() -> Health:
    """Answers at once, whatever else is computed."""
    return Health(version=program_version())


@router.get("/ready", summary="Store, index and models are there", responses={503: {"model": Ready}})
async def ready(parts: PartsOf, response: Response) -> Ready:
    """200 where requests can be served, 503 where not; `degraded` names what works with less."""
    state = await run_in_threadpool(readiness, parts.repatria)
    if not state.ready:
        response.status_code = 503
    return state


@router.get(
    "/metrics",
    summary="Prometheus metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}, "description": "Metrics."}},
)
async def metrics(parts: PartsOf) -> Response:
    """Totals and times only: nothing of what was asked or found."""
    return Response(generate_latest(parts.metrics.registry), media_type=CONTENT_TYPE_LATEST)
