"""Which kinds of hash bring up what, and within which distances: `python -m benchmarks.hash_routes [--works 60]`.

Hashes generated works, disguises some of them in every way of `registry.sample.phone`, and counts for each choice of kinds
and distances how many disguised pictures are brought up, and how many others come with them. A kind costs a search for each
of 16 hashes of a look, so one that adds nothing is only dear; and distances up to 11 of 64 bits, or 47 of 256, can be
looked up by bands (`registry/index/bands.py`), which wider ones cannot.
"""

import argparse
from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt

from matcher.candidates import MAX_DISTANCE
from registry.imaging.hashes import hamming_many, hash_orientations, hash_picture
from registry.index.bands import radii
from registry.index.protocol import HashKind
from registry.sample.phone import DISGUISES
from registry.sample.works import paint_works

SEED = 41
Distances = Mapping[HashKind, int]
Nearest = dict[HashKind, tuple[int, int]]
"""For each kind, the distance of the right picture, and that of the nearest other one."""

_P64, _D64, _P256, _D256 = HashKind.PHASH_64, HashKind.DHASH_64, HashKind.PHASH_256, HashKind.DHASH_256
CHOICES: tuple[Distances, ...] = (
    MAX_DISTANCE,
    *({kind: distance for kind, distance in MAX_DISTANCE.items() if kind is not left_out} for left_out in HashKind),
    {_P64: 10, _D64: 10},
    {_P64: 11, _D64: 11},
    {_P64: 12, _D64: 12},
    {_P64: 11, _D64: 11, _D256: 47},
    {_P64: 11, _D64: 11, _D256: 60},
)


def main() -> None:
    """Count and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hash_routes", description=__doc__)
    parser.add_argument("--works", type=int, default=60, help="works registered; two thirds of them are disguised")
    given = parser.parse_args()
    compared = list(_compared(given.works))
    print(f"{len(compared)} disguised pictures among {given.works}.\n")
    print("| distances | by bands | brought up | others with them |")
    print("| --- | --- | --- | --- |")
    for choice in CHOICES:
        words = ", ".join(f"{kind.value} {distance}" for kind, distance in choice.items())
        banded = "all" if all(radii(kind, distance) for kind, distance in choice.items()) else "some"
        right, wrong = (
            sum(any(each[kind][place] <= distance for kind, distance in choice.items()) for each in compared)
            for place in (0, 1)
        )
        print(f"| {words} | {banded} | {right} | {wrong} |")


def _compared(works: int) -> Iterator[Nearest]:
    painted = [work.pictures[0].rgb for work in paint_works(works, seed=SEED)]
    hashed = [hash_picture(rgb) for rgb in painted]
    registered: dict[HashKind, npt.NDArray[np.uint8]] = {
        kind: np.stack([np.frombuffer(getattr(each, kind.value), np.uint8) for each in hashed]) for kind in HashKind
    }
    for disguise in DISGUISES.values():
        for number, rgb in enumerate(painted[: 2 * works // 3]):
            turned = hash_orientations(disguise(rgb, np.random.default_rng([SEED, number])))
            nearest: Nearest = {}
            for kind, rows in registered.items():
                least = np.min([hamming_many(getattr(hashes, kind.value), rows) for _, hashes in turned], axis=0)
                nearest[kind] = int(least[number]), int(np.delete(least, number).min())
            yield nearest


if __name__ == "__main__":
    main()
