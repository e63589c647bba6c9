"""Fingerprints survive being written and read."""

import numpy as np
import pytest

from registry.fingerprint.files import dump, load
from registry.fingerprint.models import Models
from registry.fingerprint.picture import fingerprint
from registry.fingerprint.words import Vocabulary
from registry.imaging.decode import decode
from registry.sample.phone import to_jpeg
from registry.sample.works import paint_work
from registry.settings import Settings


@pytest.fixture(scope="module")
def models(model_folder) -> Models:
    """All models."""
    return Models.load(Settings(models=model_folder))


def test_round_trip(models: Models) -> None:
    print_, features = fingerprint(decode(to_jpeg(paint_work("drawing", 2).pictures[0].rgb, 90)), models)
    again = load(dump(print_))
    assert (again.sha256, again.size, again.carries_information) == (print_.sha256, print_.size, True)
    assert [view.name for view in again.views] == [view.name for view in print_.views]
    assert [view.hashes for view in again.views] == [view.hashes for view in print_.views]
    for one, other in zip(again.views, print_.views, strict=True):
        assert float(np.dot(one.descriptor, other.descriptor)) > 0.9999
    np.testing.assert_array_equal(again.words, print_.words)
    assert len(features) > 100
    np.testing.assert_array_equal(again.grey, print_.grey)


def test_a_blank_picture_gets_no_views(models: Models) -> None:
    print_, _ = fingerprint(decode(to_jpeg(np.full((100, 100, 3), 128, np.uint8), 90)), models)
    assert not print_.carries_information
    assert print_.views == ()
    assert load(dump(print_)).views == ()


def test_the_shipped_vocabulary_fits_the_models(models: Models) -> None:
    assert models.degraded == ()
    assert models.vocabulary is not None
    words = models.vocabulary.words(np.eye(64, dtype=np.float32))
    assert words.dtype == np.int32
    assert np.all(np.diff(words) > 0)
    assert len(models.vocabulary.words(np.zeros((0, 64), np.float32))) == 0


def test_every_centroid_is_its_own_word() -> None:
    vocabulary = Vocabulary.load()
    some = vocabulary.centroids[:: len(vocabulary.centroids) // 50]
    expected = np.arange(0, len(vocabulary.centroids), len(vocabulary.centroids) // 50)
    np.testing.assert_array_equal(vocabulary.words(some), expected)


def test_without_models_everything_still_works_and_says_so(tmp_path) -> None:
    models = Models.load(Settings(models=tmp_path, descriptor="none"))
    assert len(models.degraded) == 3
    assert not models.local.learned
    print_, features = fingerprint(decode(to_jpeg(paint_work("drawing", 2).pictures[0].rgb, 90)), models)
    assert print_.views[0].descriptor is None
    assert print_.views[0].hashes is not None
    assert len(features) > 100
