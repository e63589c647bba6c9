"""Regions and points of a picture match are told in the photograph as it was sent, however it had to be turned."""

import numpy as np
import pytest

from matcher.frames import move
from matcher.query import Query, QueryPhotograph
from registry.sample.phone import DISGUISES, to_jpeg
from tests.conftest import SmallRegister


@pytest.mark.parametrize("disguise", ["mirror", "quarter_turn"])
def test_the_homography_maps_the_photograph_as_sent(small_register: SmallRegister, disguise: str) -> None:
    work = next(each for each in small_register.works if each.kind == "painting")
    turned = DISGUISES[disguise](work.pictures[0].rgb, np.random.default_rng(2))
    answer = small_register.repatria.match(Query((QueryPhotograph(to_jpeg(turned, 90)),)), save=False)
    best = answer.candidates[0]
    assert best.object_id == small_register.id_of(work)
    match = next(item.picture for item in best.evidence if item.picture is not None)
    assert match.orientation != "upright"
    assert match.homography is not None
    sent = np.array([pair.query for pair in match.points])
    registered = np.array([pair.registry for pair in match.points])
    assert np.median(np.abs(move(np.array(match.homography), sent) - registered)) < 0.01
    # Were the turn left to the reader, the points would not lie where they do: mirrored, left is right.
    assert np.median(np.abs(sent - registered), axis=0).max() > 0.1
