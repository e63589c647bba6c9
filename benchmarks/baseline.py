"""What a plain 64-bit perceptual hash finds, on the same queries: the yardstick of docs/accuracy.md."""

from collections.abc import Sequence

import cv2
import imagehash
import numpy as np
import numpy.typing as npt
from PIL import Image

from benchmarks.dataset import Dataset
from benchmarks.runs import Task
from registry.sample.phone import DISGUISES


def phash_ranks(dataset: Dataset, tasks: Sequence[Task]) -> dict[str, int]:
    """Rank of the right answer by Hamming distance of upright 64-bit pHashes; ties count against it."""
    registered = np.array([_hash(_read(str(entry.path))) for entry in dataset.registry])
    ids = [entry.id for entry in dataset.registry]
    ranks = {}
    for task in tasks:
        if task.kind == "negative":
            continue
        picture = _read(task.path)
        if task.disguise is not None:
            rgb = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)
            picture = cv2.cvtColor(DISGUISES[task.disguise](rgb, np.random.default_rng(task.seed)), cv2.COLOR_RGB2BGR)
        distances = np.count_nonzero(registered != _hash(picture), axis=1)
        right = np.array([entry in task.right for entry in ids])
        best = distances[right].min()
        ranks[task.id] = int(1 + np.count_nonzero(distances[~right] <= best))
    return ranks


def _read(path: str) -> np.ndarray:
    picture: np.ndarray | None = cv2.imread(path)
    if picture is None:
        raise SystemExit(f"{path} is no picture")
    return picture


def _hash(bgr: np.ndarray) -> npt.NDArray[np.bool_]:
    picture = Image.fromarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB))
    bits: npt.NDArray[np.bool_] = np.fromiter(imagehash.phash(picture).hash.ravel(), bool, 64)
    return bits
