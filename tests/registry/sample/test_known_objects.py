"""The demonstration registry: complete, valid, plainly marked, and converted without losing or inventing anything."""

import json
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.records import ImportRecord
from registry.sample import known_words
from registry.sample.known_description import astronomical
from registry.sample.known_objects import NOTICE, SCHEME, convert, load_known_objects, main
from registry.vocabulary.lists import (
    AttributionQualifier,
    Certainty,
    FeatureKind,
    Level,
    LossKind,
    ObjectType,
    RelationKind,
    Scope,
    SourceAssurance,
    Status,
)

RECORDS = load_known_objects()
BY_NUMBER = {record.external_ids[0].value: record for record in RECORDS}


def entry(**changes: Any) -> dict[str, Any]:
    """One entry of a compiled list."""
    loss = {
        "type": "theft",
        "date_edtf": "1990-03-18",
        "place": "Boston",
        "country": "US",
        "holder_at_loss": "A Museum",
    }
    return {
        "id": "KO-900",
        "title": "Harbour at dusk",
        "record_scope": "item",
        "object_type": {"level1": "painting", "level2": "marine painting"},
        "loss_event": loss | changes.pop("loss_event", {}),
        "status": "missing",
        "confidence": {"overall": "high", "less_sure_of": []},
        "sources": [{"name": "A newspaper", "url": "https://example.org/1"}],
        **changes,
    }


def test_all_are_there_once_and_in_order() -> None:
    assert list(BY_NUMBER) == [f"KO-{number:03d}" for number in range(1, 178)]
    assert Counter(record.scope for record in RECORDS) == {Scope.ITEM: 152, Scope.GROUP: 14, Scope.SET: 11}


@pytest.mark.parametrize("number", BY_NUMBER)
def test_every_record_is_sound(number: str) -> None:
    record = BY_NUMBER[number]
    line = record.model_dump_json(exclude_defaults=True)
    assert ImportRecord.model_validate_json(line) == record
    assert record.external_ids[0].scheme == SCHEME
    assert record.loss_event is not None
    assert record.loss_event.country is not None
    assert record.sources
    assert all(source.assurance not in {None, SourceAssurance.POLICE_CERTIFIED} for source in record.sources)
    assert record.remarks is not None
    assert record.remarks.startswith(NOTICE)
    assert "Confidence: " in record.remarks
    assert record.confidentiality == {"remarks": Level.PUBLIC}
    assert record.titles
    if record.date is not None:
        assert record.date.earliest is not None
        assert record.date.latest is not None
        assert record.date.latest - record.date.earliest <= 1000
        assert record.date.latest <= 2026
        assert ("BC" in (record.date.display or "")) == (record.date.earliest <= 0)


def test_the_file_has_no_default_clutter() -> None:
    lines = files("registry.sample").joinpath("known_objects.ndjson").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(RECORDS)
    assert all(None not in json.loads(line).values() for line in lines)


def test_external_identifiers_are_unique() -> None:
    pairs = [(one.scheme, one.value) for record in RECORDS for one in record.external_ids]
    assert len(pairs) == len(set(pairs))
    assert sum(scheme == "wikidata" for scheme, _ in pairs) == 38


def test_statuses_tell_what_happened() -> None:
    assert Counter(record.status for record in RECORDS) == {
        Status.STOLEN: 51,
        Status.LOOTED: 10,
        Status.MISSING: 2,
        Status.RETURNED: 47,
        Status.RECOVERED: 41,
        Status.LOCATED: 11,
        Status.LOCATED_CONTESTED: 5,
        Status.SUSPECTED_DESTROYED: 3,
        Status.PARTIALLY_RECOVERED: 3,
        Status.DESTROYED: 2,
        Status.AT_RISK: 1,
        Status.SIGHTED: 1,
    }


@pytest.mark.parametrize(
    ("number", "steps"),
    [
        ("KO-001", [("stolen", "1990-03-18")]),
        ("KO-078", [("stolen", "2025-10-19"), ("recovered", "2025")]),
        ("KO-088", [("stolen", "1802-05-04"), ("destroyed", "1802")]),
        ("KO-112", [("looted", "2011?/2013"), ("seized", None), ("returned", "2021")]),
        ("KO-116", [("missing", "2013")]),
        ("KO-118", [("at_risk", "2025-09")]),
        ("KO-142", [("stolen", "197X/198X"), ("sighted", "2021")]),
        ("KO-166", [("looted", "2022-10-31/2022-11-03"), ("located", "2023")]),
    ],
)
def test_histories_of_known_cases(number: str, steps: list[tuple[str, str | None]]) -> None:
    assert [(step.status.value, step.since) for step in BY_NUMBER[number].status_history] == steps


def test_known_details_survive() -> None:
    ivory = BY_NUMBER["KO-104"]
    assert (ivory.inventory_numbers[0].value, ivory.inventory_numbers[0].institution) == ("IM 56642", "Iraq Museum")
    assert ivory.measurements == ()
    assert "companion piece" in (ivory.measurements_display or "")
    assert ivory.relations[0].kind == RelationKind.COMPANION
    head = BY_NUMBER["KO-122"]
    assert (head.features[0].kind, head.features[0].text) == (FeatureKind.HOLE, "hole beside the left eye")
    krater = BY_NUMBER["KO-158"]
    assert [maker.name for maker in krater.makers] == ["Euxitheos", "Euphronios"]
    assert krater.date is not None
    assert (krater.date.earliest, krater.date.latest) == (-519, -509)
    assert BY_NUMBER["KO-113"].quantity == 7700
    assert "17,000 to 20,000" in (BY_NUMBER["KO-117"].conflict_note or "")


