"""The answer page: candidates with pictures side by side, alerts, what the answer does not mean, and how it was made."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from api.answers import note_reading, read_answer
from api.dependencies import CallerOf, PartsOf
from api.links import overlay_url, photograph_url, query_photograph_url
from api.pages.ask import sign_in_first
from api.pages.corrections import correctable
from api.pages.rendering import page
from api.pages.waterfall import Row, waterfall
from api.security import Action, require
from api.state import Parts
from matcher.answer import Candidate, MatchAnswer, PictureMatch, Point
from registry.records.object import CulturalObject
from registry.records.visibility import visible
from registry.store.errors import PictureNotFound
from registry.vocabulary.lists import Role

router = APIRouter()


@dataclass(frozen=True)
class Pair:
    """Two photographs of a comparison, with the addresses of everything that can be drawn of it."""

    number: int
    match: PictureMatch
    query_url: str | None
    registry_url: str
    query_outline: str
    registry_outline: str
    warped_url: str | None
    registered_url: str
    side_by_side_url: str | None


@dataclass(frozen=True)
class Shown:
    """A candidate as the page draws it."""

    candidate: Candidate
    record: CulturalObject | None
    pairs: tuple[Pair, ...]
    supports: tuple[Row, ...]
    contradicts: tuple[Row, ...]
    missing: tuple[Row, ...]
    marks: tuple[tuple[str, float], ...]
    status_changed: bool
    adjustment: float
    """Bits taken away because no photograph was compared."""


@router.get("/matches/{match_id}")
def show_answer(match_id: str, request: Request, parts: PartsOf, caller: CallerOf) -> Response:
    """A stored answer, redacted for the role of whoever looks."""
    if caller.key_id is None:
        return sign_in_first(request)
    require(caller, Action.READ_OWN_MATCH)
    answer, stored = read_answer(parts.repatria, match_id, caller)
    note_reading(parts.repatria, stored, caller)
    kept = frozenset(each.sha256 for each in answer.inputs if _is_kept(parts, each.sha256))
    shown = [_shown(parts, answer, candidate, kept, caller.role) for candidate in answer.candidates]
    return page(
        request,
        "answer.html",
        answer=answer,
        candidates=[each for each in shown if not each.candidate.below_weak],
        below=[each for each in shown if each.candidate.below_weak],
        counts=_counts(answer),
        fields=correctable(answer),
        again=answer.id if kept else None,
        queries=[
            (each, query_photograph_url(answer.id, each.sha256) if each.sha256 in kept else None)
            for each in answer.inputs
        ],
        generation_now=parts.repatria.store.generation(),
    )


def _is_kept(parts: Parts, sha256: str) -> bool:
    try:
        parts.repatria.store.get_query(sha256)
    except PictureNotFound:
        return False
    return True


def _counts(answer: MatchAnswer) -> dict[str, int]:
    counts = {"strong_candidate": 0, "possible": 0, "weak": 0}
    for candidate in answer.candidates:
        if candidate.verdict is not None:
            counts[candidate.verdict.value] += 1
    return counts


def _shown(parts: Parts, answer: MatchAnswer, candidate: Candidate, kept: frozenset[str], role: Role) -> Shown:
    record = parts.repatria.store.get_many([candidate.object_id]).get(candidate.object_id)
    seen = visible(record, role) if record is not None else None
    best_first = sorted(enumerate(candidate.evidence), key=lambda entry: -entry[1].support_bits)
    pairs = tuple(
        _pair(answer, candidate, number, item.picture, kept) for number, item in best_first if item.picture is not None
    )
    drawn = waterfall(candidate, answer.thresholds)
    rows = drawn.rows
    return Shown(
        candidate=candidate,
        record=seen,
        pairs=pairs,
        supports=tuple(row for row in rows if row.item.standing == "supports"),
        contradicts=tuple(row for row in rows if row.item.standing == "contradicts"),
        missing=tuple(row for row in rows if row.item.standing == "missing"),
        marks=drawn.marks,
        status_changed=seen is not None and seen.status != candidate.status,
        adjustment=drawn.words_alone,
    )


def _pair(answer: MatchAnswer, candidate: Candidate, number: int, match: PictureMatch, kept: frozenset[str]) -> Pair:
    is_kept = match.query.sha256 in kept

    def overlay(kind: str) -> str:
        return overlay_url(answer.id, candidate.object_id, number, kind)

    return Pair(
        number=number,
        match=match,
        query_url=query_photograph_url(answer.id, match.query.sha256) if is_kept else None,
        registry_url=photograph_url(candidate.object_id, match.registry.sha256, "display"),
        query_outline=outline(match.query.polygon) if match.homography is not None else "",
        registry_outline=outline(match.registry.polygon) if match.homography is not None else "",
        warped_url=overlay("warped") if is_kept and match.homography is not None else None,
        registered_url=overlay("registered"),
        side_by_side_url=overlay("side-by-side") if is_kept else None,
    )


def outline(polygon: tuple[Point, ...]) -> str:
    """A polygon in fractions as the `points` of an SVG polygon in a box of 100 by 100, kept within it."""
    return " ".join(f"{min(max(x, 0.0), 1.0) * 100:.2f},{min(max(y, 0.0), 1.0) * 100:.2f}" for x, y in polygon)
