"""Scoring a past match again: the same photographs, candidates and versions of the records, by the present scorer.

An answer records everything that went into it. Its query pictures are kept for some time, every version of every record
for good, and what it was chosen from with the match; so the same scorer has to come to the same bits, also where the
records were changed, or the objects recovered, since. Another scorer, or other fingerprints, say how they differ.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest

from pydantic import Field, ValidationError

from matcher.answer import AnswerPart, Candidate, EvidenceItem, EvidenceKind, MatchAnswer, Verdict
from matcher.answering import Searched
from matcher.considered import Considered
from matcher.errors import NotReproducible, PicturesExpired, QueryRefused
from matcher.keeping import recalled
from matcher.matching import Matcher
from matcher.query import Query, QueryPhotograph
from registry.store.errors import PictureDamaged, PictureNotFound
from registry.store.matches import StoredMatch
from registry.store.store import Store
from registry.vocabulary.lists import Role


class RescoredEvidence(AnswerPart):
    """An evidence item's bits as they were answered and as they come out now; null where there is no such item."""

    kind: EvidenceKind
    query_photographs: tuple[int, ...] = ()
    bits_then: float | None
    bits_now: float | None


class RescoredCandidate(AnswerPart):
    """A candidate then and now. `version` is that of the record that was compared, both times."""

    object_id: str
    version: int | None
    verdict_then: Verdict | None
    verdict_now: Verdict | None
    bits_then: float | None
    bits_now: float | None
    evidence: tuple[RescoredEvidence, ...]


class RescoredMatch(AnswerPart):
    """Whether a past answer comes out the same.

    `agrees`: the same candidates in the same order with the same verdicts and bits. `identical`: every value of every
    candidate is the same, to the last bit of every number.
    """

    match_id: str
    registry_generation: int
    answered_at: dt.datetime
    scored_at: dt.datetime
    agrees: bool
    identical: bool
    verdict_then: Verdict
    verdict_now: Verdict
    scorer_then: str
    scorer_now: str
    schemes_then: dict[str, str]
    schemes_now: dict[str, str]
    remarks: tuple[str, ...] = Field(description="What differs, or may explain a difference, a sentence each.")
    candidates: tuple[RescoredCandidate, ...]


@dataclass(frozen=True)
class Rescoring:
    """An answer as it was given, the same question scored now, and the version of each record that both compared."""

    then: MatchAnswer
    now: MatchAnswer
    versions: Mapping[str, int]


def rescore(matcher: Matcher, stored: StoredMatch) -> Rescoring:
    """Score a stored match again. Nothing is searched and nothing is stored; the index may be away.

    Raises PicturesExpired where its photographs are not kept any more, NotReproducible where something else is missing.
    """
    try:
        stored = recalled(stored)
        then = MatchAnswer.model_validate(stored.answer)
        if stored.considered is None and stored.pictures:
            raise PicturesExpired(_expired(stored.id))
        if stored.considered is None:
            raise NotReproducible(
                f"What match {stored.id} was asked with is not kept any more, so that it cannot be scored again. The answer "
                "stays as it was given; send the question as a new match."
            )
        query = _query(matcher.register.store, stored)
        considered = Considered.from_json(stored.considered)
    except (ValidationError, ValueError, KeyError) as error:
        raise NotReproducible(
            f"Match {stored.id} was stored by another version of Repatria, which has to score it: {error}"
        ) from error
    for found in considered.candidates.found.values():
        for sha256 in {each for hashes in found.pictures.values() for each in hashes}:
            matcher.register.fingerprints.filled(sha256)
    searched = Searched(then.coverage, matcher.register.models.schemes(), then.degraded, then.registry_generation)
    try:
        now = matcher.again(query, considered, searched)
    except QueryRefused as error:
        raise NotReproducible(f"A photograph of match {stored.id} is not accepted any more: {error}") from error
    same = {"id": then.id, "pictures_kept_until": then.pictures_kept_until}
    return Rescoring(then, now.model_copy(update=same), considered.versions)


def _query(store: Store, stored: StoredMatch) -> Query:
    """The question, with its photographs."""
    asked = stored.request
    photographs = []
    for sha256, filename in zip(stored.pictures, asked["filenames"], strict=True):
        try:
            photographs.append(QueryPhotograph(store.get_query(sha256), filename))
        except PictureNotFound as error:
            raise PicturesExpired(_expired(stored.id)) from error
        except PictureDamaged as error:
            raise NotReproducible(f"A photograph of match {stored.id} is damaged: {error}") from error
    return Query(
        photographs=tuple(photographs),
        text=asked["text"],
        identifiers=tuple(asked["identifiers"]),
        limit=asked["limit"],
        one_object=asked["one_object"],
        split=asked["split"],
        keep_pictures=asked["keep_pictures"],
        role=Role(asked["role"]),
        actor=asked["actor"],
    )


