"""Damaged, foreign and missing files: a clear message, and a way out."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from registry.index.embedded import EmbeddedIndex
from registry.index.embedded.arrays import Strings, read_arrays, write_arrays
from registry.index.errors import IndexDamaged
from registry.index.protocol import Filters

from .making import entry, picture


@pytest.fixture
def folder(tmp_path: Path, rng: np.random.Generator) -> Path:
    """A closed index with one object."""
    index = EmbeddedIndex.open(tmp_path / "index")
    index.apply([entry("obj-1", title="harbour", pictures=[picture(rng)])], generation=1)
    index.close()
    return tmp_path / "index"


def _content(folder: Path) -> Path:
    (content,) = folder.glob("content-*")
    return content


def _flip_a_byte(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 0x10
    path.write_bytes(data)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-10])


def _first(folder: Path, pattern: str) -> Path:
    return next(iter(sorted(_content(folder).glob(pattern))))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "segment header": lambda folder: _flip_a_byte(_first(folder, "segment-*"), 40),
    "segment data": lambda folder: _flip_a_byte(_first(folder, "segment-*"), -700),
    "segment cut off": lambda folder: _cut(_first(folder, "segment-*")),
    "segment empty": lambda folder: _first(folder, "segment-*").write_bytes(b""),
    "segment gone": lambda folder: _first(folder, "segment-*").unlink(),
    "manifest altered": lambda folder: _flip_a_byte(_first(folder, "manifest-2.json"), 60),
    "manifest gone": lambda folder: _first(folder, "manifest-2.json").unlink(),
    "text altered": lambda folder: (_content(folder) / "text" / "meta.json").write_text("{"),
    "text gone": lambda folder: shutil.rmtree(_content(folder) / "text"),
    "text files gone": lambda folder: [path.unlink() for path in (_content(folder) / "text").glob("*.idx")],
    "content gone": lambda folder: shutil.rmtree(_content(folder)),
    "pointer altered": lambda folder: (folder / "CURRENT").write_text("content"),
    "pointer of a later version": lambda folder: (folder / "CURRENT").write_text(
        json.dumps({"engine": "embedded", "format": 99, "content": _content(folder).name})
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_told_with_the_remedy_and_a_reindex_mends_it(folder: Path, damage: str) -> None:
    DAMAGES[damage](folder)
    with pytest.raises(IndexDamaged, match="repatria reindex"):
        EmbeddedIndex.open(folder)
    index = EmbeddedIndex.open(folder, discard_damaged=True)
    assert index.state().objects == 0
    index.rebuild(iter([entry("obj-1", title="harbour")]), generation=1, schemes={})
    assert index.search_text("harbour", offset=0, limit=1, filters=Filters()).total == 1
    index.close()


def test_discarding_keeps_a_sound_index(folder: Path) -> None:
    index = EmbeddedIndex.open(folder, discard_damaged=True)
    assert index.state().objects == 1
    index.close()


def test_wrong_shapes_are_refused_and_change_nothing(folder: Path, rng: np.random.Generator) -> None:
    index = EmbeddedIndex.open(folder)
    with pytest.raises(ValueError, match="shape"):
        index.near_descriptors(np.zeros((1, 100), dtype=np.float32), limit=1, filters=Filters())
    shown = picture(rng)
    views = (type(shown.views[0])("short", {}, np.zeros(100, dtype=np.float32)),)
    bad = entry("obj-2", pictures=[type(shown)(shown.sha256, shown.level, views, None)])
    with pytest.raises(ValueError, match="512"):
        index.apply([bad], generation=2)
    assert index.state().generation == 1
    index.apply([entry("obj-3")], generation=3)
    assert index.state().objects == 2
    index.close()


def test_arrays_come_back_as_written(tmp_path: Path) -> None:
    arrays = {
        "bytes": np.arange(7, dtype=np.uint8),
        "empty": np.zeros((0, 512), dtype=np.float32),
        "flags": np.asarray([True, False]),
        "matrix": np.arange(12, dtype=np.int64).reshape(3, 4)[:, ::2],
    }
    write_arrays(tmp_path / "file", arrays, {"note": ["é"]})
    back, notes = read_arrays(tmp_path / "file")
    assert notes == {"note": ["é"]}
    for name, array in arrays.items():
        assert back[name].dtype == array.dtype
        np.testing.assert_array_equal(back[name], array)
    assert not (tmp_path / "file.part").exists()


def test_strings_come_back_as_written() -> None:
    values = ["", "a", "Девятый вал", "海", "\ud800", ""]
    packed = Strings.of(values)
    assert packed.all() == values
    assert packed.take(np.asarray([3, 0, 2])).all() == ["海", "", "Девятый вал"]
    assert Strings.of([]).all() == []
