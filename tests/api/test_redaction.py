"""What a role may read of an answer: no value, photograph or name from above its clearance ever gets through."""

import datetime as dt
from enum import StrEnum

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from api.redaction import FIELDS, band, is_withheld, redact
from matcher.answer import (
    Candidate,
    CandidateRelation,
    Coverage,
    EvidenceItem,
    EvidenceKind,
    MatchAnswer,
    Timing,
    Verdict,
    VerdictReason,
    VerdictRule,
)
from registry.records.object import CulturalObject, ObjectContent
from registry.vocabulary.lists import Level, RelationKind, Role, Scope
from tests.api.conftest import World
from tests.api.test_match import ask, photo

NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
VALUES = {
    EvidenceKind.IDENTIFIER: "IM 56642",
    EvidenceKind.TITLE: "Silver Rhyton",
    EvidenceKind.MAKER: "Master of Tests",
    EvidenceKind.DATE: "400-350 BC",
    EvidenceKind.MATERIAL: "silver, partly gilt",
    EvidenceKind.OBJECT_TYPE: "rhyton, vessel",
    EvidenceKind.SIZE: "31.5 × 20 cm",
    EvidenceKind.EDITION: "3/50",
    EvidenceKind.EXTENT: "212 folios",
    EvidenceKind.INSCRIPTION: "ZORVATH MADE ME",
    EvidenceKind.FEATURE: "left horn broken and mended",
}
RECORD = {
    "id": "RP-1",
    "version": 1,
    "created_at": NOW,
    "updated_at": NOW,
    "object_type": "vessel",
    "status": "stolen",
    "titles": [{"value": "Silver Rhyton"}],
    "makers": [{"name": "Master of Tests"}],
    "measurements": [{"kind": "height", "value": "31.5", "unit": "cm"}],
    "inventory_numbers": [{"value": "IM 56642"}],
    "date": {"display": "400-350 BC"},
    "materials": ["silver, partly gilt"],
    "edition": {"number": "3", "of": 50},
    "descriptions": [{"text": "212 folios"}],
    "inscriptions": [{"text": "ZORVATH MADE ME"}],
    "features": [{"text": "left horn broken and mended"}],
}


def evidence(kind: EvidenceKind, bits: float = 7.3) -> EvidenceItem:
    return EvidenceItem(
        kind=kind,
        standing="supports",
        support_bits=bits,
        query_value="as asked",
        registry_value=VALUES[kind],
        sentence=f"It says {VALUES[kind]}.",
        source="test",
    )


def answer_with(*items: EvidenceItem, verdict: Verdict = Verdict.POSSIBLE) -> MatchAnswer:
    candidate = Candidate(
        object_id="RP-1",
        external_ids=(),
        title="Silver Rhyton",
        object_type="vessel",
        scope=Scope.ITEM,
        status="stolen",
        status_note="Reported stolen.",
        verdict=verdict,
        score_bits=sum(item.support_bits for item in items),
        evidence=items,
        found_by=("text",),
    )
    coverage = Coverage(
        objects=1,
        objects_with_pictures=0,
        by_type={},
        by_status={},
        by_country={},
        registry_generation=1,
        searched_at=NOW,
        statement="Searched.",
    )
    return MatchAnswer(
        id="M-1",
        created_at=NOW,
        verdict=verdict,
        candidates=(candidate,),
        coverage=coverage,
        degraded=(),
        inputs=(),
        schemes={},
        scorer_version="test",
        thresholds={},
        registry_generation=1,
        disclaimer="",
        next_steps=(),
        timing=Timing(stages={}, total_ms=1),
    )


@pytest.mark.parametrize("kind", [kind for kind in VALUES if kind is not EvidenceKind.OBJECT_TYPE])
def test_a_value_from_a_restricted_field_is_withheld(kind: EvidenceKind) -> None:
    for field in (name for name in FIELDS[kind] if name in RECORD):
        record = CulturalObject.model_validate({**RECORD, "confidentiality": {field: Level.LAW_ENFORCEMENT}})
        answer = answer_with(evidence(kind))
        for role in Role:
            shown = redact(answer, {"RP-1": record}, role)
            item = shown.candidates[0].evidence[0]
            if role.clearance >= Level.LAW_ENFORCEMENT:
                assert item == evidence(kind)
            else:
                assert VALUES[kind] not in shown.model_dump_json()
                assert is_withheld(item)
                assert (item.kind, item.standing, item.support_bits) == (kind, "supports", 6.0)
                assert shown.notices


