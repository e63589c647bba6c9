"""The matcher: a query in, an answer out. Everything in between is in the modules it calls."""

import datetime as dt
import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from registry.imaging.views import View

from matcher.answer import (
    Candidate,
    EvidenceItem,
    InputPicture,
    MatchAnswer,
    RegistryPicture,
    Timing,
    Verdict,
)
from matcher.candidates import Candidates, seek_pictures, seek_turned, seek_words
from matcher.coverage import CoverageCounter
from matcher.errors import QueryRefused
from matcher.evidence.identifier import identifier_evidence
from matcher.evidence.maker import maker_evidence
from matcher.evidence.picture import picture_evidence
from matcher.evidence.size import size_evidence
from matcher.evidence.title import title_evidence
from matcher.evidence.words import QueryWords
from matcher.looking import Compared, Effort, compare
from matcher.looks import Look, looks_of
from matcher.query import Query
from matcher.scoring import score_bits, verdict_of
from matcher.stopwatch import Stopwatch
from matcher.weights import Weights
from matcher.wording import DISCLAIMER, next_steps, status_note
from registry.imaging.decode import DecodedPicture, decode
from registry.imaging.errors import PictureRejected
from registry.index.protocol import Filters
from registry.records.object import CulturalObject
from registry.registering.photographs import decode_limits
from registry.registering.register import Register
from registry.vocabulary.lists import Level, Scope

_ALIKE = 0.6
_SHOWN_PHOTOGRAPHS = 8


@dataclass
class _Case:
    """An object under consideration: its record and all evidence so far."""

    record: CulturalObject
    routes: tuple[str, ...]
    evidence: list[EvidenceItem] = field(default_factory=list)
    bits: float = 0.0
    similarity: float = 0.0


