"""177 publicly documented thefts and lootings as a demonstration registry, and how they were converted.

`known_objects.ndjson` is an import file: `repatria import` reads it. It was made from a compiled list by

    python -m registry.sample.known_objects LIST.json known_objects.ndjson

Every record says that it is demonstration data and not police data, how sure its compiler was, and of what less.
"""

import datetime as dt
import json
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

from registry.records.description import (
    Description,
    ExternalId,
    Relation,
    Source,
)
from registry.records.loss import LossEvent, StatusChange
from registry.records.object import ImportRecord
from registry.sample import known_description as parts
from registry.sample import known_words as words
from registry.vocabulary.lists import (
    Level,
    LossKind,
    ObjectType,
    Scope,
    Status,
)

SCHEME = "repatria-known"
"""The scheme of the external identifiers, `KO-001` to `KO-177`: importing the file again changes nothing."""
COMPILED_ON = dt.date(2026, 11, 23)
NOTICE = (
    "Demonstration data compiled from public sources. It is not police data: check it against an official source "
    "before acting on it."
)


def load_known_objects() -> list[ImportRecord]:
    """The 177 records, in the order of their numbers."""
    lines = files("registry.sample").joinpath("known_objects.ndjson").read_text(encoding="utf-8").splitlines()
    return [ImportRecord.model_validate_json(line) for line in lines]


def convert(source: dict[str, Any]) -> ImportRecord:
    """One entry of the compiled list as an import record. Raises KeyError for a word that `known_words` lacks."""
    loss: dict[str, Any] = source["loss_event"]
    history = _status_history(source)
    features, relations, asides = parts.features(source.get("distinguishing_features"))
    if related := source.get("related"):
        kind = next(kind for word, kind in words.RELATION_WORDS if word in related)
        relations.append(Relation(kind=kind, text=related))
    if source.get("surfaced") and not any(step.note and "Surfaced: " in step.note for step in history):
        asides.append(f"Surfaced: {source['surfaced']}.")
    measurements, display = parts.measurements(source.get("dimensions", {}))
    materials = source.get("materials", [])
    object_type = parts.object_type(source["object_type"])
    made_or_found = source.get("place_made_or_found")
    is_made = object_type.level1 == ObjectType.MUSICAL_INSTRUMENT
    return ImportRecord(
        scope=Scope(source["record_scope"]),
        object_type=object_type,
        status=history[-1].status,
        status_history=history,
        titles=parts.titles(source),
        makers=parts.makers(source),
        culture=source.get("culture"),
        date=parts.date(source),
        place_made=made_or_found if is_made else None,
        place_found=None if is_made else made_or_found,
        materials=tuple(word for word in materials if word not in words.TECHNIQUES),
        techniques=tuple(word for word in materials if word in words.TECHNIQUES),
        measurements=measurements,
        measurements_display=display,
        inscriptions=parts.inscriptions(source.get("inscriptions")),
        features=tuple(features),
        subject=source.get("subject"),
        descriptions=(Description(text=" ".join(asides), language="en"),) if asides else (),
        inventory_numbers=parts.inventory_numbers(source),
        quantity=source.get("item_count"),
        loss_event=_loss_event(loss),
        relations=tuple(relations),
        external_ids=_external_ids(source),
        sources=tuple(_source(one) for one in source["sources"]),
        documented_on=COMPILED_ON,
        conflict_note=_conflict_note(source),
        remarks=_remarks(source),
        # The notice is for everybody.
        confidentiality={"remarks": Level.PUBLIC},
    )


def _status_history(source: dict[str, Any]) -> tuple[StatusChange, ...]:
    """From the loss by what surfaced to the present status; the list's own word in the last step's note."""
    word, surfaced = source["status"], source.get("surfaced")
    later = words.STATUS_BY_RECORD.get(source["id"], words.LATER_STATUS[word])
    lost = StatusChange(status=words.LOSS[source["loss_event"]["type"]][1], since=source["loss_event"].get("date_edtf"))
    said = [source["status_note"]] if "status_note" in source else []
    if later is None or later.value != word:
        said.append(f'The compiled list says "{word.replace("_", " ")}".')
    year = str(source["status_year"]) if "status_year" in source else None
    if later is None:
        return (lost.model_copy(update={"note": " ".join(said)}),)
    if later == Status.AT_RISK:
        return (StatusChange(status=later, since=lost.since, note=" ".join(said) or None),)
    steps = [lost]
    if surfaced and later == Status.SIGHTED:
        said.insert(0, f"Surfaced: {surfaced}.")
    elif surfaced:
        turned_up = Status.SEIZED if surfaced.startswith("seized") else Status.SIGHTED
        steps.append(StatusChange(status=turned_up, note=f"Surfaced: {surfaced}."))
    return (*steps, StatusChange(status=later, since=year, note=" ".join(said) or None))


def _loss_event(given: dict[str, Any]) -> LossEvent:
    holder, when = given.get("holder_at_loss"), given.get("date_edtf")
    kind: LossKind = words.LOSS[given["type"]][0]
    return LossEvent(
        kind=kind,
        date=when,
        place=given.get("place"),
        country=given["country"],
        circumstances=given.get("circumstances"),
        holder="private owner" if holder in words.PERSONS else holder,
        owner=words.PERSONS.get(holder) if holder else None,
        event_id=f"{when} {given['place']}" if when and "place" in given else None,
        original_kind=None if given["type"] == kind.value else given["type"],
    )


def _external_ids(source: dict[str, Any]) -> tuple[ExternalId, ...]:
    own = ExternalId(scheme=SCHEME, value=source["id"])
    if "wikidata" not in source:
        return (own,)
    number = source["wikidata"]
    return (own, ExternalId(scheme="wikidata", value=number, url=f"https://www.wikidata.org/wiki/{number}"))


def _source(given: dict[str, str]) -> Source:
    said = given["name"].casefold()
    assurance = next(assurance for word, assurance in words.ASSURANCE_WORDS if word in said)
    return Source(name=given["name"], url=given.get("url"), assurance=assurance)


def _conflict_note(source: dict[str, Any]) -> str | None:
    """What parties to a conflict say of numbers, which nobody could verify."""
    if source["loss_event"]["type"] not in {"conflict loss", "looting of museum", "looting and burning"}:
        return None
    claims = [
        doubt for doubt in source["confidence"]["less_sure_of"] if doubt.startswith(("item count:", "exact number ("))
    ]
    return f"Figures are claims: {'; '.join(claims)}." if claims else None


def _remarks(source: dict[str, Any]) -> str:
    confidence = source["confidence"]
    said = [NOTICE, f"Confidence: {confidence['overall']}."]
    if confidence["less_sure_of"]:
        said.append(f"Less sure of: {'; '.join(confidence['less_sure_of'])}.")
    if source.get("maker") in words.MAKERS or "maker_qualifier" in source:
        qualifier = f" ({source['maker_qualifier']})" if "maker_qualifier" in source else ""
        said.append(f"Maker in the compiled list: {source['maker']}{qualifier}.")
    return " ".join(said)


def main(arguments: list[str]) -> None:
    """Convert a compiled list (JSON) to an import file (NDJSON)."""
    source, target = map(Path, arguments)
    entries = json.loads(source.read_text(encoding="utf-8"))["objects"]
    lines = [convert(entry).model_dump_json(exclude_defaults=True) for entry in entries]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
