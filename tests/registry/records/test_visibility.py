"""Nothing above a role's clearance is ever in what it sees, whatever the record."""

import itertools
import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.records import CulturalObject
from registry.records.visibility import (
    DEFAULT_LEVELS,
    STILL_IN_PLACE,
    WHERE_IT_IS,
    field_level,
    is_blind,
    photograph_level,
    visible,
)
from registry.sample.known_objects import load_known_objects
from registry.vocabulary.lists import Level, ObjectType, PhotographView, Role, Status

from .strategies import PATHS, records

slow = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=60
)
_numbers = itertools.count()
MARK = re.compile(r"§([a-z_.0-9]+)§")


def marked(path: str) -> st.SearchStrategy[str]:
    """Text that says which field it stands in."""
    return st.builds(lambda: f"§{path}§{next(_numbers)}")


full_records = records(CulturalObject, text=marked, full=True)


def shown_marks(record: CulturalObject | None) -> set[str]:
    """The fields whose text is in the JSON of what is shown."""
    return set() if record is None else set(MARK.findall(record.model_dump_json()))


def level_of(record: CulturalObject, path: str) -> Level:
    """The level of a field by its full path, taken from the rules one by one and not from the code under test."""
    whole, _, part = path.partition(".")
    part = part.partition(".")[0]
    short = f"{whole}.{part}"
    for named in (short, path):
        if named in record.confidentiality:
            return record.confidentiality[named]
    levels = [record.confidentiality.get(whole, DEFAULT_LEVELS.get(whole, Level.PUBLIC))]
    levels.append(DEFAULT_LEVELS.get(short, Level.PUBLIC))
    if record.status in STILL_IN_PLACE:
        if short in WHERE_IT_IS:
            levels.append(Level.REGISTRAR)
        if whole in WHERE_IT_IS and whole not in record.confidentiality:
            levels.append(Level.REGISTRAR)
    return max(levels)


@slow
@given(record=full_records)
def test_nothing_above_the_clearance_is_shown(record: CulturalObject) -> None:
    for role in Role:
        shown = visible(record, role)
        if record.visibility > role.clearance:
            assert shown is None
        for path in shown_marks(shown) - {"id"}:
            if not path.startswith("photographs"):
                assert level_of(record, path) <= role.clearance, (role, path)
        if shown is None:
            continue
        for photograph in shown.photographs:
            assert photograph.confidentiality <= role.clearance
        hidden = {one.sha256 for one in record.photographs} - {one.sha256 for one in shown.photographs}
        text = shown.model_dump_json()
        assert not any(sha256 in text for sha256 in hidden)


@slow
@given(record=full_records)
def test_what_is_allowed_is_shown(record: CulturalObject) -> None:
    """Redaction takes no more than it must: a higher clearance sees all that a lower one sees, registrars see all."""
    seen = [shown_marks(visible(record, role)) for role in (Role.PUBLIC, Role.TRADE, Role.OFFICER, Role.REGISTRAR)]
    for lower, higher in itertools.pairwise(seen):
        assert lower <= higher
    assert visible(record, Role.REGISTRAR) == record
    assert visible(record, Role.ADMINISTRATOR) == record
    assert visible(record, Role.OFFICER) == visible(record, Role.INVESTIGATOR)
    officer = visible(record, Role.OFFICER)
    if officer is not None:
        # A feature's reference to a photograph goes with the photograph.
        for path in shown_marks(record) - {"features.photograph"}:
            if not path.startswith("photographs") and level_of(record, path) <= Level.LAW_ENFORCEMENT:
                assert path in shown_marks(officer), path


@slow
@given(record=full_records)
def test_how_a_record_is_protected_is_not_shown(record: CulturalObject) -> None:
    for role in (Role.PUBLIC, Role.TRADE, Role.OFFICER, Role.INVESTIGATOR):
        shown = visible(record, role)
        if shown is not None:
            assert shown.confidentiality == {}
            assert shown.visibility is Level.PUBLIC


@slow
@given(record=full_records, role=st.sampled_from(Role))
def test_seeing_twice_is_seeing_once(record: CulturalObject, role: Role) -> None:
    once = visible(record, role)
    if once is not None:
        again = visible(once, role)
        assert again is not None
        assert shown_marks(again) <= shown_marks(once)


