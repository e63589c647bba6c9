"""What is registered, what the verdicts mean, and what an answer does not mean. Open to everybody."""

from fastapi import APIRouter, Request, Response

from api.coverage import coverage_for
from api.dependencies import CallerOf, PartsOf
from api.pages.rendering import page
from matcher.wording import DISCLAIMER

router = APIRouter()


@router.get("/coverage")
def coverage_page(request: Request, parts: PartsOf, caller: CallerOf) -> Response:
    """The coverage and the meaning of the verdicts."""
    coverage = coverage_for(parts.repatria, caller.role)
    return page(
        request,
        "coverage.html",
        coverage=coverage,
        disclaimer=DISCLAIMER,
        tables=[
            ("Type of object", _counts(coverage.by_type)),
            ("Status", _counts(coverage.by_status)),
            ("Country of the loss", _counts(coverage.by_country)),
        ],
    )


def _counts(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