class Matcher:
    """Scores queries against a register. Thread-safe: all state is the register's and the weights'."""

    def __init__(self, register: Register, weights: Weights | None = None) -> None:
        """Use the shipped weights unless told otherwise (the fitting command brings its own)."""
        self.register = register
        self.weights = weights or Weights.load()
        self._coverage = CoverageCounter(register.index)

    def match(self, query: Query) -> MatchAnswer:
        """Answer a query. Raises QueryRefused; stores nothing (see `matcher.service`)."""
        watch = Stopwatch()
        check(query, self.register.settings.max_photographs)
        with watch.stage("index"):
            generation = self.register.catch_up()
        with watch.stage("decode"):
            pictures = self._decode(query)
        with watch.stage("views"):
            looks, boxes = looks_of(pictures, self.register.models, split=query.split)
        filters = Filters(clearance=query.role.clearance)
        candidates = Candidates()
        self._see(looks, watch)
        with watch.stage("candidates"):
            for look in looks:
                seek_pictures(self.register.index, look, candidates, filters)
            seek_words(self.register.index, query.text, query.identifiers, candidates, filters)
        with watch.stage("verification"):
            compared, missing = self._compare(looks, candidates)
        with watch.stage("second look"):
            unsure = [look for look in looks if self._best(compared, look) < self.weights.thresholds.possible]
            turned = [look for look in unsure if seek_turned(self.register.index, look, candidates, filters)]
            if turned:
                again, _ = self._compare(turned, candidates)
                compared = [each for each in compared if each.comparison.look not in turned] + again
        with watch.stage("scoring"):
            cases = self._cases(query, candidates, compared)
        return self._answer(query, pictures, looks, boxes, cases, generation, missing, watch)

    def _decode(self, query: Query) -> list[DecodedPicture]:
        limits = decode_limits(self.register.settings)
        pictures = []
        for number, photograph in enumerate(query.photographs):
            try:
                pictures.append(decode(photograph.data, limits, photograph.media_type))
            except PictureRejected as error:
                name = f" ({photograph.filename})" if photograph.filename else ""
                raise QueryRefused(error.code, f"Photograph {number + 1}{name}: {error}", number) from error
        return pictures

    def _see(self, looks: Sequence[Look], watch: Stopwatch) -> None:
        """Compute what candidates are sought with, so that the time is told stage by stage."""
        with watch.stage("hashes"):
            for look in looks:
                if look.informative:
                    _ = look.hashes
        with watch.stage("descriptors"):
            for look in looks:
                if look.informative:
                    _ = look.descriptors
        with watch.stage("local features"):
            for look in looks:
                if look.informative:
                    _ = look.words

    def _compare(self, looks: Sequence[Look], candidates: Candidates) -> tuple[list[Compared], int]:
        effort = Effort.for_looks(len(looks))
        compared: list[Compared] = []
        missing = 0
        for look in looks:
            found, without = compare(look, candidates, self.register.fingerprints, self.weights.picture, effort)
            compared.extend(found)
            missing += without
        return compared, missing

    def _best(self, compared: Sequence[Compared], look: Look) -> float:
        from matcher.evidence.picture import measures

        return max(
            (self.weights.picture.bits(measures(each.comparison)) for each in compared if each.comparison.look is look),
            default=float("-inf"),
        )

    def _cases(self, query: Query, candidates: Candidates, compared: Sequence[Compared]) -> list[_Case]:
        by_object: defaultdict[str, list[Compared]] = defaultdict(list)
        for each in compared:
            by_object[each.object_id].append(each)
        records = self.register.store.get_many(candidates.found)
        words = QueryWords(" ".join(part for part in (query.text, *query.identifiers) if part))
        cases = []
        for object_id, record in records.items():
            if record.scope == Scope.GROUP or record.visibility > query.role.clearance:
                continue
            case = _Case(record, tuple(sorted(candidates.found[object_id].routes)))
            seen = [each for each in by_object[object_id] if _visible(record, each.picture.sha256, query)]
            case.evidence = [picture_evidence(each.comparison, each.picture, self.weights) for each in seen]
            case.evidence = _strongest_per_photograph(case.evidence)
            case.similarity = max((each.comparison.first.similarity or 0.0 for each in seen), default=0.0)
            if words.text:
                case.evidence += [
                    identifier_evidence(query.identifiers, words, record, self.weights),
                    title_evidence(words, record, self.weights),
                    maker_evidence(words, record, self.weights),
                    size_evidence(words.text, record, self.weights),
                ]
            case.bits = score_bits(case.evidence, self.weights, one_object=query.one_object and not query.split)
            cases.append(case)
        cases.sort(key=lambda case: (-case.bits, case.record.id))
        return cases

    def _answer(
        self,
        query: Query,
        pictures: Sequence[DecodedPicture],
        looks: Sequence[Look],
        boxes: Sequence[Sequence[View]],
        cases: Sequence[_Case],
        generation: int,
        missing: int,
        watch: Stopwatch,
    ) -> MatchAnswer:
        chosen = tuple(self._candidate(case, cases, query) for case in cases[: query.limit])
        verdict = max((each.verdict for each in chosen if each.verdict), key=_rank, default=Verdict.NO_CANDIDATE_FOUND)
        clearance = query.role.clearance
        models = self.register.models
        degraded = list(models.degraded)
        if missing:
            degraded.append(
                f"{missing} registered pictures that were found have no fingerprint of the present kind and could not "
                "be compared: run `repatria reindex --rehash`."
            )
        if self.register.store.generation() > generation:
            degraded.append("The index is behind the records: the newest changes were not searched.")
        now = dt.datetime.now(dt.UTC)
        return MatchAnswer(
            id=f"M-{now:%Y%m%d}-{secrets.token_hex(8)}",
            created_at=now,
            verdict=verdict,
            candidates=chosen,
            coverage=self._coverage.count(generation, clearance),
            degraded=tuple(degraded),
            notices=_notices(pictures, looks, boxes, query),
            inputs=_inputs(query, pictures, looks, boxes),
            text=query.text,
            identifiers=query.identifiers,
            one_object=query.one_object,
            schemes=models.schemes(),
            scorer_version=self.weights.scorer_version,
            thresholds=self.weights.thresholds.model_dump(),
            registry_generation=generation,
            disclaimer=DISCLAIMER,
            next_steps=next_steps(
                strong=verdict == Verdict.STRONG_CANDIDATE,
                possible=verdict == Verdict.POSSIBLE,
                look_alikes=max((each.look_alikes for each in chosen[:1]), default=0),
            ),
            timing=Timing(stages=watch.stages(), total_ms=watch.total()),
        )

    def _candidate(self, case: _Case, cases: Sequence[_Case], query: Query) -> Candidate:
        record = case.record
        verdict = verdict_of(case.bits, self.weights.thresholds)
        alike = [
            other
            for other in cases
            if other is not case
            and case.similarity >= _ALIKE
            and other.similarity >= max(_ALIKE, case.similarity - 0.1)
        ]
        return Candidate(
            object_id=record.id,
            external_ids=record.external_ids,
            title=record.title(),
            object_type=record.object_type.level1,
            scope=record.scope,
            status=record.status,
            status_note=status_note(record),
            verdict=verdict,
            below_weak=verdict is None,
            score_bits=case.bits,
            evidence=tuple(sorted(case.evidence, key=lambda item: -abs(item.support_bits))),
            found_by=case.routes,
            photographs=tuple(
                RegistryPicture(
                    sha256=photograph.sha256,
                    view=photograph.view,
                    thumbnail_url=f"/v1/objects/{record.id}/photographs/{photograph.sha256}/thumbnail",
                    display_url=f"/v1/objects/{record.id}/photographs/{photograph.sha256}/display",
                )
                for photograph in record.photographs
                if photograph.confidentiality <= query.role.clearance
            )[:_SHOWN_PHOTOGRAPHS],
            look_alikes=len(alike),
        )


