"""Images for looking at a picture match: the query laid over the registered picture, and both side by side."""

import cv2
import numpy as np
import numpy.typing as npt

from matcher.answer import PictureMatch

RgbArray = npt.NDArray[np.uint8]

OUTLINE = (196, 77, 0)
"""Colour of the outline of matched regions (a dark orange that shows on light and dark pictures)."""
_HALO = (255, 255, 255)
_POINT = (0, 102, 204)
SIDE = 900
"""Longer side of each picture in the images, in pixels."""
_GAP = 24


def warped(query: RgbArray, registered: RgbArray, match: PictureMatch) -> tuple[RgbArray, RgbArray]:
    """The query warped onto the registered picture, and the registered picture at the same size, for a slider.

    Where the query shows nothing, the registered picture shows through dimmed. Raises ValueError for a match without a
    homography.
    """
    if match.homography is None:
        raise ValueError("this picture match has no homography to warp by")
    base = _fitted(registered)
    height, width = base.shape[:2]
    query_height, query_width = query.shape[:2]
    from_pixels = np.diag([1 / query_width, 1 / query_height, 1.0])
    matrix = np.diag([width, height, 1.0]) @ np.array(match.homography) @ from_pixels
    laid = cv2.warpPerspective(query, matrix, (width, height), flags=cv2.INTER_LINEAR)
    covered = cv2.warpPerspective(np.full((query_height, query_width), 255, np.uint8), matrix, (width, height))
    share = (covered[..., None] / 255.0).astype(np.float32)
    dimmed = base.astype(np.float32) * 0.35 + 255 * 0.4
    return (laid * share + dimmed * (1 - share)).astype(np.uint8), base


def side_by_side(query: RgbArray, registered: RgbArray, match: PictureMatch) -> RgbArray:
    """Query left, registered picture right, the matched region outlined on both and the inliers marked."""
    left, right = _fitted(query), _fitted(registered)
    height = max(left.shape[0], right.shape[0])
    sheet = np.full((height, left.shape[1] + _GAP + right.shape[1], 3), 255, np.uint8)
    for picture, region, points, start in (
        (left, match.query.polygon, [pair.query for pair in match.points], 0),
        (right, match.registry.polygon, [pair.registry for pair in match.points], left.shape[1] + _GAP),
    ):
        marked = picture.copy()
        _outline(marked, region)
        for x, y in points:
            centre = (round(x * picture.shape[1]), round(y * picture.shape[0]))
            cv2.circle(marked, centre, 5, _HALO, -1, cv2.LINE_AA)
            cv2.circle(marked, centre, 3, _POINT, -1, cv2.LINE_AA)
        sheet[: picture.shape[0], start : start + picture.shape[1]] = marked
    return sheet


def outlined(picture: RgbArray, region: tuple[tuple[float, float], ...]) -> RgbArray:
    """A picture with one region outlined."""
    marked = _fitted(picture).copy()
    _outline(marked, region)
    return marked


def encode(rgb: RgbArray, quality: int = 85) -> bytes:
    """An RGB image as JPEG bytes."""
    _, data = cv2.imencode(".jpg", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, quality])
    return data.tobytes()


def _outline(picture: RgbArray, region: tuple[tuple[float, float], ...]) -> None:
    if len(region) < 2:
        return
    height, width = picture.shape[:2]
    corners = np.array([[round(x * width), round(y * height)] for x, y in region], np.int32)
    for colour, thickness in ((_HALO, 7), (OUTLINE, 3)):
        cv2.polylines(picture, [corners], True, colour, thickness, cv2.LINE_AA)


def _fitted(rgb: RgbArray) -> RgbArray:
    height, width = rgb.shape[:2]
    scale = SIDE / max(height, width)
    if abs(scale - 1) < 0.01:
        return rgb
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.ascontiguousarray(cv2.resize(rgb, size, interpolation=interpolation))
