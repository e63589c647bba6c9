"""Changing a record: a new step of its status, a merge patch, and what a status history may become."""

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from registry.records.loss import StatusChange
from registry.records.object import ObjectContent


class PatchRefused(ValueError):
    """A patch whose result is no valid record. `field` names the place, such as `loss_event.country`."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(field, reason)
        self.field, self.reason = field, reason

    def __str__(self) -> str:
        return f"{self.field}: {self.reason}" if self.field else self.reason


def with_status(content: ObjectContent, change: StatusChange) -> ObjectContent:
    """The content with one more step of status, which becomes the status."""
    fields = {name: getattr(content, name) for name in ObjectContent.model_fields}
    return ObjectContent(
        **{**fields, "status": change.status, "status_history": (*content.status_history, change)},
    )


def apply_patch(content: ObjectContent, merge_patch: dict[str, Any]) -> ObjectContent:
    """The content after a JSON merge patch (RFC 7396): null removes a value, objects merge, lists are replaced.

    A new `status` without a `status_history` in the patch becomes a new step of the history. Raises PatchRefused.
    """
    if not isinstance(merge_patch, dict):
        raise PatchRefused("", "a merge patch is a JSON object with the fields to change")
    fields = content.model_dump(mode="json", include=set(ObjectContent.model_fields))
    unknown = sorted(merge_patch.keys() - ObjectContent.model_fields.keys())
    if unknown:
        raise PatchRefused(unknown[0], "there is no such field that can be changed; docs/records.md lists the fields")
    patched = _merged(fields, merge_patch)
    status = merge_patch.get("status")
    if status is not None and "status_history" not in merge_patch and status != content.status:
        patched["status_history"] = [*fields["status_history"], {"status": status}]
    for required in ("status", "object_type"):
        if required in merge_patch and merge_patch[required] is None:
            raise PatchRefused(required, "every record has one; give another value instead of null")
    try:
        return ObjectContent.model_validate(patched)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise PatchRefused(place, first["msg"].removeprefix("Value error, ")) from error


def rewritten_status(before: Sequence[StatusChange], after: Sequence[StatusChange]) -> str | None:
    """Why a new status history is not the old one continued; None where it is.

    Steps may be added at the end, and facts that were missing from a step may be filled in; `last_verified_on` may
    always be renewed, since that is what verifying again means.
    """
    if len(after) < len(before):
        return f"it had {len(before)} steps and would have {len(after)}"
    for number, (old, new) in enumerate(zip(before, after, strict=False), start=1):
        for name in StatusChange.model_fields:
            said = getattr(old, name)
            if name != "last_verified_on" and said is not None and getattr(new, name) != said:
                return f"step {number} would change in {name!r}"
    return None


def _merged(target: Any, patch: Any) -> Any:
    """RFC 7396, section 2."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = _merged(result.get(name), value)
    return result
