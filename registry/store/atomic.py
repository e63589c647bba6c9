"""Writing a file whole or not at all: to a temporary file, to the disk, then by its name in one step."""

import errno
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from registry.store.errors import StorageFull, StoreUnusable

INCOMING = ".incoming"
"""The folder of files being written, beside the finished ones and so on the same file system."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_STALE_SECONDS = 24 * 3600


def write_whole(root: Path, target: Path, data: bytes, *, durable: bool = True, mode: int = 0o644) -> None:
    """Put `data` at `target`, below `root`; whoever looks sees the old state or the whole new file.

    `durable` also waits until the file's name is on the disk. Raises StorageFull where there is no room and
    StoreUnusable for other trouble; no trace of the attempt stays behind.
    """
    with disk_errors(target):
        incoming = root / INCOMING
        incoming.mkdir(parents=True, exist_ok=True)
        temporary = incoming / secrets.token_hex(16)
        try:
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(mode)
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary.replace(target)
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        if durable:
            _flush_folder(target.parent)
            # The two-letter folder may be new itself.
            _flush_folder(root)


def sweep_incoming(root: Path) -> int:
    """Remove what a killed writer left in the incoming folder more than a day ago; returns how many files."""
    removed = 0
    limit = time.time() - _STALE_SECONDS
    with suppress(OSError):
        for left in (root / INCOMING).iterdir():
            with suppress(OSError):
                if left.stat().st_mtime < limit:
                    left.unlink()
                    removed += 1
    return removed


@contextmanager
def disk_errors(place: object) -> Iterator[None]:
    """Turn the system's errors of writing into ours."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull(
                f"No room is left to write {place} ({error.strerror}). Nothing of it was kept; free space."
            ) from error
        raise StoreUnusable(
            f"{place} cannot be written: {error.strerror or error}. Check folder and rights."
        ) from error


def _flush_folder(folder: Path) -> None:
    """Have the folder's entries on the disk. Some file systems cannot; then the operating system decides when."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
