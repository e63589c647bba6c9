"""What a record accepts, what it fills in, and what it refuses."""

from typing import Any

import pytest
from pydantic import ValidationError

from registry.records import ImportRecord, ObjectContent
from registry.records.description import DateSpan, Measurement, Region
from registry.vocabulary.lists import Level, ObjectType, Status


def content(**fields: Any) -> ObjectContent:
    """A record of type and status and some more."""
    return ObjectContent.model_validate({"object_type": "painting", "status": "stolen", **fields})


def test_type_and_status_are_enough() -> None:
    record = content()
    assert record.object_type.level1 == ObjectType.PAINTING
    assert [step.status for step in record.status_history] == [Status.STOLEN]
    assert record.visibility is Level.PUBLIC
    assert record.title() == "painting"


@pytest.mark.parametrize("missing", ["object_type", "status"])
def test_neither_can_be_left_out(missing: str) -> None:
    fields = {"object_type": "painting", "status": "stolen"}
    del fields[missing]
    with pytest.raises(ValidationError, match=missing):
        ObjectContent.model_validate(fields)


@pytest.mark.parametrize(
    ("words", "level1", "level2"),
    [
        ("painting", ObjectType.PAINTING, None),
        (" Coin  Hoard ", ObjectType.COIN_HOARD, None),
        ("clock OR watch", ObjectType.CLOCK_OR_WATCH, None),
        ("Samovar  tea urn", ObjectType.OTHER, "Samovar tea urn"),
        ("", ObjectType.OTHER, None),
    ],
)
def test_types_in_plain_words(words: str, level1: ObjectType, level2: str | None) -> None:
    found = content(object_type=words).object_type
    assert (found.level1, found.level2) == (level1, level2)


def test_a_history_gives_the_status() -> None:
    steps = [{"status": "stolen", "since": "1990"}, {"status": "recovered"}]
    record = ObjectContent.model_validate({"object_type": "icon", "status_history": steps})
    assert record.status == Status.RECOVERED


def test_status_and_history_must_agree() -> None:
    with pytest.raises(ValidationError, match="add an entry for the change"):
        content(status="recovered", status_history=[{"status": "stolen"}])


@pytest.mark.parametrize("path", ["titles", "loss_event", "loss_event.owner", "remarks"])
def test_levels_of_known_fields(path: str) -> None:
    assert content(confidentiality={path: 3}).confidentiality == {path: Level.REGISTRAR}


@pytest.mark.parametrize("path", ["nonsense", "loss_event.nonsense", "titles.value", "photographs", ""])
def test_levels_of_unknown_fields(path: str) -> None:
    with pytest.raises(ValidationError, match="unknown field"):
        content(confidentiality={path: 3})


@pytest.mark.parametrize(
    "fields",
    [
        {"quantity": 0},
        {"titles": [{"value": ""}]},
        {"titles": [{"value": "  "}]},
        {"titles": [{"value": "x", "language": "English"}]},
        {"loss_event": {"country": "Ukraine"}},
        {"loss_event": {"coordinates": {"latitude": 91, "longitude": 0}}},
        {"status": "gone"},
        {"scope": "pile"},
        {"remarks": "x" * 20_001},
        {"visibility": 9},
    ],
)
def test_what_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        content(**fields)


def test_a_date_is_in_order() -> None:
    assert DateSpan(earliest=-489, latest=-489).latest == -489
    with pytest.raises(ValidationError, match="lies after"):
        DateSpan(earliest=1900, latest=1800)


@pytest.mark.parametrize("value", ["0", "-1", "nan", "1000000"])
def test_a_measurement_is_a_size(value: str) -> None:
    with pytest.raises(ValidationError):
        Measurement.model_validate({"kind": "height", "value": value, "unit": "cm"})


def test_a_region_has_an_area() -> None:
    with pytest.raises(ValidationError, match="right > left"):
        Region(left=0.5, top=0.1, right=0.5, bottom=0.2)


def test_the_smallest_import_line() -> None:
    record = ImportRecord.model_validate(
        {
            "external_ids": [{"scheme": "museum-x", "value": "A.12"}],
            "status": "stolen",
            "object_type": "painting",
            "titles": [{"value": "Harbour at dusk", "language": "en"}],
            "photographs": [{"path": "a12.jpg", "view": "front"}],
        }
    )
    assert record.photographs[0].path == "a12.jpg"
    assert record.content().title() == "Harbour at dusk"
