"""What of an answer a role may see, derived anew from the records at every reading.

An answer is stored as it was computed. Before anybody reads it, each candidate is held against its record as
`registry.records.visibility` shows it to that role now:

* a candidate whose record the role may not see is left out, and the verdict is that of those which remain;
* evidence from a field that the role does not see in full keeps its kind and whether it supports or contradicts, its
  bits are cut down to a band, and the registered value is left out;
* a photograph that the role may not see goes, with the region and the overlay.

It fails closed: a field counts as open only where the redacted record has the very same value as the full one.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from matcher.answer import Candidate, EvidenceItem, EvidenceKind, MatchAnswer, Verdict
from matcher.wording import next_steps
from registry.records.object import CulturalObject
from registry.records.visibility import is_blind, visible
from registry.vocabulary.lists import Role

FIELDS: Mapping[EvidenceKind, tuple[str, ...]] = {
    EvidenceKind.PICTURE: ("photographs",),
    EvidenceKind.IDENTIFIER: ("inventory_numbers", "serial_number", "external_ids"),
    EvidenceKind.TITLE: ("titles",),
    EvidenceKind.MAKER: ("makers", "culture"),
    EvidenceKind.DATE: ("date",),
    EvidenceKind.MATERIAL: ("materials", "techniques", "materials_display"),
    EvidenceKind.OBJECT_TYPE: ("object_type",),
    EvidenceKind.SIZE: ("measurements", "measurements_display"),
    EvidenceKind.EDITION: ("edition", "inscriptions"),
    EvidenceKind.EXTENT: ("measurements_display", "materials_display", "descriptions"),
    EvidenceKind.INSCRIPTION: ("inscriptions",),
    EvidenceKind.FEATURE: ("features",),
}
"""The fields of a record that the registered value of each kind of evidence may come from. A kind without an entry is
withheld from every role."""

_BANDS = (15.0, 10.0, 6.0, 3.0, 1.0)
_WITHHELD = "What is registered is not shown to your role. The reporting authority named in the record can compare it."
_SENTENCES = {
    "supports": "{kind}: agrees with the record. " + _WITHHELD,
    "contradicts": "{kind}: does not agree with the record. " + _WITHHELD,
    "missing": "{kind}: nothing to compare.",
}
_REASON_WITHHELD = "The verdict is a lower one for a reason that is not shown to your role."
NOTICE = (
    "Some registered values and photographs are not shown to your role; they took part in the comparison. "
    "Ask the reporting authority, quoting the number of the record."
)


def redact(answer: MatchAnswer, records: Mapping[str, CulturalObject], role: Role) -> MatchAnswer:
    """The answer as `role` may read it; `records` holds the candidates' records as they are now."""
    shown: list[Candidate] = []
    for candidate in answer.candidates:
        record = records.get(candidate.object_id)
        seen = visible(record, role) if record is not None else None
        if record is not None and seen is not None:
            shown.append(_candidate(candidate, record, seen, role))
    shown = [_with_open_ties(candidate, records, role) for candidate in shown]
    verdict = best_verdict(shown)
    changes: dict[str, Any] = {"candidates": tuple(shown), "verdict": verdict}
    if verdict != answer.verdict:
        changes["next_steps"] = next_steps(
            strong=verdict == Verdict.STRONG_CANDIDATE, possible=verdict == Verdict.POSSIBLE, look_alikes=0
        )
    if any(is_withheld(item) for candidate in shown for item in candidate.evidence):
        changes["notices"] = (*answer.notices, NOTICE)
    return answer.model_copy(update=changes)


def best_verdict(candidates: Iterable[Candidate]) -> Verdict:
    """The verdict of a whole query: the strongest of its candidates'."""
    found = {candidate.verdict for candidate in candidates}
    for verdict in (Verdict.STRONG_CANDIDATE, Verdict.POSSIBLE, Verdict.WEAK):
        if verdict in found:
            return verdict
    return Verdict.NO_CANDIDATE_FOUND


def is_withheld(item: EvidenceItem) -> bool:
    """Whether the registered value of an item was left out by `redact`."""
    return _WITHHELD in item.sentence


def band(bits: float) -> float:
    """Bits cut down to a band, so that they do not tell the value they come from: 0, 1, 3, 6, 10 or 15, with sign."""
    size = next((edge for edge in _BANDS if abs(bits) >= edge), 0.0)
    return size if bits >= 0 else -size


def _candidate(candidate: Candidate, record: CulturalObject, seen: CulturalObject, role: Role) -> Candidate:
    photographs = {photograph.sha256 for photograph in seen.photographs}
    evidence = tuple(_item(item, record, seen, photographs) for item in candidate.evidence)
    withheld = any(is_withheld(item) for item in evidence)
    same_title = seen.titles == record.titles and seen.object_type == record.object_type
    return candidate.model_copy(
        update={
            "title": candidate.title if same_title else seen.title(),
            "external_ids": tuple(each for each in candidate.external_ids if each in seen.external_ids),
            "evidence": evidence,
            "photographs": tuple(each for each in candidate.photographs if each.sha256 in photographs),
            "score_bits": band(candidate.score_bits) if withheld else candidate.score_bits,
            "probability": None if withheld else candidate.probability,
            "status_note": f"{candidate.status_note} A registered loss: contact the reporting authority."
            if is_blind(record, role)
            else candidate.status_note,
        }
    )


def _with_open_ties(candidate: Candidate, records: Mapping[str, CulturalObject], role: Role) -> Candidate:
    """The candidate with those ties to other records that the role may see on both sides."""
    own = _has_open_ties(records.get(candidate.object_id), role)

    def is_open(other: str | None) -> bool:
        return own and (other is None or _has_open_ties(records.get(other), role))

    return candidate.model_copy(
        update={
            "relations": tuple(each for each in candidate.relations if is_open(each.object_id)),
            "verdict_reasons": tuple(
                reason
                if reason.object_id is None or is_open(reason.object_id)
                else reason.model_copy(update={"object_id": None, "sentence": _REASON_WITHHELD})
                for reason in candidate.verdict_reasons
            ),
        }
    )


def _has_open_ties(record: CulturalObject | None, role: Role) -> bool:
    seen = visible(record, role) if record is not None else None
    return record is not None and seen is not None and seen.relations == record.relations


def _item(item: EvidenceItem, record: CulturalObject, seen: CulturalObject, photographs: set[str]) -> EvidenceItem:
    if item.kind is EvidenceKind.PICTURE:
        is_open = item.picture is None or item.picture.registry.sha256 in photographs
        if is_open and item.picture is None and item.registry_value is not None:
            is_open = seen.photographs == record.photographs
    else:
        names = FIELDS.get(item.kind)
        is_open = names is not None and all(getattr(seen, name) == getattr(record, name) for name in names)
    if is_open:
        return item
    kind = item.kind.value.replace("_", " ").capitalize()
    return item.model_copy(
        update={
            "level": None,
            "support_bits": band(item.support_bits),
            "registry_value": None,
            "sentence": _SENTENCES[item.standing].format(kind=kind),
            "picture": None,
        }
    )