def check(query: Query, most: int) -> None:
    """Refuse what cannot be answered before anything is decoded."""
    if not query.photographs and not (query.text or "").strip() and not any(each.strip() for each in query.identifiers):
        raise QueryRefused("empty_query", "The query is empty: send one to eight photographs, words, or an identifier.")
    if len(query.photographs) > most:
        raise QueryRefused(
            "too_many_photographs",
            f"The query has {len(query.photographs)} photographs, at most {most} can be looked at together: "
            "send the rest as a query of their own.",
        )


def _visible(record: CulturalObject, sha256: str, query: Query) -> bool:
    """Whether this role may see that picture of the record."""
    levels = [each.confidentiality for each in record.photographs if each.sha256 == sha256]
    return bool(levels) and min(levels, default=Level.OWNER) <= query.role.clearance


def _strongest_per_photograph(items: Sequence[EvidenceItem]) -> list[EvidenceItem]:
    from matcher.scoring import best_pictures

    return best_pictures(items)


def _rank(verdict: Verdict) -> int:
    return [Verdict.NO_CANDIDATE_FOUND, Verdict.WEAK, Verdict.POSSIBLE, Verdict.STRONG_CANDIDATE].index(verdict)


def _inputs(
    query: Query, pictures: Sequence[DecodedPicture], looks: Sequence[Look], boxes: Sequence[Sequence[View]]
) -> tuple[InputPicture, ...]:
    informative: defaultdict[int, bool] = defaultdict(bool)
    for look in looks:
        informative[look.photograph] |= look.informative
    return tuple(
        InputPicture(
            sha256=picture.sha256,
            filename=query.photographs[number].filename,
            media_type=picture.media_type,
            width=picture.original_size[0],
            height=picture.original_size[1],
            carries_information=informative[number],
            notes=picture.notes,
            boxes=tuple((view.quad[0][0], view.quad[0][1], view.quad[2][0], view.quad[2][1]) for view in boxes[number]),
        )
        for number, picture in enumerate(pictures)
    )


def _notices(
    pictures: Sequence[DecodedPicture], looks: Sequence[Look], boxes: Sequence[Sequence[View]], query: Query
) -> tuple[str, ...]:
    notices: list[str] = []
    for number, picture in enumerate(pictures):
        name = f"Photograph {number + 1}"
        if not any(look.informative for look in looks if look.photograph == number):
            notices.append(f"{name} carries no information (blank or tiny): nothing could be compared with it.")
        if "first_frame_only" in picture.notes:
            notices.append(f"{name} holds several frames: only the first was looked at.")
        if len(boxes[number]) > 1 and not query.split:
            notices.append(
                f"{name} seems to show {len(boxes[number])} separate objects: ask for them one by one "
                "(tick “several objects”, or `split`)."
            )
    return tuple(notices)
