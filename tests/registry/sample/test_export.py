"""The exported demonstration can be imported: records, pictures and queries belong together."""

import json

import numpy as np
import pytest
from PIL import Image

from registry.records import ImportRecord
from registry.sample.export import write_demo


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    return folder, write_demo(folder, 9, seed=5, processes=1)


def test_every_line_is_a_valid_import_whose_pictures_exist(demo):
    folder, written = demo
    lines = written.records.read_text(encoding="utf-8").splitlines()
    assert len(lines) == written.works == 9
    count = 0
    for line in lines:
        record = ImportRecord.model_validate(json.loads(line))
        assert record.photographs
        for photograph in record.photographs:
            count += 1
            with Image.open(folder / photograph.path) as picture:
                assert picture.format == "JPEG"
    assert count == written.pictures == len(list((folder / "pictures").iterdir()))


def test_the_manifest_says_what_each_query_shows(demo):
    folder, written = demo
    manifest = json.loads(written.manifest.read_text(encoding="utf-8"))
    lines = written.records.read_text(encoding="utf-8").splitlines()
    keys = {json.loads(line)["external_ids"][0]["value"] for line in lines}
    assert len(manifest["queries"]) == written.queries == len(list((folder / "queries").iterdir()))
    for query in manifest["queries"]:
        assert set(query["shows"]) <= keys
        with Image.open(folder / query["file"]) as picture:
            assert np.asarray(picture).ndim == 3
    assert any(not query["shows"] for query in manifest["queries"])
    assert any(len(query["shows"]) == 3 for query in manifest["queries"])


def test_several_processes_write_the_same_files_as_one(demo, tmp_path):
    folder, _ = demo
    write_demo(tmp_path, 9, seed=5, processes=2)
    assert contents(tmp_path) == contents(folder)


def test_a_broken_pool_falls_back_to_one_process(demo, tmp_path, monkeypatch):
    def refused(*_args, **_settings):
        raise OSError("no more processes")

    folder, _ = demo
    monkeypatch.setattr("registry.sample.export.ProcessPoolExecutor", refused)
    write_demo(tmp_path, 9, seed=5, processes=2)
    assert contents(tmp_path) == contents(folder)
