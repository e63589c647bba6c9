"""Asking: photographs, words and identifiers in, candidates with all evidence out."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Request, Response

from api import examples
from api.answers import read_answer, shown_answer
from api.dependencies import MayMatch, NoParameters, PartsOf
from api.idempotency import HEADER, checked_key
from api.links import match_url
from api.match_form import DEFAULT_LIMIT, MAX_LIMIT, digest, query_of, rules_of
from api.matching import compute
from api.problems import responses
from api.uploads import read_form
from matcher.answer import MatchAnswer

router = APIRouter(prefix="/v1", tags=["match"])

_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {
                        "photos": {
                            "type": "array",
                            "maxItems": 8,
                            "items": {"type": "string", "format": "binary"},
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
                            "description": "Keep the photographs for the overlay images until they expire.",
                        },
                    },
                },
                "examples": examples.MATCH_REQUESTS,
                "encoding": {"identifiers": {"style": "form", "explode": True}},
            }
        },
    }
}


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
            "busy",
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
    idempotency_key: Annotated[str | None, Header(alias=HEADER, description="Makes repeating safe.")] = None,
) -> MatchAnswer:
    """Answers with the candidates, best first, each with its evidence for and against.

    Finding nothing is an answer too (200, verdict `no_candidate_found`) and never means that an object is clear.
    """
    key = checked_key(idempotency_key)
    query = query_of(await read_form(request, rules_of(parts.settings)), caller)
    if key is None:
        answer = await compute(parts, query, caller)
    else:

        async def once() -> str:
            return (await compute(parts, query, caller)).id

        match_id = await parts.remembered.once(caller.actor, key, digest(query), once)
        answer, _ = read_answer(parts.repatria, match_id, caller)
    response.headers["Location"] = match_url(answer.id)
    response.headers["Cache-Control"] = "private, no-store"
    return answer if key is not None else shown_answer(parts.repatria, answer, caller)
