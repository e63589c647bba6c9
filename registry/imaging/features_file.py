"""Local features as a file of at most 100 KB: quantised descriptors, positions and scores with a check sum.

Layout: magic, version, number of features, descriptor length, picture size, scheme; then int8 descriptors (times 127 over
the largest value of each), uint16 positions (in 1/65535 of the picture's sides), float16 scores; then CRC-32 of all before.
"""

from __future__ import annotations

import struct
import zlib

import numpy as np

from registry.imaging.errors import FeaturesDamaged
from registry.imaging.models.features import LocalFeatures

_MAGIC = b"RPFT"
_VERSION = 1
_HEAD = struct.Struct("<4sBHHIIB")
LARGEST_FILE = 100_000


def dump(features: LocalFeatures) -> bytes:
    """Write features. Raises ValueError where they would need more than LARGEST_FILE bytes."""
    scheme = features.scheme.encode()
    count, dimension = features.descriptors.shape
    head = _HEAD.pack(_MAGIC, _VERSION, count, dimension, *features.size, len(scheme)) + scheme
    largest = np.maximum(np.abs(features.descriptors).max(axis=1, initial=0.0, keepdims=True), 1e-9)
    descriptors = np.rint(features.descriptors / largest * 127).astype(np.int8)
    positions = np.clip(np.rint(features.keypoints / np.array(features.size) * 65535), 0, 65535).astype("<u2")
    body: bytes = head + descriptors.tobytes() + positions.tobytes() + features.scores.astype("<f2").tobytes()
    data = body + struct.pack("<I", zlib.crc32(body))
    if len(data) > LARGEST_FILE:
        raise ValueError(f"{count} features of {dimension} numbers need {len(data)} bytes, more than {LARGEST_FILE}")
    return data


def load(data: bytes) -> LocalFeatures:
    """Read what `dump` wrote; descriptors come back with unit length. Raises FeaturesDamaged."""
    if len(data) < _HEAD.size + 4 or zlib.crc32(data[:-4]) != struct.unpack("<I", data[-4:])[0]:
        raise FeaturesDamaged("the features file is cut off or altered: compute it again")
    magic, version, count, dimension, width, height, length = _HEAD.unpack_from(data)
    if magic != _MAGIC or version != _VERSION:
        raise FeaturesDamaged("the features file is of another version: compute it again")
    at = _HEAD.size
    scheme = data[at : at + length].decode()
    at += length
    if len(data) != at + count * (dimension + 6) + 4:
        raise FeaturesDamaged("the features file has another length than it says: compute it again")
    descriptors = np.frombuffer(data, np.int8, count * dimension, at).reshape(count, dimension).astype(np.float32)
    at += count * dimension
    positions = np.frombuffer(data, "<u2", count * 2, at).reshape(count, 2)
    at += count * 4
    scores = np.frombuffer(data, "<f2", count, at).astype(np.float32)
    descriptors /= np.maximum(np.linalg.norm(descriptors, axis=1, keepdims=True), 1e-9)
    keypoints = (positions / 65535 * np.array([width, height])).astype(np.float32)
    return LocalFeatures(keypoints, scores, descriptors, (width, height), scheme)
