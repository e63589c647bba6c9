"""Which words belong to which quantity: its kind, part, detail and component, from the gaps before and after it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from registry.normalise.lexicon import Span
from registry.normalise.measurements.gaps import LABELS, Gap, Join, Piece, Segment, gap_of
from registry.normalise.measurements.quantities import Amount
from registry.normalise.measurements.sides import head_of, labels_lead, tail_of
from registry.normalise.measurements.tokens import Sort, Token
from registry.normalise.measurements.units import Unit
from registry.normalise.measurements.values import Part
from registry.normalise.measurements.vocabulary import detail_diameters
from registry.vocabulary.lists import MeasurementKind

_NEUTRAL = {
    Sort.FILLER,
    Sort.UNIT,
    Sort.APPROXIMATE,
    Sort.COLON,
    Sort.EACH,
    Sort.PART,
    Sort.DETAIL,
    Sort.ENUMERATOR,
    *LABELS,
}
_STRANGE = {Sort.WORD, Sort.BAD}
_STATUS = frozenset(
    "framed unframed mounted encadre encadree gerahmt ungerahmt incorniciato enmarcado enmarcada inramad".split()
)
"""Words that tell how a work comes when they follow its size after a comma: the size need not be the frame's."""
_BORES = frozenset({"kaliber", "calibre", "caliber", "калибр"})
"""Labels of the diameter of a bore, which is none of the whole object."""
_EXCEPTIONS = frozenset({"excluding", "excl", "exkl", "minus", "less", "ohne", "sauf"})
"""Words after which a size is what was left out."""
_INCLUDING = frozenset({"with", "including", "incl", "med", "mit", "avec", "con", "inkl"})
"""Words after which a spot is included, not measured: "W. with handles"."""
_SPOTS = {Part.BASE, Part.SHEET}
"""Parts that are only a spot of the object when they follow a label: "Diam. base 3.8", "Längd: blad 375 mm"."""


@dataclass(frozen=True)
class Labelled:
    """A quantity with what its neighbours say.

    ``part`` comes from the words before it, ``tail_part`` from those after; ``component`` names one of several things.
    ``odd``: a label that is not known. ``start`` is where its label begins.
    """

    amount: Amount
    join: Join
    depth: int
    kinds: frozenset[MeasurementKind] = frozenset()
    detail: str | None = None
    part: Part | None = None
    tail_part: Part | None = None
    component: str | None = None
    each: bool = False
    approximate: bool = False
    odd: bool = False
    start: int = -1

    @property
    def unit(self) -> Unit | None:
        """The unit, if known."""
        return self.amount.unit

    @property
    def labelled(self) -> bool:
        """Whether something says what was measured."""
        return bool(self.kinds) or self.detail is not None

    @property
    def span(self) -> Span:
        """From its label to its unit."""
        return Span(self.start if self.start >= 0 else self.amount.span.start, self.amount.span.end)


def label(text: str, tokens: Sequence[Token], amounts: Sequence[Amount], *, prose: bool) -> list[Labelled]:
    """Quantities with their labels. In prose unknown words say nothing; in a field of sizes they name a component."""
    edges = [-1, *(amount.last for amount in amounts)]
    starts = [*(amount.first for amount in amounts), len(tokens)]
    gaps = [gap_of(tokens[edge + 1 : start]) for edge, start in zip(edges, starts, strict=True)]
    labels_first = bool(gaps) and labels_lead(gaps[0])
    found: list[Labelled] = []
    depth = 0
    for index, amount in enumerate(amounts):
        gap = gaps[index]
        depth = max(0, depth - gap.closes) + gap.opens
        join = Join.START if index == 0 else gap.join
        each = Labelled(amount, join, depth)
        head = head_of(gap, first=index == 0, labels_first=labels_first, taken=bool(found) and bool(found[-1].kinds))
        each = _with_head(each, head, text, prose=prose)
        each = _same_kind_elsewhere(each, head[-1].pieces, found[-1] if found else None)
        tail = tail_of(
            gaps[index + 1], last=index == len(amounts) - 1, taken=bool(each.kinds), labels_first=labels_first
        )
        found.append(_with_tail(each, tail))
    return _with_headers(found, gaps)


