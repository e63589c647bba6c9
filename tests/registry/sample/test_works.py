"""Demonstration works are reproducible, valid as records, and different objects even within a family."""

from itertools import combinations

import cv2
import numpy as np
import pytest

from registry.records import ImportRecord
from registry.sample.works import (
    KINDS,
    ROUND_KINDS,
    paint_order,
    paint_work,
    paint_works,
    photograph_again,
    plan,
    view_from,
)
from registry.sample.works.marks import position_words
from registry.vocabulary.lists import ObjectType, PhotographView


@pytest.fixture(scope="module")
def works():
    return {kind: paint_work(kind, 4) for kind in KINDS}


def difference(first, second):
    """Mean difference of two pictures brought to 64 x 64, in grey levels."""
    small = [cv2.resize(rgb, (64, 64), interpolation=cv2.INTER_AREA).astype(np.int16) for rgb in (first, second)]
    return float(np.abs(small[0] - small[1]).mean())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_paints_pictures_of_its_views(kind, works):
    work = works[kind]
    assert work.key == f"demo-{kind}-0004"
    assert work.family is None
    assert work.flat is (kind not in ROUND_KINDS)
    assert work.pictures[0].view == "front"
    for picture in work.pictures:
        assert picture.view in set(PhotographView)
        assert picture.rgb.dtype == np.uint8
        assert 560 <= max(picture.rgb.shape[:2]) <= 1000
        assert picture.rgb.std() > 8


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_bytes(kind, works):
    again = paint_work(kind, 4)
    assert again.record == works[kind].record
    for first, second in zip(works[kind].pictures, again.pictures, strict=True):
        assert first.rgb.tobytes() == second.rgb.tobytes()


@pytest.mark.parametrize("kind", KINDS)
def test_another_seed_gives_another_work(kind, works):
    other = paint_work(kind, 5)
    assert other.record["external_ids"] != works[kind].record["external_ids"]
    assert difference(other.pictures[0].rgb, works[kind].pictures[0].rgb) > 4


@pytest.mark.parametrize("kind", KINDS)
def test_records_are_valid_imports_and_describe_what_was_painted(kind, works):
    record = ImportRecord.model_validate(works[kind].record)
    assert record.object_type.level1 is not ObjectType.OTHER
    assert record.external_ids[0].value == works[kind].key
    assert record.titles
    assert record.measurements
    assert record.loss_event.country == "ZZ"
    assert "invented object" in record.descriptions[0].text


def test_local_features_find_enough_to_hold_on_to():
    for kind in KINDS:
        grey = cv2.cvtColor(paint_work(kind, 9).pictures[0].rgb, cv2.COLOR_RGB2GRAY)
        assert len(cv2.SIFT_create().detect(grey)) > (200 if kind in ROUND_KINDS else 800), kind


def test_works_are_balanced_over_the_kinds_and_half_stand_in_families():
    orders = plan(len(KINDS) * 6)
    assert {kind: sum(order.kind == kind for order in orders) for kind in KINDS} == dict.fromkeys(KINDS, 6)
    assert len({order.key for order in orders}) == len(orders)
    families = [order.family for order in orders if order.family]
    assert len(families) == len(orders) // 2
    assert all(families.count(family) == 3 for family in families)


def test_a_plan_begins_like_a_shorter_one():
    assert plan(70)[:40] == plan(40)
    assert plan(3, seed=1) != plan(3, seed=2)


@pytest.mark.parametrize("kind", KINDS)
def test_look_alikes_share_their_design_and_are_still_different_objects(kind):
    orders = [order for order in plan(len(KINDS) * 6) if order.kind == kind and order.family]
    family = [paint_order(order) for order in orders]
    assert len({order.design for order in orders}) == 1
    for first, second in combinations(family, 2):
        assert first.family == second.family
        assert first.record["features"] != second.record["features"]
        assert not np.array_equal(first.pictures[0].rgb, second.pictures[0].rgb)
        assert first.record["relations"][0]["text"].endswith(first.family)


def test_paint_works_follows_the_plan():
    painted = list(paint_works(3, seed=8))
    assert [work.key for work in painted] == [order.key for order in plan(3, seed=8)]


@pytest.mark.parametrize("kind", sorted(ROUND_KINDS))
def test_objects_in_the_round_can_be_seen_from_any_angle(kind):
    order = next(order for order in plan(len(KINDS)) if order.kind == kind)
    front, outline = view_from(order, 0.0)
    near, _ = view_from(order, 4.0)
    back, _ = view_from(order, 180.0)
    assert outline.shape == front.shape[:2]
    assert 0.05 < (outline > 128).mean() < 0.8
    inside = outline > 250
    step, half_turn = (np.abs(front.astype(np.int16) - other)[inside].mean() for other in (near, back))
    assert 0 < step < half_turn


def test_flat_works_have_no_other_side():
    with pytest.raises(ValueError, match="is flat"):
        view_from(plan(1)[0], 20.0)


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="unknown kind"):
        paint_work("teapot", 1)


@pytest.mark.parametrize("index", [0, 1])
def test_a_work_can_be_photographed_again(index):
    order = plan(2)[index]
    photos = [photograph_again(order, np.random.default_rng(3), strength) for strength in ("light", "light", "strong")]
    assert np.array_equal(photos[0], photos[1])
    assert not np.array_equal(photos[0], photos[2])


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        (0.02, 0.95, "near the lower left corner"),
        (0.5, 0.5, "in the centre"),
        (0.5, 0.02, "near the upper edge"),
        (0.97, 0.5, "near the right edge"),
        (0.2, 0.2, "at upper left"),
        (0.2, 0.5, "at centre left"),
    ],
)
def test_positions_in_words(x, y, words):
    assert position_words(x, y) == words
