"""Evidence in levels: how well two values agree, with bits for each level taken from the weights file."""

from matcher.answer import EvidenceItem, EvidenceKind, Standing
from matcher.weights import Weights

MISSING = "missing"


def levelled(
    kind: EvidenceKind, level: str, query: str | None, registry: str | None, sentence: str, weights: Weights
) -> EvidenceItem:
    """An evidence item for a level; missing information is neutral."""
    bits = weights.text[kind.value].get(MISSING, 0.0) if level == MISSING else weights.text[kind.value][level]
    standing: Standing = "missing"
    if level != MISSING:
        standing = "supports" if bits > 0 else "contradicts"
    return EvidenceItem(
        kind=kind,
        standing=standing,
        support_bits=round(bits, 2),
        query_value=query,
        registry_value=registry,
        sentence=sentence,
        source=weights.source,
    )
