"""Files that can be computed again from the pictures: fingerprints, thumbnails, display copies.

`<folder>/<kind>/<scheme>/ab/<sha256>`: one file a picture, kind and scheme, so that a new scheme never meets old files.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from registry.store.atomic import disk_errors, sweep_incoming, write_whole
from registry.store.errors import UnstorableContent

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,119}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class DerivedFiles:
    """A local folder of rebuildable files. All methods may be called from several threads and processes."""

    def __init__(self, folder: Path) -> None:
        """Use a folder; it is made when the first file is written."""
        self.folder = folder
        sweep_incoming(folder)

    def put(self, kind: str, sha256: str, scheme: str, data: bytes) -> None:
        """Write or replace a file, whole or not at all. Raises StorageFull and leaves nothing behind."""
        write_whole(self.folder, self.path(kind, sha256, scheme), data, durable=False)

    def get(self, kind: str, sha256: str, scheme: str) -> bytes | None:
        """The bytes, or None where the file has not been made (or not under this scheme)."""
        try:
            return self.path(kind, sha256, scheme).read_bytes()
        except FileNotFoundError:
            return None

    def delete(self, kind: str, sha256: str, scheme: str) -> bool:
        """Remove a file; tells whether there was one."""
        path = self.path(kind, sha256, scheme)
        with disk_errors(path):
            try:
                path.unlink()
            except FileNotFoundError:
                return False
        return True

    def all(self, kind: str, scheme: str) -> Iterator[str]:
        """The hashes of all pictures that have this file."""
        folder = self.folder / _checked(kind) / _checked(scheme)
        if folder.is_dir():
            for path in sorted(folder.glob("*/*")):
                yield path.name

    def path(self, kind: str, sha256: str, scheme: str) -> Path:
        """Where the file is, or would be."""
        if _SHA256.fullmatch(sha256) is None:
            raise UnstorableContent(f"{sha256!r} is not a SHA-256 in lower-case hexadecimal.")
        return self.folder / _checked(kind) / _checked(scheme) / sha256[:2] / sha256


def _checked(name: str) -> str:
    if _NAME.fullmatch(name) is None:
        raise UnstorableContent(f"{name!r} cannot name a kind or scheme of files: use letters, digits and . _ + -")
    return name