def record_of(**fields: Any) -> CulturalObject:
    """A record with something in every field that matters here."""
    body: dict[str, Any] = {
        "id": "RP-1",
        "version": 3,
        "created_at": "2026-01-01T00:00:00Z",
        "updated_at": "2026-01-02T00:00:00Z",
        "object_type": {"level1": "icon", "level2": "panel icon"},
        "status": "stolen",
        "titles": [{"value": "Saint Nicholas"}],
        "value_band": "10,000-50,000 EUR",
        "remarks": "told by a neighbour",
        "inventory_numbers": [{"value": "A.12", "institution": "Village church"}],
        "loss_event": {
            "kind": "burglary",
            "place": "Village",
            "country": "UA",
            "coordinates": {"latitude": 46.6, "longitude": 32.6},
            "holder": "Village church",
            "owner": "Parish of the village",
            "case_number": "7/2026",
            "authority": {"name": "Regional police", "contact": "art@police.example"},
        },
        "place_found": "near the well",
        "sources": [{"name": "Inventory of the church"}],
        "photographs": [
            {
                "sha256": "ab" * 32,
                "media_type": "image/jpeg",
                "width": 4,
                "height": 3,
                "size_bytes": 9,
                "credit": "The church",
            }
        ],
        **fields,
    }
    return CulturalObject.model_validate(body)


@pytest.mark.parametrize(
    ("role", "sees", "misses"),
    [
        (
            Role.PUBLIC,
            ["Saint Nicholas", "Village church", "art@police.example"],
            ["Parish", "7/2026", "46.6", "EUR", "neighbour"],
        ),
        (
            Role.TRADE,
            ["Saint Nicholas", "Village church", "art@police.example"],
            ["Parish", "7/2026", "46.6", "EUR", "neighbour"],
        ),
        (Role.OFFICER, ["Saint Nicholas", "7/2026", "46.6"], ["Parish", "EUR", "neighbour"]),
        (Role.INVESTIGATOR, ["Saint Nicholas", "7/2026", "46.6"], ["Parish", "EUR", "neighbour"]),
        (Role.REGISTRAR, ["Saint Nicholas", "7/2026", "46.6", "Parish", "EUR", "neighbour"], []),
    ],
)
def test_an_ordinary_stolen_object(role: Role, sees: list[str], misses: list[str]) -> None:
    text = json.dumps((visible(record_of(), role) or record_of()).model_dump(mode="json"), ensure_ascii=False)
    assert [word for word in sees if word not in text] == []
    assert [word for word in misses if word in text] == []


@pytest.mark.parametrize("status", sorted(STILL_IN_PLACE))
@pytest.mark.parametrize("role", [Role.PUBLIC, Role.TRADE, Role.OFFICER, Role.INVESTIGATOR])
def test_nobody_but_registrars_learns_where_an_object_at_risk_is(status: Status, role: Role) -> None:
    shown = visible(record_of(status=status, status_history=[{"status": status, "note": "in the Village"}]), role)
    assert shown is not None
    text = shown.model_dump_json()
    assert "Saint Nicholas" in text
    assert "A.12" in text
    assert [word for word in ("Village", "church", "well", "46.6") if word in text] == []
    assert shown.loss_event is not None
    assert (shown.loss_event.country, shown.loss_event.kind) == ("UA", "burglary")


def test_a_photograph_in_its_place_gives_the_place_away() -> None:
    base = record_of().photographs[0]
    record = record_of(
        status="at_risk", photographs=[base.model_copy(update={"view": PhotographView.IN_SITU}).model_dump()]
    )
    assert photograph_level(record, record.photographs[0]) is Level.REGISTRAR


def test_a_blind_record_says_whom_to_ask() -> None:
    record = record_of(visibility=Level.TRADE)
    assert visible(record, Role.PUBLIC) is None
    assert is_blind(record, Role.TRADE)
    shown = visible(record, Role.TRADE)
    assert shown is not None
    assert shown.model_dump(exclude_defaults=True, mode="json") == {
        "id": "RP-1",
        "version": 3,
        "created_at": "2026-01-01T00:00:00Z",
        "updated_at": "2026-01-02T00:00:00Z",
        "object_type": {"level1": "icon"},
        "status": "stolen",
        "status_history": [{"status": "stolen"}],
        "loss_event": {"authority": {"name": "Regional police", "contact": "art@police.example"}},
    }
    officer = visible(record, Role.OFFICER)
    assert officer is not None
    assert officer.title() == "Saint Nicholas"
    assert not is_blind(record, Role.OFFICER)


def test_a_group_is_never_shown_as_an_item() -> None:
    assert visible(record_of(scope="group", confidentiality={"scope": Level.OWNER}), Role.OFFICER) is None


