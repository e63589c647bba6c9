"""Objects are added, read and changed; nothing is lost and nothing is half-written."""

import datetime as dt

import pytest

from registry.records import CulturalObject, Photograph
from registry.store import Store
from registry.store.errors import (
    DuplicateExternalId,
    DuplicateObject,
    DuplicatePhotograph,
    ObjectNotFound,
    PictureNotFound,
    StaleVersion,
    StatusHistoryRewritten,
    UnstorableContent,
)
from registry.store.ids import read_id

from .conftest import MakeContent, MakePhotograph


def test_adds_and_reads_back(store: Store, content: MakeContent, photograph: MakePhotograph) -> None:
    before = dt.datetime.now(dt.UTC)
    given = content(
        "Порт у сутінках",
        number="A.12",
        measurements=[{"kind": "height", "value": "25.50", "unit": "cm"}],
        loss_event={"coordinates": {"latitude": 46.6, "longitude": 32.6, "precision_km": 1e22}},
        documented_on="2020-02-29",
    )
    added = store.add(given, [photograph(b"one"), photograph(b"two", view="back")], actor="registrar")
    assert read_id(added.id) == added.id
    assert added.version == 1
    assert before <= added.created_at == added.updated_at <= dt.datetime.now(dt.UTC)
    assert store.get(added.id) == added
    assert store.get(added.id, version=1) == added
    assert store.count() == 1
    assert store.verify_history() is None
    assert str(store.get(added.id).measurements[0].value) == "25.50"


def test_takes_records_with_more_fields(store: Store, content: MakeContent) -> None:
    first = store.add(content(), actor="a")
    again = store.add(first, actor="a")
    assert again.id != first.id
    assert again.titles == first.titles


def test_a_given_id_is_kept_and_used_once(store: Store, content: MakeContent) -> None:
    assert store.add(content(), actor="a", object_id="KO-001").id == "KO-001"
    with pytest.raises(DuplicateObject, match="KO-001"):
        store.add(content(), actor="a", object_id="KO-001")
    with pytest.raises(UnstorableContent):
        store.add(content(), actor="a", object_id="../x")
    assert store.generation() == 1


def test_changes_count_versions(store: Store, content: MakeContent) -> None:
    added = store.add(content("One"), actor="a")
    changed = store.change(added.id, content("Two"), expected_version=1, actor="b")
    assert (changed.version, changed.title(), changed.created_at) == (2, "Two", added.created_at)
    assert store.get(added.id) == changed
    assert store.get(added.id, version=1) == added
    assert list(store.versions()) == [(added.id, 2)]


def test_a_stale_change_says_the_current_version(store: Store, content: MakeContent) -> None:
    added = store.add(content("One"), actor="a")
    store.change(added.id, content("Two"), expected_version=1, actor="a")
    with pytest.raises(StaleVersion, match="version 2, not 1") as caught:
        store.change(added.id, content("Three"), expected_version=1, actor="b")
    assert (caught.value.current, caught.value.expected) == (2, 1)
    assert store.get(added.id).title() == "Two"


def test_saying_the_same_is_no_change(store: Store, content: MakeContent) -> None:
    added = store.add(content(), actor="a")
    assert store.change(added.id, content(), expected_version=1, actor="a") == added
    assert store.generation() == 1


def test_unknown_objects(store: Store, content: MakeContent, photograph: MakePhotograph) -> None:
    for call in (
        lambda: store.get("RP-X"),
        lambda: store.history("RP-X"),
        lambda: store.change("RP-X", content(), expected_version=1, actor="a"),
        lambda: store.add_photograph("RP-X", photograph(b"x"), expected_version=None, actor="a"),
    ):
        with pytest.raises(ObjectNotFound, match="RP-X"):
            call()
    added = store.add(content(), actor="a")
    with pytest.raises(ObjectNotFound, match="no version 7"):
        store.get(added.id, version=7)
    with pytest.raises(ObjectNotFound):
        store.get(added.id, version=2**70)


@pytest.mark.parametrize("text", ["", "a\0", "a/b", "Ж", "x" * 65, " RP-X"])
def test_what_cannot_be_an_id_is_not_found(store: Store, content: MakeContent, text: str) -> None:
    for call in (
        lambda: store.get(text),
        lambda: store.get(text, version=1),
        lambda: store.history(text),
        lambda: store.change(text, content(), expected_version=1, actor="a"),
    ):
        with pytest.raises(ObjectNotFound):
            call()
    assert store.get_many([text]) == {}
    assert store.find_external(text, text) is None


def test_external_identifiers_are_unique(store: Store, content: MakeContent) -> None:
    first = store.add(content(number="A.12"), actor="a")
    assert store.find_external("museum-x", "A.12") == first.id
    assert store.find_external("Museum-X", " A.12 ") == first.id
    assert store.find_external("museum-x", "a.12") is None
    with pytest.raises(DuplicateExternalId, match=first.id) as caught:
        store.add(content(number="A.12"), actor="a")
    assert caught.value.object_id == first.id
    assert (store.count(), store.generation()) == (1, 1)


