"""Registered objects: search, read, register, change."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api import examples
from api.body import read_json, validated
from api.dependencies import MayChange, MayCreate, MayRead, MayReadHistory, MaySearch, NoParameters, ObjectId, PartsOf
from api.errors import KeyReused
from api.etags import etag, expected_version, is_current
from api.idempotency import HEADER, checked_key, object_id_for
from api.links import object_url
from api.pictures import seen_object
from api.problems import responses
from api.schemas import History, HistoryStep, ObjectOut, ObjectPage, SearchQuery, object_out
from api.searching import search
from api.security import Caller
from api.state import Parts
from registry.records.changes import apply_patch
from registry.records.object import CulturalObject, ObjectContent
from registry.store.errors import DuplicateObject, StaleVersion

router = APIRouter(prefix="/v1/objects", tags=["objects"])

JSON, MERGE_PATCH = "application/json", "application/merge-patch+json"
_WHO = ("not-signed-in", "key-not-valid")
_WRITE = (*_WHO, "not-allowed", "cross-site-request", "upload-too-large", "storage-full", "busy")
PRIVATE = "private, no-cache"
IfMatch = Annotated[str | None, Header(description="ETag of the version that you read.", examples=['"3"'])]


@router.get(
    "",
    summary="Search the registry",
    responses={
        200: {"content": {JSON: {"examples": examples.OBJECT_PAGES}}},
        **responses(*_WHO, "unknown-parameter", "invalid-cursor", "invalid-request", "index-unavailable", "not-ready"),
    },
)
def search_objects(
    query: Annotated[SearchQuery, Query()], parts: PartsOf, caller: MaySearch, response: Response
) -> ObjectPage:
    """Objects by words in any script, by number and by filters, with counts and highlights.

    Without `q`, all objects, the newest first.
    """
    response.headers["Cache-Control"] = "private, no-store"
    return search(parts.repatria, query, caller.role)


@router.post(
    "",
    summary="Register an object",
    status_code=201,
    responses={
        201: {"content": {JSON: {"examples": examples.OBJECTS}}},
        **responses(
            *_WRITE,
            "malformed-body",
            "unknown-parameter",
            "conflict",
            "unsupported-media-type",
            "invalid-request",
            "content-refused",
            "idempotency-key-reused",
        ),
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                JSON: {
                    "schema": {"$ref": "#/components/schemas/ObjectContent"},
                    "examples": examples.OBJECT_CONTENTS,
                }
            },
        }
    },
    dependencies=[NoParameters],
)
async def create_object(
    request: Request,
    response: Response,
    parts: PartsOf,
    caller: MayCreate,
    idempotency_key: Annotated[str | None, Header(alias=HEADER, description="Makes repeating safe.")] = None,
) -> ObjectOut:
    """Only `object_type` and `status` are required. Photographs are added one by one afterwards."""
    key = checked_key(idempotency_key)
    content = validated(ObjectContent, await read_json(request, JSON))
    record = await run_in_threadpool(_add, parts, caller, content, key)
    response.headers["Location"] = object_url(record.id)
    response.headers["ETag"] = etag(record.version)
    return object_out(record, caller)


def _add(parts: Parts, caller: Caller, content: ObjectContent, key: str | None) -> CulturalObject:
    store = parts.repatria.store
    if key is None:
        record = store.add(content, actor=caller.actor)
    else:
        object_id = object_id_for(caller.actor, key)
        try:
            record = store.add(content, actor=caller.actor, object_id=object_id)
        except DuplicateObject as error:
            first = store.get(object_id, 1)
            if any(getattr(first, name) != getattr(content, name) for name in ObjectContent.model_fields):
                raise KeyReused(f"The {HEADER} was sent before with other content.") from error
            record = first
    parts.repatria.register.after_write()
    return record


@router.get(
    "/{object_id}",
    summary="Read an object",
    responses={
        200: {"content": {JSON: {"examples": examples.OBJECTS}}},
        304: {"description": "You have this version already."},
        **responses(*_WHO, "unknown-parameter", "object-not-found"),
    },
    dependencies=[NoParameters],
    response_model=ObjectOut,
)
def get_object(
    object_id: ObjectId,
    parts: PartsOf,
    caller: MayRead,
    response: Response,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Any:
    """The record as your role may see it, with its version as ETag."""
    seen = seen_object(parts.repatria, object_id, caller.role)
    headers = {"ETag": etag(seen.version), "Cache-Control": PRIVATE, "Vary": "Authorization, Cookie"}
    if is_current(if_none_match, seen.version):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return object_out(seen, caller)


@router.patch(
    "/{object_id}",
    summary="Change an object",
    responses={
        200: {"content": {JSON: {"examples": examples.OBJECTS}}},
        **responses(
            *_WRITE,
            "malformed-body",
            "unknown-parameter",
            "version-unreadable",
            "object-not-found",
            "conflict",
            "stale-version",
            "unsupported-media-type",
            "invalid-request",
            "content-refused",
            "version-required",
        ),
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {MERGE_PATCH: {"schema": {"type": "object"}, "examples": examples.PATCHES}},
        }
    },
    dependencies=[NoParameters],
)
async def change_object(
    object_id: ObjectId,
    request: Request,
    response: Response,
    parts: PartsOf,
    caller: MayChange,
    if_match: IfMatch = None,
) -> ObjectOut:
    """A JSON merge patch (RFC 7396): null removes a value, lists are replaced whole.

    A new `status` becomes a new step of the status history. Nothing is ever deleted: earlier versions stay.
    """
    version = expected_version(if_match) or 0
    patch = await read_json(request, MERGE_PATCH, JSON)
    record = await run_in_threadpool(_change, parts, caller, object_id, patch, version)
    response.headers["ETag"] = etag(record.version)
    return object_out(record, caller)


def _change(parts: Parts, caller: Caller, object_id: str, patch: Any, version: int) -> CulturalObject:
    store = parts.repatria.store
    before = store.get(object_id)
    if before.version != version:
        raise StaleVersion(object_id, version, before.version)
    record = store.change(object_id, apply_patch(before, patch), expected_version=version, actor=caller.actor)
    parts.repatria.register.after_write()
    return record


@router.get(
    "/{object_id}/history",
    summary="All versions of an object",
    responses=responses(*_WHO, "unknown-parameter", "not-allowed", "object-not-found"),
    dependencies=[NoParameters],
)
def get_history(object_id: ObjectId, parts: PartsOf, caller: MayReadHistory, response: Response) -> History:
    """Who changed what and when, each step chained to all earlier changes of the registry by its hash."""
    seen_object(parts.repatria, object_id, caller.role)
    response.headers["Cache-Control"] = "private, no-store"
    return History(
        object_id=object_id,
        versions=tuple(
            HistoryStep(
                sequence=entry.sequence,
                version=entry.version,
                at=entry.at,
                actor=entry.actor,
                action=entry.action,
                changes=entry.changes,
                hash=entry.hash,
            )
            for entry in parts.repatria.store.history(object_id)
        ),
    )
