"""Answers that were given, their images, and the photographs they were asked with."""

from typing import Any

from fastapi import APIRouter, Response
from starlette.concurrency import run_in_threadpool

from api import examples
from api.answers import note_reading, read_answer
from api.dependencies import MatchId, NoParameters, PartsOf, PictureHash, SignedIn
from api.errors import PhotographNotKept, PhotographNotShown
from api.overlays import OverlayKind, comparison, draw
from api.pictures import decoding, query_copy
from api.problems import responses
from api.rescoring import rescored
from matcher.answer import MatchAnswer
from matcher.rescoring import RescoredMatch
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
    note_reading(parts.repatria, stored, caller)
    response.headers["Cache-Control"] = "private, no-store"
    return answer


@router.get(
    "/{match_id}/rescored",
    summary="An answer scored again, and whether it comes out the same",
    responses=responses(*_WHO, "not-reproducible", "photograph-not-kept", "too-many-matches", "busy", "not-ready"),
)
async def get_rescored(match_id: MatchId, parts: PartsOf, caller: SignedIn, response: Response) -> RescoredMatch:
    """The same photographs against the same candidates, their records as they were at the answer's generation.

    The scorer is the present one; where it or the fingerprints are others than the answer's, `remarks` says so.
    """

    def scored() -> RescoredMatch:
        _, stored = read_answer(parts.repatria, match_id, caller)
        said = rescored(parts.repatria, match_id, caller)
        note_reading(parts.repatria, stored, caller, "answer scored again")
        return said

    with parts.turns.taken(caller.actor):
        said = await parts.pool.run(scored)
    response.headers["Cache-Control"] = "private, no-store"
    return said


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

    answer, stored = await run_in_threadpool(read_answer, parts.repatria, match_id, caller)
    compared = comparison(answer, object_id, number)

    def drawn() -> bytes:
        image = draw(parts.repatria, compared, kind)
        note_reading(parts.repatria, stored, caller, f"overlay {object_id} {number} {kind}")
        return image

    return Response(await decoding(parts, drawn), media_type="image/jpeg", headers=PRIVATE)


@router.get(
    "/{match_id}/photographs/{sha256}",
    summary="A photograph of the query, as long as it is kept",
    response_class=Response,
    responses={**_JPEG, **responses(*_WHO, "photograph-not-found", "photograph-not-kept", "invalid-request")},
)
async def get_query_photograph(match_id: MatchId, sha256: PictureHash, parts: PartsOf, caller: SignedIn) -> Response:
    """A re-encoded copy without metadata."""
    _, stored = await run_in_threadpool(read_answer, parts.repatria, match_id, caller)
    if sha256 not in stored.pictures:
        raise PhotographNotShown("This match was asked without that photograph.")

    def copied() -> bytes:
        try:
            image = query_copy(parts.repatria, sha256)
        except PictureNotFound as error:
            raise PhotographNotKept("The photograph sent for this match is not kept any more.") from error
        note_reading(parts.repatria, stored, caller, f"photograph {sha256}")
        return image

    return Response(await decoding(parts, copied), media_type="image/jpeg", headers=PRIVATE)
