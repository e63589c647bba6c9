"""Which words between two quantities speak of the one before, and which of the one after."""

from collections.abc import Sequence

from registry.normalise.measurements.gaps import LABELS, Gap, Piece, Segment
from registry.normalise.measurements.tokens import Sort


def labels_lead(gap: Gap) -> bool:
    """Whether the first quantity has its label before it; those after it then have too."""
    return any(piece.sort in LABELS or piece.sort is Sort.PART for piece in gap.segments[-1].pieces)


def head_of(gap: Gap, *, first: bool, labels_first: bool, taken: bool) -> list[Segment]:
    """The segments that speak of the quantity after the gap, the nearest last."""
    segments = gap.segments
    if len(segments) == 1 and not first:
        return [Segment(_beside(segments[0], labels_first=labels_first, taken=taken)[1], segments[0].join)]
    if first:
        return list(segments)
    strong = max((index for index, each in enumerate(segments) if each.join.strong), default=0)
    if strong:
        above = max((index for index in range(1, strong) if segments[index].pieces), default=strong)
        heading = segments[above]  # "Framed:" on a line of its own
        if above < strong and heading.join.strong and heading.pieces[-1].sort is Sort.COLON:
            return [heading, *segments[strong:]]
        return list(segments[strong:])
    colon = any(piece.sort is Sort.COLON for piece in segments[-1].pieces)
    named = segments[-2].pieces  # "gerahmt (55 x 45 cm)"
    if gap.opens and not segments[-1].pieces and len(segments) > 2 and named and named[-1].sort is Sort.PART:
        return [segments[-2]]
    return list(segments[1:] if colon else segments[-1:])


def _beside(segment: Segment, *, labels_first: bool, taken: bool) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Pieces between two quantities without any separator, parted into those of the first and those of the second."""
    pieces = segment.pieces
    asides = sum(1 for _ in _leading(pieces, aside=True))
    labels = [index for index, piece in enumerate(pieces) if piece.sort in LABELS or piece.sort is Sort.PART]
    if labels_first or taken:
        cut = asides
    elif len(labels) > 1:
        cut = labels[1]
    else:
        cut = (labels[0] + 1) if labels else asides
    return pieces[:cut], pieces[cut:]


def _leading(pieces: Sequence[Piece], *, aside: bool) -> list[Piece]:
    taken: list[Piece] = []
    for piece in pieces:
        if piece.aside != aside:
            break
        taken.append(piece)
    return taken


def tail_of(gap: Gap, *, last: bool, taken: bool, labels_first: bool) -> list[Segment]:
    """The segments that may speak of the quantity before the gap, the nearest first."""
    segments = gap.segments
    if len(segments) == 1 and not last:
        lead = labels_first or taken
        pieces = segments[0].pieces
        labels = [index for index, piece in enumerate(pieces) if piece.sort in LABELS or piece.sort is Sort.PART]
        asides = len(_leading(pieces, aside=True))
        cut = asides if lead else (labels[1] if len(labels) > 1 else labels[0] + 1 if labels else asides)
        return [Segment(pieces[:cut], segments[0].join)]
    if last:
        return [each for index, each in enumerate(segments) if index == 0 or not each.join.strong]
    strong = next((index for index, each in enumerate(segments) if each.join.strong), None)
    if strong is not None:
        return list(segments[:strong])
    colon = any(piece.sort is Sort.COLON for piece in segments[-1].pieces)
    return list(segments[:1] if colon else segments[:-1])
