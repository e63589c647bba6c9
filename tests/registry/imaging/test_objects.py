import cv2
import numpy as np
import pytest

from registry.imaging.objects import MOST_OBJECTS, find_objects

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
