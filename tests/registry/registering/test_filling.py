"""A machine without the shared folder of derived files still answers: it computes what it lacks, within limits."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from matcher.query import Query, QueryPhotograph
from matcher.service import Repatria
from registry.fingerprint.files import FEATURES, FINGERPRINTS
from registry.records import ObjectContent, PhotographFacts
from registry.registering import filling
from registry.registering.filling import Allowance
from registry.sample.phone import to_jpeg
from registry.sample.works import paint_work
from registry.settings import Settings

PICTURES = [to_jpeg(paint_work("print", seed).pictures[0].rgb, 90) for seed in (5, 6)]
Machine = Callable[[], Repatria]


@pytest.fixture
def machine(tmp_path: Path, model_folder: Path) -> Iterator[Machine]:
    """Open one registry on one more machine: store and pictures are shared, derived files are not."""
    opened: list[Repatria] = []

    def open_one() -> Repatria:
        settings = Settings(
            data=tmp_path / f"machine-{len(opened)}",
            database_url=f"sqlite:///{tmp_path / 'registry.sqlite3'}",
            pictures_url=f"file://{tmp_path / 'pictures'}",
            models=model_folder,
        )
        opened.append(Repatria.open(settings))
        return opened[-1]

    yield open_one
    for repatria in opened:
        repatria.close()


def register(repatria: Repatria, data: bytes) -> str:
    """A new object with a photograph."""
    content = ObjectContent.model_validate(
        {"status": "stolen", "object_type": "print", "titles": [{"value": "The mill"}]}
    )
    record = repatria.store.add(content, actor="test")
    repatria.register.add_photograph(record.id, data, PhotographFacts(), expected_version=1, actor="test")
    return record.id


def forget(repatria: Repatria) -> None:
    """Lose the derived files, the index stays."""
    shutil.rmtree(repatria.settings.derived_folder)
    repatria.register.fingerprints.forget()


def test_a_machine_without_the_files_indexes_and_finds_all_the_same(machine: Machine) -> None:
    here, there = machine(), machine()
    object_id = register(here, PICTURES[0])
    query = Query((QueryPhotograph(PICTURES[0]),))
    expected = here.match(query, save=False)
    found = there.match(query, save=False)
    assert found.candidates == expected.candidates
    assert found.degraded == expected.degraded == ()
    assert found.candidates[0].object_id == object_id
    sha256 = hashlib.sha256(PICTURES[0]).hexdigest()
    fingerprints = there.register.fingerprints
    for kind, scheme in ((FINGERPRINTS, fingerprints.scheme), (FEATURES, fingerprints.features_scheme)):
        mine = here.register.derived.get(kind, sha256, scheme)
        assert mine is not None
        assert there.register.derived.get(kind, sha256, scheme) == mine


def test_files_lost_later_are_computed_when_a_match_needs_them(machine: Machine) -> None:
    here = machine()
    object_id = register(here, PICTURES[0])
    query = Query((QueryPhotograph(PICTURES[0]),))
    expected = here.match(query, save=False)
    forget(here)
    found = here.match(query, save=False)
    assert found.candidates == expected.candidates
    assert found.candidates[0].object_id == object_id
    assert here.register.unfingerprinted() == []


def test_where_too_much_is_missing_the_answer_says_so(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "BURST_SECONDS", 0.000_001)
    monkeypatch.setattr(filling, "SHARE", 0.0)
    here = machine()
    ids = [register(here, data) for data in PICTURES]
    forget(here)
    here.register.__dict__.pop("fingerprints")
    answer = here.match(Query(tuple(QueryPhotograph(data) for data in PICTURES)), save=False)
    assert len(here.register.unfingerprinted()) == 1
    assert any("could not be compared" in line for line in answer.degraded)
    assert {each.object_id for each in answer.candidates} <= set(ids)


def test_a_damaged_picture_is_tried_once_and_holds_nothing_up(
    machine: Machine, caplog: pytest.LogCaptureFixture
) -> None:
    here = machine()
    fingerprints = here.register.fingerprints
    no_picture = here.store.pictures.put(b"no picture")
    missing = hashlib.sha256(b"never stored").hexdigest()
    for sha256 in (no_picture, no_picture, missing):
        assert fingerprints.filled(sha256) is None
    assert [record.message.split()[1] for record in caplog.records] == [no_picture, missing]


def test_the_allowance_is_a_burst_and_then_a_share_of_the_time() -> None:
    now = [100.0]
    allowance = Allowance(2.0, 0.25, clock=lambda: now[0])
    assert allowance.some_left()
    allowance.spend(3.0)
    assert not allowance.some_left()
    now[0] += 3.9
    assert not allowance.some_left()
    now[0] += 0.2
    assert allowance.some_left()
    now[0] += 1000
    allowance.spend(1.9)
    assert allowance.some_left()
    allowance.spend(0.2)
    assert not allowance.some_left()