@given(st.integers(-5000, 3000).filter(bool))
def test_astronomical_years_are_in_line(year: int) -> None:
    assert astronomical(year) == (year if year > 0 else year + 1)
    following = year + 1 or 1
    assert astronomical(following) == astronomical(year) + 1


def test_there_is_no_year_nought() -> None:
    with pytest.raises(ValueError, match="no year 0"):
        astronomical(0)


def test_an_entry_becomes_a_record() -> None:
    record = convert(
        entry(
            alt_titles=[{"lang": "uk", "text": "Порт у сутінках"}],
            maker="A. Painter",
            maker_qualifier="attributed to / copy after",
            date_text="c. 100 BC",
            year_from=-150,
            year_to=-50,
            materials=["etching", "paper"],
            dimensions={"height_cm": 5.0, "weight_kg": 2},
            inscriptions="signed on the rudder",
            distinguishing_features="top missing; pearls",
            inventory_number="A.12 (Other Museum)",
            wikidata="Q1",
            item_count=3,
            confidence={"overall": "medium", "less_sure_of": ["exact year", "dimensions"]},
        )
    )
    assert record.object_type.level2 == "marine painting"
    assert [(title.value, title.language) for title in record.titles] == [
        ("Harbour at dusk", None),
        ("Порт у сутінках", "uk"),
    ]
    assert [maker.qualifier for maker in record.makers] == [
        AttributionQualifier.ATTRIBUTED_TO,
        AttributionQualifier.COPY_OF,
    ]
    assert record.date is not None
    assert (record.date.earliest, record.date.latest, record.date.certainty) == (-149, -49, Certainty.CIRCA)
    assert (record.materials, record.techniques) == (("paper",), ("etching",))
    assert [(m.kind.value, str(m.value), m.unit) for m in record.measurements] == [
        ("height", "5.0", "cm"),
        ("weight", "2", "kg"),
    ]
    assert [feature.kind for feature in record.features] == [FeatureKind.LOSS, FeatureKind.OTHER]
    assert record.inventory_numbers[0].institution == "Other Museum"
    assert [one.value for one in record.external_ids] == ["KO-900", "Q1"]
    assert record.quantity == 3
    assert record.remarks is not None
    assert record.remarks.endswith(
        "Less sure of: exact year; dimensions. Maker in the compiled list: A. Painter (attributed to / copy after)."
    )


@pytest.mark.parametrize("word", known_words.LATER_STATUS)
def test_a_changed_status_word_is_kept(word: str) -> None:
    step = convert(entry(status=word)).status_history[-1]
    assert step.status.value == word or f'"{word.replace("_", " ")}"' in (step.note or "")


@pytest.mark.parametrize("word", known_words.LOSS)
def test_a_changed_kind_of_loss_is_kept(word: str) -> None:
    loss = convert(entry(loss_event={"type": word})).loss_event
    assert loss is not None
    assert word in {loss.kind.value, loss.original_kind}


@pytest.mark.parametrize("word", known_words.TYPES)
def test_a_changed_type_is_kept(word: str) -> None:
    found = convert(entry(object_type={"level1": word, "level2": "thing"})).object_type
    assert found.level2 == f"{word}: thing"


def test_what_surfaced_is_a_step_or_is_said() -> None:
    returned = convert(entry(status="returned", status_year=2012, surfaced="a sale"))
    assert [step.status for step in returned.status_history] == [Status.STOLEN, Status.SIGHTED, Status.RETURNED]
    missing = convert(entry(surfaced="a sale"))
    assert missing.descriptions[0].text == "Surfaced: a sale."
    withdrawn = convert(entry(status="sale_withdrawn", surfaced="a sale"))
    assert "Surfaced: a sale." in (withdrawn.status_history[-1].note or "")
    assert not withdrawn.descriptions


def test_private_persons_are_owners() -> None:
    loss = convert(entry(loss_event={"holder_at_loss": "Roman Totenberg"})).loss_event
    assert loss is not None
    assert (loss.holder, loss.owner) == ("private owner", "Roman Totenberg")


@pytest.mark.parametrize(
    "changes",
    [{"status": "vanished"}, {"loss_event": {"type": "mislaid"}}, {"object_type": {"level1": "x", "level2": ""}}],
)
def test_unknown_words_are_not_guessed(changes: dict[str, Any]) -> None:
    with pytest.raises((KeyError, ValueError)):
        convert(entry(**changes))


def test_the_converter_writes_an_import_file(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(json.dumps({"objects": [entry(), entry(id="KO-901")]}), encoding="utf-8")
    main([str(tmp_path / "list.json"), str(tmp_path / "out.ndjson")])
    lines = (tmp_path / "out.ndjson").read_text(encoding="utf-8").splitlines()
    assert [ImportRecord.model_validate_json(line) for line in lines] == [convert(entry()), convert(entry(id="KO-901"))]


def test_kinds_of_loss_are_spread_as_in_the_list() -> None:
    kinds = Counter(record.loss_event.kind for record in RECORDS if record.loss_event)
    assert kinds[LossKind.ROBBERY] == 21
    assert kinds[LossKind.INSIDER_THEFT] == 5
    assert Counter(record.object_type.level1 for record in RECORDS)[ObjectType.PAINTING] == 66
