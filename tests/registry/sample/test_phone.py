"""The simulator of phone photographs does what each disguise says, on any picture, the same for the same seed."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image, ImageOps

from registry.sample.phone import (
    DISGUISES,
    STRENGTHS,
    as_phone_jpeg,
    from_jpeg,
    phone_photo,
    photographed,
    several_objects,
    several_photographed,
    to_jpeg,
)

EXACT_NAMES = (
    "jpeg_q30", "size_30pct", "crop_5", "crop_15", "crop_25", "frame", "mirror", "quarter_turn", "turn_5",
    "perspective", "glare", "black_and_white", "phone_photo",
)  # fmt: skip


def picture(height=240, width=320):
    rng = np.random.default_rng(5)
    coarse = rng.integers(0, 256, (height // 16 + 1, width // 16 + 1, 3), dtype=np.uint8)
    return np.kron(coarse, np.ones((16, 16, 1), np.uint8))[:height, :width].copy()


def disguised(name, rgb, strength="medium", seed=3):
    return DISGUISES[name](rgb, np.random.default_rng(seed), strength)


def test_the_names_others_rely_on_are_there():
    assert set(EXACT_NAMES) <= set(DISGUISES)


def test_every_disguise_says_in_one_sentence_what_it_does():
    for name, disguise in DISGUISES.items():
        assert disguise.name == name
        assert disguise.description.endswith(".")


@pytest.mark.parametrize("strength", STRENGTHS)
@pytest.mark.parametrize("name", DISGUISES)
def test_a_disguise_is_a_pure_function_of_picture_seed_and_strength(name, strength):
    rgb = picture()
    before = rgb.copy()
    first, second = disguised(name, rgb, strength), disguised(name, rgb, strength)
    assert np.array_equal(first, second)
    assert np.array_equal(rgb, before)
    assert first.dtype == np.uint8
    assert first.ndim == 3
    assert first.shape[2] == 3
    if DISGUISES[name].keeps_shape:
        assert first.shape == rgb.shape
    if name not in {"mirror", "quarter_turn"}:
        assert first.shape != rgb.shape or not np.array_equal(first, rgb)


@pytest.mark.parametrize("shape", [(1, 1, 3), (2, 300, 3), (300, 2, 3), (33, 20, 3), (900, 1500, 3)])
@pytest.mark.parametrize("name", DISGUISES)
def test_a_disguise_takes_pictures_of_any_size(name, shape):
    rgb = np.full(shape, 120, np.uint8)
    assert disguised(name, rgb, "strong").size > 0


@pytest.mark.parametrize(
    "bad", [np.zeros((4, 4), np.uint8), np.zeros((4, 4, 3), np.float32), np.zeros((0, 4, 3), np.uint8)]
)
def test_what_is_not_an_rgb_picture_is_refused(bad):
    with pytest.raises(ValueError, match="uint8 picture"):
        disguised("glare", bad)


def test_mirror_and_quarter_turns_are_exact():
    rgb = picture()
    assert np.array_equal(disguised("mirror", rgb), rgb[:, ::-1])
    turned = {disguised("quarter_turn", rgb, seed=seed).tobytes() for seed in range(20)}
    assert turned == {np.rot90(rgb, turns).tobytes() for turns in (1, 2, 3)}


@pytest.mark.parametrize(("name", "share"), [("crop_5", 0.05), ("crop_15", 0.15), ("crop_25", 0.25)])
def test_crops_take_their_share_off_each_side(name, share):
    rgb = picture(200, 400)
    rows, columns = round(200 * share), round(400 * share)
    assert np.array_equal(disguised(name, rgb), rgb[rows : 200 - rows, columns : 400 - columns])


def test_sizes_and_frames():
    rgb = picture(200, 400)
    assert disguised("size_30pct", rgb).shape == (60, 120, 3)
    framed = disguised("frame", rgb)
    assert framed.shape == (280, 480, 3)
    assert np.array_equal(framed[40:240, 40:440], rgb)


def test_turn_5_turns_by_five_degrees_about_the_centre():
    rgb = np.zeros((401, 401, 3), np.uint8)
    rgb[195:206, 300:380] = 255
    turned = disguised("turn_5", rgb)
    rows, columns = np.nonzero(turned[:, :, 0] > 128)
    angle = np.degrees(np.arctan2(rows.mean() - 200, columns.mean() - 200))
    assert abs(angle) == pytest.approx(5.0, abs=0.2)


def test_black_and_white_has_no_colour_and_jpeg_q30_is_that_jpeg():
    rgb = picture()
    grey = disguised("black_and_white", rgb)
    assert np.ptp(grey, axis=2).max() == 0
    assert np.array_equal(disguised("jpeg_q30", rgb), from_jpeg(to_jpeg(rgb, 30)))


def test_glare_only_brightens_and_shadow_only_darkens():
    rgb = np.full((200, 300, 3), 90, np.uint8)
    assert disguised("glare", rgb).min() >= 90
    assert disguised("shadow", rgb).max() <= 90


def test_phone_photo_stands_an_object_cut_out_by_its_mask_on_another_ground():
    rgb = np.full((400, 300, 3), (250, 0, 250), np.uint8)
    mask = np.zeros((400, 300), np.uint8)
    mask[100:300, 100:200] = 255
    whole = phone_photo(rgb, np.random.default_rng(1), "light")
    cut = phone_photo(rgb, np.random.default_rng(1), "light", mask)
    assert _magenta(whole) > 3 * _magenta(cut) > 0


def _magenta(rgb):
    values = rgb.astype(int)
    return int(((values[:, :, 0] - values[:, :, 1] > 80) & (values[:, :, 2] - values[:, :, 1] > 80)).sum())


def test_several_objects_lie_on_one_picture():
    photo = several_objects([picture(), picture(300, 100), picture(64, 64)], np.random.default_rng(2))
    assert photo.shape == (960, 1280, 3)
    with pytest.raises(ValueError, match="at least one"):
        several_objects([], np.random.default_rng(2))


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_phone_jpeg_is_upright_after_its_orientation_is_applied(orientation):
    rgb = picture(120, 200)
    data = as_phone_jpeg(rgb, megapixels=0.5, orientation=orientation, quality=95)
    with Image.open(io.BytesIO(data)) as stored:
        assert stored.getexif()[0x0112] == orientation
        assert stored.width * stored.height == pytest.approx(500_000, rel=0.01)
        upright = np.asarray(ImageOps.exif_transpose(stored).resize((200, 120)), np.int16)
    assert np.abs(upright - rgb).mean() < 12


def test_mirrored_orientations_are_refused():
    with pytest.raises(ValueError, match="orientation"):
        as_phone_jpeg(picture(), orientation=2)


@pytest.mark.parametrize("seed", range(6))
def test_the_outline_is_where_the_work_lies(seed):
    """A white work on any ground: what was lit brightest in the photograph lies inside the outline."""
    white = np.full((300, 400, 3), 255, np.uint8)
    shot = photographed(white, np.random.default_rng(seed), "light")
    assert np.array_equal(shot.rgb, phone_photo(white, np.random.default_rng(seed), "light"))
    height, width = shot.rgb.shape[:2]
    inner = (shot.outlines[-1] * [width, height]).astype(np.int32)
    inside = cv2.fillConvexPoly(np.zeros((height, width), np.uint8), inner, 1)
    kernel = np.ones((15, 15), np.uint8)
    well_inside = cv2.erode(inside, kernel) > 0
    outside = (
        cv2.dilate(cv2.fillConvexPoly(inside, (shot.outlines[0] * [width, height]).astype(np.int32), 1), kernel) == 0
    )
    grey = shot.rgb.min(axis=2)
    assert np.percentile(grey[well_inside], 10) > np.percentile(grey[outside], 60)
    if len(shot.outlines) == 2:
        frame, work = (cv2.contourArea(outline.astype(np.float32)) for outline in shot.outlines)
        assert 0.5 < work / frame < 1


def test_several_works_have_an_outline_each():
    shot = several_photographed([picture(), picture(200, 200)], np.random.default_rng(1))
    assert len(shot.outlines) == 2
    left, right = (outline.mean(axis=0) for outline in shot.outlines)
    assert left[0] < 0.5 < right[0]