def _expired(match_id: str) -> str:
    return (
        f"The photographs of match {match_id} are not kept any more, so that it cannot be scored again. The answer stays "
        "as it was given; send the photographs as a new match."
    )


def report(rescoring: Rescoring) -> RescoredMatch:
    """Compare both answers, redacted for whoever reads the report if need be."""
    then, now = rescoring.then, rescoring.now
    pairs = [_candidate(*pair, rescoring.versions) for pair in _paired(then.candidates, now.candidates)]
    agrees = (
        then.verdict == now.verdict
        and [each.object_id for each in then.candidates] == [each.object_id for each in now.candidates]
        and all(_agree(each) for each in pairs)
    )
    return RescoredMatch(
        match_id=then.id,
        registry_generation=then.registry_generation,
        answered_at=then.created_at,
        scored_at=now.created_at,
        agrees=agrees,
        identical=agrees and then.candidates == now.candidates,
        verdict_then=then.verdict,
        verdict_now=now.verdict,
        scorer_then=then.scorer_version,
        scorer_now=now.scorer_version,
        schemes_then=then.schemes,
        schemes_now=now.schemes,
        remarks=tuple(_remarks(then, now, agrees=agrees)),
        candidates=tuple(pairs),
    )


def _remarks(then: MatchAnswer, now: MatchAnswer, *, agrees: bool) -> list[str]:
    remarks = []
    if then.scorer_version != now.scorer_version:
        remarks.append(f"Another scorer answers now: {now.scorer_version} instead of {then.scorer_version}.")
    elif then.thresholds != now.thresholds:
        remarks.append("The thresholds are not those of the answer, though the scorer has the same name.")
    for name in sorted(then.schemes.keys() | now.schemes.keys()):
        before, after = then.schemes.get(name, "none"), now.schemes.get(name, "none")
        if before != after:
            remarks.append(f"Pictures are seen in another way now ({name}: {after} instead of {before}).")
    remarks.extend(f"When it was answered: {sentence}" for sentence in then.degraded)
    if not agrees and not remarks:
        remarks.append("Scorer and fingerprints are the same: this machine computes otherwise, or files were altered.")
    return remarks


def _paired(then: tuple[Candidate, ...], now: tuple[Candidate, ...]) -> list[tuple[Candidate | None, Candidate | None]]:
    """Candidates of both answers by object, in the order of the answer, then what is new."""
    by_id = {each.object_id: each for each in now}
    known = {each.object_id for each in then}
    return [
        *((each, by_id.get(each.object_id)) for each in then),
        *((None, each) for each in now if each.object_id not in known),
    ]


def _candidate(then: Candidate | None, now: Candidate | None, versions: Mapping[str, int]) -> RescoredCandidate:
    known = then or now
    assert known is not None  # noqa: S101 - one of a pair is always there
    return RescoredCandidate(
        object_id=known.object_id,
        version=versions.get(known.object_id),
        verdict_then=then.verdict if then else None,
        verdict_now=now.verdict if now else None,
        bits_then=then.score_bits if then else None,
        bits_now=now.score_bits if now else None,
        evidence=tuple(_evidence(then.evidence if then else (), now.evidence if now else ())),
    )


def _evidence(then: tuple[EvidenceItem, ...], now: tuple[EvidenceItem, ...]) -> list[RescoredEvidence]:
    """Items of both by what they speak of; several of one kind in their order, strongest first."""
    keys = dict.fromkeys((item.kind, item.query_photographs) for item in (*then, *now))
    rows = []
    for kind, photographs in keys:
        same = [
            [each for each in items if (each.kind, each.query_photographs) == (kind, photographs)]
            for items in (then, now)
        ]
        rows += [
            RescoredEvidence(
                kind=kind,
                query_photographs=photographs,
                bits_then=before.support_bits if before else None,
                bits_now=after.support_bits if after else None,
            )
            for before, after in zip_longest(*same)
        ]
    return rows


def _agree(candidate: RescoredCandidate) -> bool:
    return (
        candidate.verdict_then == candidate.verdict_now
        and candidate.bits_then == candidate.bits_now
        and all(each.bits_then == each.bits_now for each in candidate.evidence)
    )
