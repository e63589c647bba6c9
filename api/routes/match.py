"""Asking: photographs, words and identifiers in, candidates with all evidence out."""

from typing import Annotated

from fastapi import APIRouter, Header, Request, Response
from starlette.concurrency import run_in_threadpool

from api import examples
from api.answers import read_answer, shown_answer
from api.dependencies import MayMatch, NoParameters, PartsOf, ShareOf
from api.idempotency import HEADER, checked_key
from api.links import match_url
from api.match_form import DEFAULT_LIMIT, MAX_LIMIT, digest, query_of, rules_of
from api.matching import compute, turn
from api.multipart import FILE, multipart_body
from api.problems import responses
from api.uploads import read_form
from matcher.answer import MatchAnswer

router = APIRouter(prefix="/v1", tags=["match"])

_BODY = multipart_body(
    {
        "photos": {
            "type": "array",
            "maxItems": 8,
            "items": FILE,
            "description": "Photographs: JPEG, PNG, WebP, HEIC, TIFF and others. None is needed with "
            "`text` or `identifiers`.",
        },
        "text": {
            "type": "string",
            "maxLength": 5000,
            "description": "What is known of the object, in any language.",
        },
        "identifiers": {
            "type": "array",
            "maxItems": 20,
            "items": {"type": "string", "maxLength": 200},
            "description": "Inventory numbers, serial numbers and the like. The field may come often.",
        },
        "limit": {
            "type": "integer",
            "minimum": 1,
            "maximum": MAX_LIMIT,
            "default": DEFAULT_LIMIT,
            "description": "Candidates at most.",
        },
        "one_object": {
            "type": "boolean",
            "default": True,
            "description": "All photographs show one object, so that its sides add up.",
        },
        "split": {
            "type": "boolean",
            "default": False,
            "description": "Separate objects seen in one photograph are asked about one by one.",
        },
        "keep_pictures": {
            "type": "boolean",
            "default": True,
            "description": "Keep photographs, words and file names until they expire, for the overlay images and for "
            "scoring again. Otherwise only the answer and the hashes stay.",
        },
    },
    examples.MATCH_REQUESTS,
    repeated=["identifiers"],
)


@router.post(
    "/match",
    summary="Match photographs and words against the registry",
    response_model=MatchAnswer,
    responses={
        200: {"content": {"application/json": {"examples": examples.MATCH_ANSWERS}}},
        **responses(
            "malformed-body",
            "unknown-parameter",
            "not-signed-in",
            "key-not-valid",
            "cross-site-request",
            "upload-too-large",
            "unsupported-media-type",
            "invalid-request",
            "picture-refused",
            "too-many-photographs",
            "empty-query",
            "idempotency-key-reused",
            "too-many-matches",
            "busy",
            "index-unavailable",
            "not-ready",
            "storage-full",
        ),
    },
    openapi_extra=_BODY,
    dependencies=[NoParameters],
)
async def match(
    request: Request,
    response: Response,
    parts: PartsOf,
    caller: MayMatch,
    share: ShareOf,
    idempotency_key: Annotated[str | None, Header(alias=HEADER, description="Makes repeating safe.")] = None,
) -> MatchAnswer:
    """Answers with the candidates, best first, each with its evidence for and against.

    Finding nothing is an answer too (200, verdict `no_candidate_found`) and never means that an object is clear.
    """
    key = checked_key(idempotency_key)
    computed: list[MatchAnswer] = []
    async with turn(parts, request, caller):
        query = query_of(await read_form(request, rules_of(parts.settings), share), caller)

        async def once() -> str:
            computed.append(await compute(parts, query, caller))
            return computed[0].id

        match_id = await (once() if key is None else parts.remembered.once(caller.actor, key, digest(query), once))
    response.headers["Location"] = match_url(match_id)
    response.headers["Cache-Control"] = "private, no-store"

    def shown() -> MatchAnswer:
        # What was computed now holds every word that was asked, what was stored only those that are kept.
        if computed:
            return shown_answer(parts.repatria, computed[0], caller)
        return read_answer(parts.repatria, match_id, caller)[0]

    return await run_in_threadpool(shown)
