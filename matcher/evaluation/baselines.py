"""Plain methods beside ours on the same queries: one hash or one descriptor of the whole picture, nothing else.

pHash-64 and dHash-64 of imagehash, PDQ where the package pdqhash is installed, and SSCD alone. Each compares the upright
query as a whole with every registered picture as a whole.
"""

import importlib
import importlib.util
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import imagehash
import numpy as np
import numpy.typing as npt
from PIL import Image

from matcher.evaluation.dataset.model import Dataset
from matcher.evaluation.outcomes import Baseline
from registry.fingerprint.files import FingerprintFiles
from registry.imaging.decode import decode

RgbArray = npt.NDArray[np.uint8]
Vector = npt.NDArray[np.float32]

SSCD = "SSCD alone"


@dataclass(frozen=True)
class Known:
    """Every registered picture as one method sees it: a row a picture, and the object of each row."""

    rows: npt.NDArray[np.float32]
    objects: tuple[str, ...]

    def outcome(self, query: Vector, right: Sequence[str]) -> Baseline:
        """The rank of the right object and the nearest scores; rows are compared by their dot product."""
        best: dict[str, float] = {}
        for name, score in zip(self.objects, (self.rows @ query).tolist(), strict=True):
            best[name] = max(best.get(name, -np.inf), score)
        rights = [best[name] for name in right if name in best]
        wrong = [score for name, score in best.items() if name not in right]
        nearest = max(rights) if rights else None
        rank = 0 if nearest is None else 1 + sum(score >= nearest for score in wrong)
        return Baseline(rank=rank, right=nearest, wrong=max(wrong) if wrong else None)


def methods() -> dict[str, Callable[[RgbArray], Vector]]:
    """The hashes that can be used here: each turns a picture into a vector whose dot product says how near it is."""
    found: dict[str, Callable[[RgbArray], Vector]] = {
        "pHash-64": lambda rgb: signs(imagehash.phash(Image.fromarray(rgb)).hash),
        "dHash-64": lambda rgb: signs(imagehash.dhash(Image.fromarray(rgb)).hash),
    }
    if importlib.util.find_spec("pdqhash") is not None:
        found["PDQ"] = lambda rgb: signs(_pdq()(rgb)[0])
    return found


@cache
def _pdq() -> Callable[[RgbArray], tuple[npt.NDArray[np.uint8], int]]:
    compute: Callable[[RgbArray], tuple[npt.NDArray[np.uint8], int]] = importlib.import_module("pdqhash").compute
    return compute


def signs(bits: npt.NDArray[np.bool_] | npt.NDArray[np.uint8]) -> Vector:
    """Bits as plus and minus one over the root of their number: the dot product is 1 - 2 x the share that differs."""
    values = np.asarray(bits).ravel().astype(np.float32) * 2 - 1
    return np.asarray(values / np.sqrt(len(values)), np.float32)


def know(dataset: Dataset, fingerprints: FingerprintFiles) -> dict[str, Known]:
    """Every registered picture under every method; SSCD's descriptors are those of the registered whole views."""
    rows: dict[str, list[Vector]] = {name: [] for name in (*methods(), SSCD)}
    objects: dict[str, list[str]] = {name: [] for name in rows}
    for each in dataset.objects:
        for picture in each.pictures:
            decoded = decode(picture.path.read_bytes())
            seen = {name: method(decoded.rgb) for name, method in methods().items()}
            stored = fingerprints.fingerprint(decoded.sha256)
            if stored is not None and stored.views and stored.views[0].descriptor is not None:
                seen[SSCD] = stored.views[0].descriptor
            for name, row in seen.items():
                rows[name].append(row)
                objects[name].append(each.id)
    return {name: Known(np.stack(found), tuple(objects[name])) for name, found in rows.items() if found}


def save(path: Path, known: Mapping[str, Known]) -> None:
    """Keep what `know` found."""
    arrays: dict[str, npt.NDArray[Any]] = {}
    for name, each in known.items():
        arrays[f"{name}|rows"], arrays[f"{name}|objects"] = each.rows, np.array(each.objects)
    np.savez(path, allow_pickle=False, **arrays)


def load(path: Path) -> dict[str, Known]:
    """Read what `save` kept."""
    with np.load(path, allow_pickle=False) as stored:
        names = [name.removesuffix("|rows") for name in stored.files if name.endswith("|rows")]
        return {name: Known(stored[f"{name}|rows"], tuple(stored[f"{name}|objects"].tolist())) for name in names}
