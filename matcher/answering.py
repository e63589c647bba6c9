"""From scored cases to the answer: candidates with verdicts, what was searched, what was missing, what to do next."""

import datetime as dt
import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matcher.answer import Candidate, Coverage, InputPicture, MatchAnswer, RegistryPicture, Timing, Verdict
from matcher.cases import Case
from matcher.looks import Look
from matcher.query import Query
from matcher.relations import explained, related
from matcher.risk import category_alerts, import_hint, listing_subject
from matcher.scoring import is_pictured
from matcher.stopwatch import Stopwatch
from matcher.verdict import RANKS, Decision, decide
from matcher.weights import Weights
from matcher.wording import DISCLAIMER, next_steps, status_note
from registry.imaging.decode import FIRST_FRAME_ONLY, DecodedPicture
from registry.imaging.views import View
from registry.normalise.listing import read_listing

_ALIKE = 0.6
_NEARLY = 0.1
_SHOWN_PHOTOGRAPHS = 8


@dataclass(frozen=True)
class Seen:
    """What the query turned out to be: its pictures, the looks at them, and the separate objects found in each."""

    query: Query
    pictures: Sequence[DecodedPicture]
    looks: Sequence[Look]
    boxes: Sequence[Sequence[View]]


@dataclass(frozen=True)
class Searched:
    """What was searched and with what: coverage, schemes, and a sentence for everything that could not be used."""

    coverage: Coverage
    schemes: dict[str, str]
    degraded: tuple[str, ...]
    generation: int


def build_answer(
    seen: Seen, cases: Sequence[Case], searched: Searched, weights: Weights, watch: Stopwatch
) -> MatchAnswer:
    """The answer, not yet stored."""
    query = seen.query
    chosen = _chosen(cases, query.limit, weights)
    verdict = best_verdict(chosen)
    now = dt.datetime.now(dt.UTC)
    return MatchAnswer(
        id=f"M-{now:%Y%m%d}-{secrets.token_hex(8)}",
        created_at=now,
        verdict=verdict,
        candidates=chosen,
        **_categories(query.text, now.date()),
        coverage=searched.coverage,
        degraded=searched.degraded,
        notices=_notices(seen),
        inputs=_inputs(seen),
        text=query.text,
        identifiers=query.identifiers,
        one_object=query.one_object,
        schemes=searched.schemes,
        scorer_version=weights.scorer_version,
        thresholds=weights.thresholds.model_dump(),
        base_rate=weights.calibration.base_rate if weights.calibration else None,
        registry_generation=searched.generation,
        disclaimer=DISCLAIMER,
        next_steps=next_steps(
            strong=verdict == Verdict.STRONG_CANDIDATE,
            possible=verdict == Verdict.POSSIBLE,
            look_alikes=max((each.look_alikes for each in chosen[:1]), default=0),
        ),
        timing=Timing(stages=watch.stages(), total_ms=watch.total()),
    )


def _categories(text: str | None, today: dt.date) -> dict[str, Any]:
    if not text or not text.strip():
        return {}
    subject = listing_subject(read_listing(text))
    alerts = category_alerts(subject, today)
    return {
        "category_alerts": alerts,
        "categories_searched": True,
        "import_hint": import_hint(subject, today, alerted=bool(alerts)),
    }


def best_verdict(candidates: Sequence[Candidate]) -> Verdict:
    """The verdict of a whole query: that of its best candidate."""
    best = max((each.verdict for each in candidates), key=RANKS.index, default=None)
    return best or Verdict.NO_CANDIDATE_FOUND


def _chosen(cases: Sequence[Case], limit: int, weights: Weights) -> tuple[Candidate, ...]:
    """The candidates shown, best verdict first and in it by bits: what is decisive also moves a candidate up or down."""

    def rank(judged: tuple[Case, Decision]) -> tuple[int, float, str]:
        case, decision = judged
        return -RANKS.index(decision.verdict), -case.bits, case.record.id

    judged = sorted(
        ((case, decide(case.bits, case.evidence, case.record, weights.thresholds)) for case in cases), key=rank
    )
    shown = [case for case, _ in judged[:limit]]
    final = sorted(((case, explained(decision, case, shown)) for case, decision in judged[:limit]), key=rank)
    return tuple(_candidate(case, decision, shown, cases, weights) for case, decision in final)


def _candidate(
    case: Case, decision: Decision, shown: Sequence[Case], cases: Sequence[Case], weights: Weights
) -> Candidate:
    record = case.record
    return Candidate(
        object_id=record.id,
        external_ids=record.external_ids,
        title=record.title(),
        object_type=record.object_type.level1,
        scope=record.scope,
        status=record.status,
        status_note=status_note(record),
        verdict=decision.verdict,
        verdict_reasons=decision.reasons,
        below_weak=decision.verdict is None,
        score_bits=case.bits,
        probability=weights.probability(case.bits, pictured=is_pictured(case.evidence)),
        evidence=tuple(sorted(case.evidence, key=lambda item: -abs(item.support_bits))),
        relations=related(case, shown),
        found_by=case.routes,
        photographs=tuple(
            RegistryPicture(
                sha256=photograph.sha256,
                view=photograph.view,
                thumbnail_url=f"/v1/objects/{record.id}/photographs/{photograph.sha256}/thumbnail",
                display_url=f"/v1/objects/{record.id}/photographs/{photograph.sha256}/display",
            )
            for photograph in record.photographs[:_SHOWN_PHOTOGRAPHS]
        ),
        look_alikes=_look_alikes(case, cases),
    )


def _look_alikes(case: Case, cases: Sequence[Case]) -> int:
    """How many other objects look nearly as much like the query as this one does."""
    least = max(_ALIKE, case.similarity - _NEARLY)
    return sum(other is not case and other.similarity >= least for other in cases) if case.similarity >= _ALIKE else 0


def _inputs(seen: Seen) -> tuple[InputPicture, ...]:
    informative: defaultdict[int, bool] = defaultdict(bool)
    for look in seen.looks:
        informative[look.photograph] |= look.informative
    return tuple(
        InputPicture(
            sha256=picture.sha256,
            filename=seen.query.photographs[number].filename,
            media_type=picture.media_type,
            width=picture.original_size[0],
            height=picture.original_size[1],
            carries_information=informative[number],
            notes=picture.notes,
            boxes=tuple(
                (view.quad[0][0], view.quad[0][1], view.quad[2][0], view.quad[2][1]) for view in seen.boxes[number]
            ),
        )
        for number, picture in enumerate(seen.pictures)
    )


def _notices(seen: Seen) -> tuple[str, ...]:
    notices: list[str] = []
    for number, picture in enumerate(seen.pictures):
        name = f"Photograph {number + 1}"
        if not any(look.informative for look in seen.looks if look.photograph == number):
            notices.append(f"{name} carries no information (blank or tiny): nothing could be compared with it.")
        if FIRST_FRAME_ONLY in picture.notes:
            notices.append(f"{name} holds several frames: only the first was looked at.")
        objects = len(seen.boxes[number])
        if objects > 1 and not seen.query.split:
            notices.append(
                f"{name} seems to show {objects} separate objects: ask for them one by one (tick “several objects”, or "
                "`split`)."
            )
    return tuple(notices)
