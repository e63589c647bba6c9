"""Original pictures: written once, whole, and found damaged when they are."""

import datetime as dt
import hashlib
import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import Popen

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.store import PictureFiles, Store
from registry.store.errors import (
    PictureDamaged,
    PictureNotFound,
    StorageFull,
    StoreUnusable,
    UnstorableContent,
)

from .conftest import MakeContent, MakePhotograph

HOUR_AGO = dt.timedelta(hours=1)


@pytest.fixture(params=["local", "object store"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> PictureFiles:
    """Picture files in a folder, and on one of fsspec's other file systems."""
    return PictureFiles(str(tmp_path / "pictures") if request.param == "local" else f"memory://{tmp_path}/pictures")


@given(data=st.binary(max_size=200))
def test_puts_and_gets(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    files = PictureFiles(f"file://{tmp_path_factory.mktemp('p')}")
    sha256 = files.put(data)
    assert sha256 == hashlib.sha256(data).hexdigest()
    assert files.get(sha256) == data
    assert list(files.all()) == [sha256]


def test_every_file_system_behaves_alike(files: PictureFiles) -> None:
    sha256 = files.put(b"one")
    assert files.put(b"one") == sha256
    other = files.put(b"two")
    assert files.exists(sha256)
    with files.open(sha256) as stream:
        assert stream.read() == b"one"
    assert sorted(files.all()) == sorted([sha256, other])
    assert list(files.all(older_than=HOUR_AGO)) == []
    files.remove(sha256)
    files.remove(sha256)
    assert not files.exists(sha256)
    for read in (files.get, files.open):
        with pytest.raises(PictureNotFound, match=sha256):
            read(sha256)


def test_lies_where_it_is_said_to(tmp_path: Path) -> None:
    files = PictureFiles(f"file://{tmp_path}")
    sha256 = files.put(b"one")
    path = tmp_path / sha256[:2] / sha256
    assert path.read_bytes() == b"one"
    assert files.path(sha256) == str(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert [entry for entry in tmp_path.rglob("*") if entry.is_file()] == [path]


def test_is_never_written_twice(tmp_path: Path) -> None:
    files = PictureFiles(str(tmp_path))
    sha256 = files.put(b"one")
    first = (tmp_path / sha256[:2] / sha256).stat()
    files.put(b"one")
    again = (tmp_path / sha256[:2] / sha256).stat()
    assert (first.st_ino, first.st_mtime_ns) == (again.st_ino, again.st_mtime_ns)


def test_damage_is_noticed(tmp_path: Path) -> None:
    files = PictureFiles(str(tmp_path))
    sha256 = files.put(b"one")
    path = tmp_path / sha256[:2] / sha256
    path.unlink()
    path.write_bytes(b"two")
    with pytest.raises(PictureDamaged, match=sha256):
        files.get(sha256)
    assert files.get(sha256, verify=False) == b"two"
    path.write_bytes(b"cut of")
    with pytest.raises(PictureDamaged, match="never overwritten"):
        files.put(b"one")


@pytest.mark.parametrize("name", ["", "..", "AB" * 32, "ab" * 31, "../" + "a" * 61, "ab" * 32 + "\n"])
def test_takes_only_hashes(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnstorableContent):
        PictureFiles(str(tmp_path)).get(name)


def test_threads_may_put_the_same(tmp_path: Path) -> None:
    files = PictureFiles(str(tmp_path))
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: files.put(b"x" * 100_000), range(32)))) == 1
    assert len([entry for entry in tmp_path.rglob("*") if entry.is_file()]) == 1


def test_a_full_disk_leaves_nothing(tiny_disk: Path) -> None:
    files = PictureFiles(str(tiny_disk))
    kept = files.put(b"k" * 100_000)
    with pytest.raises(StorageFull, match="free space"):
        files.put(b"x" * 2_000_000)
    assert list(files.all()) == [kept]
    assert [entry.name for entry in tiny_disk.rglob("*") if entry.is_file()] == [kept]
    assert files.get(kept) == b"k" * 100_000
    assert files.get(files.put(b"y" * 100_000)) == b"y" * 100_000


LIMITED = """
import resource, sys
from registry.store import PictureFiles
from registry.store.errors import StorageFull
files = PictureFiles(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    files.put(b"x" * 60_000)
except StorageFull as error:
    print(type(error).__name__, len(files.put(b"x" * 40_000)))
"""


def test_a_quota_leaves_nothing(tmp_path: Path, start_process: Callable[..., Popen[str]]) -> None:
    output, errors = start_process(LIMITED, str(tmp_path)).communicate(timeout=60)
    assert output == "StorageFull 64\n", errors
    assert len([entry for entry in tmp_path.rglob("*") if entry.is_file()]) == 1


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(StoreUnusable, match="Check folder"):
        PictureFiles(str(tmp_path / "taken"))


@pytest.mark.parametrize("url", ["nosuch://x/y", "nosuch::file://x"])
def test_an_unknown_address(url: str) -> None:
    with pytest.raises(StoreUnusable, match="address of the pictures"):
        PictureFiles(url)


def test_what_a_killed_writer_left_is_swept(tmp_path: Path) -> None:
    incoming = tmp_path / ".incoming"
    incoming.mkdir()
    old, young = incoming / "old", incoming / "young"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    assert list(PictureFiles(str(tmp_path)).all()) == []
    assert list(incoming.iterdir()) == [young]


def test_orphans_are_listed(store: Store, content: MakeContent, photograph: MakePhotograph) -> None:
    shown, formerly, orphan = photograph(b"1"), photograph(b"2"), photograph(b"3")
    added = store.add(content(), [shown, formerly], actor="a")
    store.change_photographs(added.id, [shown], expected_version=1, actor="a")
    assert list(store.unreferenced_pictures()) == []
    assert list(store.unreferenced_pictures(older_than=dt.timedelta())) == [orphan.sha256]
