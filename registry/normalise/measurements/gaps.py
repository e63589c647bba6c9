"""What stands between two quantities, cut at its separators: what may belong to the one before, what to the one after."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from registry.normalise.measurements.tokens import Sort, Token
from registry.vocabulary.lists import MeasurementKind


class Join(IntEnum):
    """How a quantity follows the one before, from close to far."""

    START = 0
    BESIDE = 1
    TIMES = 2
    AND = 3
    COMMA = 4
    SLASH = 5
    SEMICOLON = 6
    LINE = 7
    STOP = 8

    @property
    def strong(self) -> bool:
        """Whether what comes after begins something of its own."""
        return self >= Join.SEMICOLON


_JOINS = {
    Sort.TIMES: Join.TIMES,
    Sort.AND: Join.AND,
    Sort.COMMA: Join.COMMA,
    Sort.SLASH: Join.SLASH,
    Sort.DASH: Join.SLASH,
    Sort.TO: Join.AND,
    Sort.SEMICOLON: Join.SEMICOLON,
    Sort.NEWLINE: Join.LINE,
    Sort.STOP: Join.STOP,
}
_HEADER_JOINERS = {Sort.TIMES, Sort.SLASH, Sort.DASH, Sort.AND}
LABELS = {Sort.KIND, Sort.LETTER}


@dataclass(frozen=True)
class Piece:
    """A token of a gap; ``aside`` if it stands in brackets that hold no number."""

    token: Token
    aside: bool = False

    @property
    def sort(self) -> Sort:
        """The token's sort."""
        return self.token.sort


@dataclass(frozen=True)
class Segment:
    """Pieces between two separators, and the separator before them."""

    pieces: tuple[Piece, ...]
    join: Join

    @property
    def known(self) -> bool:
        """Whether every word is one of measuring."""
        return not any(piece.sort in {Sort.WORD, Sort.BAD} for piece in self.pieces)


@dataclass(frozen=True)
class Gap:
    """A gap: its segments, how far it parts its neighbours, and brackets that close and open in it.

    ``header`` are the kinds of a heading such as "H x W x D"; ``header_first`` tells that it stands at once after the
    quantity before (and so explains that one).
    """

    segments: tuple[Segment, ...]
    join: Join
    closes: int
    opens: int
    header: tuple[frozenset[MeasurementKind], ...] = ()
    header_first: bool = False


def gap_of(tokens: Sequence[Token]) -> Gap:
    """The gap that some tokens without numbers form."""
    header, header_first, rest = _without_header(_asides(tokens))
    segments: list[Segment] = []
    pieces: list[Piece] = []
    join, widest, closes, opens = Join.START, Join.BESIDE, 0, 0
    for piece in rest:
        separator = None if piece.aside else _JOINS.get(piece.sort)
        if piece.sort is Sort.OPEN and not piece.aside:
            opens, separator = opens + 1, Join.BESIDE
        elif piece.sort is Sort.CLOSE and not piece.aside:
            separator = Join.BESIDE
            closes, opens = (closes, opens - 1) if opens else (closes + 1, opens)
        if separator is None:
            pieces.append(piece)
            continue
        segments.append(Segment(tuple(pieces), join))
        pieces, join, widest = [], separator, max(widest, separator)
    segments.append(Segment(tuple(pieces), join))
    return Gap(tuple(segments), widest, closes, opens, header, header_first)


def _asides(tokens: Sequence[Token]) -> list[Piece]:
    """Pieces of a gap; brackets that open and close in it are taken off and what they hold is marked."""
    pieces: list[Piece] = []
    opened: list[int] = []
    for token in tokens:
        if token.sort is Sort.OPEN:
            opened.append(len(pieces))
        elif token.sort is Sort.CLOSE and opened:
            start = opened.pop()
            pieces[start:] = [Piece(piece.token, aside=True) for piece in pieces[start + 1 :]]
            continue
        pieces.append(Piece(token))
    return pieces


def _without_header(pieces: list[Piece]) -> tuple[tuple[frozenset[MeasurementKind], ...], bool, list[Piece]]:
    """A heading of several kinds ("H x W x D"), whether it stands first, and the pieces without it."""
    for start, piece in enumerate(pieces):
        if piece.sort not in LABELS:
            continue
        kinds = [piece.token.kinds]
        end = start + 1
        while end + 1 < len(pieces) and pieces[end].sort in _HEADER_JOINERS and pieces[end + 1].sort in LABELS:
            kinds.append(pieces[end + 1].token.kinds)
            end += 2
        if len(kinds) > 1:
            first = all(before.sort is Sort.FILLER for before in pieces[:start])
            return tuple(kinds), first, [*pieces[:start], *pieces[end:]]
    return (), False, pieces
