"""The index follows the store, is rebuilt from it, and says when it differs."""

import hashlib
import shutil
from pathlib import Path

import numpy as np
import pytest

from matcher.query import Query, QueryPhotograph
from matcher.service import Repatria
from registry.imaging.errors import PictureRejected
from registry.index.embedded.lock import FolderLock
from registry.records import ObjectContent, PhotographFacts
from registry.sample.phone import to_jpeg
from registry.sample.works import paint_work
from registry.settings import Settings
from registry.store.errors import StaleVersion

DATA = to_jpeg(paint_work("print", 5).pictures[0].rgb, 90)
CONTENT = ObjectContent.model_validate(
    {"status": "stolen", "object_type": "print", "titles": [{"value": "The mill"}], "remarks": "locked cupboard"}
)


@pytest.fixture
def repatria(tmp_path: Path, model_folder: Path):
    """An installation of its own."""
    with Repatria.open(Settings(data=tmp_path / "data", models=model_folder, workers=1)) as opened:
        yield opened


def add(repatria: Repatria) -> str:
    """A registered object with a photograph."""
    record = repatria.store.add(CONTENT, actor="test")
    repatria.register.add_photograph(record.id, DATA, PhotographFacts(), expected_version=1, actor="test")
    return record.id


def test_a_photograph_added_is_found_at_once(repatria: Repatria) -> None:
    object_id = add(repatria)
    answer = repatria.match(Query((QueryPhotograph(DATA),)), save=False)
    assert answer.candidates[0].object_id == object_id


def test_a_query_does_not_wait_for_whoever_writes_the_index(repatria: Repatria) -> None:
    object_id = add(repatria)
    repatria.match(Query((QueryPhotograph(DATA),)), save=False)
    repatria.store.add(CONTENT, actor="test")
    with FolderLock(repatria.settings.index_folder / "lock", timeout=1.0).held():
        answer = repatria.match(Query((QueryPhotograph(DATA),)), save=False)
    assert answer.candidates[0].object_id == object_id
    assert "not searched" in answer.degraded[0]
    assert not repatria.match(Query((QueryPhotograph(DATA),)), save=False).degraded


def test_a_blank_registered_photograph_says_neither_yes_nor_no(repatria: Repatria) -> None:
    record = repatria.store.add(CONTENT, actor="test")
    blank = to_jpeg(np.full((200, 300, 3), 127, np.uint8), 90)
    repatria.register.add_photograph(record.id, blank, PhotographFacts(), expected_version=1, actor="test")
    answer = repatria.match(Query((QueryPhotograph(DATA),), text="The mill"), save=False)
    assert [each.object_id for each in answer.candidates] == [record.id]
    assert all(item.picture is None for item in answer.candidates[0].evidence)


def test_a_refused_photograph_leaves_the_record_as_it_was(repatria: Repatria) -> None:
    record = repatria.store.add(CONTENT, actor="test")
    with pytest.raises(PictureRejected):
        repatria.register.add_photograph(record.id, b"words", PhotographFacts(), expected_version=1, actor="test")
    assert repatria.store.get(record.id) == record
    assert list(repatria.store.pictures.all()) == []


def test_a_stale_version_is_refused(repatria: Repatria) -> None:
    object_id = add(repatria)
    with pytest.raises(StaleVersion):
        repatria.register.add_photograph(
            object_id, DATA[:-2] + b"\xff\xd9", PhotographFacts(), expected_version=1, actor="t"
        )


def test_a_lost_index_is_rebuilt_without_computing_anything_again(repatria: Repatria, tmp_path: Path) -> None:
    object_id = add(repatria)
    before = repatria.match(Query((QueryPhotograph(DATA),)), save=False)
    settings = repatria.settings
    repatria.close()
    shutil.rmtree(settings.index_folder)
    with Repatria.open(settings) as again:
        assert again.register.reindex().objects == 1
        assert not again.register.drift()
        after = again.match(Query((QueryPhotograph(DATA),)), save=False)
    assert after.candidates == before.candidates
    assert after.candidates[0].object_id == object_id


def test_missing_fingerprints_are_seen_and_computed_again(repatria: Repatria) -> None:
    add(repatria)
    shutil.rmtree(repatria.settings.derived_folder)
    sha256 = hashlib.sha256(DATA).hexdigest()
    repatria.register.fingerprints.forget()
    assert repatria.register.unfingerprinted() == [sha256]
    report = repatria.register.reindex(rehash=True)
    assert (report.fingerprinted, report.refused) == (1, ())
    assert repatria.match(Query((QueryPhotograph(DATA),)), save=False).verdict == "strong_candidate"


def test_local_features_stay_below_100_kilobytes(repatria: Repatria) -> None:
    add(repatria)
    sizes = [
        path.stat().st_size for path in (repatria.settings.derived_folder / "features").rglob("*") if path.is_file()
    ]
    assert sizes
    assert max(sizes) <= 100_000
