"""From a stored body back to a record."""

from typing import Any

from pydantic import ValidationError

from registry.records.object import CulturalObject
from registry.store.errors import StoreDamaged


def read_record(object_id: str, body: str | dict[str, Any]) -> CulturalObject:
    """The record of a stored body, as JSON text or read from it; raises StoreDamaged where it is none."""
    try:
        if isinstance(body, str):
            return CulturalObject.model_validate_json(body)
        return CulturalObject.model_validate(body)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise StoreDamaged(
            f"The stored record of object {object_id} cannot be read ({place}: {first['msg']}). Restore a backup, or "
            "upgrade the program if a newer one wrote it."
        ) from error
