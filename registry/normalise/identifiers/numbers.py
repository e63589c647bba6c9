"""Numbers on objects found in running text: inventory and accession numbers, shelfmarks, lots, serial numbers, hallmarks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from registry.normalise.identifiers.institutions import institution_names, institution_of_number
from registry.normalise.identifiers.keys import IdentifierKeys, identifier_keys
from registry.normalise.identifiers.scan import Scan
from registry.normalise.identifiers.vocabulary import IdentifierKind, label_words
from registry.normalise.lexicon import Span

_NEAR = 80
"""An institution named within this many characters of a number is taken for the one that gave it."""
_CAPITALS = r"[A-ZА-ЯЁІЇЄҐΑ-Ω\u0621-\u064a]"
_BRITISH_MUSEUM = r"(?:,\d{4}\.\d+|, \d{1,2}-\d{1,2}\.\d+)"  # "1887,0101.5" and "1999, 9-15.1"
_SUFFIX = r"(?:, ?\.?[a-z](?![^\W_])|, \.\d+[a-z]?|-[a-zA-Z](?![^\W_])|-\.(?:\d+|[a-zA-Z]{1,2})(?![^\W_]))*"
_BODY = rf"\d+{_BRITISH_MUSEUM}?(?:[./\-:][^\W_]+|[^\W\d_]{{1,2}}(?![^\W_]))*{_SUFFIX}"
_VALUE = re.compile(rf"(?:{_CAPITALS}{{1,5}}[ .\-]{{0,2}}){{0,2}}{_BODY}(?: \d{{3}}(?!\d))*")
_SHELFMARK = re.compile(rf"(?:[^\W\d_]{{1,8}}\.? ){{0,3}}{_BODY}")
_LOT = re.compile(r"\d{1,5}[a-zA-Z]?(?![\w/])")
_HALLMARK = re.compile(
    r"[\"'«](?P<quoted>[^\"'»]{1,30})[\"'»]"
    rf"|{_CAPITALS}(?:[. ]{{0,2}}{_CAPITALS}){{0,4}}(?![^\W_])"
    r"|\d{2,4}(?:/\d{4})?(?!\w)"
)
_UNLABELLED = re.compile(
    r"(?<![\w.,/])(?:(?P<prefixed>[A-Z]{2,3}[ .\-]?\d{2,6}(?:[.\-]\d+)*)"
    r"|(?P<dotted>(?:[A-Z]{1,2}\.)?\d{2,4}\.(?:[A-Z]{1,3}\.)?\d+(?:\.\d+|\.[A-Z]{1,2}(?![^\W_]))+(?:[a-z](?![^\W_]))?(?:-\.?[A-Za-z](?![^\W_])|-\.\d+)?)"
    r"|(?P<lettered>\d{2}\.[A-Z]{1,3}\.\d+(?:\.\d+)*))(?![\w/])"
)
_DATE = re.compile(
    r"\d{1,2}\.[IVX]+\.\d{2,4}|(?:[0-2]?\d|3[01])\.(?:0?\d|1[0-2])\.(?:\d{4}|\d{2})|\d{4}\.(?:0\d|1[0-2])\.(?:[0-2]\d|3[01])"
)
_PART_OF_NUMBER = {"кп", "кн"}
_NOUNS = frozenset(
    "manuscript manuscrit handschrift manoscritto manuscrito рукопись рукопис handskrift inventory inventar inventaire "
    "inventario accession cote signatur signatura segnatura edition contraste проба marked shelfmark".split()
)
"""Labels that are words of common speech: a sign or word for "number" has to follow them."""


@dataclass(frozen=True)
class Identifier:
    """A number found: its kind, its value as written, its keys, its place, and the institution named beside it, if any."""

    kind: IdentifierKind
    value: str
    keys: IdentifierKeys
    span: Span
    institution: str | None = None


def find_identifiers(text: str) -> tuple[Identifier, ...]:
    """The numbers on an object that a text names, in order. Dates, sizes, folios and editions are none."""
    scan = Scan(text)
    institutions = [(each.names[0], start, end) for each, start, end in scan.terms(institution_names())]
    found: list[Identifier] = []
    for kind, span in sorted([*_labelled(scan), *_unlabelled(scan)], key=lambda each: (each[1].start, -each[1].end)):
        if found and span.start < found[-1].span.end:
            continue
        value = span.of(text)
        by_prefix = institution_of_number(value)
        named = _nearest(span, institutions) if kind not in {IdentifierKind.LOT, IdentifierKind.HALLMARK} else None
        institution = named or (by_prefix[0].names[0] if by_prefix else None)
        found.append(Identifier(kind, value, identifier_keys(value), span, institution))
    return tuple(found)


def _nearest(span: Span, institutions: list[tuple[str, int, int]]) -> str | None:
    near = [
        (max(start - span.end, span.start - end, 0), name)
        for name, start, end in institutions
        if start - span.end <= _NEAR and span.start - end <= _NEAR
    ]
    return min(near)[1] if near else None


def _labelled(scan: Scan) -> Iterator[tuple[IdentifierKind, Span]]:
    for kind, start, end in scan.terms(label_words()):
        label = scan.plain[start:end].casefold()
        place, passed = scan.after_label(end)
        if not passed and (label in _NOUNS or end == place):
            continue
        pattern = {
            IdentifierKind.SHELFMARK: _SHELFMARK,
            IdentifierKind.LOT: _LOT,
            IdentifierKind.HALLMARK: _HALLMARK,
        }.get(kind, _VALUE)
        value = pattern.match(scan.plain, place)
        if value is None:
            continue
        group = "quoted" if kind is IdentifierKind.HALLMARK and value["quoted"] else 0
        first = start if label in _PART_OF_NUMBER else value.start(group)
        yield kind, Span(first, value.end(group))


def _unlabelled(scan: Scan) -> Iterator[tuple[IdentifierKind, Span]]:
    for value in _UNLABELLED.finditer(scan.plain):
        if value["prefixed"] is not None and institution_of_number(value[0]) is None:
            continue
        if _DATE.fullmatch(value[0]):
            continue
        kind = IdentifierKind.INVENTORY if value["prefixed"] else IdentifierKind.ACCESSION
        yield kind, Span(value.start(), value.end())