def test_identifiers_move_with_changes(store: Store, content: MakeContent) -> None:
    first, second = store.add(content(number="A.1"), actor="a"), store.add(content(number="A.2"), actor="a")
    with pytest.raises(DuplicateExternalId):
        store.change(second.id, content("New", number="A.1"), expected_version=1, actor="a")
    assert store.get(second.id) == second
    store.change(first.id, content(number="A.3"), expected_version=1, actor="a")
    assert store.find_external("museum-x", "A.1") is None
    store.change(second.id, content(number="A.1"), expected_version=1, actor="a")
    assert store.find_external("museum-x", "A.1") == second.id


def test_long_and_repeated_identifiers(store: Store, content: MakeContent) -> None:
    one = {"scheme": "s" * 900, "value": "é" * 900}
    added = store.add(content(external_ids=[one, {**one, "url": "https://example.org"}]), actor="a")
    assert store.find_external("s" * 900, "e\u0301" * 900) == added.id


def test_status_history_only_grows(store: Store, content: MakeContent) -> None:
    steps = [{"status": "stolen", "since": "1990"}, {"status": "recovered", "since": "2001"}]
    added = store.add(content(status="recovered", status_history=steps), actor="a")
    with pytest.raises(StatusHistoryRewritten, match="2 steps and would have 1"):
        store.change(added.id, content(), expected_version=1, actor="a")
    altered = [{"status": "stolen", "since": "1991"}, steps[1]]
    with pytest.raises(StatusHistoryRewritten, match="step 1 would change in 'since'"):
        store.change(added.id, content(status="recovered", status_history=altered), expected_version=1, actor="a")
    grown = [*steps, {"status": "returned"}]
    assert store.change(added.id, content(status="returned", status_history=grown), expected_version=1, actor="a")
    assert [entry.action for entry in store.history(added.id)] == ["registered", "status changed"]


def test_photographs_are_appended(store: Store, content: MakeContent, photograph: MakePhotograph) -> None:
    added = store.add(content(), actor="a")
    front, back = photograph(b"front"), photograph(b"back")
    assert store.add_photograph(added.id, front, expected_version=1, actor="a").version == 2
    assert store.add_photograph(added.id, back, expected_version=None, actor="a").photographs == (front, back)
    with pytest.raises(StaleVersion):
        store.add_photograph(added.id, photograph(b"third"), expected_version=1, actor="a")
    assert store.add_photograph(added.id, front, expected_version=3, actor="a").version == 3
    with pytest.raises(DuplicatePhotograph):
        store.add_photograph(added.id, photograph(b"front", view="top"), expected_version=3, actor="a")


def test_photographs_need_their_file(store: Store, content: MakeContent) -> None:
    absent = Photograph(sha256="ab" * 32, media_type="image/png", width=1, height=1, size_bytes=1)
    with pytest.raises(PictureNotFound, match="abab"):
        store.add(content(), [absent], actor="a")
    assert store.count() == 0


def test_the_same_photograph_twice_is_refused(store: Store, content: MakeContent, photograph: MakePhotograph) -> None:
    with pytest.raises(DuplicatePhotograph):
        store.add(content(), [photograph(b"x"), photograph(b"x")], actor="a")


def test_photographs_are_set(store: Store, content: MakeContent, photograph: MakePhotograph) -> None:
    one, two = photograph(b"1"), photograph(b"2")
    added = store.add(content(), [one, two], actor="a")
    other = store.add(content(), [one], actor="a")
    assert store.objects_with_picture(one.sha256) == sorted([added.id, other.id])
    corrected = two.model_copy(update={"caption": "verso"})
    changed = store.change_photographs(added.id, [corrected], expected_version=1, actor="a")
    assert changed.photographs == (corrected,)
    assert store.objects_with_picture(one.sha256) == [other.id]
    assert store.objects_with_picture(two.sha256) == [added.id]
    back = store.change_photographs(added.id, [one, two], expected_version=2, actor="a")
    assert back.photographs == (one, two)
    assert store.objects_with_picture("00" * 32) == []


def test_content_changes_leave_photographs(store: Store, content: MakeContent, photograph: MakePhotograph) -> None:
    added = store.add(content(), [photograph(b"1")], actor="a")
    changed = store.change(added.id, content("New"), expected_version=1, actor="a")
    assert changed.photographs == added.photographs


def test_reads_many_and_all(store: Store, content: MakeContent) -> None:
    added = [store.add(content(f"No. {number}"), actor="a") for number in range(7)]
    identifiers = [record.id for record in added]
    asked = [identifiers[5], "RP-none", identifiers[1], identifiers[5]]
    assert list(store.get_many(asked)) == [identifiers[5], identifiers[1]]
    assert store.get_many([]) == {}
    everything: list[CulturalObject] = list(store.all_objects(batch=3))
    assert [record.id for record in everything] == sorted(identifiers)
    assert list(store.versions()) == sorted((identifier, 1) for identifier in identifiers)


def test_mixed_case_ids_sort_by_bytes(store: Store, content: MakeContent) -> None:
    for object_id in ("b", "A", "a", "B", "1"):
        store.add(content(), actor="a", object_id=object_id)
    assert [object_id for object_id, _ in store.versions()] == ["1", "A", "B", "a", "b"]


def test_nul_is_refused_before_writing(store: Store, content: MakeContent) -> None:
    with pytest.raises(UnstorableContent, match=r"U\+0000"):
        store.add(content("a\0b"), actor="a")
    added = store.add(content(), actor="a")
    with pytest.raises(UnstorableContent):
        store.change(added.id, content("a\0b"), expected_version=1, actor="a")
    assert store.verify_history() is None
