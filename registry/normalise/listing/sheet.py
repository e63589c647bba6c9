"""The listing while it is read: which stretches are claimed by which field, and what is still free.

Every step of the reading sees only what no step before it has claimed. So no stretch is claimed twice, and the order of
the steps says what wins: the surest first.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from registry.normalise.lexicon import Span
from registry.normalise.listing.value import FieldKind
from registry.normalise.listing.vocabulary import going_on

_OPENING = {")": "(", "]": "[", "»": "«", "”": "“", "》": "《", "）": "（"}
_CLOSING = {opening: closing for closing, opening in _OPENING.items()} | {"„": "“"}
_OUTER = " \t\r\n\f\v\u00a0\u2028\u2029\u3000,;:|•·¦*_~،；，、：="
_LEADING_DASHES = re.compile(r"[-–—=#]+(?=\s|$)")
_TRAILING_DASHES = re.compile(r"(?<=\s)[-–—=#]+$")
_LAST_WORD = re.compile(r"(?<!\w)(?<!\d )([^\W\d_]+)[ \t\r]*$")
_ASIDE = re.compile(r"\([^()]*\)\.?")
_LABELLED = re.compile(r"[^:：\n]{1,30}[:：]")
_QUALIFIED = re.compile(
    r"\S.*,\s*(?:attribuit[oa] a|attribué(?:e)? à|attributed to|atribuid[oa] a|zugeschrieben an|attr\. to)[ \t\r]*$",
    re.IGNORECASE,
)
"""A qualifier behind the name ends the line, though its last word could go on."""
_HYPHEN = re.compile(r"[a-zà-ÿа-я]-[ \t\r]*$")


@dataclass(frozen=True)
class Claim:
    """A stretch that belongs to a field."""

    kind: FieldKind
    span: Span


@dataclass(frozen=True)
class Sheet:
    """A listing with its claims. `spent` are labels: they belong to a field and are no text of their own."""

    text: str
    claims: tuple[Claim, ...] = ()
    spent: tuple[Span, ...] = ()

    @cached_property
    def flat(self) -> str:
        """The text, of the same length, with a space for a line break inside a sentence."""
        return _flat(self.text)

    @cached_property
    def free(self) -> str:
        """The flat text, of the same length, with line breaks for everything claimed or spent."""
        letters = list(self.flat)
        for span in (*(claim.span for claim in self.claims), *self.spent):
            letters[span.start : span.end] = "\n" * (span.end - span.start)
        return "".join(letters)

    def claiming(self, claims: Iterable[Claim]) -> "Sheet":
        """The sheet with further claims, each trimmed; those that are empty or touch an earlier one are left out."""
        taken = [*(claim.span for claim in self.claims), *self.spent]
        kept: list[Claim] = []
        for claim in claims:
            span = trimmed(self.text, claim.span)
            if span.start < span.end and not any(span.start < one.end and one.start < span.end for one in taken):
                kept.append(Claim(claim.kind, span))
                taken.append(span)
        return replace(self, claims=(*self.claims, *kept)) if kept else self

    def spending(self, spans: Iterable[Span]) -> "Sheet":
        """The sheet with labels spent."""
        return replace(self, spent=(*self.spent, *spans))

    def has(self, kind: FieldKind) -> bool:
        """Whether a field of this kind is claimed."""
        return any(claim.kind is kind for claim in self.claims)


def trimmed(text: str, span: Span) -> Span:
    """The span without separators, markup and brackets or quotation marks that only its one end has."""
    start, end = span
    while True:
        before = start, end
        while start < end and text[start] in _OUTER:
            start += 1
        while end > start and text[end - 1] in _OUTER:
            end -= 1
        leading = _LEADING_DASHES.match(text, start, end)
        start = leading.end() if leading else start
        trailing = _TRAILING_DASHES.search(text[start:end])
        end = start + trailing.start() if trailing else end
        part = text[start:end]
        if part and (part[0] in _OPENING or (part[0] in _CLOSING and _CLOSING[part[0]] not in part[1:])):
            start += 1
        elif part and (part[-1] in _CLOSING or (part[-1] in _OPENING and _opening(part[-1], part) < 0)):
            end -= 1
        elif _ASIDE.fullmatch(part):
            start, end = start + 1, end - (2 if part[-1] == "." else 1)
        elif len(part) > 1 and part[0] == part[-1] == '"':
            start, end = start + 1, end - 1
        if (start, end) == before:
            return Span(start, end)


def _opening(closing: str, part: str) -> int:
    opening = _OPENING[closing]
    return max(part.find(opening), part.find("„") if closing == "”" else -1)


def cleaned(text: str) -> str:
    """A stretch as a value: single spaces."""
    return " ".join(text.split())


def _flat(text: str) -> str:
    lines = text.replace("_x000D_", " " * 7).split("\n")
    joined = lines[0]
    for line in lines[1:]:
        joined += (" " if _goes_on(joined, line) else "\n") + line
    return joined


def _goes_on(before: str, line: str) -> bool:
    """Whether a line goes on with the sentence before it: that ends in a word such as "of", or in a hyphen."""
    if not line.strip() or _LABELLED.match(line):
        return False
    if _QUALIFIED.search(before):
        return False
    last = _LAST_WORD.search(before)
    word = last[1] if last else ""
    open_end = word.casefold() in going_on() and (len(word) > 1 or word.islower())
    return open_end or (line[:1].islower() and _HYPHEN.search(before) is not None)
