"""From bits to a verdict, and what no sum of bits may override.

Weights say how much evidence counts; some things decide whatever it adds up to. Two legible inscriptions, two edition
numbers or two counts of leaves that differ, or a size that is larger one way and smaller the other, are not explained by a
picture that agrees, so such a candidate is `possible` at most. A number with its institution, a long inscription or a
described damage are worth a look though all else is weak, so such a candidate is `possible` at least, unless something
decisive speaks against it. A group record never is an item. Every change of the verdict is told with its reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.answer import EvidenceItem, EvidenceKind, Verdict, VerdictReason, VerdictRule
from matcher.evidence.edition import EditionLevel
from matcher.evidence.extent import ExtentLevel
from matcher.evidence.feature import FeatureLevel
from matcher.evidence.identifier import NumberLevel
from matcher.evidence.inscription import InscriptionLevel
from matcher.evidence.size import SizeLevel
from matcher.weights import Thresholds
from registry.records.object import CulturalObject
from registry.vocabulary.lists import Scope

AGAINST = {
    (EvidenceKind.INSCRIPTION, InscriptionLevel.CONTRADICTION.value): "the inscriptions are not the same",
    (EvidenceKind.EDITION, EditionLevel.OTHER_NUMBER.value): "the edition number is another one",
    (EvidenceKind.EXTENT, ExtentLevel.OTHER.value): "the count of leaves, pages or lines does not fit",
    (EvidenceKind.SIZE, SizeLevel.CONTRADICTION.value): "the size is larger one way and smaller the other",
}
"""Decisive contradictions, in the words of the reason."""

FOR = {
    (
        EvidenceKind.IDENTIFIER,
        NumberLevel.SAME_WITH_INSTITUTION.value,
    ): "number and institution are the registered ones",
    (EvidenceKind.INSCRIPTION, InscriptionLevel.AGREES_AT_LENGTH.value): "a long inscription agrees",
    (EvidenceKind.FEATURE, FeatureLevel.DESCRIBED.value): "a distinguishing feature of the record is described",
}
"""Decisive support, likewise."""

RANKS = (None, Verdict.WEAK, Verdict.POSSIBLE, Verdict.STRONG_CANDIDATE)
"""Verdicts on a candidate, worst first."""


@dataclass(frozen=True)
class Decision:
    """The verdict on a candidate (None: below `weak`), and why it is not the one its bits alone would give."""

    verdict: Verdict | None
    reasons: tuple[VerdictReason, ...] = ()

    def at_most(self, limit: Verdict | None, reason: VerdictReason) -> "Decision":
        """Lowered to the limit where it is above it, with the reason."""
        lowered = RANKS.index(self.verdict) > RANKS.index(limit)
        return Decision(limit, (*self.reasons, reason)) if lowered else self

    def at_least(self, limit: Verdict, reason: VerdictReason) -> "Decision":
        """Lifted to the limit where it is below it, with the reason."""
        lifted = RANKS.index(self.verdict) < RANKS.index(limit)
        return Decision(limit, (*self.reasons, reason)) if lifted else self


def verdict_of(bits: float, thresholds: Thresholds) -> Verdict | None:
    """The verdict that bits alone give; None below `weak` (such a candidate is listed all the same, and marked so)."""
    if bits >= thresholds.strong_candidate:
        return Verdict.STRONG_CANDIDATE
    if bits >= thresholds.possible:
        return Verdict.POSSIBLE
    if bits >= thresholds.weak:
        return Verdict.WEAK
    return None


def decide(bits: float, items: Sequence[EvidenceItem], record: CulturalObject, thresholds: Thresholds) -> Decision:
    """The verdict on one candidate by itself; what its relations to others change is told in `matcher.relations`."""
    decision = Decision(verdict_of(bits, thresholds))
    against = [key for item in items if (key := (item.kind, item.level)) in AGAINST]
    support = [key for item in items if (key := (item.kind, item.level)) in FOR]
    if against:
        decision = decision.at_most(Verdict.POSSIBLE, _contradicted(against))
    elif support:
        decision = decision.at_least(Verdict.POSSIBLE, _supported(support))
    if record.scope is Scope.GROUP:
        decision = decision.at_most(Verdict.WEAK, _GROUP)
    return decision


def _contradicted(keys: Sequence[tuple[EvidenceKind, str | None]]) -> VerdictReason:
    said = " and ".join(AGAINST[kind, level] for kind, level in keys if level is not None)
    return VerdictReason(
        rule=VerdictRule.DECISIVE_CONTRADICTION,
        kinds=tuple(kind for kind, _ in keys),
        sentence=f"Possible at most, whatever else agrees: {said}.",
    )


def _supported(keys: Sequence[tuple[EvidenceKind, str | None]]) -> VerdictReason:
    said = " and ".join(FOR[kind, level] for kind, level in keys if level is not None)
    return VerdictReason(
        rule=VerdictRule.DECISIVE_SUPPORT,
        kinds=tuple(kind for kind, _ in keys),
        sentence=f"Worth a look, though the rest is weak: {said}.",
    )


_GROUP = VerdictReason(
    rule=VerdictRule.GROUP_RECORD,
    sentence="The record describes a group of objects without telling them apart: it never is a match for one object. "
    "Ask the reporting authority for a list.",
)
