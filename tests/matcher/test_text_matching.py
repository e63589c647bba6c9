"""Auction descriptions in four languages find the record, and what the evidence says is told line by line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from matcher.answer import Candidate, EvidenceKind, Verdict, VerdictRule
from matcher.query import Query
from matcher.service import Repatria
from registry.records.object import ObjectContent
from registry.settings import Settings

HARBOUR: dict[str, Any] = {
    "external_ids": [{"scheme": "test", "value": "harbour"}],
    "object_type": "painting",
    "status": "stolen",
    "titles": [
        {"value": "Harbour of Zorvath at dusk", "language": "en"},
        {"value": "Гавань Зорвата в сумерках", "language": "ru"},
        {"value": "ميناء زورفات عند الغسق", "language": "ar"},
    ],
    "makers": [{"name": "Ivan Belmarov", "aliases": ["Иван Белмаров", "إيفان بلماروف"]}],
    "date": {"display": "1888"},
    "materials": ["oil", "canvas"],
    "measurements": [
        {"kind": "height", "value": "72.5", "unit": "cm"},
        {"kind": "width", "value": "64.7", "unit": "cm"},
    ],
}
COMPANION = {
    **HARBOUR,
    "external_ids": [{"scheme": "test", "value": "companion"}],
    "titles": [{"value": "Harbour of Zorvath at dawn"}],
    "date": {"display": "1889"},
    "measurements_display": None,
    "measurements": [
        {"kind": "height", "value": "70", "unit": "cm"},
        {"kind": "width", "value": "61", "unit": "cm"},
    ],
}
PRINT = {
    "external_ids": [{"scheme": "test", "value": "print"}],
    "object_type": "print",
    "status": "recovered",
    "titles": [{"value": "Quenby rotunda by moonlight"}],
    "makers": [{"name": "Odile Varsaud"}],
    "materials_display": "etching on paper",
    "edition": {"number": "3", "of": 50},
}
GROUP = {
    "external_ids": [{"scheme": "test", "value": "group"}],
    "scope": "group",
    "object_type": "figurine",
    "status": "looted",
    "titles": [{"value": "Forty terracotta horsemen of Mirandel"}],
    "inventory_numbers": [{"value": "MQ 77-12", "institution": "Mirandel Museum"}],
}
LISTINGS = {
    "fr": "Ivan BELMAROV (1850-1901)\nLe port de Zorvath au crépuscule\nHuile sur toile, signée et datée 1888.\n72,5 x 64,7 cm",
    "de": "Nach Ivan Belmarov\nHafen von Zorvath\nÖl auf Leinwand. 72,5 x 64,7 cm. Datiert 1888.",
    "ru": "Белмаров Иван. Гавань Зорвата в сумерках. 1888. Холст, масло. 72,5 х 64,7 см.",
    "ar": "إيفان بلماروف، ميناء زورفات عند الغسق، زيت على قماش، ٧٢٫٥ × ٦٤٫٧ سم",
}


@pytest.fixture(scope="module")
def repatria(model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Repatria]:
    """A registry of four records without pictures."""
    folder = tmp_path_factory.mktemp("texts")
    lines = [json.dumps(each, ensure_ascii=False) for each in (HARBOUR, COMPANION, PRINT, GROUP)]
    (folder / "records.ndjson").write_text("\n".join(lines), encoding="utf-8")
    with Repatria.open(Settings(data=folder / "data", models=model_folder)) as opened:
        report = opened.import_records(folder / "records.ndjson", actor="tests")
        assert not report.errors
        yield opened


def first(repatria: Repatria, text: str, **more: Any) -> Candidate:
    return repatria.match(Query(text=text, **more), save=False).candidates[0]


def level(candidate: Candidate, kind: EvidenceKind) -> str | None:
    return next(item.level for item in candidate.evidence if item.kind is kind)


@pytest.mark.parametrize("language", LISTINGS)
def test_a_listing_in_any_language_finds_its_record(repatria: Repatria, language: str) -> None:
    found = first(repatria, LISTINGS[language])
    assert found.external_ids[0].value == "harbour"
    assert level(found, EvidenceKind.SIZE) == "exact"
    assert level(found, EvidenceKind.MATERIAL) == "same"
    assert level(found, EvidenceKind.MAKER) in {"named", "variant", "downgraded"}
    assert {item.kind for item in found.evidence} == set(EvidenceKind) - {EvidenceKind.PICTURE}


def test_another_edition_number_caps_the_verdict_and_says_so(repatria: Repatria) -> None:
    text = "Odile Varsaud, Quenby rotunda by moonlight, etching on paper"
    same, other = (first(repatria, f"{text}, numbered {number}/50") for number in (3, 4))
    assert level(same, EvidenceKind.EDITION) == "same"
    assert level(other, EvidenceKind.EDITION) == "other number"
    assert other.verdict in {Verdict.POSSIBLE, Verdict.WEAK, None}
    assert other.score_bits < same.score_bits


def test_a_recovered_object_is_found_and_said_to_be_recovered(repatria: Repatria) -> None:
    found = first(repatria, "Odile Varsaud, Quenby rotunda by moonlight, etching on paper")
    assert found.status == "recovered"
    assert found.status_note.startswith("Recovered")


def test_a_group_record_is_found_and_never_more_than_weak(repatria: Repatria) -> None:
    found = first(
        repatria, "Forty terracotta horsemen of Mirandel, inv. no. MQ 77-12, Mirandel Museum", identifiers=("MQ 77-12",)
    )
    assert found.scope == "group"
    assert found.verdict == Verdict.WEAK
    assert found.verdict_reasons[-1].rule == VerdictRule.GROUP_RECORD
    assert "group" in found.status_note


def test_number_and_institution_lift_whatever_else_is_said(repatria: Repatria) -> None:
    numbered = {
        **HARBOUR,
        "external_ids": [],
        "inventory_numbers": [{"value": "QX 9-41", "institution": "Mirandel Museum"}],
    }
    added = repatria.store.add(ObjectContent.model_validate(numbered), actor="tests")
    found = first(repatria, "a bronze vessel of the 3rd century, H. 12 cm, Mirandel Museum, inv. QX 9-41")
    assert found.object_id == added.id
    assert level(found, EvidenceKind.IDENTIFIER) == "same with institution"
    assert found.verdict in {Verdict.POSSIBLE, Verdict.STRONG_CANDIDATE}


def test_how_rare_words_were_is_kept_with_the_match(repatria: Repatria) -> None:
    answer = repatria.match(Query(text=LISTINGS["ru"]))

    def titled(candidate: Candidate) -> str:
        return next(item.registry_value or "" for item in candidate.evidence if item.kind is EvidenceKind.TITLE)

    assert titled(answer.candidates[0]).endswith("bits]")
    for number in range(40):
        namesake = {**HARBOUR, "external_ids": [{"scheme": "test", "value": f"namesake {number}"}], "status": "missing"}
        repatria.store.add(ObjectContent.model_validate(namesake), actor="tests")
    assert repatria.rescore(answer.id).now.candidates == answer.candidates
    assert titled(first(repatria, LISTINGS["ru"])) != titled(answer.candidates[0])
