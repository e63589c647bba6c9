"""Fingerprints as files: rebuildable, named by the picture's SHA-256 and the scheme they were made with."""

import io
import json
from collections import OrderedDict
from threading import Lock

import numpy as np

from registry.fingerprint.picture import PictureFingerprint, Quad, ViewFingerprint
from registry.imaging import features_file
from registry.imaging.errors import FeaturesDamaged
from registry.imaging.hashes import HashSet
from registry.imaging.models.features import LocalFeatures
from registry.store.derived import DerivedFiles

FINGERPRINTS = "fingerprints"
FEATURES = "features"
_CACHED_PRINTS, _CACHED_FEATURES = 2000, 300


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
    buffer = io.BytesIO()
    np.savez(
        buffer,
        head=np.frombuffer(json.dumps(head).encode(), np.uint8),
        descriptors=np.array(described, np.float16) if described else np.zeros((0, 0), np.float16),
        words=fingerprint.words if fingerprint.words is not None else np.zeros(0, np.int32),
        grey=np.frombuffer(fingerprint.grey_jpeg, np.uint8),
    )
    return buffer.getvalue()


def load(data: bytes) -> PictureFingerprint:
    """Read what `dump` wrote. Raises ValueError or KeyError where the bytes are something else."""
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        head = json.loads(stored["head"].tobytes())
        descriptors = iter(stored["descriptors"].astype(np.float32))
        words, grey = stored["words"], stored["grey"].tobytes()
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
        grey,
    )


def _quad(corners: list[list[float]]) -> Quad:
    (a, b), (c, d), (e, f), (g, h) = corners
    return ((a, b), (c, d), (e, f), (g, h))


class _Recent[Value]:
    """The most recently used values by key. Thread-safe."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[str, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> Value | None:
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def put(self, key: str, value: Value) -> None:
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._values.clear()


class FingerprintFiles:
    """Stored fingerprints of one scheme, the most recently used kept in memory. Safe for several threads."""

    def __init__(self, files: DerivedFiles, scheme: str, features_scheme: str) -> None:
        """`scheme` is `fingerprint_scheme(models)`, `features_scheme` the local features' own."""
        self._files = files
        self.scheme = scheme
        self.features_scheme = features_scheme
        self._prints: _Recent[PictureFingerprint] = _Recent(_CACHED_PRINTS)
        self._features: _Recent[LocalFeatures] = _Recent(_CACHED_FEATURES)

    def put(self, fingerprint: PictureFingerprint, features: LocalFeatures) -> None:
        """Keep both files of a picture; the features first, so that a fingerprint never lacks them."""
        self._files.put(FEATURES, fingerprint.sha256, self.features_scheme, features_file.dump(features))
        self._files.put(FINGERPRINTS, fingerprint.sha256, self.scheme, dump(fingerprint))

    def fingerprint(self, sha256: str) -> PictureFingerprint | None:
        """A picture's fingerprint, or None where it is yet to be computed (or its file is damaged)."""
        found = self._prints.get(sha256)
        if found is None:
            data = self._files.get(FINGERPRINTS, sha256, self.scheme)
            try:
                found = load(data) if data is not None else None
            except (ValueError, KeyError, OSError):
                return None
            if found is not None:
                self._prints.put(sha256, found)
        return found

    def features(self, sha256: str) -> LocalFeatures | None:
        """A picture's local features, or None where they are missing or damaged."""
        found = self._features.get(sha256)
        if found is None:
            data = self._files.get(FEATURES, sha256, self.features_scheme)
            try:
                found = features_file.load(data) if data is not None else None
            except FeaturesDamaged:
                return None
            if found is not None:
                self._features.put(sha256, found)
        return found

    def forget(self) -> None:
        """Drop what is kept in memory; the files stay."""
        self._prints.clear()
        self._features.clear()

    def has(self, sha256: str) -> bool:
        """Whether a picture's fingerprint and features are there."""
        return all(
            self._files.path(kind, sha256, scheme).exists()
            for kind, scheme in ((FINGERPRINTS, self.scheme), (FEATURES, self.features_scheme))
        )
