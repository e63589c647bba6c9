"""Lots, numbers on the object, editions and extents in what is free of a listing."""

import re

from registry.normalise.identifiers import IdentifierKind, find_editions, find_extents, find_identifiers
from registry.normalise.identifiers.vocabulary import label_words as number_labels
from registry.normalise.lexicon import Span, plain
from registry.normalise.listing.sheet import Claim, Sheet
from registry.normalise.listing.value import FieldKind
from registry.normalise.listing.vocabulary import terms

_LOT = re.compile(
    r"(?:^|\n)[ \t]*(?P<label>(?:L[O0]T|LOTTO|LOTE|LOS|LOTNR|KAT|ЛОТ|拍品号?|قطعة)(?:[ \t]?(?:n[°oºr]|nr|no|№|номер|رقم|#)\.?)?"
    r"[ \t.:#]*)(?P<lot>\d{1,5}[A-Za-z]?)(?!\w|[.,]\d)",
    re.IGNORECASE,
)
_FIRST_NUMBER = re.compile(
    r"\s*[*_]{0,2}(?P<lot>\d{1,5}[A-Za-z]?)(?P<after>[*_]{0,2}[ \t\r]*\n|[.)][ \t]+(?=[^\W\d_]))"
)
_INITIAL_BEFORE = re.compile(r"[^\W\d_]\.$")
_LABEL_GAP = re.compile(
    r"[\s.:#№º°=\-]{0,4}(?:n[or]?|num|nummer|number|номер|رقم|号)?[\s.:#№º°=\-]{0,4}", re.IGNORECASE
)


def claim_lot(sheet: Sheet) -> Sheet:
    """The number of the lot: after a word for it at the head of a line, or alone at the head of the listing."""
    text = plain(sheet.free)
    found = _LOT.search(text)
    if found is not None:
        sheet = sheet.claiming([Claim(FieldKind.IDENTIFIER, Span(*found.span("lot")))])
        return sheet.spending([Span(*found.span("label"))])
    first = _FIRST_NUMBER.match(text)
    if first is not None and text[first.end() :].strip():
        return sheet.claiming([Claim(FieldKind.IDENTIFIER, Span(*first.span("lot")))])
    return sheet


def claim_numbers(sheet: Sheet) -> Sheet:
    """Numbers on the object, with their labels spent; hallmarks are inscriptions."""
    text = sheet.free
    labels = [Span(start, end) for _, start, end in terms(plain(text), number_labels())]
    for each in find_identifiers(text):
        kind = FieldKind.INSCRIPTION if each.kind is IdentifierKind.HALLMARK else FieldKind.IDENTIFIER
        sheet = sheet.claiming([Claim(kind, each.span)])
        label = next((one for one in labels if _leads_to(text, one, each.span)), None)
        if label is not None:
            sheet = sheet.spending([Span(label.start, each.span.start)])
    return sheet


def _leads_to(text: str, label: Span, value: Span) -> bool:
    return label.end <= value.start and bool(_LABEL_GAP.fullmatch(text, label.end, value.start))


def claim_editions(sheet: Sheet) -> Sheet:
    """Numbers within editions; "P.P." after another initial is a person's."""
    text = sheet.free
    found = (each.span for each in find_editions(text) if not _INITIAL_BEFORE.search(text[: each.span.start][-2:]))
    return sheet.claiming(Claim(FieldKind.EDITION, span) for span in found)


def claim_extents(sheet: Sheet) -> Sheet:
    """Counts of folios, pages and lines."""
    return sheet.claiming(Claim(FieldKind.EXTENT, each.span) for each in find_extents(sheet.free))
