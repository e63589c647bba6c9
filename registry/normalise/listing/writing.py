"""Signatures, dates and other writing on the object, with where and with what they are written."""

import re

from registry.normalise.inscriptions import ReadInscription, read_inscriptions
from registry.normalise.inscriptions.vocabulary import filler_words, introducing_words
from registry.normalise.lexicon import Span, words_of
from registry.normalise.listing.layout import sizes_in
from registry.normalise.listing.sheet import Claim, Sheet
from registry.normalise.listing.value import FieldKind
from registry.normalise.listing.vocabulary import listed, terms
from registry.vocabulary.lists import InscriptionKind

_PLAIN_WRITING = frozenset({InscriptionKind.SIGNATURE, InscriptionKind.MONOGRAM})
_UNIT = re.compile(r"[cm]m\b|[×x]|[см]м\b|سم|厘米", re.IGNORECASE)
_CLOSES = re.compile(r"[\"'”“»’]+")
_LITTLE = re.compile(r"[ \t,.(\"'”“»’]{0,4}")
_LONGEST_BETWEEN = 24


def claim_inscriptions(sheet: Sheet) -> Sheet:
    """Each inscription from its announcement to the end of what says where it is."""
    text = sheet.free
    sizes = [size for size in sizes_in(text) if _UNIT.search(size.of(text))]
    found = [each for each in read_inscriptions(text) if _certain(each, text)]
    return sheet.claiming(Claim(FieldKind.INSCRIPTION, _whole(text, _before_sizes(each, sizes))) for each in found)


def _before_sizes(each: ReadInscription, sizes: list[Span]) -> Span:
    """The span without the size that follows words without quotation marks."""
    starts = [size.start for size in sizes if each.span.start < size.start < each.span.end]
    return Span(each.span.start, min([each.span.end, *starts]))


def _certain(each: ReadInscription, text: str) -> bool:
    """Whether words such as "seal", "text" or "label" speak of writing: with its words or its place, and no sentence."""
    if "\n" in each.span.of(text).strip():
        return False
    if each.kinds & _PLAIN_WRITING:
        return True
    announced = each.span.of(text)
    quoted = bool(each.text) and (":" in announced or re.search(r"[\"'“”„«»‘’]", announced) is not None)
    dated = InscriptionKind.DATE in each.kinds and bool(re.search(r"\d", each.text))
    return quoted or each.position is not None or dated


def _whole(text: str, span: Span) -> Span:
    """The span with the closing quotation mark, the position and the medium of writing behind it."""
    end = span.end
    closing = _CLOSES.match(text, end)
    end = closing.end() if closing else end
    while (further := _tail(text, end)) is not None:
        end = further
    opened = text[span.start : end].count("(") > text[span.start : end].count(")")
    return Span(span.start, end + 1 if opened and text[end : end + 1] == ")" else end)


def _tail(text: str, end: int) -> int | None:
    """The end of a position or of a phrase such as "in pencil" that follows closely, or None."""
    line_end = text.find("\n", end)
    rest = text[end : line_end if line_end >= 0 else len(text)]
    places = [(start, stop) for meaning, start, stop in terms(rest, introducing_words()) if not _is_kind(meaning)]
    places += [(start, stop) for _, start, stop in terms(rest, listed("written_with"))]
    for start, stop in sorted(places):
        between = rest[:start]
        if start <= _LONGEST_BETWEEN and _says_nothing(between):
            return end + stop
    return None


def _is_kind(meaning: object) -> bool:
    return isinstance(meaning, InscriptionKind)


def _says_nothing(between: str) -> bool:
    if ". " in between:
        return False
    return all(word.key in filler_words() for word in words_of(between)) and not re.search(r"[\d;:]", between)
