"""Imports: whole rows or none, again without doubles, errors by line."""

import json
from pathlib import Path

import numpy as np
import pytest

from matcher.query import Query, QueryPhotograph
from matcher.service import Repatria
from registry.registering.errors import ImportRefused
from registry.registering.importing import ImportReport
from registry.sample.phone import to_jpeg
from registry.sample.works import paint_work
from registry.settings import Settings

PAINTING = paint_work("painting", 77)


@pytest.fixture
def settings(tmp_path: Path, model_folder: Path) -> Settings:
    """An installation of its own, importing in this process."""
    return Settings(data=tmp_path / "data", models=model_folder, workers=1)


def write(folder: Path, *records: dict[str, object]) -> Path:
    """An import file."""
    path = folder / "records.ndjson"
    path.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in records), encoding="utf-8")
    return path


def record(number: str, **more: object) -> dict[str, object]:
    """The smallest record."""
    return {
        "external_ids": [{"scheme": "museum-x", "value": number}],
        "status": "stolen",
        "object_type": "painting",
        "titles": [{"value": f"Harbour {number}", "language": "en"}],
        **more,
    }


def test_records_come_in_with_photographs_and_are_searchable(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(to_jpeg(PAINTING.pictures[0].rgb, 90))
    path = write(tmp_path, record("A.1", photographs=[{"path": "a.jpg", "view": "front"}]), record("A.2"))
    seen: list[int] = []
    with Repatria.open(settings) as repatria:
        report = repatria.import_records(path, actor="test", progress=lambda _, line: seen.append(line))
        assert (report.added, report.photographs, report.errors) == (2, 1, [])
        assert seen == [1, 2]
        state = repatria.register.index.state()
        assert (state.objects, state.pictures, state.generation) == (2, 1, repatria.store.generation())
        assert not repatria.register.drift()


def test_importing_again_changes_nothing(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(to_jpeg(PAINTING.pictures[0].rgb, 90))
    nameless = {"status": "missing", "object_type": "mask", "titles": [{"value": "No number at all"}]}
    path = write(tmp_path, record("A.1", photographs=[{"path": "a.jpg"}]), nameless)
    with Repatria.open(settings) as repatria:
        repatria.import_records(path, actor="test")
        generation = repatria.store.generation()
        again = repatria.import_records(path, actor="test")
        assert (again.added, again.changed, again.unchanged) == (0, 0, 2)
        assert repatria.store.generation() == generation


def test_a_changed_row_becomes_a_new_version(settings: Settings, tmp_path: Path) -> None:
    with Repatria.open(settings) as repatria:
        repatria.import_records(write(tmp_path, record("A.1")), actor="test")
        report = repatria.import_records(write(tmp_path, record("A.1", subject="boats")), actor="test")
        assert report.changed == 1
        (only,) = repatria.store.all_objects()
        assert (only.version, only.subject) == (2, "boats")


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"status": "lost at sea", "object_type": "painting"}, "status"),
        ({"status": "stolen"}, "object_type"),
        ({"status": "stolen", "object_type": "painting", "colour": "red"}, "colour"),
        ({"status": "stolen", "object_type": "painting", "photographs": [{"path": "none.jpg"}]}, "none.jpg"),
        ({"status": "stolen", "object_type": "painting", "photographs": [{"path": "text.jpg"}]}, "text.jpg"),
    ],
)
def test_a_bad_row_is_reported_by_line_and_the_others_go_in(
    settings: Settings, tmp_path: Path, bad: dict[str, object], words: str
) -> None:
    (tmp_path / "text.jpg").write_text("this is no picture", encoding="utf-8")
    with Repatria.open(settings) as repatria:
        report = repatria.import_records(write(tmp_path, record("A.1"), bad, record("A.3")), actor="test")
        assert report.added == 2
        (error,) = report.errors
        assert error.line == 2
        assert words in error.message
        assert repatria.store.count() == 2


def test_an_unknown_type_becomes_other_with_its_words_kept(settings: Settings, tmp_path: Path) -> None:
    with Repatria.open(settings) as repatria:
        repatria.import_records(write(tmp_path, record("A.1", object_type="granary door")), actor="test")
        (only,) = repatria.store.all_objects()
        assert (only.object_type.level1, only.object_type.level2) == ("other", "granary door")


def test_a_file_that_is_not_there_is_refused(settings: Settings, tmp_path: Path) -> None:
    with Repatria.open(settings) as repatria, pytest.raises(ImportRefused, match="check the path"):
        repatria.import_records(tmp_path / "nothing.ndjson", actor="test")


def test_another_process_sees_what_was_imported_with_its_next_query(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(to_jpeg(PAINTING.pictures[0].rgb, 90))
    path = write(tmp_path, record("A.1", photographs=[{"path": "a.jpg"}]))
    query = Query((QueryPhotograph((tmp_path / "a.jpg").read_bytes()),))
    with Repatria.open(settings) as serving:
        assert not serving.match(query, save=False).candidates
        with Repatria.open(settings) as importing:
            importing.import_records(path, actor="test")
        answer = serving.match(query, save=False)
        assert answer.verdict == "strong_candidate"
        assert answer.registry_generation == serving.store.generation()


def test_several_processes_import_the_same_as_one(tmp_path: Path, model_folder: Path) -> None:
    rng = np.random.default_rng(1)
    records = []
    for number in range(6):
        noise = rng.integers(0, 255, (40, 60, 3), np.uint8).repeat(8, 0).repeat(8, 1)
        (tmp_path / f"{number}.jpg").write_bytes(to_jpeg(noise, 85))
        records.append(record(f"A.{number}", photographs=[{"path": f"{number}.jpg"}]))
    path = write(tmp_path, *records)
    reports: list[ImportReport] = []
    prints = []
    for workers in (1, 2):
        settings = Settings(data=tmp_path / f"data{workers}", models=model_folder, workers=workers)
        with Repatria.open(settings) as repatria:
            reports.append(repatria.import_records(path, actor="test"))
            files = repatria.register.fingerprints
            hashes = sorted(each.photographs[0].sha256 for each in repatria.store.all_objects())
            prints.append([files.fingerprint(sha256) for sha256 in hashes])
    assert [report.added for report in reports] == [6, 6]
    for one, other in zip(*prints, strict=True):
        assert one is not None
        assert other is not None
        assert one.views[0].hashes == other.views[0].hashes
        assert np.dot(one.views[0].descriptor, other.views[0].descriptor) > 0.999
