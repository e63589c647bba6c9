"""Who sees what: the one place that decides it, for pages, answers, exports and the search index alike.

Every field has a level; a role sees the levels up to its clearance (`Role.clearance`). In order of precedence:

1. what the record itself says in `confidentiality`, for a field (`"remarks"`) or a part of the loss
   (`"loss_event.place"`); it may raise or lower;
2. for objects still in their place (`at_risk`, `in_situ_safe`) everything that tells where they are: their inventories
   are a shopping list for thieves, so not even an officer sees it, only registrars;
3. `DEFAULT_LEVELS`;
4. public.

A record may be closed as a whole by its `visibility`. One closed to the trade (`visibility` is `TRADE`) is *blind* for
that role: an auction house learns that there is a registered loss, its reference and whom to contact, and neither what
it is called, nor who owns it, nor what its photographs show. What is public the trade sees as everybody does, since it
could look it up without its key; its reviewers need it to tell a look-alike from the object. To have every answer to
the trade blind, register with `visibility` `TRADE`. A blind record can still be *found* by the trade through what it
holds up to that level, which is the purpose of screening; only showing it is restricted.

Photographs have their own level each. Those of human remains are at least for law enforcement. For what is sacred or
secret the registrar sets the photograph's level.
"""

from typing import Any

from registry.records.base import Record
from registry.records.loss import LossEvent, StatusChange
from registry.records.object import CulturalObject
from registry.records.photograph import Photograph
from registry.vocabulary.lists import Level, ObjectType, PhotographView, Role, Status

DEFAULT_LEVELS: dict[str, Level] = {
    # A person, or what a person is worth robbing for.
    "loss_event.owner": Level.OWNER,
    "value_band": Level.REGISTRAR,
    "remarks": Level.REGISTRAR,
    # Police business.
    "loss_event.case_number": Level.LAW_ENFORCEMENT,
    "status_history.evidence": Level.LAW_ENFORCEMENT,
    # A find spot on a map is an invitation to dig on; the place in words is coarse and public.
    "loss_event.coordinates": Level.LAW_ENFORCEMENT,
    # How the record is protected tells what is in it.
    "visibility": Level.REGISTRAR,
    "confidentiality": Level.REGISTRAR,
}
"""Levels of fields that are not public. `status_history.evidence` is the evidence of each step."""

STILL_IN_PLACE = frozenset({Status.AT_RISK, Status.IN_SITU_SAFE})

WHERE_IT_IS = frozenset(
    {
        "place_found",
        "loss_event.place",
        "loss_event.coordinates",
        "loss_event.holder",
        "loss_event.circumstances",
        "loss_event.event_id",
        "loss_event.claimed_by",
        "loss_event.original_kind",
        "inventory_numbers.institution",
        "external_ids",
        "relations",
        "literature",
        "sources",
        "conflict_note",
        "status_history.by",
        "status_history.source",
        "status_history.note",
        "photographs.caption",
        "photographs.credit",
        "photographs.rights",
    }
)
"""What tells where an object is that is still in its place: for registrars only."""

_INDISPENSABLE = ("object_type", "status", "scope")
_STORE_FIELDS = ("id", "version", "created_at", "updated_at")
_BLIND_LOSS = ("authority",)


def field_level(record: CulturalObject, path: str) -> Level:
    """The level of a field: `titles`, `loss_event`, `loss_event.owner`, or a part named in the tables above.

    It says nothing of the record as a whole: that has `record.visibility`.
    """
    named = record.confidentiality.get(path)
    if named is not None and path not in {"visibility", "confidentiality"}:
        return named
    whole, _, part = path.partition(".")
    level = DEFAULT_LEVELS.get(path, Level.PUBLIC)
    if record.status in STILL_IN_PLACE and path in WHERE_IT_IS:
        level = max(level, Level.REGISTRAR)
    if part and whole != "photographs":
        level = max(level, field_level(record, whole))
    return level


