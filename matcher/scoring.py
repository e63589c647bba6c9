"""From evidence items to one number. Bits add up; the best view of each photograph counts once."""

from collections import defaultdict
from collections.abc import Sequence

from matcher.answer import EvidenceItem, EvidenceKind
from matcher.weights import Weights


def best_pictures(items: Sequence[EvidenceItem]) -> list[EvidenceItem]:
    """The strongest picture evidence of each query photograph, strongest first."""
    by_photograph: defaultdict[tuple[int, ...], list[EvidenceItem]] = defaultdict(list)
    for item in items:
        by_photograph[item.query_photographs].append(item)
    best = [max(group, key=lambda item: item.support_bits) for group in by_photograph.values()]
    return sorted(best, key=lambda item: -item.support_bits)


def is_pictured(items: Sequence[EvidenceItem]) -> bool:
    """Whether a photograph was compared."""
    return any(item.kind == EvidenceKind.PICTURE for item in items)


def score_bits(items: Sequence[EvidenceItem], weights: Weights, *, one_object: bool) -> float:
    """Total bits of a candidate.

    The strongest photograph counts whole. Further photographs of the same object add a share of what speaks for it;
    they take nothing away, since another side of the object looks different. Words count whole, both ways; where no
    photograph was compared they have to say more, by `words_alone`.
    """
    pictures = best_pictures([item for item in items if item.kind == EvidenceKind.PICTURE])
    total = sum(item.support_bits for item in items if item.kind != EvidenceKind.PICTURE)
    if pictures:
        total += pictures[0].support_bits
        if one_object:
            share = weights.additional_photograph_share
            total += share * sum(max(0.0, item.support_bits) for item in pictures[1:])
    elif items:
        total += weights.words_alone
    return round(total, 2)
