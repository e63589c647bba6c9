"""JSON bodies, read under a limit and validated with errors that name the field."""

import json
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.requests import ClientDisconnect, Request

from api.errors import UploadRefused, UploadTooLarge, WrongBodyType

MAX_JSON_BYTES = 2_000_000
_DEEPEST = 40


async def read_json(request: Request, *media_types: str) -> Any:
    """The JSON value of the body. Raises WrongBodyType, UploadTooLarge, UploadRefused."""
    declared = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if declared not in media_types:
        raise WrongBodyType(f"The body is {declared[:80] or 'of no declared type'}; send {' or '.join(media_types)}.")
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_JSON_BYTES:
                raise UploadTooLarge(f"A record may have {MAX_JSON_BYTES / 1e6:g} MB; photographs are sent separately.")
    except ClientDisconnect as error:
        raise UploadRefused("The upload was broken off.") from error
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise UploadRefused("The body is no valid JSON in UTF-8.") from error
    if _depth(value) > _DEEPEST:
        raise UploadRefused(f"The body is nested deeper than {_DEEPEST} levels.")
    return value


def validated[Model: BaseModel](model: type[Model], value: Any) -> Model:
    """The value as a model. Raises RequestValidationError."""
    try:
        return model.model_validate_json(json.dumps(value))
    except ValidationError as error:
        raise RequestValidationError(error.errors(include_url=False)) from error


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON number")


def _depth(value: Any) -> int:
    deepest, waiting = 0, [(value, 1)]
    while waiting:
        current, level = waiting.pop()
        deepest = max(deepest, level)
        if deepest > _DEEPEST:
            return deepest
        if isinstance(current, dict):
            waiting.extend((each, level + 1) for each in current.values())
        elif isinstance(current, list):
            waiting.extend((each, level + 1) for each in current)
    return deepest
