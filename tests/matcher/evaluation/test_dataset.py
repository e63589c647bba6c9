"""Datasets are read as documented, and what is wrong with one is said with its place."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from matcher.errors import DatasetInvalid
from matcher.evaluation.dataset import read_dataset
from matcher.evaluation.dataset.generated import write_generated
from matcher.evaluation.dataset.reading import read_folder
from tests.matcher.evaluation.making import write_dataset, write_manifest


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """Folder and manifest of the tiny dataset."""
    folder = tmp_path_factory.mktemp("tiny")
    return folder, write_dataset(folder)


def test_the_documented_format_is_read(tiny: tuple[Path, dict[str, Any]]) -> None:
    dataset = read_folder(tiny[0])
    assert [each.id for each in dataset.objects] == ["slab", "textile", "drawing"]
    assert dataset.second[0].path.is_file()
    assert dataset.negatives[0].family == "woven"
    assert dataset.negatives[0].about == "other"
    line = dataset.objects[0].import_line()
    assert line["external_ids"] == [{"scheme": "dataset", "value": "slab"}]
    assert Path(line["photographs"][0]["path"]).is_absolute()


def test_what_is_for_measuring_only_is_left_out_of_a_fit(tiny: tuple[Path, dict[str, Any]]) -> None:
    part = read_folder(tiny[0]).for_fitting()
    assert {each.source for each in (*part.objects, *part.second, *part.negatives)} == {"own"}
    assert part.name == "tiny-open"
    assert part.for_fitting().objects == part.objects


def test_a_sample_keeps_what_belongs_to_it(tiny: tuple[Path, dict[str, Any]]) -> None:
    dataset = read_folder(tiny[0])
    part = dataset.sample(dataset.objects[1:2])
    assert [each.object_id for each in part.second] == ["textile"]
    assert part.texts == ()


def changed(manifest: dict[str, Any], place: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """A copy of a manifest with one value replaced."""
    copy = deepcopy(manifest)
    inside: Any = copy
    for step in place[:-1]:
        inside = inside[step]
    inside[place[-1]] = value
    return copy


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (("second_photographs", 0, "object"), "nobody", "names the object nobody"),
        (("second_photographs", 0, "surface"), "most", "second_photographs.0.surface"),
        (("second_photographs", 0, "file"), "gone.jpg", "1 pictures are missing"),
        (("objects", 1, "id"), "slab", "stands twice"),
        (("objects", 0, "record"), {"object_type": "painting", "status": "sold"}, "record of object slab"),
        (("objects", 0, "flavour"), "sweet", "objects.0.flavour"),
        (("format",), "repatria-dataset-9", "this version reads"),
        (("name",), "no spaces, please", "name"),
        (("objects", 0, "also"), ["nobody"], "names the object nobody"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    tiny: tuple[Path, dict[str, Any]], tmp_path: Path, place: tuple[str | int, ...], value: Any, said: str
) -> None:
    folder, manifest = tiny
    for path in folder.glob("*.jpg"):
        (tmp_path / path.name).symlink_to(path)
    write_manifest(tmp_path, changed(manifest, place, value))
    with pytest.raises(DatasetInvalid, match=said):
        read_folder(tmp_path)


@pytest.mark.parametrize("content", [None, "{", "[]"])
def test_a_folder_without_a_manifest_is_no_dataset(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(DatasetInvalid):
        read_dataset(str(tmp_path), tmp_path)


def test_the_layout_of_the_development_set_is_read(tiny: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    for name in ("r00113", "r00119", "q1", "n1"):
        (tmp_path / f"{name}.jpg").symlink_to(tiny[0] / "slab.jpg")
    common = {"licence": "x", "attribution": "x", "width": 1, "height": 1}
    page = {"original": "images/books/abbey-12__f3.jpg", "domain": "manuscript page", "source": "pages"}
    manifest = {
        "name": "dev",
        "built": "today",
        "registry": [
            {"id": "r00113", "file": "r00113.jpg", "object_id": "a", "near_group": "ms_abbey-12", **page, **common},
            {
                "id": "r00119",
                "file": "r00119.jpg",
                "object_id": "b",
                "source": "bm_busts",
                "domain": "sculpture (bust)",
                "text": {"title": "Head", "dimensions_text": "Height: 130 mm; width: 45 mm", "accession_number": "A.1"},
                **common,
            },
        ],
        "second_photos": [
            {
                "id": "q1",
                "file": "q1.jpg",
                "registry_id": "r00119",
                "object_id": "b",
                "source": "bm_busts",
                "view": "left",
                "surface": "partial",
            }
        ],
        "negatives": [{"id": "n1", "file": "n1.jpg", "reason": "other page", **page}],
    }
    write_manifest(tmp_path, manifest)
    row = {
        "id": "t1",
        "source": "tate",
        "title": "A Harbour at Dusk",
        "maker": "Jane Doe",
        "classification": "painting",
    }
    (tmp_path / "text_registry.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    dataset = read_folder(tmp_path)
    assert dataset.right("r00119") == ("r00119", "r00113")
    assert dataset.negatives[0].family == dataset.by_id["r00113"].family == "ms_abbey-12"
    assert dataset.measuring_only == {"bm_busts"}
    assert [each.id for each in dataset.for_fitting().objects] == ["r00113", "t1"]
    assert dataset.for_fitting().second == ()
    record = dataset.by_id["r00119"].record
    assert [each["value"] for each in record["measurements"]] == [13.0, 4.5]
    assert dataset.texts[0].object_id == "t1"


def test_the_generated_set_is_the_same_every_time_and_divides_families(tmp_path: Path) -> None:
    one = write_generated(tmp_path / "one" / "generated", 12, seed=4)
    other = write_generated(tmp_path / "other" / "generated", 12, seed=4)
    assert (one / "manifest.json").read_bytes() == (other / "manifest.json").read_bytes()
    name = sorted(path.name for path in (one / "pictures").iterdir())[-1]
    assert (one / "pictures" / name).read_bytes() == (other / "pictures" / name).read_bytes()
    stamp = (one / "manifest.json").stat().st_mtime_ns
    assert write_generated(one, 12, seed=4) == one
    assert (one / "manifest.json").stat().st_mtime_ns == stamp
    dataset = read_folder(one)
    registered = {each.id for each in dataset.objects}
    assert registered.isdisjoint(each.about for each in dataset.negatives)
    assert {each.surface for each in dataset.second} == {"same", "partial", "none"}
    assert any(each.object_id is None for each in dataset.texts)
