"""What an index consists of after a commit: a small file, one a commit, that names segments and dead rows.

The commit number in the text index (tantivy) decides which manifest holds: segments and manifest are written first,
then tantivy commits its documents together with the number. A manifest without its tantivy commit does not count.
"""

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from registry.index.embedded.arrays import write_durably
from registry.index.errors import IndexDamaged

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Manifest:
    """The content of one commit. `segments` maps file names, in order, to the flags of their living objects."""

    commit: int = 0
    generation: int = 0
    schemes: Mapping[str, str] = field(default_factory=dict)
    next_serial: int = 1
    segments: Mapping[str, BoolArray] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Write the manifest, durably."""
        body = json.dumps(
            {
                "commit": self.commit,
                "generation": self.generation,
                "schemes": dict(self.schemes),
                "next_serial": self.next_serial,
                "segments": [[name, len(alive), _packed(alive)] for name, alive in self.segments.items()],
            }
        ).encode()
        write_durably(manifest_path(folder, self.commit), b"%08x\n" % zlib.crc32(body), body)

    @classmethod
    def read(cls, folder: Path, commit: int) -> Self:
        """Read the manifest of a commit; `FileNotFoundError` where it is gone, `IndexDamaged` where it is altered."""
        path = manifest_path(folder, commit)
        checksum, _, body = path.read_bytes().partition(b"\n")
        if checksum != b"%08x" % zlib.crc32(body):
            raise IndexDamaged(f"{path.name} is damaged")
        raw = json.loads(body)
        segments = {name: _unpacked(bits, count) for name, count, bits in raw.pop("segments")}
        return cls(**raw, segments=segments)


def manifest_path(folder: Path, commit: int) -> Path:
    """Where the manifest of a commit lies."""
    return folder / f"manifest-{commit}.json"


def _packed(flags: BoolArray) -> str:
    return "" if flags.all() else base64.b64encode(zlib.compress(np.packbits(flags).tobytes())).decode()


def _unpacked(bits: str, count: int) -> BoolArray:
    if not bits:
        return np.ones(count, dtype=np.bool_)
    packed = np.frombuffer(zlib.decompress(base64.b64decode(bits)), dtype=np.uint8)
    return np.unpackbits(packed, count=count).astype(np.bool_)
