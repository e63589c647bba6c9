"""Evidence of one photograph: what was measured between it and the registered picture, in bits and in words."""

import math

import numpy as np

from matcher.answer import EvidenceItem, EvidenceKind, PictureMatch, PictureRegion, PointPair, Standing
from matcher.comparison import Comparison
from matcher.frames import UNIT_SQUARE, move, polygon
from matcher.weights import Weights
from registry.fingerprint.picture import PictureFingerprint
from registry.imaging.geometry import convex_hull
from registry.imaging.orientation import Orientation

SHOWN_POINTS = 60

_LOOKS_LIKE = 0.55
_CLEARLY_SAME = 25


def measures(comparison: Comparison) -> dict[str, float]:
    """The measures the picture model weighs. What was not measured is left out: missing is neutral."""
    first = comparison.first
    found: dict[str, float] = {}
    if first.similarity is not None:
        found["similarity"] = first.similarity
    if first.hash_distance is not None:
        found["hash_closeness"] = 1.0 - first.hash_distance / 128.0
    found["neighbour_inliers"] = math.log2(1 + comparison.neighbour_inliers)
    if comparison.verified:
        found["inliers"] = math.log2(1 + comparison.inliers)
        found["spread"] = comparison.spread
        found["density"] = comparison.density
        if comparison.correlation is not None:
            found["correlation"] = comparison.correlation
        if comparison.disagreement is not None:
            found["disagreement"] = comparison.disagreement
    return found


def picture_evidence(comparison: Comparison, picture: PictureFingerprint, weights: Weights) -> EvidenceItem:
    """The evidence item of a comparison, with the matched regions in fractions of both photographs."""
    bits = weights.picture.bits(measures(comparison))
    match = _match(comparison, picture)
    return EvidenceItem(
        kind=EvidenceKind.PICTURE,
        standing="supports" if bits > 0 else "contradicts",
        support_bits=round(bits, 2),
        query_value=f"photograph {comparison.look.photograph + 1}",
        registry_value=f"registered photograph {picture.sha256[:12]}",
        sentence=_sentence(comparison, match, "supports" if bits > 0 else "contradicts"),
        source=weights.source,
        query_photographs=(comparison.look.photograph,),
        picture=match,
    )


def _match(comparison: Comparison, picture: PictureFingerprint) -> PictureMatch:
    look, first = comparison.look, comparison.first
    to_photograph = look.to_photograph(first.query_view, first.orientation)
    query_region = polygon(move(to_photograph, UNIT_SQUARE))
    registry_region = polygon(np.array(picture.views[first.registry_view].quad)) if picture.views else ()
    points: tuple[PointPair, ...] = ()
    homography = None
    if comparison.homography is not None and comparison.query_points is not None:
        whole = comparison.homography @ np.linalg.inv(to_photograph)
        whole = whole / whole[2, 2]
        homography = tuple(tuple(float(f"{value:.8g}") for value in row) for row in whole)
        query_points = move(to_photograph, comparison.query_points)
        registry_points = comparison.registry_points
        assert registry_points is not None  # noqa: S101 - set together with query_points
        query_region, registry_region = _matched_region(query_points), _matched_region(registry_points)
        step = max(1, len(query_points) // SHOWN_POINTS)
        points = tuple(
            PointPair(query=(round(a[0], 4), round(a[1], 4)), registry=(round(b[0], 4), round(b[1], 4)))
            for a, b in zip(query_points[::step].tolist(), registry_points[::step].tolist(), strict=True)
        )
    return PictureMatch(
        query=PictureRegion(sha256=look.sha256, polygon=query_region, view=look.views[first.query_view].name),
        registry=PictureRegion(
            sha256=picture.sha256,
            polygon=registry_region,
            view=picture.views[first.registry_view].name if picture.views else "whole",
        ),
        query_photograph=look.photograph,
        registry_view=picture.views[first.registry_view].name if picture.views else "whole",
        orientation="upright" if first.orientation == Orientation.IDENTITY else first.orientation.name.lower(),
        hash_distance=first.hash_distance,
        similarity=round(first.similarity, 4) if first.similarity is not None else None,
        matches=comparison.matches,
        inliers=comparison.inliers,
        agreement=_rounded(comparison.agreement),
        disagreement=_rounded(comparison.disagreement),
        homography=homography,
        points=points,
    )


def _matched_region(points: np.ndarray) -> tuple[tuple[float, float], ...]:
    """The convex hull of the inliers: what was seen on both pictures, and no more."""
    return polygon(convex_hull(points))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _sentence(comparison: Comparison, match: PictureMatch, standing: Standing) -> str:
    parts = []
    turned = "" if match.orientation == "upright" else f" once turned or mirrored ({match.orientation})"
    if comparison.inliers:
        amount = "strongly" if comparison.inliers >= _CLEARLY_SAME else "in a few places"
        parts.append(
            f"The surfaces agree {amount}{turned}: {comparison.inliers} marks lie at the same spots on both photographs"
        )
    elif comparison.verified:
        parts.append("No marks were found that lie at the same spots on both photographs")
    if comparison.agreement is not None and comparison.disagreement is not None:
        parts.append(
            f"laid over each other, {comparison.agreement:.0%} of the compared patches look alike "
            f"and {comparison.disagreement:.0%} clearly differ"
        )
    if comparison.first.similarity is not None:
        alike = "look much alike" if comparison.first.similarity >= _LOOKS_LIKE else "look somewhat alike"
        if comparison.first.similarity < _LOOKS_LIKE / 2:
            alike = "do not look alike"
        parts.append(f"as a whole the pictures {alike} (similarity {comparison.first.similarity:.2f})")
    if not parts:
        parts.append("Too little could be measured on these photographs")
    sentence = "; ".join(parts)
    if standing == "contradicts":
        sentence += ". This is less agreement than the same object usually shows from the same side"
    return sentence[0].upper() + sentence[1:] + "."
