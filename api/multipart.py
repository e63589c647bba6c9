"""What OpenAPI says of a multipart body, for routes that read the form themselves (`api.uploads`)."""

from collections.abc import Mapping, Sequence
from typing import Any

FILE: dict[str, Any] = {"type": "string", "format": "binary"}
"""The schema of a file."""


def multipart_body(
    fields: Mapping[str, Mapping[str, Any]],
    examples: Mapping[str, Any],
    *,
    required: Sequence[str] = (),
    repeated: Sequence[str] = (),
) -> dict[str, Any]:
    """The `openapi_extra` of a route whose body is a form of these fields (JSON schemas by name) and no others.

    Values of `repeated` fields are sent one by one under the same name.
    """
    schema: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": dict(fields)}
    if required:
        schema["required"] = list(required)
    content: dict[str, Any] = {"schema": schema, "examples": dict(examples)}
    if repeated:
        content["encoding"] = {name: {"style": "form", "explode": True} for name in repeated}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": content}}}
