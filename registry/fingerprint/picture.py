"""The fingerprint of one registered picture: everything a match needs of it, so that nothing is computed again."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
import numpy.typing as npt

from registry.fingerprint.models import Models
from registry.imaging.decode import DecodedPicture
from registry.imaging.hashes import HashSet, hash_picture
from registry.imaging.information import carries_information
from registry.imaging.models.features import LocalFeatures
from registry.imaging.views import REGISTRY_VIEWS_SCHEME, registry_views

FINGERPRINT_FORMAT = 1
ALIGNMENT_SIDE = 480
"""Longer side in pixels of the grey copy that aligned pixels are compared on."""
REGISTERED_KEYPOINTS = 1024
WORDS_PER_PICTURE = 512
_GREY_QUALITY = 90
HASHED_VIEWS = ("whole", "centre-50")

RgbArray = npt.NDArray[np.uint8]
Quad = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class ViewFingerprint:
    """One view of a picture: its corners in fractions (clockwise from the upper left), hashes and descriptor."""

    name: str
    quad: Quad
    hashes: HashSet | None
    descriptor: npt.NDArray[np.float32] | None


@dataclass(frozen=True)
class PictureFingerprint:
    """All fingerprints of a registered picture but its local features, which lie in a file of their own.

    `size` is the original's (width, height) upright; `grey_jpeg` a grey copy of at most ALIGNMENT_SIDE, compressed, since
    most candidates are never laid over the query.
    """

    sha256: str
    size: tuple[int, int]
    carries_information: bool
    views: tuple[ViewFingerprint, ...]
    words: npt.NDArray[np.int32] | None
    grey_jpeg: bytes

    @cached_property
    def grey(self) -> npt.NDArray[np.uint8]:
        """The grey copy, 8 bits. Raises ValueError where its bytes are damaged."""
        grey = cv2.imdecode(np.frombuffer(self.grey_jpeg, np.uint8), cv2.IMREAD_GRAYSCALE)
        if grey is None:
            raise ValueError("the grey copy is no picture")
        return np.asarray(grey, np.uint8)


def fingerprint_scheme(models: Models) -> str:
    """A short name for the schemes together: what one fingerprint file was made with."""
    parts = [f"{name}={scheme}" for name, scheme in sorted(models.schemes().items())]
    digest = hashlib.sha256("|".join([*parts, REGISTRY_VIEWS_SCHEME]).encode()).hexdigest()[:12]
    return f"f{FINGERPRINT_FORMAT}-{digest}"


def fingerprint(picture: DecodedPicture, models: Models) -> tuple[PictureFingerprint, LocalFeatures]:
    """Compute all fingerprints of a decoded picture. A picture without information gets neither hash nor descriptor."""
    informative = carries_information(picture.rgb)
    features = models.local.extract(picture.rgb, top_k=REGISTERED_KEYPOINTS)
    views: tuple[ViewFingerprint, ...] = ()
    words: npt.NDArray[np.int32] | None = None
    if informative:
        views = _view_fingerprints(picture.rgb, models)
        words = picture_words(features, models)
    return (
        PictureFingerprint(
            picture.sha256, picture.original_size, informative, views, words, _compressed(grey_copy(picture.rgb))
        ),
        features,
    )


def _view_fingerprints(rgb: RgbArray, models: Models) -> tuple[ViewFingerprint, ...]:
    views = registry_views(rgb)
    cuts = [view.cut(rgb) for view in views]
    descriptors = models.descriptor.describe(cuts) if models.descriptor else None
    return tuple(
        ViewFingerprint(
            view.name,
            view.quad,
            hash_picture(cut) if view.name in HASHED_VIEWS else None,
            descriptors[row] if descriptors is not None else None,
        )
        for row, (view, cut) in enumerate(zip(views, cuts, strict=True))
    )


def picture_words(features: LocalFeatures, models: Models) -> npt.NDArray[np.int32] | None:
    """The visual words of a picture's strongest features; None without a vocabulary."""
    if models.vocabulary is None:
        return None
    strongest = np.argsort(-features.scores, kind="stable")[:WORDS_PER_PICTURE]
    return models.vocabulary.words(features.descriptors[strongest])


def _compressed(grey: npt.NDArray[np.uint8]) -> bytes:
    _, data = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, _GREY_QUALITY])
    return bytes(data)


def grey_copy(rgb: RgbArray) -> npt.NDArray[np.uint8]:
    """A grey copy of at most ALIGNMENT_SIDE pixels, on which aligned pictures are compared."""
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    scale = ALIGNMENT_SIDE / max(grey.shape)
    if scale >= 1:
        return np.ascontiguousarray(grey)
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    return np.ascontiguousarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA))