def _with_head(each: Labelled, segments: list[Segment], text: str, *, prose: bool) -> Labelled:
    """What the words before a quantity say of it."""
    near = segments[-1]
    context = segments[:-1]
    if prose:
        while context and not context[-1].known:
            context = []
        each = _context(each, context)
        return _nearest(each, _known_end(near.pieces), text, prose=True)
    each = _context(each, context)
    if context and any(piece.sort is Sort.COLON for piece in near.pieces):  # "miniature, oval:"
        things = [piece for piece in context[-1].pieces if piece.sort is Sort.DETAIL]
        each = replace(each, component=_words(things, text) if things else each.component)
    return _nearest(each, near.pieces, text, prose=False)


def _known_end(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The last pieces that are words of measuring; in prose a label may also have a few words of its own after it."""
    at = len(pieces)
    while at and pieces[at - 1].sort in _NEUTRAL:
        at -= 1
    strangers = at
    while strangers and pieces[strangers - 1].sort in {Sort.WORD, Sort.FILLER} and at - strangers < 4:
        strangers -= 1
    if strangers and strangers < at and pieces[strangers - 1].sort is Sort.KIND:
        label_at = strangers - 1
        if len(pieces[label_at].token.key) > 4:  # a whole word such as "height", no abbreviation
            return tuple(pieces[label_at:])
    return tuple(pieces[at:])


def _context(each: Labelled, segments: Sequence[Segment]) -> Labelled:
    for segment in segments:
        for piece in segment.pieces:
            each = _marked(each, piece)
    return each


def _marked(each: Labelled, piece: Piece) -> Labelled:
    """A quantity with what one word says, whatever its place."""
    token = piece.token
    if piece.sort is Sort.PART and (each.part is None or each.part is Part.OBJECT):
        return replace(each, part=token.part)
    if piece.sort is Sort.EACH:
        return replace(each, each=True)
    if piece.sort is Sort.ENUMERATOR:
        return replace(each, component=token.key)
    if piece.sort is Sort.APPROXIMATE:
        return replace(each, approximate=True)
    if piece.sort is Sort.UNIT and each.amount.unit is None:
        return replace(each, amount=replace(each.amount, unit=token.unit))
    return each


def _nearest(each: Labelled, pieces: Sequence[Piece], text: str, *, prose: bool) -> Labelled:
    """What the segment just before the number says: [component:] [words] kind [detail]."""
    labels = [index for index, piece in enumerate(pieces) if piece.sort in LABELS]
    at = labels[0] if labels else len(pieces)
    names: list[Piece] = []
    for piece in pieces[:at]:
        each = _marked(each, piece)
        if piece.sort in {Sort.WORD, Sort.DETAIL, Sort.BAD} and (not prose or piece.sort is Sort.DETAIL):
            names.append(piece)
    colon = any(piece.sort is Sort.COLON for piece in pieces[:at])
    if pieces and pieces[-1].token.key in _EXCEPTIONS:
        each = replace(each, odd=True)
    if not labels:
        return _named(each, names, text, colon=colon)
    kind = pieces[labels[-1]].token
    kinds = kind.kinds
    if len(labels) > 1 and [piece.token.key for piece in pieces[labels[0] + 1 : labels[1]]] == ["or"]:
        kinds, at = kinds | pieces[labels[0]].token.kinds, labels[-1]
    each = replace(each, kinds=kinds, start=pieces[labels[0]].token.span.start)
    if kind.key in _BORES:
        each = replace(each, detail=kind.key)
    if names and colon:
        each = replace(each, component=_words(names, text))
    elif names:
        each = replace(each, detail=_words(names, text))
    after = pieces[at + 1 :]
    return _after_label(each, [piece for piece in after if piece.sort is not Sort.WORD] if prose else after, text)


def _same_kind_elsewhere(each: Labelled, pieces: Sequence[Piece], before: Labelled | None) -> Labelled:
    """ "Diam. rim 2.5, base 2.1": a spot without a label of its own is measured like the spot before it."""
    spots = [piece for piece in pieces if piece.sort is Sort.DETAIL or piece.token.part is Part.BASE]
    aside = bool(pieces) and all(piece.aside for piece in pieces)
    spots = [piece for piece in pieces if piece.sort in {Sort.DETAIL, Sort.WORD}] if aside else spots
    plain = aside or all(piece.sort in {Sort.DETAIL, Sort.PART, Sort.APPROXIMATE} for piece in pieces)
    follows = before is not None and each.join is Join.COMMA and each.depth == before.depth and bool(before.detail)
    if before is None or not (follows and spots and plain and not each.kinds):
        return each
    detail = " ".join(piece.token.key for piece in spots)
    return replace(each, kinds=before.kinds, detail=detail, component=None, part=None, odd=False)


def _named(each: Labelled, names: list[Piece], text: str, *, colon: bool) -> Labelled:
    if not names or each.odd:
        return each
    words = _words(names, text)
    if words in detail_diameters():
        return replace(each, kinds=frozenset({MeasurementKind.DIAMETER}), detail=words)
    odd = not any(piece.sort is Sort.DETAIL for piece in names) and each.part is None and not each.component
    return replace(each, component=each.component or words, odd=odd and (colon or not names[-1].aside))


def _after_label(each: Labelled, pieces: Sequence[Piece], text: str) -> Labelled:
    """Words between a label and its number: "Diam. rim", "Höjd: pipa", "Height (with base)"."""
    names: list[Piece] = []
    overall = any(piece.token.key in _INCLUDING for piece in pieces)
    for piece in pieces:
        spot = piece.sort is Sort.PART and piece.token.part in _SPOTS and not piece.aside
        if spot or piece.sort in {Sort.DETAIL, Sort.WORD, Sort.BAD}:
            if not overall:
                names.append(piece)
        elif piece.sort is Sort.PART:
            each = replace(each, tail_part=piece.token.part)
        else:
            each = _marked(each, piece)
    return replace(each, detail=_words(names, text)) if names else each


def _words(pieces: Sequence[Piece], text: str) -> str:
    return " ".join(piece.token.key or piece.token.span.of(text) for piece in pieces)


def _with_tail(each: Labelled, segments: Sequence[Segment]) -> Labelled:
    """What the words after a quantity say of it: "30 cm high", "(H)", "approx.", "with frame"."""
    for number, segment in enumerate(segments):
        pieces = _without_strange_asides(segment.pieces)
        if any(piece.sort in _STRANGE for piece in pieces):
            return _tailed(each, _leading_known(pieces), parts=False, after_comma=False) if number == 0 else each
        after_comma = number > 0 and not all(piece.aside for piece in pieces)
        each = _tailed(each, pieces, parts=True, after_comma=after_comma)
    return each


def _without_strange_asides(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces without what stands in brackets, if there is more in them than words of measuring."""
    strange = any(piece.aside and piece.sort in _STRANGE for piece in pieces)
    return [piece for piece in pieces if not (strange and piece.aside)]


def _leading_known(pieces: Sequence[Piece]) -> list[Piece]:
    known: list[Piece] = []
    for piece in pieces:
        if piece.sort in _STRANGE:
            break
        known.append(piece)
    return known


def _tailed(each: Labelled, pieces: Sequence[Piece], *, parts: bool, after_comma: bool) -> Labelled:
    for piece in pieces:
        token = piece.token
        if piece.sort in LABELS and not each.kinds:
            end = max(each.amount.span.end, token.span.end)
            each = replace(each, kinds=token.kinds, amount=replace(each.amount, span=Span(each.amount.span.start, end)))
        elif piece.sort is Sort.PART:
            status = after_comma and token.key in _STATUS
            if parts and not status and each.part is None:
                each = replace(each, tail_part=token.part)
        elif piece.sort in {Sort.APPROXIMATE, Sort.EACH}:
            each = _marked(each, piece)
        elif piece.sort is Sort.DETAIL and each.kinds and each.detail is None and piece.aside:
            each = replace(each, detail=token.key)
        elif piece.sort is Sort.UNIT and each.amount.unit is None:
            each = replace(each, amount=replace(each.amount, unit=token.unit))
    return each


def _with_headers(found: list[Labelled], gaps: Sequence[Gap]) -> list[Labelled]:
    """Kinds of a heading given to the quantities it heads, or that it follows in brackets."""
    result = list(found)
    for index, gap in enumerate(gaps):
        if not gap.header:
            continue
        start = index
        if gap.header_first and index > 0 and (index == len(found) or not any(s.pieces for s in gap.segments[1:])):
            start = index - len(gap.header)
        for offset, kinds in enumerate(gap.header):
            place = start + offset
            if 0 <= place < len(result) and not result[place].kinds:
                result[place] = replace(result[place], kinds=kinds)
    return result
