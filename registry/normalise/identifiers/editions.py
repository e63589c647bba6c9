"""Numbers within editions: "3/50", "E.A. II/X", "épreuve d'artiste", "ed. of 50", "3 из 50".

Another number of the same edition is another object. A bare fraction counts as an edition number only where nothing makes
it a size or a date, and where the edition is no power of two (3/8 is an eighth, unless a word says otherwise).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from registry.normalise.identifiers.scan import Scan
from registry.normalise.identifiers.vocabulary import edition_words, proof_words
from registry.normalise.lexicon import Span
from registry.vocabulary.lists import EditionKind

_ROMAN = r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_COUNT = rf"(?:\d{{1,5}}|{_ROMAN})"
_OF = r"(?:/|of|sur|von|di|de|из|із|з|من|av|\()"
_NUMBERED = re.compile(rf"\(?(?P<number>{_COUNT})\s?{_OF}\s?(?P<of>{_COUNT})(?![\w/])", re.IGNORECASE)
_FRACTION = re.compile(
    r"(?<![\w.,/½¼¾])(?<!\d )(?<!\d-)(?P<number>\d{1,4})\s?/\s?(?P<of>\d{1,4})(?![\w/.,]\d|[\w/])"
    r"(?!\s*(?:in(?:\.|\s*[x×)]|\s*$)|cm|mm|\"|'|[x×]|inch|Zoll|pouces))"
)
_SINGLE = re.compile(rf"(?P<of>\d{{1,5}})(?![\w/])|(?P<roman>{_ROMAN})(?![\w/])")
_POWERS = {2, 4, 8, 16, 32, 64}
_SMALLEST = 5
_NUMBERED_WORDS = frozenset(
    "numbered numéroté numérotée nummeriert numeriert numrerad numrerat numerato numerado".split()
)
_PROOF_LETTERS = re.compile(r"[^\W\d_]\.\s?[^\W\d_]\.(?:\s?[^\W\d_]\.)?|[A-Z]{2,3}")
_OF_WORDS = re.compile(r"\s?(?:of|from|an?|the|von|de|di|à|om|von|:|\.|,|an edition of|\s)*", re.IGNORECASE)


@dataclass(frozen=True)
class EditionNumber:
    """Which impression or cast of how many, as far as said, and its place in the text."""

    number: int | None
    of: int | None
    kind: EditionKind
    span: Span


class EditionLevel(StrEnum):
    """How two edition numbers stand to each other."""

    SAME = "same"
    OTHER = "other number"
    """Two impressions of one edition, or a proof and a numbered one: not the same object."""
    OPEN = "possible"
    """One side gives no number."""
    MISSING = "missing"


def find_editions(text: str) -> tuple[EditionNumber, ...]:
    """The edition numbers a text names, in order."""
    scan = Scan(text)
    found: list[EditionNumber] = []
    candidates = [*_proofs(scan), *_announced(scan), *_fractions(scan)]
    for each in sorted(candidates, key=lambda one: (one.span.start, -one.span.end)):
        if found and each.span.start < found[-1].span.end:
            continue
        if found and found[-1].of is None and each.number is None and each.kind is EditionKind.NUMBERED:
            last = found[-1]  # "numbered 3, from an edition of 50"
            found[-1] = EditionNumber(last.number, each.of, last.kind, Span(last.span.start, each.span.end))
            continue
        found.append(each)
    return tuple(found)


def compare_editions(one: EditionNumber | None, other: EditionNumber | None) -> EditionLevel:
    """Whether two edition numbers can be those of one object."""
    if one is None or other is None:
        return EditionLevel.MISSING
    if one.of is not None and other.of is not None and one.of != other.of:
        return EditionLevel.OTHER
    numbered = one.number is not None and other.number is not None
    if one.kind is not other.kind:
        return EditionLevel.OTHER if numbered or _special(one) != _special(other) else EditionLevel.OPEN
    if numbered:
        return EditionLevel.SAME if one.number == other.number else EditionLevel.OTHER
    return EditionLevel.OPEN


def _special(each: EditionNumber) -> bool:
    return each.kind is not EditionKind.NUMBERED


def _count(written: str) -> int:
    if written.isdigit():
        return int(written)
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    digits = [values[letter] for letter in written.upper()]
    return sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))


def _proofs(scan: Scan) -> Iterator[EditionNumber]:
    """Proofs by word or letters, with a number where one follows or stands before."""
    for kind, start, end in scan.terms(proof_words()):
        written = scan.plain[start:end]
        if len(written.replace(".", "").replace(" ", "")) <= 3 and not _PROOF_LETTERS.match(scan.plain, start):
            continue
        stop = end + (scan.plain[end : end + 1] == ".")
        place, _ = scan.after_label(stop)
        following = _NUMBERED.match(scan.plain, place)
        if following is not None:
            yield _numbered(following, kind, start)
        elif place < len(scan.plain) and (single := re.compile(rf"{_ROMAN}(?!\w)").match(scan.plain, place)):
            yield EditionNumber(_count(single[0]), None, kind, Span(start, single.end()))
        elif not _short(written) or stop - end:
            yield EditionNumber(None, None, kind, Span(start, stop))


def _short(written: str) -> bool:
    return len(written) <= 2


def _numbered(found: re.Match[str], kind: EditionKind, start: int) -> EditionNumber:
    return EditionNumber(_count(found["number"]), _count(found["of"]), kind, Span(start, found.end("of")))


def _announced(scan: Scan) -> Iterator[EditionNumber]:
    """ "edition of 50", "Auflage 50 Ex.", "numbered 3/50", "copy 3 of 50"."""
    for heading, start, end in scan.terms(edition_words()):
        place, _ = scan.after_label(end)
        pair = _NUMBERED.match(scan.plain, place)
        if pair is not None and _count(pair["number"]) <= _count(pair["of"]):
            yield _numbered(pair, EditionKind.NUMBERED, pair.start("number"))
            continue
        words = _OF_WORDS.match(scan.plain, place)
        single = _SINGLE.match(scan.plain, words.end() if words else place)
        if single is None or single["of"] is None:
            continue
        count = int(single["of"])
        if heading == "editions" and count > 1 and not 1400 <= count <= 2100:
            yield EditionNumber(None, count, EditionKind.NUMBERED, Span(start, single.end()))
        elif scan.plain[start:end].casefold() in _NUMBERED_WORDS and words is not None and words.end() == place:
            yield EditionNumber(count, None, EditionKind.NUMBERED, Span(start, single.end()))


def _fractions(scan: Scan) -> Iterator[EditionNumber]:
    for found in _FRACTION.finditer(scan.plain):
        number, of = int(found["number"]), int(found["of"])
        if 0 < number <= of and of >= _SMALLEST and of not in _POWERS and not 1000 <= of <= 2100:
            yield EditionNumber(number, of, EditionKind.NUMBERED, Span(found.start(), found.end()))
