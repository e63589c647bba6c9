"""Reading a listing: a free description in, its fields out. Nothing is searched or stored."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from api import examples
from api.body import read_json, validated
from api.dependencies import NoParameters, may
from api.match_form import MAX_TEXT
from api.problems import responses
from api.security import Action
from matcher.answer import UnderstoodField
from matcher.understood import understood

router = APIRouter(prefix="/v1", tags=["match"])

_JSON = "application/json"


class ListingIn(BaseModel):
    """A listing as it was written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Annotated[
        str, Field(max_length=MAX_TEXT, description="A catalogue entry, offer or bulletin, in any language.")
    ]


class ListingOut(BaseModel):
    """The listing and its fields in the order of the text. Their spans do not overlap."""

    model_config = ConfigDict(frozen=True)

    text: str
    fields: tuple[UnderstoodField, ...]


@router.post(
    "/read",
    summary="Read a description into fields",
    response_model=ListingOut,
    responses={
        200: {"content": {_JSON: {"examples": examples.READ_LISTINGS}}},
        **responses(
            "malformed-body",
            "unknown-parameter",
            "not-signed-in",
            "key-not-valid",
            "cross-site-request",
            "upload-too-large",
            "unsupported-media-type",
            "invalid-request",
        ),
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {_JSON: {"schema": ListingIn.model_json_schema(), "examples": examples.LISTINGS}},
        }
    },
    dependencies=[NoParameters, Depends(may(Action.MATCH))],
)
async def read(request: Request, response: Response) -> ListingOut:
    """What `POST /v1/match` understands of the same words: maker, title, date, medium, size and so on.

    What was not understood comes back as `other`. Write a field as a line such as `Maker: Jan van Goyen` to correct it.
    """
    listing = validated(ListingIn, await read_json(request, _JSON))
    response.headers["Cache-Control"] = "private, no-store"
    return ListingOut(text=listing.text, fields=await run_in_threadpool(understood, listing.text))
