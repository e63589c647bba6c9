"""Files of pictures, named by the SHA-256 of their original bytes. Originals are evidence: written once, never altered.

`<root>/ab/abcdef…` in a local folder or, through fsspec, wherever its URL leads (`s3://bucket/pictures`).
"""

import datetime as dt
import hashlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import fsspec

from registry.store.atomic import INCOMING, disk_errors, sweep_incoming, write_whole
from registry.store.errors import PictureDamaged, PictureNotFound, StoreUnusable, UnstorableContent

_SHA256 = re.compile(r"[0-9a-f]{64}")


class PictureFiles:
    """A folder of immutable picture files. All methods may be called from several threads and processes."""

    def __init__(self, url: str) -> None:
        """Open, and make, the folder at an fsspec URL or a plain path; raises StoreUnusable where that fails."""
        try:
            filesystem, root = fsspec.core.url_to_fs(url)
        except (ValueError, ImportError) as error:
            raise StoreUnusable(
                f"The address of the pictures cannot be used ({error}). Use file:///folder/pictures, or install the "
                "fsspec driver for its scheme."
            ) from error
        self.url = url
        self._files: Any = filesystem
        self._root = str(root).rstrip("/")
        protocol = filesystem.protocol
        self._is_local = "file" in ((protocol,) if isinstance(protocol, str) else protocol)
        if self._is_local:
            with disk_errors(self._root):
                Path(self._root).mkdir(parents=True, exist_ok=True)
            sweep_incoming(Path(self._root))

    def put(self, data: bytes) -> str:
        """Store bytes and return their SHA-256; bytes that are there already are not written again.

        Raises StorageFull, leaving nothing behind, and PictureDamaged where a file of this name has another size.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.path(sha256)
        if self._files.exists(path):
            if self._files.size(path) != len(data):
                raise PictureDamaged(sha256)
            return sha256
        if self._is_local:
            write_whole(Path(self._root), Path(path), data, mode=0o444)
        else:
            # Object stores make a file appear whole at the end of its upload.
            with disk_errors(path):
                self._files.pipe_file(path, data)
        return sha256

    def get(self, sha256: str, *, verify: bool = True) -> bytes:
        """The bytes with this hash. Raises PictureNotFound, and PictureDamaged where `verify` finds others."""
        try:
            data = cast(bytes, self._files.cat_file(self.path(sha256)))
        except FileNotFoundError as error:
            raise PictureNotFound(sha256) from error
        if verify and hashlib.sha256(data).hexdigest() != sha256:
            raise PictureDamaged(sha256)
        return data

    def open(self, sha256: str) -> BinaryIO:
        """A readable stream of the bytes, not verified, for sending a large file on. Raises PictureNotFound."""
        try:
            stream = self._files.open(self.path(sha256), "rb")
        except FileNotFoundError as error:
            raise PictureNotFound(sha256) from error
        return cast(BinaryIO, stream if self._is_local else io.BufferedReader(stream))

    def exists(self, sha256: str) -> bool:
        """Whether a file of this name is there."""
        return bool(self._files.exists(self.path(sha256)))

    def path(self, sha256: str) -> str:
        """Where the file is, or would be, on its file system."""
        if _SHA256.fullmatch(sha256) is None:
            raise UnstorableContent(f"{sha256!r} is not a SHA-256 in lower-case hexadecimal.")
        return f"{self._root}/{sha256[:2]}/{sha256}"

    def remove(self, sha256: str) -> None:
        """Delete a file; none is no error. Only for pictures whose time has come, never for registered ones."""
        path = self.path(sha256)
        try:
            self._files.rm_file(path)
        except FileNotFoundError:
            return

    def all(self, *, older_than: dt.timedelta = dt.timedelta()) -> Iterator[str]:
        """The hashes of all files, in order of the folders, passing over files younger than `older_than`."""
        limit = dt.datetime.now(dt.UTC) - older_than
        for folder in sorted(self._list(self._root)):
            if folder.rsplit("/", 1)[-1] == INCOMING:
                continue
            for path in sorted(self._list(folder)):
                name = path.rsplit("/", 1)[-1]
                if _SHA256.fullmatch(name) and (not older_than or _aware(self._files.modified(path)) < limit):
                    yield name

    def _list(self, folder: str) -> list[str]:
        try:
            # Listings are cached by some file systems; others may have written since.
            self._files.invalidate_cache()
            return [str(path).rstrip("/") for path in self._files.ls(folder, detail=False)]
        except (FileNotFoundError, NotADirectoryError):
            return []


def _aware(moment: dt.datetime) -> dt.datetime:
    """fsspec gives naive moments in UTC for some file systems."""
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
