"""Whether two readings can be of one inscription. Lost letters and partial readings do not count against it.

Inscriptions are compared as runs of letters without spaces, in their own script and romanised, so that "ΑΛΕΞΑΝΔΡΟΥ" and
"Alexandrou" meet. Of a reading with lacunae every piece has to occur in the other, in order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import fuzz

from registry.normalise.inscriptions.keys import InscriptionKey, inscription_key
from registry.normalise.inscriptions.reading import ReadInscription

_SAME, _ALIKE, _UNLIKE = 0.88, 0.70, 0.5
"""Similarities (rapidfuzz ratio over 100) from which readings are one, may be one, and below which they are two."""
_SHORTEST = 4
"""Fewer letters than this agree by chance unless they are all there is."""


class InscriptionLevel(IntEnum):
    """How two inscriptions stand to each other, best first."""

    AGREES = 0
    PARTIAL = 1
    """One is part of the other, or all legible pieces agree."""
    UNCLEAR = 2
    CONTRADICTION = 3
    """Two legible texts of one kind that have nothing in common, or the same words with other numbers."""
    MISSING = 4


@dataclass(frozen=True)
class InscriptionComparison:
    """The level of the best pair, its similarity (0 to 1), the letters that agree, and both texts."""

    level: InscriptionLevel
    similarity: float = 0.0
    letters: int = 0
    first: str | None = None
    second: str | None = None


def compare_texts(one: str, other: str) -> InscriptionComparison:
    """Two inscriptions by their words alone."""
    a, b = inscription_key(one), inscription_key(other)
    if not a.native or not b.native:
        return InscriptionComparison(InscriptionLevel.MISSING, first=one or None, second=other or None)
    similarity, part = max((_similarity(a.native, b.native, a, b), _similarity(a.latin, b.latin, a, b)))
    letters = round(similarity * min(a.length, b.length))
    return InscriptionComparison(_level(a, b, similarity, part=part), round(similarity, 3), letters, one, other)


def compare_inscriptions(first: Sequence[ReadInscription], second: Sequence[ReadInscription]) -> InscriptionComparison:
    """The best pair of two objects' inscriptions.

    Only inscriptions of one kind can contradict each other: a label says nothing against a signature. Those that are
    announced without words are missing.
    """
    found = []
    for one in first:
        for other in second:
            result = compare_texts(one.text, other.text)
            if result.level is InscriptionLevel.CONTRADICTION and not (one.kinds & other.kinds):
                continue
            found.append(result)
    missing = InscriptionComparison(InscriptionLevel.MISSING, first=_shown(first), second=_shown(second))
    return min(found, key=lambda each: (each.level, -each.letters), default=missing)


def _shown(inscriptions: Sequence[ReadInscription]) -> str | None:
    return next((each.text for each in inscriptions if each.text), None)


def _similarity(
    one: tuple[str, ...], other: tuple[str, ...], a: InscriptionKey, b: InscriptionKey
) -> tuple[float, bool]:
    """How alike two rows of pieces are, and whether one is only a part of the other."""
    if not one or not other:
        return 0.0, False
    if not a.open and not b.open:
        whole = fuzz.ratio("".join(one), "".join(other)) / 100
        shorter = min(sum(map(len, one)), sum(map(len, other)))
        inside = fuzz.partial_ratio("".join(one), "".join(other)) / 100 if shorter >= _SHORTEST else 0.0
        return (whole, False) if whole >= _SAME or inside < _SAME else (inside, True)
    if a.open and b.open:
        return max((_pieces_in(one, "".join(other)), True), (_pieces_in(other, "".join(one)), True))
    pieces, whole_text = (one, "".join(other)) if a.open else (other, "".join(one))
    return _pieces_in(pieces, whole_text), True


def _pieces_in(pieces: Sequence[str], text: str) -> float:
    """The share of the pieces' letters that is found in a text, each piece after the one before."""
    at, score, total = 0, 0.0, 0
    for piece in pieces:
        total += len(piece)
        found = fuzz.partial_ratio_alignment(piece, text[at:]) if at < len(text) else None
        if found is not None and len(text) - at >= len(piece) // 2:
            score += len(piece) * found.score / 100 * min(1.0, (len(text) - at) / len(piece))
            at += found.dest_end
    return score / total


def _level(a: InscriptionKey, b: InscriptionKey, similarity: float, *, part: bool) -> InscriptionLevel:
    short = min(a.length, b.length) < _SHORTEST
    numbers_differ = bool(a.numbers and b.numbers) and not (a.open or b.open) and not _numbers_fit(a.numbers, b.numbers)
    if similarity >= _SAME:
        if numbers_differ:
            return InscriptionLevel.CONTRADICTION
        if short and similarity < 1:
            return InscriptionLevel.UNCLEAR
        return InscriptionLevel.PARTIAL if part else InscriptionLevel.AGREES
    if short and not part and not (a.open or b.open):
        return InscriptionLevel.CONTRADICTION
    if similarity >= _ALIKE:
        return InscriptionLevel.UNCLEAR if numbers_differ or short else InscriptionLevel.PARTIAL
    enough = not short and not (a.open and b.open)
    comparable = bool(set(a.scripts) & set(b.scripts)) or not (a.scripts and b.scripts)
    return (
        InscriptionLevel.CONTRADICTION if similarity < _UNLIKE and enough and comparable else InscriptionLevel.UNCLEAR
    )


def _numbers_fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one side's numbers are among the other's; "88" may stand for 1888."""
    fewer, more = sorted((one, other), key=len)
    return all(
        any(number == each or each.endswith(number) or number.endswith(each) for each in more) for number in fewer
    )
