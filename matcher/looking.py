"""Looking closely: which registered pictures each look is compared with, and how carefully.

Cheap measures are taken for every candidate, dearer ones for the most promising, so that an answer stays fast:
first sight for all, neighbours for the best of those, the learned matcher for the few that are still in question.
"""

import math
from dataclasses import dataclass

from matcher.candidates import Candidates
from matcher.comparison import Comparison, FirstSight, features_side, first_sight, neighbours, verify
from matcher.deadline import Deadline
from matcher.evidence.picture import measures
from matcher.looks import FULL_SIDE, Look
from matcher.weights import PictureModel
from registry.fingerprint.files import FingerprintFiles
from registry.fingerprint.picture import PictureFingerprint
from registry.imaging.models.features import LocalFeatures
from registry.imaging.orientation import Orientation


@dataclass(frozen=True)
class Effort:
    """How many pictures of one look each step is taken for. Fewer for each look when there are many.

    Of `verified`, all are looked at closely while none is `sure` (bits), and only `verified_beside` once one is: there
    is little left to find out, but a record entered twice, or a close relative, must still show.
    """

    neighbours: int = 20
    verified: int = 8
    verified_beside: int = 3
    sure: float = math.inf
    feature_sets: int = 4

    @classmethod
    def for_looks(cls, looks: int, sure: float = math.inf) -> "Effort":
        """The effort for one of several looks; `sure` is the score from which one is taken for found."""
        if looks <= 1:
            return cls(sure=sure)
        return cls(neighbours=12, verified=max(2, 8 // looks), verified_beside=2, sure=sure, feature_sets=2)


@dataclass(frozen=True)
class Compared:
    """A comparison with the object it is evidence for."""

    object_id: str
    picture: PictureFingerprint
    comparison: Comparison


@dataclass(frozen=True)
class _Glance:
    object_id: str
    picture: PictureFingerprint
    first: FirstSight
    promise: float


def compare(
    look: Look,
    candidates: Candidates,
    fingerprints: FingerprintFiles,
    model: PictureModel,
    effort: Effort,
    deadline: Deadline,
) -> tuple[list[Compared], int]:
    """All comparisons of a look with the pictures it was found by, and how many pictures had no fingerprint.

    After the deadline nothing is looked at more closely than at first sight.
    """
    if not look.informative:
        return [], 0
    glances, missing = _glances(look, candidates, fingerprints, model)
    compared = [
        Compared(glance.object_id, glance.picture, Comparison(look, glance.first))
        for glance in glances[effort.neighbours :]
    ]
    sides = _Sides(effort.feature_sets)
    closer: list[tuple[_Glance, LocalFeatures, int, Comparison]] = []
    for glance in glances[: effort.neighbours]:
        features = fingerprints.features(glance.picture.sha256)
        if features is None:
            missing += 1
            continue
        if deadline.skips():
            compared.append(Compared(glance.object_id, glance.picture, Comparison(look, glance.first)))
            continue
        first, side = sides.choose(glance.first, glance.picture)
        closer.append((glance, features, side, neighbours(look, first, side, features)))
    closer.sort(key=lambda item: -model.bits(measures(item[3])))
    wanted, best = effort.verified, -math.inf
    for rank, (glance, features, side, comparison) in enumerate(closer):
        if rank < wanted and not deadline.skips():
            comparison = verify(comparison, side, features, glance.picture)  # noqa: PLW2901 - a closer look at the same
            best = max(best, model.bits(measures(comparison)))
            if best >= effort.sure:
                wanted = min(wanted, effort.verified_beside)
        compared.append(Compared(glance.object_id, glance.picture, comparison))
    return compared, missing


def _glances(
    look: Look, candidates: Candidates, fingerprints: FingerprintFiles, model: PictureModel
) -> tuple[list[_Glance], int]:
    glances: list[_Glance] = []
    missing = 0
    for object_id, found in candidates.found.items():
        for sha256 in sorted(found.pictures.get(look.index, ())):
            picture = fingerprints.fingerprint(sha256)
            if picture is None:
                missing += 1
                continue
            if not picture.views:
                # A blank registered picture says neither yes nor no.
                continue
            first = first_sight(look, picture)
            promise = model.bits(measures(Comparison(look, first)))
            if look.index in found.word_rank:
                # What the visual words ranked high deserves a closer look even where the descriptor sees little.
                promise += 2.0 / (1 + found.word_rank[look.index])
            glances.append(_Glance(object_id, picture, first, promise))
    glances.sort(key=lambda glance: (-glance.promise, glance.object_id, glance.picture.sha256))
    return glances, missing


class _Sides:
    """Keeps the number of feature extractions of one look bounded: what exceeds it is seen in a view already there."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        # The whole look at full size is always there: its visual words were searched with.
        self._used: set[tuple[int, Orientation, int]] = {(0, Orientation.IDENTITY, FULL_SIDE)}

    def choose(self, first: FirstSight, picture: PictureFingerprint) -> tuple[FirstSight, int]:
        side = features_side(picture, first)
        key = (first.query_view, first.orientation, side)
        if key not in self._used and len(self._used) >= self._limit:
            key = (0, Orientation.IDENTITY, FULL_SIDE)
            first = FirstSight(first.sha256, key[0], first.registry_view, key[1], first.hash_distance, first.similarity)
        self._used.add(key)
        return first, key[2]
