"""Labelled comparisons of photographs: what all picture weights are learnt from."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class LabelledPair:
    """The measures of one comparison, whether it is the same object, and which query it belongs to.

    `about` is the object the query shows, `object` the one it was compared with; `registered` tells whether the former is in
    the registry at all. `relative` marks a wrong object that looks like the right one: another impression of one plate,
    a companion, another page. `photograph` tells a photograph taken anew from a transformed registered picture.
    """

    dataset: str
    query: str
    about: str
    object: str
    photograph: bool
    registered: bool
    same: bool
    relative: bool
    measures: dict[str, float]


def digest(pairs: Sequence[LabelledPair]) -> str:
    """The SHA-256 of the pairs: the fingerprint of the data that weights were fitted on."""
    text = json.dumps([asdict(pair) for pair in pairs], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def pair_weights(pairs: Sequence[LabelledPair]) -> npt.NDArray[np.float64]:
    """Each query's false pairs share one weight, so that queries with many candidates do not count more."""
    counts: dict[tuple[str, bool], int] = {}
    for pair in pairs:
        counts[pair.query, pair.same] = counts.get((pair.query, pair.same), 0) + 1
    return np.array([1.0 / counts[pair.query, pair.same] for pair in pairs])


def folds_of(about: Sequence[str], folds: int) -> npt.NDArray[np.int_]:
    """The fold of each query's object: all queries about one object are in one fold."""
    names = sorted(set(about), key=lambda name: hashlib.sha256(name.encode()).digest())
    fold = {name: number % folds for number, name in enumerate(names)}
    return np.array([fold[name] for name in about], int)
