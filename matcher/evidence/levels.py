"""Evidence in levels: how well two values agree. The bits of each level come from the weights file.

The levels of a kind are a `StrEnum` from worst to best, contradictions first. `missing` is a member of each and outside that
order: nothing could be compared, which says nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

from matcher.answer import EvidenceItem, EvidenceKind, Standing
from matcher.weights import Weights

MISSING = "missing"


@dataclass(frozen=True)
class Outcome:
    """What comparing gave: the level, and both values as a reader should see them."""

    level: StrEnum
    query: str | None = None
    registry: str | None = None


def in_order(levels: type[StrEnum]) -> tuple[str, ...]:
    """The levels of a kind that compare, worst first."""
    return tuple(level.value for level in levels if level != MISSING)


def levelled(kind: EvidenceKind, outcome: Outcome, sentence: str, weights: Weights) -> EvidenceItem:
    """An evidence item for an outcome; missing information is neutral."""
    missing = outcome.level == MISSING
    bits = 0.0 if missing else weights.text[kind.value][outcome.level.value]
    standing: Standing = "missing" if missing else "supports" if bits >= 0 else "contradicts"
    return EvidenceItem(
        kind=kind,
        standing=standing,
        level=outcome.level.value,
        support_bits=round(bits, 2),
        query_value=outcome.query,
        registry_value=outcome.registry,
        sentence=sentence,
        source=weights.source,
    )
