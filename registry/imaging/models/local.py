"""The one interface to local features, learned or not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from registry.imaging.errors import ModelUnavailable
from registry.imaging.models.build import LIGHTERGLUE_FILE, MANIFEST_FILE, XFEAT_FILE
from registry.imaging.models.features import LocalFeatures, Matches
from registry.imaging.models.lighterglue import LighterGlue
from registry.imaging.models.neighbours import mutual_neighbours
from registry.imaging.models.xfeat import XFeat

FAST_FEATURES = 512


class LocalFeatureModel(Protocol):
    """Extracts local features and matches them, fast or carefully."""

    @property
    def scheme(self) -> str:
        """Names how features are made; stored with them."""

    @property
    def learned(self) -> bool:
        """Whether this is the learned model rather than its fallback."""

    def extract(self, rgb: npt.NDArray[np.uint8], top_k: int = 1024, max_side: int = 640) -> LocalFeatures:
        """At most ``top_k`` features, found at a longer side of ``max_side`` pixels."""

    def match_fast(self, a: LocalFeatures, b: LocalFeatures) -> Matches:
        """Matches within a few milliseconds."""

    def match_careful(self, a: LocalFeatures, b: LocalFeatures) -> Matches:
        """The best matches this model can find."""


class Learned:
    """XFeat with mutual neighbours (fast) and LighterGlue (careful)."""

    learned = True

    def __init__(self, xfeat: XFeat, lighterglue: LighterGlue) -> None:
        self._xfeat = xfeat
        self._lighterglue = lighterglue

    @property
    def scheme(self) -> str:
        """The scheme of the extractor."""
        return self._xfeat.scheme

    def extract(self, rgb: npt.NDArray[np.uint8], top_k: int = 1024, max_side: int = 640) -> LocalFeatures:
        """See `XFeat.extract`."""
        return self._xfeat.extract(rgb, top_k, max_side)

    def match_fast(self, a: LocalFeatures, b: LocalFeatures) -> Matches:
        """See `mutual_neighbours`; of the best features only: half of the matches for a quarter of the work."""
        return mutual_neighbours(a.best(FAST_FEATURES), b.best(FAST_FEATURES))

    def match_careful(self, a: LocalFeatures, b: LocalFeatures) -> Matches:
        """See `LighterGlue.match`."""
        return self._lighterglue.match(a, b)


def load_learned(folder: Path, *, threads: int = 2) -> Learned:
    """Open the models that `repatria models build` made in a folder. Raises ModelUnavailable."""
    try:
        manifest = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
        scheme = str(manifest["scheme"])
    except (OSError, ValueError, KeyError) as error:
        raise ModelUnavailable("they have not been built: run `repatria models build`") from error
    return Learned(
        XFeat(folder / XFEAT_FILE, scheme, threads=threads), LighterGlue(folder / LIGHTERGLUE_FILE, threads=threads)
    )
