"""How one look and one registered picture compare, from the cheapest measure to the dearest.

1. `first_sight`: hash distance and descriptor similarity, from stored fingerprints alone.
2. `neighbours`: mutual nearest neighbours of local features with a homography (a few milliseconds).
3. `verify`: the learned matcher, the homography, and the agreement of the aligned pixels (about 60 milliseconds).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matcher.frames import Matrix, pixels_to_fractions
from matcher.looks import FULL_SIDE, Look
from registry.fingerprint.picture import PictureFingerprint
from registry.imaging.geometry import Geometry, aligned_agreement, convex_hull, within
from registry.imaging.geometry import verify as verify_geometry
from registry.imaging.hashes import hamming_many
from registry.imaging.models.features import LocalFeatures, Matches
from registry.imaging.orientation import Orientation

NEAR_HASH = 60
"""Bits of 256 up to which two pHashes are taken for the same picture, so that its orientation is followed."""

_SAME_SHARE = 1.1
"""Up to this relation two parts are about the same share of their pictures. Wider ones were tried, see decision 4."""

_SMALLEST_SIDE = 256


@dataclass(frozen=True)
class FirstSight:
    """The cheap comparison: which views are most alike, in which orientation, and how much.

    `hash_distance` is in bits of 256, `similarity` the highest cosine of two views (None without descriptors).
    """

    sha256: str
    query_view: int
    registry_view: int
    orientation: Orientation
    hash_distance: int | None
    similarity: float | None


@dataclass(frozen=True)
class Comparison:
    """Everything measured between a look and a registered picture.

    `homography` maps the unit square of the turned query view to that of the registered picture; `query_points` and
    `registry_points` are the inliers in those frames, shape (n, 2). `verified` tells whether the learned matcher ran.
    `density` is the share of the marks in the common part that are inliers (of the picture with fewer marks there).
    `agreement` and `disagreement` are shares of the patches in all that both pictures show, `correlation` is that of the
    patches among the inliers: a body in the round, or a wall beside the painting, does not move with the matched surface.
    """

    look: Look
    first: FirstSight
    neighbour_inliers: int = 0
    verified: bool = False
    matches: int = 0
    inliers: int = 0
    spread: float = 0.0
    density: float = 0.0
    agreement: float | None = None
    disagreement: float | None = None
    correlation: float | None = None
    homography: Matrix | None = None
    query_points: npt.NDArray[np.float64] | None = None
    registry_points: npt.NDArray[np.float64] | None = None


def first_sight(look: Look, picture: PictureFingerprint) -> FirstSight:
    """Compare by hashes and descriptors."""
    distance, hashed = _nearest_hash(look, picture)
    similarity, query_view, registry_view = _most_similar(look, picture)
    orientation = Orientation.IDENTITY
    if distance is not None and distance <= NEAR_HASH and hashed is not None:
        query_view, registry_view, orientation = hashed
    elif similarity is not None and query_view < 0:
        # The whole look in another orientation was more like the picture than any upright view.
        orientation, query_view = Orientation(-query_view), 0
    elif similarity is not None and _same_share(look, picture, query_view, registry_view):
        # The wholes show all that these parts do, at the same relation of sizes, and hold more marks to verify by.
        query_view = registry_view = 0
    return FirstSight(picture.sha256, query_view, registry_view, orientation, distance, similarity)


def _nearest_hash(look: Look, picture: PictureFingerprint) -> tuple[int | None, tuple[int, int, Orientation] | None]:
    """The smallest distance, and the views to compare: of those that are near, the ones that show most.

    The centres of two pictures may be a bit or two nearer than the wholes, but hold fewer marks to verify by.
    """
    hashed = [(number, view.hashes.phash256) for number, view in enumerate(picture.views) if view.hashes is not None]
    if not look.hashes or not hashed:
        return None, None
    distances = np.stack([hamming_many(phash, look.phashes) for _, phash in hashed])
    smallest = int(distances.min())
    # Those that show most, then the nearest, then the first.
    chosen = np.argwhere(distances <= NEAR_HASH) if smallest <= NEAR_HASH else np.argwhere(distances == smallest)[:1]

    def order(place: tuple[int, int]) -> tuple[float, int]:
        row, column = place
        turned = look.hashes[column]
        shown = _area(look.views[turned.view].quad) * _area(picture.views[hashed[row][0]].quad)
        return -shown, int(distances[row, column])

    row, column = min(map(tuple, chosen.tolist()), key=order)
    turned = look.hashes[column]
    return smallest, (turned.view, hashed[row][0], turned.orientation)


def _same_share(look: Look, picture: PictureFingerprint, query_view: int, registry_view: int) -> bool:
    """Whether two parts take up about the same share of their pictures: the object is equally large on both."""
    if look.views[query_view].kind != "centre":
        return False
    relation = _side(picture.views[registry_view].quad) / _side(look.views[query_view].quad)
    return 1 / _SAME_SHARE <= relation <= _SAME_SHARE


def _side(quad: Sequence[tuple[float, float]]) -> float:
    """The longer side of a quadrilateral's box, as a share of the picture's."""
    corners = np.array(quad)
    return float(np.max(corners.max(axis=0) - corners.min(axis=0)))


def _area(quad: Sequence[tuple[float, float]]) -> float:
    """Area of a quadrilateral by the shoelace formula."""
    following = [*quad[1:], quad[0]]
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(quad, following, strict=True))) / 2


def _most_similar(look: Look, picture: PictureFingerprint) -> tuple[float | None, int, int]:
    """Highest cosine and its views; a negative query view is minus an orientation of the whole look."""
    described = [number for number, view in enumerate(picture.views) if view.descriptor is not None]
    if look.descriptors is None or not described:
        return None, 0, 0
    registered = np.stack([view.descriptor for view in picture.views if view.descriptor is not None])
    cosines = look.descriptors @ registered.T
    row, column = np.unravel_index(int(np.argmax(cosines)), cosines.shape)
    best, view, other = float(cosines[row, column]), int(row), described[int(column)]
    if "turned_descriptors" in look.__dict__ and look.turned_descriptors is not None:
        turned = look.turned_descriptors @ registered.T
        row, column = np.unravel_index(int(np.argmax(turned)), turned.shape)
        if turned[row, column] > best:
            best, view, other = float(turned[row, column]), -(int(row) + 2), described[int(column)]
    return best, view, other


def features_side(picture: PictureFingerprint, first: FirstSight) -> int:
    """At which longer side to extract the query's features so that both pictures show the object equally large.

    The registered features are those of the whole picture at FULL_SIDE: a query that resembles a crop of it with 0.6
    of its side is looked at with 0.6 of the pixels.
    """
    share = _side(picture.views[first.registry_view].quad)
    return max(_SMALLEST_SIDE, round(FULL_SIDE * share / 32) * 32)


def neighbours(look: Look, first: FirstSight, side: int, registered: LocalFeatures) -> Comparison:
    """Count geometrically consistent mutual nearest neighbours."""
    features = look.features(first.query_view, first.orientation, side)
    matches = look.models.local.match_fast(features, registered)
    geometry = _geometry(features, registered, matches)
    return Comparison(look, first, neighbour_inliers=geometry.inliers if geometry else 0)


def verify(comparison: Comparison, side: int, registered: LocalFeatures, picture: PictureFingerprint) -> Comparison:
    """Match carefully, fit a homography, and compare the aligned pixels."""
    look, first = comparison.look, comparison.first
    features = look.features(first.query_view, first.orientation, side)
    matches = look.models.local.match_careful(features, registered)
    geometry = _geometry(features, registered, matches)
    measured = replace(comparison, verified=True, matches=len(matches.pairs))
    if geometry is None:
        return measured
    to_fractions_a, to_fractions_b = pixels_to_fractions(features.size), pixels_to_fractions(registered.size)
    homography = to_fractions_b @ geometry.homography @ np.linalg.inv(to_fractions_a)
    pairs = matches.pairs[geometry.mask]
    grey = look.grey(first.query_view, first.orientation)
    registry_points = _fractions(registered.keypoints[pairs[:, 1]], to_fractions_b)
    common = aligned_agreement(grey, picture.grey, homography)
    matched = aligned_agreement(grey, picture.grey, homography, convex_hull(registry_points))
    return replace(
        measured,
        inliers=geometry.inliers,
        spread=geometry.spread,
        density=geometry.inliers / max(1, _marks_in_common(features, registered, geometry.homography)),
        agreement=common.agreeing if common else None,
        disagreement=common.disagreeing if common else None,
        correlation=matched.correlation if matched else None,
        homography=homography / homography[2, 2],
        query_points=_fractions(features.keypoints[pairs[:, 0]], to_fractions_a),
        registry_points=registry_points,
    )


def _geometry(a: LocalFeatures, b: LocalFeatures, matches: Matches) -> Geometry | None:
    pairs = matches.pairs
    return verify_geometry(a.keypoints[pairs[:, 0]], b.keypoints[pairs[:, 1]], a.size, b.size)


def _marks_in_common(a: LocalFeatures, b: LocalFeatures, homography: Matrix) -> int:
    """How many marks of the picture with fewer of them lie where the other picture shows something, too."""
    seen = (
        within(homography, a.keypoints, b.size),
        within(np.linalg.inv(homography), b.keypoints, a.size),
    )
    return min(int(np.count_nonzero(each)) for each in seen)


def _fractions(points: npt.NDArray[np.float32], matrix: Matrix) -> npt.NDArray[np.float64]:
    return np.asarray(points @ matrix[:2, :2].T + matrix[:2, 2])
