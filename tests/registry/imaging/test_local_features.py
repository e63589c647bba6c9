"""The converted models against what the published code with PyTorch gave for the same two pictures."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from registry.imaging.models.build import XFEAT_FILE
from registry.imaging.models.features import LocalFeatures
from registry.imaging.models.local import load_learned
from registry.imaging.models.neighbours import mutual_neighbours
from registry.imaging.models.sessions import Session
from registry.imaging.models.sift import FULL_DESCRIPTORS, Sift

from .drawings import texture

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def reference():
    with np.load(DATA / "reference.npz") as arrays:
        return dict(arrays)


@pytest.fixture(scope="module")
def pictures():
    return [np.asarray(Image.open(DATA / name).convert("RGB")) for name in ("drawing.png", "drawing_photo.png")]


@pytest.fixture(scope="module")
def model(model_folder):
    return load_learned(model_folder)


@pytest.fixture(scope="module")
def features(model, pictures):
    return [model.extract(picture) for picture in pictures]


@pytest.mark.parametrize("number", [0, 1])
def test_the_maps_agree(model_folder, pictures, reference, number):
    grey = pictures[number].mean(axis=2, dtype=np.float32)[None, None]
    session = Session(model_folder / XFEAT_FILE, 2)
    descriptors, keypoints, reliability = session.run(["descriptors", "keypoints", "reliability"], {"image": grey})
    name = "ab"[number]
    for found, expected in (
        (descriptors[0][:, ::4, ::4], "descriptor_map"),
        (keypoints[0][:, ::4, ::4], "keypoint_logits"),
        (reliability[0], "reliability"),
    ):
        assert np.abs(found - reference[f"{name}_{expected}"].astype(np.float32)).max() < 1e-3, expected


@pytest.mark.parametrize("number", [0, 1])
def test_the_keypoints_and_descriptors_agree(features, reference, number):
    found, name = features[number], "ab"[number]
    rows = _rows(found.keypoints)
    pairs = [(rows[point], k) for k, point in enumerate(_points(reference[f"{name}_keypoints"])) if point in rows]
    assert len(pairs) >= 0.95 * len(reference[f"{name}_keypoints"])
    ours, theirs = np.array(pairs).T
    cosines = np.sum(found.descriptors[ours] * reference[f"{name}_descriptors"][theirs].astype(np.float32), axis=1)
    assert cosines.min() > 0.999
    assert np.abs(found.scores[ours] - reference[f"{name}_scores"][theirs]).max() < 1e-2
    assert np.abs(np.linalg.norm(found.descriptors, axis=1) - 1).max() < 1e-5


@pytest.mark.parametrize(
    ("matcher", "expected"), [("neighbours", "mutual_matches"), ("careful", "lighterglue_matches")]
)
def test_the_matches_agree(model, features, reference, matcher, expected):
    a, b = features
    careful = model._lighterglue.match(a, b, top_k=1024)
    found = careful if matcher == "careful" else mutual_neighbours(a, b)
    points_a, points_b = _points(reference["a_keypoints"]), _points(reference["b_keypoints"])
    theirs = {(points_a[i], points_b[k]) for i, k in reference[expected]}
    ours_a, ours_b = _points(a.keypoints), _points(b.keypoints)
    ours = {(ours_a[i], ours_b[k]) for i, k in found.pairs}
    assert len(ours & theirs) >= 0.97 * max(len(ours), len(theirs))


def test_the_matches_are_right(model, features, reference):
    a, b = features
    found = model._lighterglue.match(a, b, top_k=1024)
    moved = cv2.perspectiveTransform(a.keypoints[None, found.pairs[:, 0]].astype(np.float64), reference["homography"])
    error = np.linalg.norm(moved[0] - b.keypoints[found.pairs[:, 1]], axis=1)
    assert np.mean(error < 3) >= 0.85


def test_one_to_one_and_confident(model, features):
    for found in (model.match_careful(*features), model.match_fast(*features)):
        assert len(np.unique(found.pairs[:, 0])) == len(np.unique(found.pairs[:, 1])) == len(found.pairs)
        assert found.pairs.dtype == np.int32
        assert found.confidence.min() > 0.1
        assert found.confidence.max() <= 1.0 + 1e-5


def test_sides_that_are_no_multiple_of_32_scale_back(model, pictures):
    found = model.extract(cv2.resize(pictures[0], (601, 449), interpolation=cv2.INTER_AREA), max_side=601)
    whole = model.extract(pictures[0])
    assert found.size == (601, 449)
    pairs = mutual_neighbours(found, whole, 0.9).pairs
    assert len(pairs) > 200
    offset = found.keypoints[pairs[:, 0]] * [640 / 601, 480 / 449] - whole.keypoints[pairs[:, 1]]
    assert np.abs(np.median(offset, axis=0)).max() < 1.0


@pytest.mark.parametrize("size", [(1, 1), (900, 3), (33, 40)])
def test_tiny_pictures_have_few_features_or_none(model, size):
    for extractor in (model, Sift()):
        found = extractor.extract(texture(*size, seed=1))
        assert found.keypoints.shape == (len(found), 2)
        nothing = extractor.match_fast(found, extractor.extract(np.zeros((200, 200, 3), np.uint8)))
        assert len(nothing.pairs) == 0
        assert len(extractor.match_careful(found, extractor.extract(np.zeros((200, 200, 3), np.uint8))).pairs) == 0


def test_threads_find_the_same(model, pictures, features):
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(model.extract, pictures * 3))
    for number, found in enumerate(together):
        assert np.array_equal(found.keypoints, features[number % 2].keypoints)


def test_sift_matches_what_it_should(pictures, reference):
    sift = Sift()
    a, b = (sift.extract(picture) for picture in pictures)
    assert 100 < len(a) <= FULL_DESCRIPTORS
    assert a.descriptors.shape[1] == 128
    assert np.abs(np.linalg.norm(a.descriptors, axis=1) - 1).max() < 1e-4
    found = sift.match_careful(a, b)
    moved = cv2.perspectiveTransform(a.keypoints[None, found.pairs[:, 0]].astype(np.float64), reference["homography"])
    assert np.mean(np.linalg.norm(moved[0] - b.keypoints[found.pairs[:, 1]], axis=1) < 3) > 0.6
    assert not sift.learned


def test_the_best_features_come_first(features):
    assert (np.diff(features[0].scores) <= 0).all()
    few = features[0].best(10)
    assert isinstance(few, LocalFeatures)
    assert np.array_equal(few.keypoints, features[0].keypoints[:10])
    assert features[0].best(5000) is features[0]


def _points(keypoints) -> list[tuple[int, int]]:
    return [(int(x), int(y)) for x, y in np.rint(np.asarray(keypoints, np.float32))]


def _rows(keypoints) -> dict[tuple[int, int], int]:
    return {point: row for row, point in enumerate(_points(keypoints))}
