"""What the matcher sees of a query: one *look* for each photograph, or for each separate object when asked to split.

A look holds its views, hashes in all eight orientations and descriptors; local features are extracted when first
needed, since most views are never verified.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from matcher.frames import Matrix, turned_to_view, view_to_photograph
from matcher.signals import ALL_SIGNALS, Signals
from registry.fingerprint.models import Models
from registry.fingerprint.picture import grey_copy, picture_words
from registry.imaging.decode import DecodedPicture
from registry.imaging.hashes import HashSet, hash_orientations
from registry.imaging.information import carries_information
from registry.imaging.models.features import LocalFeatures
from registry.imaging.orientation import Orientation
from registry.imaging.views import View, query_views

QUERY_KEYPOINTS = 1024
FULL_SIDE = 640
"""Longer side in pixels at which local features are extracted."""

HASHED_KINDS = frozenset({"whole", "centre", "quadrilateral"})

RgbArray = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class TurnedHash:
    """The hashes of one view in one orientation."""

    view: int
    orientation: Orientation
    hashes: HashSet


@dataclass(eq=False)
class Look:
    """One photograph, or one separate object in it, as the matcher sees it.

    `photograph` is its index within the query; `quad` the part of the photograph that was looked at, in fractions.
    """

    index: int
    photograph: int
    sha256: str
    rgb: RgbArray
    quad: tuple[tuple[float, float], ...]
    models: Models
    views: list[View]
    informative: bool
    signals: Signals = ALL_SIGNALS
    _features: dict[tuple[int, Orientation, int], LocalFeatures] = field(default_factory=dict)
    _greys: dict[tuple[int, Orientation], npt.NDArray[np.uint8]] = field(default_factory=dict)

    @cached_property
    def descriptors(self) -> npt.NDArray[np.float32] | None:
        """One descriptor a view, shape (views, 512); None without a model."""
        if self.models.descriptor is None or not self.signals.descriptor:
            return None
        return self.models.descriptor.describe([view.cut(self.rgb) for view in self.views])

    @cached_property
    def turned_descriptors(self) -> npt.NDArray[np.float32] | None:
        """Descriptors of the whole look in the seven other orientations, shape (7, 512), in Orientation's order."""
        if self.models.descriptor is None or not self.signals.descriptor:
            return None
        return self.models.descriptor.describe([each.apply(self.rgb) for each in Orientation if each != 1])

    @cached_property
    def hashes(self) -> list[TurnedHash]:
        """Hashes of the hashed views in all orientations."""
        if not self.signals.hashes:
            return []
        return [
            TurnedHash(number, orientation, hashes)
            for number, view in enumerate(self.views)
            if view.kind in HASHED_KINDS
            for orientation, hashes in hash_orientations(view.cut(self.rgb))
        ]

    @cached_property
    def phashes(self) -> npt.NDArray[np.uint8]:
        """The 256-bit pHashes of `hashes`, in their order, shape (hashes, 32)."""
        return np.array([np.frombuffer(turned.hashes.phash256, np.uint8) for turned in self.hashes], np.uint8)

    @cached_property
    def words(self) -> npt.NDArray[np.int32] | None:
        """Visual words of the whole look."""
        if not self.signals.words:
            return None
        return picture_words(self.features(0, Orientation.IDENTITY, FULL_SIDE), self.models)

    def features(self, view: int, orientation: Orientation, side: int) -> LocalFeatures:
        """Local features of a view, turned, extracted at a longer side of `side` pixels; kept for later candidates."""
        key = (view, orientation, side)
        if key not in self._features:
            turned = orientation.apply(self.views[view].cut(self.rgb))
            self._features[key] = self.models.local.extract(turned, top_k=QUERY_KEYPOINTS, max_side=side)
        return self._features[key]

    def grey(self, view: int, orientation: Orientation) -> npt.NDArray[np.uint8]:
        """Small grey copy of a view, turned, on which aligned pixels are compared."""
        key = (view, orientation)
        if key not in self._greys:
            self._greys[key] = grey_copy(orientation.apply(self.views[view].cut(self.rgb)))
        return self._greys[key]

    def to_photograph(self, view: int, orientation: Orientation) -> Matrix:
        """Unit square of a turned view -> unit square of the photograph the query brought."""
        return view_to_photograph(self.quad) @ view_to_photograph(self.views[view].quad) @ turned_to_view(orientation)


WHOLE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


def looks_of(
    pictures: list[DecodedPicture], models: Models, *, split: bool, signals: Signals = ALL_SIGNALS
) -> tuple[list[Look], list[list[View]]]:
    """The looks of a query's pictures, and for each picture the boxes of separate objects found in it."""
    looks: list[Look] = []
    boxes: list[list[View]] = []
    for number, picture in enumerate(pictures):
        views = query_views(picture.rgb)
        found = [view for view in views if view.kind == "object"]
        boxes.append(found)
        if split and len(found) > 1:
            for box in found:
                cut = np.ascontiguousarray(box.cut(picture.rgb))
                looks.append(_look(len(looks), number, picture.sha256, cut, box.quad, models, signals))
        # The whole is looked at in any case: what seemed to be several objects may be one.
        looks.append(_look(len(looks), number, picture.sha256, picture.rgb, WHOLE, models, signals, views))
    return looks, boxes


def _look(
    index: int,
    photograph: int,
    sha256: str,
    rgb: RgbArray,
    quad: tuple[tuple[float, float], ...],
    models: Models,
    signals: Signals,
    views: list[View] | None = None,
) -> Look:
    if views is None:
        views = [view for view in query_views(rgb) if view.kind != "object"]
    return Look(index, photograph, sha256, rgb, quad, models, views, carries_information(rgb), signals)