def photograph_level(record: CulturalObject, photograph: Photograph) -> Level:
    """The level of one photograph of a record."""
    level = photograph.confidentiality
    if record.object_type.level1 == ObjectType.HUMAN_REMAINS:
        level = max(level, Level.LAW_ENFORCEMENT)
    if record.status in STILL_IN_PLACE and photograph.view == PhotographView.IN_SITU:
        level = max(level, Level.REGISTRAR)
    return level


def is_blind(record: CulturalObject, role: Role) -> bool:
    """Whether a role learns of this record only that it exists and whom to ask."""
    return role is Role.TRADE and record.visibility is Level.TRADE


def visible(record: CulturalObject, role: Role) -> CulturalObject | None:
    """What a role sees of a record: the record without what is above its clearance, or None if it sees nothing.

    None also where the type, status or scope, which no record can be shown without, is above the clearance.
    """
    clearance = role.clearance
    if record.visibility > clearance:
        return None
    if any(field_level(record, name) > clearance for name in _INDISPENSABLE):
        return None
    if clearance >= Level.OWNER:
        return record
    if is_blind(record, role):
        return _blind(record)
    shown: dict[str, Any] = {name: getattr(record, name) for name in _STORE_FIELDS}
    for name in CulturalObject.model_fields:
        if name not in shown and name != "photographs" and field_level(record, name) <= clearance:
            shown[name] = getattr(record, name)
    shown["photographs"] = tuple(
        _without(record, photograph, "photographs", clearance)
        for photograph in record.photographs
        if photograph_level(record, photograph) <= clearance
    )
    shown["status_history"] = _history(record, clearance)
    _reduce_parts(record, shown, clearance)
    return CulturalObject(**shown)


def _blind(record: CulturalObject) -> CulturalObject:
    """The reference, what kind of thing it is, its status and whom to contact."""
    loss = record.loss_event
    open_parts = {
        part: getattr(loss, part)
        for part in _BLIND_LOSS
        if loss is not None and field_level(record, f"loss_event.{part}") <= Level.TRADE
    }
    return CulturalObject(
        **{name: getattr(record, name) for name in _STORE_FIELDS},
        scope=record.scope,
        object_type=record.object_type.model_copy(update={"level2": None, "aat": None}),
        status=record.status,
        status_history=(StatusChange(status=record.status),),
        loss_event=LossEvent(**open_parts) if any(open_parts.values()) else None,
    )


def _history(record: CulturalObject, clearance: Level) -> tuple[StatusChange, ...]:
    """The steps of status without what is too high; the present status alone where the history is."""
    if field_level(record, "status_history") > clearance:
        return (StatusChange(status=record.status),)
    return tuple(_without(record, step, "status_history", clearance) for step in record.status_history)


def _reduce_parts(record: CulturalObject, shown: dict[str, Any], clearance: Level) -> None:
    """Take out the parts of fields that are above the clearance, though the field as a whole is not."""
    loss = record.loss_event
    if loss is not None:
        open_parts = {
            part: getattr(loss, part)
            for part in LossEvent.model_fields
            if field_level(record, f"loss_event.{part}") <= clearance
        }
        told = any(value is not None for part, value in open_parts.items() if part != "kind")
        shown["loss_event"] = LossEvent(**open_parts) if told or "kind" in open_parts else None
    if "inventory_numbers" in shown:
        shown["inventory_numbers"] = tuple(
            _without(record, number, "inventory_numbers", clearance) for number in record.inventory_numbers
        )
    if "features" in shown:
        seen = {photograph.sha256 for photograph in shown["photographs"]}
        shown["features"] = tuple(
            feature
            if feature.photograph is None or feature.photograph in seen
            else feature.model_copy(update={"photograph": None, "region": None})
            for feature in record.features
        )


def _without[Part: Record](record: CulturalObject, part: Part, whole: str, clearance: Level) -> Part:
    """A part of a record without those of its facts that are above the clearance."""
    hidden = {name: None for name in type(part).model_fields if field_level(record, f"{whole}.{name}") > clearance}
    return part.model_copy(update=hidden) if hidden else part
