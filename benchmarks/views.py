"""Which views of a registered picture the copy descriptor needs: `python -m benchmarks.views FOLDER`.

Describes every registered picture in many views and every second photograph in the query's, and prints recall at rank 1 and
10 by surface for several sets of registry views, the best pair of views counting.
"""

import sys
from pathlib import Path

import numpy as np

from matcher.evaluation.dataset import Dataset
from matcher.evaluation.dataset.reading import read_folder
from registry.imaging.decode import decode
from registry.imaging.models.sscd import Sscd
from registry.imaging.views import QUERY_VIEWS, REGISTRY_VIEWS, View, box

SMALL_CORNERS = tuple(
    View(f"corner-40-{x}{y}", "corner", box(x * 0.6, y * 0.6, x * 0.6 + 0.4, y * 0.6 + 0.4))
    for x in (0, 1)
    for y in (0, 1)
)
SETS: dict[str, tuple[View, ...]] = {
    "whole": REGISTRY_VIEWS[:1],
    "whole, centre, 4 corners": REGISTRY_VIEWS[:6],
    "these and 4 sides (shipped)": REGISTRY_VIEWS,
    "these and 4 small corners": (*REGISTRY_VIEWS, *SMALL_CORNERS),
}


def main(folder: Path) -> None:
    """Describe, compare, print."""
    dataset = read_folder(folder)
    pictures = [(each.id, picture.path) for each in dataset.objects for picture in each.pictures]
    descriptor = Sscd.load()
    every = (*REGISTRY_VIEWS, *SMALL_CORNERS)
    registered = np.array([_describe(descriptor, path, every) for _, path in pictures])
    queries = np.array([_describe(descriptor, photo.path, QUERY_VIEWS) for photo in dataset.second])
    print("| registry views | number | same R@1 | same R@10 | partial R@1 | partial R@10 |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, views in SETS.items():
        rows = [every.index(view) for view in views]
        best = np.max([queries[:, a] @ registered[:, b].T for a in range(len(QUERY_VIEWS)) for b in rows], axis=0)
        print(
            f"| {name} | {len(views)} | "
            + " | ".join(f"{share:.1%}" for share in _recall(dataset, [name for name, _ in pictures], best))
            + " |"
        )


def _describe(descriptor: Sscd, path: Path, views: tuple[View, ...]) -> np.ndarray:
    rgb = decode(path.read_bytes()).rgb
    return descriptor.describe([view.cut(rgb) for view in views])


def _recall(dataset: Dataset, names: list[str], best: np.ndarray) -> list[float]:
    ranks: dict[str, list[int]] = {"same": [], "partial": []}
    for photo, row in zip(dataset.second, best, strict=True):
        if photo.surface in ranks:
            right = np.isin(names, dataset.right(photo.object_id))
            ranks[photo.surface].append(1 + int(np.count_nonzero(row[~right] > row[right].max())))
    return [float(np.mean(np.array(found) <= most)) for found in ranks.values() for most in (1, 10)]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
