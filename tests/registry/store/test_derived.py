"""Files that can be made again."""

from pathlib import Path

import pytest

from registry.store import DerivedFiles
from registry.store.errors import StorageFull, UnstorableContent

SHA = "ab" * 32


def test_puts_gets_replaces_and_deletes(tmp_path: Path) -> None:
    files = DerivedFiles(tmp_path / "derived")
    assert files.get("fingerprints", SHA, "v1") is None
    files.put("fingerprints", SHA, "v1", b"one")
    files.put("fingerprints", SHA, "v2", b"two")
    files.put("fingerprints", SHA, "v1", b"three")
    assert files.get("fingerprints", SHA, "v1") == b"three"
    assert files.get("fingerprints", SHA, "v2") == b"two"
    assert list(files.all("fingerprints", "v1")) == [SHA]
    assert list(files.all("fingerprints", "v3")) == []
    assert files.path("fingerprints", SHA, "v1") == tmp_path / "derived/fingerprints/v1/ab" / SHA
    assert files.delete("fingerprints", SHA, "v1") is True
    assert files.delete("fingerprints", SHA, "v1") is False
    assert files.get("fingerprints", SHA, "v1") is None


@pytest.mark.parametrize("name", ["", "..", ".hidden", "a/b", "a b", "x" * 121])
def test_refuses_names_that_are_paths(tmp_path: Path, name: str) -> None:
    files = DerivedFiles(tmp_path)
    for kind, scheme in ((name, "v1"), ("thumbnails", name)):
        with pytest.raises(UnstorableContent):
            files.put(kind, SHA, scheme, b"")
    with pytest.raises(UnstorableContent):
        files.get("thumbnails", name, "v1")


def test_a_full_disk_keeps_the_old_file(tiny_disk: Path) -> None:
    files = DerivedFiles(tiny_disk)
    files.put("thumbnails", SHA, "v1", b"old")
    with pytest.raises(StorageFull):
        files.put("thumbnails", SHA, "v1", b"x" * 2_000_000)
    assert files.get("thumbnails", SHA, "v1") == b"old"
    assert len([entry for entry in tiny_disk.rglob("*") if entry.is_file()]) == 1
