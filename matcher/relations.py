"""Candidates that are registered as belonging together: what that explains, and what it takes from the lesser ones.

A companion, another version, a copy, a cast or another impression looks and reads like the object itself. Where one of them
is the better candidate, the resemblance of the other is explained by their relation, so the other is `possible` at most.
Parts that join, members of a set and finds of one hoard do not compete: there the relation is only told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matcher.answer import CandidateRelation, Verdict, VerdictReason, VerdictRule
from matcher.cases import Case
from matcher.verdict import Decision
from registry.records.description import Relation
from registry.records.object import CulturalObject
from registry.vocabulary.lists import RelationKind

_RIVALS = frozenset({RelationKind.COMPANION, RelationKind.OTHER_VERSION, RelationKind.COPY_OF, RelationKind.CAST_OF})
_CLEARLY = 1.0
"""Bits by which a candidate has to be better to explain the other: twice the odds. Within them the two cannot be told
apart, and neither takes anything from the other."""

_SAID = {
    RelationKind.MEMBER_OF: "belongs to",
    RelationKind.COMPANION: "is registered as a companion of",
    RelationKind.OTHER_VERSION: "is registered as another version of",
    RelationKind.COPY_OF: "is registered as a copy of",
    RelationKind.CAST_OF: "is registered as a cast of",
    RelationKind.JOINS_WITH: "is registered as joining with",
    RelationKind.SAME_HOARD: "is registered as of the same hoard as",
}
_SAID_BACK = {
    **_SAID,
    RelationKind.MEMBER_OF: "includes",
    RelationKind.COPY_OF: "is the registered original of",
    RelationKind.CAST_OF: "is the registered model of",
}


@dataclass(frozen=True)
class _Tie:
    """A relation of a candidate to another one: `back` where the other's record tells of it."""

    relation: Relation
    other: Case
    back: bool

    @property
    def shown(self) -> CandidateRelation:
        said = (_SAID_BACK if self.back else _SAID)[self.relation.kind]
        return CandidateRelation(
            kind=self.relation.kind,
            object_id=self.other.record.id,
            sentence=f"It {said} another candidate of this answer.",
        )


def related(case: Case, cases: Sequence[Case]) -> tuple[CandidateRelation, ...]:
    """The relations of a candidate to others of the answer, and those that its record tells of in words."""
    known = {each.record.id for each in cases}
    in_words = (
        CandidateRelation(
            kind=relation.kind, text=relation.text, sentence=f"The record {_SAID[relation.kind]}: {relation.text}"
        )
        for relation in case.record.relations
        if relation.text and relation.object_id not in known
    )
    return (*(tie.shown for tie in _ties(case, cases)), *in_words)


def explained(decision: Decision, case: Case, cases: Sequence[Case]) -> Decision:
    """The decision on a candidate, lowered where a better candidate explains its resemblance."""
    better = [
        tie for tie in _ties(case, cases) if tie.relation.kind in _RIVALS and tie.other.bits >= case.bits + _CLEARLY
    ]
    if not better:
        return decision
    best = max(better, key=lambda tie: tie.other.bits)
    said = (_SAID_BACK if best.back else _SAID)[best.relation.kind]
    return decision.at_most(
        Verdict.POSSIBLE,
        VerdictReason(
            rule=VerdictRule.EXPLAINED_BY_RELATION,
            object_id=best.other.record.id,
            sentence=f"Possible at most: it {said} a candidate that agrees better, which explains the resemblance.",
        ),
    )


def _ties(case: Case, cases: Sequence[Case]) -> Iterator[_Tie]:
    for other in cases:
        if other is case:
            continue
        yield from (_Tie(each, other, back=False) for each in _to(case.record, other.record))
        if not any(_to(case.record, other.record)):
            yield from (_Tie(each, other, back=True) for each in _to(other.record, case.record))


def _to(record: CulturalObject, other: CulturalObject) -> tuple[Relation, ...]:
    return tuple(relation for relation in record.relations if relation.object_id == other.id)
