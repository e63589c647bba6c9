import cv2
import numpy as np
import pytest

from registry.imaging.objects import MOST_OBJECTS, find_objects
from registry.sample.phone import phone_photo, several_objects

from .drawings import texture


def table(count: int, *, coins: bool, seed: int = 0, columns: int = 3) -> tuple[np.ndarray, list[tuple[int, int]]]:
    """Things in rows on a plain table under uneven light: the photograph and the middles of the things."""
    random = np.random.default_rng(seed)
    ground = (
        np.full((720, 960, 3), random.integers(150, 220, 3), np.float32) * np.linspace(0.85, 1.1, 960)[None, :, None]
    )
    photograph = np.clip(ground + random.normal(0, 4, ground.shape), 0, 255).astype(np.uint8)
    step = 960 // columns
    middles = []
    for number in range(count):
        x, y = step // 2 + number % columns * step, 180 + number // columns * 340
        radius = int(random.integers(60, 90))
        mask = np.zeros((720, 960), np.uint8)
        if coins:
            cv2.circle(mask, (x, y), radius, 255, -1)
        else:
            cv2.rectangle(mask, (x - radius, y - radius), (x + radius, y + radius * 2 // 3), 255, -1)
        photograph[mask > 0] = (texture(960, 720, seed * 10 + number, 30) // 2)[mask > 0]
        middles.append((x, y))
    return photograph, middles


@pytest.mark.parametrize("coins", [True, False])
@pytest.mark.parametrize("count", [2, 4, 6])
def test_separates_coins_on_a_table_and_pictures_on_a_wall(count, coins):
    photograph, middles = table(count, coins=coins, seed=count)
    boxes = find_objects(photograph)
    assert len(boxes) == count
    for x, y in middles:
        assert sum(l * 960 < x < r * 960 and t * 720 < y < b * 720 for l, t, r, b in boxes) == 1  # noqa: E741
    assert all(0 <= l < r <= 1 and 0 <= t < b <= 1 for l, t, r, b in boxes)  # noqa: E741


def test_returns_at_most_eight():
    assert len(find_objects(table(10, coins=True, columns=5)[0])) == MOST_OBJECTS


@pytest.mark.parametrize(
    "photograph",
    [
        table(1, coins=True)[0],
        table(0, coins=True)[0],
        texture(960, 720, seed=1),
        texture(960, 720, seed=2, cell=150),
        np.full((300, 400, 3), 128, np.uint8),
        texture(40, 300, seed=3),
    ],
    ids=["one coin", "an empty table", "a busy painting", "a calm painting", "plain", "tiny"],
)
def test_does_not_split_what_is_one(photograph):
    assert find_objects(photograph) == []


def test_dust_is_no_thing():
    photograph, _ = table(1, coins=True)
    cv2.circle(photograph, (700, 500), 8, (20, 20, 20), -1)
    assert find_objects(photograph) == []


def test_counts_things_in_simulated_photographs():
    """At least half of easy tables are separated rightly, and hardly any is separated wrongly."""
    right = wrong = 0
    for seed in range(12):
        things = [texture(300, 240 + 40 * number, 10 * seed + number, 30) for number in range(2 + seed % 4)]
        boxes = find_objects(several_objects(things, np.random.default_rng(seed), "light", 960))
        right += len(boxes) == len(things)
        wrong += len(boxes) not in {0, len(things)}
    assert right >= 6
    assert wrong <= 2


@pytest.mark.parametrize("strength", ["light", "medium", "strong"])
def test_a_phone_photograph_of_one_work_is_not_split(strength):
    split = [
        seed
        for seed in range(10)
        if find_objects(phone_photo(texture(800, 600, seed, 40), np.random.default_rng(seed), strength))
    ]
    assert len(split) <= 1


def test_a_soft_reflection_is_no_thing():
    photograph, middles = table(2, coins=True, seed=5)
    y, x = np.mgrid[0:720, 0:960]
    light = 60 * np.exp(-((x - 700) ** 2 + (y - 540) ** 2) / (2 * 70.0**2))
    lit = np.clip(photograph + light[..., None], 0, 255).astype(np.uint8)
    assert len(find_objects(lit)) == len(middles)


def test_things_in_contact_are_not_torn_apart():
    photograph, _ = table(0, coins=True)
    photograph[200:500, 200:450] = texture(250, 300, 1, 30)
    photograph[200:500, 450:700] = texture(250, 300, 2, 30)
    assert find_objects(photograph) == []


def test_a_thing_at_the_border_among_others_still_counts():
    photograph, middles = table(3, coins=False, seed=2)
    photograph[600:720, 300:480] = texture(180, 120, 9, 30)
    assert len(find_objects(photograph)) == len(middles) + 1
