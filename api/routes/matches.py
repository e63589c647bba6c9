"""Answers that were given, their images, and the photographs they were asked with."""

from typing import Any

from fastapi import APIRouter, Response
from starlette.concurrency import run_in_threadpool

from api import examples
from api.answers import read_answer
from api.dependencies import MatchId, NoParameters, PartsOf, PictureHash, SignedIn
from api.errors import PhotographNotKept, PhotographNotShown
from api.overlays import OverlayKind, comparison, draw
from api.pictures import query_copy
from api.problems import responses
from matcher.answer import MatchAnswer
from registry.store.errors import PictureNotFound

router = APIRouter(prefix="/v1/matches", tags=["match"], dependencies=[NoParameters])

_WHO = ("unknown-parameter", "not-signed-in", "key-not-valid", "match-not-found")
_JPEG: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/jpeg": {"schema": {"type": "string", "format": "binary"}}}, "description": "A JPEG."}
}
PRIVATE = {"Cache-Control": "private, max-age=600"}


@router.get(
    "/{match_id}",
    summary="An answer again",
    responses={
        200: {"content": {"application/json": {"examples": examples.MATCH_ANSWERS}}},
        **responses(*_WHO),
    },
)
def get_match(match_id: MatchId, parts: PartsOf, caller: SignedIn, response: Response) -> MatchAnswer:
    """As it was given, redacted for the role of the caller by the records as they are now.

    Read by the key that asked, and by investigators, registrars and administrators (which is logged).
    """
    answer, stored = read_answer(parts.repatria, match_id, caller)
    if stored.key_id != caller.key_id:
        parts.repatria.store.audit.record(caller.actor, "match viewed", match_id)
    response.headers["Cache-Control"] = "private, no-store"
    return answer


@router.get(
    "/{match_id}/overlay/{object_id}/{number}/{kind}",
    summary="An image of a comparison",
    response_class=Response,
    responses={**_JPEG, **responses(*_WHO, "overlay-not-found", "photograph-not-kept", "invalid-request")},
)
async def get_overlay(
    match_id: MatchId, object_id: str, number: int, kind: OverlayKind, parts: PartsOf, caller: SignedIn
) -> Response:
    """Evidence item `number` (from 0) of a candidate as an image.

    `warped`: the query laid over the registered picture; `registered`: that picture at the same size, for a slider;
    `side-by-side`: both with the matched region outlined; `query`: the query with its region; `crop`: the registered
    region alone.
    """

    def drawn() -> bytes:
        answer, _ = read_answer(parts.repatria, match_id, caller)
        return draw(parts.repatria, comparison(answer, object_id, number), kind)

    return Response(await run_in_threadpool(drawn), media_type="image/jpeg", headers=PRIVATE)


@router.get(
    "/{match_id}/photographs/{sha256}",
    summary="A photograph of the query, as long as it is kept",
    response_class=Response,
    responses={**_JPEG, **responses(*_WHO, "photograph-not-found", "photograph-not-kept", "invalid-request")},
)
def get_query_photograph(match_id: MatchId, sha256: PictureHash, parts: PartsOf, caller: SignedIn) -> Response:
    """A re-encoded copy without metadata."""
    _, stored = read_answer(parts.repatria, match_id, caller)
    if sha256 not in stored.pictures:
        raise PhotographNotShown("This match was asked without that photograph.")
    try:
        data = query_copy(parts.repatria, sha256)
    except PictureNotFound as error:
        raise PhotographNotKept("The photograph sent for this match is not kept any more.") from error
    return Response(data, media_type="image/jpeg", headers=PRIVATE)
