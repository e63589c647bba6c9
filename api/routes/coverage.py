"""How much is registered."""

from fastapi import APIRouter

from api import examples
from api.coverage import coverage_for
from api.dependencies import MayReadCoverage, NoParameters, PartsOf
from api.problems import responses
from matcher.answer import Coverage

router = APIRouter(prefix="/v1", tags=["coverage"])


@router.get(
    "/coverage",
    summary="How much is registered",
    responses={
        200: {"content": {"application/json": {"examples": examples.COVERAGES}}},
        **responses("unknown-parameter", "key-not-valid", "index-unavailable", "not-ready"),
    },
    dependencies=[NoParameters],
)
def get_coverage(parts: PartsOf, caller: MayReadCoverage) -> Coverage:
    """Counts by type, status and country of what your role may find. Needs no key."""
    return coverage_for(parts.repatria, caller.role)
