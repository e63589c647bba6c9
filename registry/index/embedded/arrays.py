"""A file of named arrays: written once, checked when read, and what Python objects need beside numbers: strings.

Layout: magic, length and CRC-32 of a JSON header, the header, then each array at a multiple of 64 bytes. The header
holds for every array its type, shape, place and CRC-32. A file is complete or is not there: it is written under
another name, synced, then renamed.
"""

import json
import os
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from registry.index.errors import IndexDamaged

_MAGIC = b"REPATRIA-ARRAYS1"
_ALIGNMENT = 64

Array = npt.NDArray[Any]


def write_durably(path: Path, *parts: bytes | memoryview) -> None:
    """Write `parts` to `path` so that after any crash the file is whole or as it was before."""
    scratch = path.with_name(path.name + ".part")
    with scratch.open("wb") as file:
        for part in parts:
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames and deletions in `folder` durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_arrays(path: Path, arrays: Mapping[str, Array], notes: Mapping[str, Any]) -> None:
    """Write `arrays` and the JSON-able `notes` to `path`, durably."""
    described: dict[str, Any] = {}
    parts: list[bytes | memoryview] = []
    at = 0
    for name, array in arrays.items():
        whole = np.ascontiguousarray(array)
        data = memoryview(whole.reshape(-1).view(np.uint8))
        padding = -at % _ALIGNMENT
        at += padding
        parts += [bytes(padding), data]
        described[name] = [whole.dtype.str, list(whole.shape), at, zlib.crc32(data)]
        at += data.nbytes
    header = json.dumps({"arrays": described, "notes": dict(notes)}).encode()
    start = struct.pack("<QI", len(header), zlib.crc32(header))
    write_durably(path, _MAGIC, start, header, *parts)


def read_arrays(path: Path) -> tuple[dict[str, Array], dict[str, Any]]:
    """Read what `write_arrays` wrote; `IndexDamaged` where a byte differs, `FileNotFoundError` where it is gone."""
    with path.open("rb") as file:
        start = file.read(len(_MAGIC) + 12)
        if len(start) < len(_MAGIC) + 12 or not start.startswith(_MAGIC):
            raise IndexDamaged(f"{path.name} is not a file of this index")
        size, checksum = struct.unpack("<QI", start[len(_MAGIC) :])
        header = file.read(size) if size < 1 << 30 else b""
        if zlib.crc32(header) != checksum or len(header) != size:
            raise IndexDamaged(f"the header of {path.name} is damaged")
        described = json.loads(header)
        data_at = file.tell()
        arrays = {}
        for name, (dtype, shape, at, expected) in described["arrays"].items():
            array = np.empty(shape, dtype=np.dtype(dtype))
            buffer = memoryview(array.reshape(-1).view(np.uint8))
            file.seek(data_at + at)
            if file.readinto(buffer) != buffer.nbytes or zlib.crc32(buffer) != expected:
                raise IndexDamaged(f"{path.name} is cut off or altered")
            arrays[name] = array
    return arrays, described["notes"]


@dataclass(frozen=True)
class Strings:
    """An immutable sequence of strings in two arrays: UTF-8 bytes, and where each string ends."""

    data: npt.NDArray[np.uint8]
    ends: npt.NDArray[np.int64]

    @classmethod
    def of(cls, values: Sequence[str]) -> "Strings":
        """Pack `values`."""
        encoded = [value.encode("utf-8", "surrogatepass") for value in values]
        ends = np.cumsum([len(part) for part in encoded], dtype=np.int64)
        return cls(np.frombuffer(b"".join(encoded), dtype=np.uint8), ends)

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, index: int) -> str:
        start = int(self.ends[index - 1]) if index else 0
        return self.data[start : int(self.ends[index])].tobytes().decode("utf-8", "surrogatepass")

    def all(self) -> list[str]:
        """Every string, in order."""
        return [self[index] for index in range(len(self))]

    def take(self, rows: npt.NDArray[np.int64]) -> "Strings":
        """The strings at `rows`, in that order."""
        return Strings.of([self[int(row)] for row in rows])
