"""How the score of a candidate adds up, as bars that begin where the one before ended.

The scorer counts the strongest photograph whole, a share of what speaks for the object on further ones, and nothing of
what speaks against it there, since another side looks different (see `matcher.scoring`). Each row says what it counted.
"""

from dataclasses import dataclass

from api.redaction import is_withheld
from matcher.answer import Candidate, EvidenceItem, EvidenceKind

_MARKED = ("weak", "possible", "strong_candidate")


@dataclass(frozen=True)
class Bar:
    """A bar in percent of the scale's width, from the sum before to the sum after."""

    start: float
    width: float
    positive: bool


@dataclass(frozen=True)
class Row:
    """An evidence item with the bits it counted, which differ from its own on further photographs."""

    item: EvidenceItem
    counted: float
    bar: Bar | None
    withheld: bool

    @property
    def in_part(self) -> bool:
        """Whether less than the item's own bits went into the score."""
        return not self.withheld and abs(self.counted - self.item.support_bits) >= 0.05


@dataclass(frozen=True)
class Waterfall:
    """The rows in the order of the evidence, the thresholds' places in percent, and what words alone cost."""

    rows: tuple[Row, ...]
    marks: tuple[tuple[str, float], ...]
    words_alone: float


def waterfall(candidate: Candidate, thresholds: dict[str, float]) -> Waterfall:
    """The waterfall of one candidate; all its parts share one scale."""
    counted = counted_bits(candidate)
    ends = [0.0]
    for bits in counted:
        ends.append(ends[-1] + bits)
    has_picture = any(item.kind is EvidenceKind.PICTURE for item in candidate.evidence)
    withheld = any(is_withheld(item) for item in candidate.evidence)
    words_alone = 0.0 if has_picture or withheld else round(candidate.score_bits - ends[-1], 1)
    marks = sorted(((name, thresholds[name]) for name in _MARKED if name in thresholds), key=lambda mark: mark[1])
    inside = [*ends, *(bits for _, bits in marks), 0.0]
    low, high = min(inside), max(inside) + 0.5
    scale = 100.0 / (high - low)

    def place(bits: float) -> float:
        return round((bits - low) * scale, 2)

    rows = []
    for item, bits, start in zip(candidate.evidence, counted, ends[:-1], strict=True):
        left, right = sorted((start, start + bits))
        bar = Bar(place(left), round((right - left) * scale, 2), bits > 0) if bits else None
        rows.append(Row(item, bits, bar, is_withheld(item)))
    return Waterfall(tuple(rows), tuple((name, place(bits)) for name, bits in marks), words_alone)


def counted_bits(candidate: Candidate) -> list[float]:
    """The bits that each item added to the score, found from the score itself."""
    pictures = [item for item in candidate.evidence if item.kind is EvidenceKind.PICTURE]
    if len(pictures) < 2 or any(is_withheld(item) for item in candidate.evidence):
        return [item.support_bits for item in candidate.evidence]
    best = max(pictures, key=lambda item: item.support_bits)
    whole = sum(item.support_bits for item in candidate.evidence if item.kind is not EvidenceKind.PICTURE)
    further = sum(max(0.0, item.support_bits) for item in pictures if item is not best)
    share = (candidate.score_bits - whole - best.support_bits) / further if further else 0.0
    return [
        item.support_bits
        if item.kind is not EvidenceKind.PICTURE or item is best
        else round(share * max(0.0, item.support_bits), 2)
        for item in candidate.evidence
    ]
