"""Images of one comparison: the query laid over the registered picture, both side by side, and the region alone."""

from enum import StrEnum

import numpy as np

from api.errors import NoOverlay, PhotographNotKept
from matcher.answer import MatchAnswer, PictureMatch
from matcher.explain.overlay import RgbArray, encode, outlined, side_by_side, warped
from matcher.service import Repatria
from registry.store.errors import PictureNotFound

_MARGIN = 0.05


class OverlayKind(StrEnum):
    """What an image shows."""

    WARPED = "warped"
    REGISTERED = "registered"
    SIDE_BY_SIDE = "side-by-side"
    QUERY = "query"
    CROP = "crop"


def comparison(answer: MatchAnswer, object_id: str, number: int) -> PictureMatch:
    """The picture match of evidence item `number` of a candidate in a redacted answer. Raises NoOverlay."""
    for candidate in answer.candidates:
        if candidate.object_id == object_id and 0 <= number < len(candidate.evidence):
            picture = candidate.evidence[number].picture
            if picture is not None:
                return picture
    raise NoOverlay("This answer has no such comparison of pictures.")


def draw(repatria: Repatria, match: PictureMatch, kind: OverlayKind) -> bytes:
    """The image as JPEG. Raises NoOverlay, PhotographNotKept."""
    registered = repatria.registry_picture(match.registry.sha256)
    if kind is OverlayKind.CROP:
        return encode(_cropped(registered, match.registry.polygon))
    if kind is OverlayKind.REGISTERED:
        return encode(outlined(registered, ()))
    try:
        query = repatria.query_picture(match.query.sha256)
    except PictureNotFound as error:
        raise PhotographNotKept("The photograph sent for this match is not kept any more.") from error
    if kind is OverlayKind.QUERY:
        return encode(outlined(query, match.query.polygon))
    if kind is OverlayKind.SIDE_BY_SIDE:
        return encode(side_by_side(query, registered, match))
    if match.homography is None:
        raise NoOverlay("The points of this comparison do not fit together, so nothing can be laid over it.")
    return encode(warped(query, registered, match)[0])


def _cropped(picture: RgbArray, region: tuple[tuple[float, float], ...]) -> RgbArray:
    """The bounding box of a region with a little around it; the whole picture where there is no region."""
    if len(region) < 2:
        return outlined(picture, ())
    height, width = picture.shape[:2]
    xs, ys = [point[0] for point in region], [point[1] for point in region]
    left, right = (min(max(edge, 0.0), 1.0) for edge in (min(xs) - _MARGIN, max(xs) + _MARGIN))
    top, bottom = (min(max(edge, 0.0), 1.0) for edge in (min(ys) - _MARGIN, max(ys) + _MARGIN))
    part = picture[int(top * height) : int(bottom * height), int(left * width) : int(right * width)]
    return outlined(np.ascontiguousarray(part) if part.size else picture, ())
