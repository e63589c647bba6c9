"""Photographs of registered objects: adding them, and their copies."""

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from api import examples
from api.dependencies import (
    MayAddPhotograph,
    MayRead,
    MayReadOriginal,
    NoParameters,
    ObjectId,
    PartsOf,
    PictureHash,
    ShareOf,
)
from api.errors import FieldError, FieldsRefused, WrongBodyType
from api.etags import etag, expected_version
from api.links import photograph_url
from api.multipart import FILE, multipart_body
from api.pictures import Size, decoding, made_copy, make_copy, seen_photograph
from api.problems import responses
from api.schemas import ObjectOut, object_out
from api.uploads import Form, UploadRules, read_form
from registry.records.photograph import PhotographFacts
from registry.settings import Settings
from registry.vocabulary.lists import Level, PhotographKind, PhotographView

router = APIRouter(prefix="/v1/objects/{object_id}/photographs", tags=["photographs"], dependencies=[NoParameters])

FACTS = frozenset(PhotographFacts.model_fields)
_EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/tiff": "tif", "image/heic": "heic"}
_READ = ("not-signed-in", "key-not-valid", "unknown-parameter", "object-not-found", "photograph-not-found")
_JPEG: dict[int | str, dict[str, Any]] = {200: {"content": {"image/jpeg": {"schema": FILE}}, "description": "A JPEG."}}
_BODY = multipart_body(
    {
        "file": {**FILE, "description": "The original file, unaltered."},
        "view": {"type": "string", "enum": [each.value for each in PhotographView]},
        "kind": {"type": "string", "enum": [each.value for each in PhotographKind]},
        "taken_on": {"type": "string", "maxLength": 100, "description": "A date in EDTF."},
        "scale_in_picture": {"type": "boolean"},
        "caption": {"type": "string"},
        "rights": {"type": "string"},
        "credit": {"type": "string"},
        "confidentiality": {
            "type": "integer",
            "enum": [int(level) for level in Level],
            "description": "0 public, 1 trade, 2 law enforcement, 3 registrars, 4 owner.",
        },
    },
    examples.PHOTOGRAPH_REQUESTS,
    required=["file"],
)


def rules_of(settings: Settings) -> UploadRules:
    """One file and the facts about it."""
    return UploadRules(FACTS, frozenset({"file"}), 1, settings.max_picture_bytes)


@router.post(
    "",
    summary="Add a photograph",
    status_code=201,
    responses={
        201: {"content": {"application/json": {"examples": examples.OBJECTS}}},
        **responses(
            "malformed-body",
            "unknown-parameter",
            "version-unreadable",
            "not-signed-in",
            "key-not-valid",
            "not-allowed",
            "cross-site-request",
            "object-not-found",
            "conflict",
            "stale-version",
            "upload-too-large",
            "unsupported-media-type",
            "invalid-request",
            "picture-refused",
            "too-many-photographs",
            "content-refused",
            "busy",
            "storage-full",
        ),
    },
    openapi_extra=_BODY,
)
async def add_photograph(
    object_id: ObjectId,
    request: Request,
    response: Response,
    parts: PartsOf,
    caller: MayAddPhotograph,
    share: ShareOf,
    if_match: Annotated[str | None, Header(description="Only if the object still has this version.")] = None,
) -> ObjectOut:
    """The original is kept unaltered as evidence; what the web shows is a copy without metadata.

    The same photograph with the same facts again changes nothing.
    """
    version = expected_version(if_match, required=False)
    form = await read_form(request, rules_of(parts.settings), share)
    if not form.files:
        raise FieldsRefused("There is no photograph.", fields=[FieldError("file", "Send the photograph as a file.")])
    file = form.files[0]
    declared = (file.media_type or "").partition(";")[0].strip().casefold()
    if declared and not declared.startswith("image/") and declared != "application/octet-stream":
        raise WrongBodyType(
            f"The photograph was sent as {declared[:80]}.", fields=[FieldError("file", "Send an image.")]
        )
    facts = facts_of(form)

    def added() -> Any:
        return parts.repatria.register.add_photograph(
            object_id,
            file.data,
            facts,
            expected_version=version,
            actor=caller.actor,
            declared_type=declared if declared.startswith("image/") else None,
        )

    record = await parts.pool.run(added)
    response.headers["ETag"] = etag(record.version)
    response.headers["Location"] = photograph_url(object_id, record.photographs[-1].sha256, "display")
    return object_out(record, caller)


def facts_of(form: Form) -> PhotographFacts:
    """The registrar's facts from a form. Raises RequestValidationError naming the field."""
    given: dict[str, Any] = {name: value for name in FACTS if (value := form.one(name)) is not None}
    level = given.get("confidentiality")
    if isinstance(level, str) and level.strip().isdecimal():
        given["confidentiality"] = int(level)
    try:
        return PhotographFacts.model_validate(given)
    except ValidationError as error:
        raise RequestValidationError(error.errors(include_url=False)) from error


@router.get(
    "/{sha256}/original",
    summary="The original file",
    response_class=Response,
    responses={
        200: {"content": {"image/*": {"schema": FILE}}, "description": "The file."},
        **responses(*_READ, "not-allowed", "invalid-request"),
    },
)
def get_original(object_id: ObjectId, sha256: PictureHash, parts: PartsOf, caller: MayReadOriginal) -> Response:
    """The bytes as they were registered, with their metadata: for investigators and registrars, and logged."""
    photograph = seen_photograph(parts.repatria, object_id, sha256, caller.role)
    data = parts.repatria.store.pictures.get(sha256)
    parts.repatria.store.audit.record(caller.actor, "original downloaded", object_id, {"sha256": sha256})
    name = f"{sha256}.{_EXTENSIONS.get(photograph.media_type, 'bin')}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(data, media_type=photograph.media_type, headers=headers)


@router.get(
    "/{sha256}/{size}",
    summary="A copy for looking at",
    response_class=Response,
    responses={**_JPEG, **responses(*_READ, "invalid-request")},
)
async def get_copy(object_id: ObjectId, sha256: PictureHash, size: Size, parts: PartsOf, caller: MayRead) -> Response:
    """`thumbnail` has at most 400 pixels a side, `display` 1600; neither carries metadata."""

    def allowed_and_made() -> bytes | None:
        seen_photograph(parts.repatria, object_id, sha256, caller.role)
        return made_copy(parts.repatria, sha256, size)

    data = await run_in_threadpool(allowed_and_made)
    if data is None:
        data = await decoding(parts, partial(make_copy, parts.repatria, sha256, size))
    headers = {"Cache-Control": "private, max-age=3600", "Vary": "Authorization, Cookie"}
    return Response(data, media_type="image/jpeg", headers=headers)
