"""Fingerprints as files: rebuildable, named by the picture's SHA-256 and the scheme they were made with."""

import io
import json
from collections import OrderedDict
from threading import Lock

import cv2
import numpy as np

from registry.fingerprint.picture import PictureFingerprint, Quad, ViewFingerprint
from registry.imaging import features_file
from registry.imaging.errors import FeaturesDamaged
from registry.imaging.hashes import HashSet
from registry.imaging.models.features import LocalFeatures
from registry.store.derived import DerivedFiles

FINGERPRINTS = "fingerprints"
FEATURES = "features"
_GREY_QUALITY = 90
_CACHED = 400


def dump(fingerprint: PictureFingerprint) -> bytes:
    """Write a fingerprint: a JSON head, hashes, half-precision descriptors, words, and the grey copy as JPEG."""
    views = fingerprint.views
    head = {
        "sha256": fingerprint.sha256,
        "size": list(fingerprint.size),
        "carries_information": fingerprint.carries_information,
        "has_words": fingerprint.words is not None,
        "views": [
            {
                "name": view.name,
                "quad": [list(corner) for corner in view.quad],
                "hashes": view.hashes.hex() if view.hashes else None,
                "described": view.descriptor is not None,
            }
            for view in views
        ],
    }
    described = [view.descriptor for view in views if view.descriptor is not None]
    _, grey = cv2.imencode(".jpg", fingerprint.grey, [cv2.IMWRITE_JPEG_QUALITY, _GREY_QUALITY])
    buffer = io.BytesIO()
    np.savez(
        buffer,
        head=np.frombuffer(json.dumps(head).encode(), np.uint8),
        descriptors=np.array(described, np.float16) if described else np.zeros((0, 0), np.float16),
        words=fingerprint.words if fingerprint.words is not None else np.zeros(0, np.int32),
        grey=grey.ravel(),
    )
    return buffer.getvalue()


def load(data: bytes) -> PictureFingerprint:
    """Read what `dump` wrote. Raises ValueError or KeyError where the bytes are something else."""
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        head = json.loads(stored["head"].tobytes())
        descriptors = iter(stored["descriptors"].astype(np.float32))
        words, grey = stored["words"], cv2.imdecode(stored["grey"], cv2.IMREAD_GRAYSCALE)
    if grey is None:
        raise ValueError("the grey copy is no picture")
    views = []
    for view in head["views"]:
        descriptor = next(descriptors) if view["described"] else None
        if descriptor is not None:
            descriptor = descriptor / np.linalg.norm(descriptor)
        hashes = view["hashes"]
        views.append(
            ViewFingerprint(
                view["name"],
                _quad(view["quad"]),
                HashSet(**{name: bytes.fromhex(value) for name, value in hashes.items()}) if hashes else None,
                descriptor,
            )
        )
    return PictureFingerprint(
        head["sha256"],
        (head["size"][0], head["size"][1]),
        head["carries_information"],
        tuple(views),
        words if head["has_words"] else None,
        np.asarray(grey, np.uint8),
    )


def _quad(corners: list[list[float]]) -> Quad:
    (a, b), (c, d), (e, f), (g, h) = corners
    return ((a, b), (c, d), (e, f), (g, h))


class FingerprintFiles:
    """Stored fingerprints of one scheme, the most recently used kept in memory. Safe for several threads."""

    def __init__(self, files: DerivedFiles, scheme: str, features_scheme: str) -> None:
        """`scheme` is `fingerprint_scheme(models)`, `features_scheme` the local features' own."""
        self._files = files
        self.scheme = scheme
        self.features_scheme = features_scheme
        self._cache: OrderedDict[str, tuple[PictureFingerprint, LocalFeatures]] = OrderedDict()
        self._lock = Lock()

    def put(self, fingerprint: PictureFingerprint, features: LocalFeatures) -> None:
        """Keep both files of a picture; the features first, so that a fingerprint never lacks them."""
        self._files.put(FEATURES, fingerprint.sha256, self.features_scheme, features_file.dump(features))
        self._files.put(FINGERPRINTS, fingerprint.sha256, self.scheme, dump(fingerprint))

    def fingerprint(self, sha256: str) -> PictureFingerprint | None:
        """A picture's fingerprint, or None where it is yet to be computed (or its file is damaged)."""
        data = self._files.get(FINGERPRINTS, sha256, self.scheme)
        if data is None:
            return None
        try:
            return load(data)
        except (ValueError, KeyError, OSError):
            return None

    def both(self, sha256: str) -> tuple[PictureFingerprint, LocalFeatures] | None:
        """Fingerprint and local features of a picture, or None where one is missing or damaged."""
        with self._lock:
            if sha256 in self._cache:
                self._cache.move_to_end(sha256)
                return self._cache[sha256]
        fingerprint, data = self.fingerprint(sha256), self._files.get(FEATURES, sha256, self.features_scheme)
        if fingerprint is None or data is None:
            return None
        try:
            found = (fingerprint, features_file.load(data))
        except FeaturesDamaged:
            return None
        with self._lock:
            self._cache[sha256] = found
            while len(self._cache) > _CACHED:
                self._cache.popitem(last=False)
        return found

    def forget(self) -> None:
        """Drop what is kept in memory; the files stay."""
        with self._lock:
            self._cache.clear()

    def has(self, sha256: str) -> bool:
        """Whether a picture's fingerprint and features are there."""
        return all(
            self._files.path(kind, sha256, scheme).exists()
            for kind, scheme in ((FINGERPRINTS, self.scheme), (FEATURES, self.features_scheme))
        )