def test_a_candidate_above_the_role_goes_and_the_verdict_with_it() -> None:
    record = CulturalObject.model_validate({**RECORD, "visibility": Level.REGISTRAR})
    answer = answer_with(evidence(EvidenceKind.TITLE), verdict=Verdict.STRONG_CANDIDATE)
    shown = redact(answer, {"RP-1": record}, Role.OFFICER)
    assert shown.candidates == ()
    assert shown.verdict == Verdict.NO_CANDIDATE_FOUND
    assert shown.next_steps
    assert redact(answer, {}, Role.ADMINISTRATOR).candidates == ()
    assert redact(answer, {"RP-1": record}, Role.REGISTRAR) == answer


def test_every_field_of_a_record_that_evidence_uses_exists() -> None:
    for names in FIELDS.values():
        assert set(names) <= CulturalObject.model_fields.keys()
    assert set(FIELDS) == set(EvidenceKind)
    assert ObjectContent


def tied_answer() -> MatchAnswer:
    """An answer with a candidate whose verdict is lowered because its companion agrees better."""
    answer = answer_with(evidence(EvidenceKind.TITLE))
    tie = CandidateRelation(kind=RelationKind.COMPANION, object_id="RP-2", sentence="A companion of another candidate.")
    reason = VerdictReason(
        rule=VerdictRule.EXPLAINED_BY_RELATION, object_id="RP-2", sentence="Possible at most: it is a companion of one."
    )
    candidate = answer.candidates[0].model_copy(update={"relations": (tie,), "verdict_reasons": (reason,)})
    other = candidate.model_copy(update={"object_id": "RP-2", "relations": (), "verdict_reasons": ()})
    return answer.model_copy(update={"candidates": (candidate, other)})


@pytest.mark.parametrize("hidden", ["RP-1", "RP-2"])
def test_a_tie_that_is_hidden_on_either_side_is_not_told(hidden: str) -> None:
    records = {
        object_id: CulturalObject.model_validate(
            {
                **RECORD,
                "id": object_id,
                "relations": [{"kind": "companion", "object_id": other}],
                "confidentiality": {"relations": Level.LAW_ENFORCEMENT} if object_id == hidden else {},
            }
        )
        for object_id, other in (("RP-1", "RP-2"), ("RP-2", "RP-1"))
    }
    answer = tied_answer()
    assert redact(answer, records, Role.OFFICER) == answer
    shown = redact(answer, records, Role.TRADE).candidates[0]
    assert shown.relations == ()
    assert "RP-2" not in shown.model_dump_json()
    assert "companion" not in shown.model_dump_json()


class _Later(StrEnum):
    """A kind of evidence that a later version knows and this one does not."""

    SOUND = "sound"


@pytest.mark.parametrize("role", list(Role))
def test_evidence_of_a_kind_without_fields_is_withheld(role: Role) -> None:
    item = evidence(EvidenceKind.TITLE).model_copy(update={"kind": _Later.SOUND})
    shown = redact(answer_with(item), {"RP-1": CulturalObject.model_validate(RECORD)}, role).candidates[0].evidence[0]
    assert is_withheld(shown)
    assert (shown.kind, shown.registry_value, shown.support_bits) == (_Later.SOUND, None, 6.0)
    assert VALUES[EvidenceKind.TITLE] not in shown.sentence


@given(st.floats(-200, 200))
def test_bands_keep_sign_and_never_exceed(bits: float) -> None:
    cut = band(bits)
    assert abs(cut) <= max(abs(bits), 0)
    assert cut == 0 or (cut > 0) == (bits > 0)


def test_the_trade_gets_a_blind_answer(client: TestClient, world: World) -> None:
    asked = ask(client, world, "trade", files=[photo(world.blind_jpeg)], data={"identifiers": "QM 77-12"})
    candidate = asked.json()["candidates"][0]
    assert candidate["object_id"] == world.ids["blind"]
    assert candidate["photographs"] == []
    assert all(item["picture"] is None for item in candidate["evidence"])
    assert all(item["registry_value"] is None for item in candidate["evidence"] if item["standing"] != "missing")
    for hidden in ("Quillon", "Museum of Tests", "Jeanne", "helmet"):
        assert hidden not in asked.text
    number = next(n for n, item in enumerate(candidate["evidence"]) if item["kind"] == "picture")
    for kind in ("crop", "registered", "side-by-side"):
        path = f"/v1/matches/{asked.json()['id']}/overlay/{world.ids['blind']}/{number}/{kind}"
        assert client.get(path, headers=world.headers("trade")).status_code == 404
    page = client.get(f"/matches/{asked.json()['id']}", headers=world.headers("trade") | {"Accept": "text/html"})
    assert page.status_code == 200
    assert "not shown to your role" in page.text
    assert "Quillon" not in page.text


def test_the_officer_sees_it_whole(client: TestClient, world: World) -> None:
    asked = ask(client, world, "officer", files=[photo(world.blind_jpeg)], data={"identifiers": "QM 77-12"})
    assert "Quillon mask" in asked.text
    assert "Jeanne" not in asked.text