def test_the_record_may_raise_and_lower() -> None:
    opened = visible(record_of(confidentiality={"remarks": 0, "loss_event.owner": 0}), Role.PUBLIC)
    assert opened is not None
    assert (opened.remarks, opened.loss_event and opened.loss_event.owner) == (
        "told by a neighbour",
        "Parish of the village",
    )
    closed = visible(record_of(confidentiality={"titles": 2, "loss_event": 3, "loss_event.authority": 0}), Role.PUBLIC)
    assert closed is not None
    assert closed.titles == ()
    assert closed.loss_event is not None
    assert closed.loss_event.model_dump(exclude_defaults=True) == {
        "authority": {"name": "Regional police", "contact": "art@police.example"}
    }
    without = visible(record_of(confidentiality={"loss_event": 3}), Role.OFFICER)
    assert without is not None
    assert without.loss_event is None


def test_a_closed_history_leaves_the_present_status() -> None:
    steps = [
        {"status": "stolen", "since": "1990", "note": "at night"},
        {"status": "seized", "evidence": "a photograph"},
    ]
    record = record_of(status="seized", status_history=steps, confidentiality={"status_history": 2})
    public = visible(record, Role.PUBLIC)
    assert public is not None
    assert [step.model_dump(exclude_defaults=True) for step in public.status_history] == [{"status": "seized"}]
    assert visible(record, Role.OFFICER) is not None
    opened = visible(record_of(status="seized", status_history=steps), Role.PUBLIC)
    assert opened is not None
    assert [step.evidence for step in opened.status_history] == [None, None]
    assert opened.status_history[0].note == "at night"


@pytest.mark.parametrize("level", list(Level))
def test_records_above_the_clearance_are_not_there(level: Level) -> None:
    for role in Role:
        assert (visible(record_of(visibility=level), role) is None) == (level > role.clearance)


def test_photographs_have_their_own_level() -> None:
    photograph = {**record_of().photographs[0].model_dump(), "confidentiality": 2}
    feature = {"text": "crack", "photograph": "ab" * 32, "region": {"left": 0, "top": 0, "right": 1, "bottom": 1}}
    record = record_of(photographs=[photograph], features=[feature])
    public = visible(record, Role.PUBLIC)
    assert public is not None
    assert public.photographs == ()
    assert (public.features[0].text, public.features[0].photograph, public.features[0].region) == ("crack", None, None)
    officer = visible(record, Role.OFFICER)
    assert officer is not None
    assert officer.photographs == record.photographs
    assert officer.features == record.features


def test_human_remains_are_not_put_on_show() -> None:
    record = record_of(object_type="human remains")
    assert record.object_type.level1 == ObjectType.HUMAN_REMAINS
    assert photograph_level(record, record.photographs[0]) is Level.LAW_ENFORCEMENT
    public = visible(record, Role.PUBLIC)
    assert public is not None
    assert public.photographs == ()


def test_every_rule_names_a_field_that_is_there() -> None:
    for path in {*DEFAULT_LEVELS, *WHERE_IT_IS}:
        whole, _, part = path.partition(".")
        info = CulturalObject.model_fields[whole]
        if part and whole != "loss_event":
            inner = info.annotation.__args__[0]  # type: ignore[union-attr]
            assert inner.model_fields[part].default is None
        elif part:
            assert path in PATHS


def test_the_index_asks_by_the_same_rules() -> None:
    record = record_of(status="at_risk", confidentiality={"remarks": 0})
    assert field_level(record, "titles") is Level.PUBLIC
    assert field_level(record, "remarks") is Level.PUBLIC
    assert field_level(record, "loss_event.holder") is Level.REGISTRAR
    assert field_level(record, "loss_event.owner") is Level.OWNER
    assert field_level(record, "inventory_numbers") is Level.PUBLIC
    assert field_level(record, "inventory_numbers.institution") is Level.REGISTRAR


def test_demonstration_records_say_so_to_everybody() -> None:
    for one in load_known_objects():
        fields = one.model_dump(exclude={"photographs"})
        record = CulturalObject.model_validate(
            {
                **fields,
                "id": "RP-1",
                "version": 1,
                "created_at": "2026-01-01T00:00:00Z",
                "updated_at": "2026-01-01T00:00:00Z",
            }
        )
        shown = visible(record, Role.PUBLIC)
        assert shown is not None
        assert "not police data" in (shown.remarks or "")
        assert shown.loss_event is None or shown.loss_event.owner is None
