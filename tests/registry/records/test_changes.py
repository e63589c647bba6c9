"""Changing records: steps of status, merge patches, and what a status history may become."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.records import ObjectContent
from registry.records.changes import PatchRefused, apply_patch, rewritten_status, with_status
from registry.records.loss import StatusChange
from registry.vocabulary.lists import Status

from .strategies import contents, records

slow = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=30
)
HISTORIES = st.lists(records(StatusChange), min_size=1, max_size=3)


def content(**fields: Any) -> ObjectContent:
    """A record of type and status and some more."""
    return ObjectContent.model_validate({"object_type": "painting", "status": "stolen", **fields})


@slow
@given(record=contents, step=records(StatusChange))
def test_a_step_becomes_the_status(record: ObjectContent, step: StatusChange) -> None:
    changed = with_status(record, step)
    assert changed.status == step.status
    assert changed.status_history == (*record.status_history, step)
    assert rewritten_status(record.status_history, changed.status_history) is None
    assert rewritten_status(changed.status_history, record.status_history) is not None
    assert changed.model_dump(exclude={"status", "status_history"}) == record.model_dump(
        exclude={"status", "status_history"}
    )


@slow
@given(record=contents)
def test_an_empty_patch_changes_nothing(record: ObjectContent) -> None:
    assert apply_patch(record, {}) == record


@slow
@given(record=contents, other=contents)
def test_a_whole_record_as_patch_replaces(record: ObjectContent, other: ObjectContent) -> None:
    """Null removes, objects merge: what is null or left out in a nested object goes or stays as RFC 7396 says."""
    patch = other.model_dump(mode="json", exclude={"confidentiality"})
    changed = apply_patch(record, patch)
    assert changed.titles == other.titles
    assert changed.status_history == other.status_history
    assert changed.loss_event == other.loss_event
    assert changed.date == other.date


@pytest.mark.parametrize(
    ("before", "patch", "after"),
    [
        ({"remarks": "a"}, {"remarks": "b"}, {"remarks": "b"}),
        ({"remarks": "a"}, {"remarks": None}, {}),
        ({}, {"remarks": None}, {}),
        ({"titles": [{"value": "a"}]}, {"titles": []}, {}),
        ({"loss_event": {"place": "x", "owner": "y"}}, {"loss_event": {"owner": None}}, {"loss_event": {"place": "x"}}),
        ({}, {"loss_event": {"place": "x"}}, {"loss_event": {"place": "x"}}),
        ({"loss_event": {"place": "x"}}, {"loss_event": None}, {}),
        (
            {"confidentiality": {"remarks": 0}},
            {"confidentiality": {"titles": 2}},
            {"confidentiality": {"remarks": 0, "titles": 2}},
        ),
        ({"quantity": 2}, {"quantity": None}, {}),
        ({}, {"object_type": {"level2": "icon"}}, {"object_type": {"level1": "painting", "level2": "icon"}}),
        ({}, {"object_type": "icon"}, {"object_type": "icon"}),
    ],
)
def test_patches(before: dict[str, Any], patch: dict[str, Any], after: dict[str, Any]) -> None:
    assert apply_patch(content(**before), patch) == content(**after)


def test_a_new_status_is_a_new_step() -> None:
    changed = apply_patch(content(status_history=[{"status": "stolen", "since": "1990"}]), {"status": "recovered"})
    assert [(step.status, step.since) for step in changed.status_history] == [
        (Status.STOLEN, "1990"),
        (Status.RECOVERED, None),
    ]
    assert apply_patch(changed, {"status": "recovered"}) == changed


@pytest.mark.parametrize(
    ("patch", "field"),
    [
        ({"nonsense": 1}, "nonsense"),
        ({"version": 2}, "version"),
        ({"photographs": []}, "photographs"),
        ({"status": None}, "status"),
        ({"object_type": None}, "object_type"),
        ({"status": "gone"}, "status"),
        ({"quantity": 0}, "quantity"),
        ({"titles": [{"value": "x", "language": "English"}]}, "titles.0.language"),
        ({"loss_event": {"country": "Ukraine"}}, "loss_event.country"),
        ({"loss_event": {"nonsense": 1}}, "loss_event.nonsense"),
        ({"titles": {"value": "x"}}, "titles"),
    ],
)
def test_refused_patches_name_the_field(patch: dict[str, Any], field: str) -> None:
    with pytest.raises(PatchRefused) as caught:
        apply_patch(content(), patch)
    assert caught.value.field.startswith(field)
    assert caught.value.reason
    assert field in str(caught.value)


def test_a_patch_is_an_object() -> None:
    with pytest.raises(PatchRefused, match="JSON object"):
        apply_patch(content(), [])  # type: ignore[arg-type]


@given(history=HISTORIES, more=st.lists(records(StatusChange), max_size=2))
@slow
def test_a_history_may_grow(history: list[StatusChange], more: list[StatusChange]) -> None:
    assert rewritten_status(history, [*history, *more]) is None


def test_missing_facts_may_be_filled_in() -> None:
    before = [StatusChange(status=Status.STOLEN)]
    after = [StatusChange(status=Status.STOLEN, since="1990", note="at night")]
    assert rewritten_status(before, after) is None
    assert rewritten_status(after, before) == "step 1 would change in 'since'"


def test_verifying_again_is_no_rewriting() -> None:
    before = [StatusChange(status=Status.STOLEN, last_verified_on=dt.date(2024, 1, 1))]
    after = [StatusChange(status=Status.STOLEN, last_verified_on=dt.date(2025, 1, 1))]
    assert rewritten_status(before, after) is None


def test_dropping_a_step_is_rewriting() -> None:
    steps = [StatusChange(status=Status.STOLEN), StatusChange(status=Status.RECOVERED)]
    assert rewritten_status(steps, steps[1:]) == "it had 2 steps and would have 1"
    assert rewritten_status(steps, steps[::-1]) == "step 1 would change in 'status'"
