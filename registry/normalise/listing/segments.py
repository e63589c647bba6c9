"""A listing cut into segments: lines, and in them what commas, points, dashes, bars and wide gaps part."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from registry.normalise.lexicon import Span


class Gap(StrEnum):
    """What stands before a segment."""

    LINE = "line"
    WIDE = "wide"
    """A bar, bullet, dash, tab or wide space: another field follows."""
    STOP = "stop"
    SEMICOLON = "semicolon"
    COMMA = "comma"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch between two separators."""

    start: int
    end: int
    gap: Gap

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.start, self.end)

    def of(self, text: str) -> str:
        """Its text."""
        return text[self.start : self.end]


_CAPITAL = "A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ"
_SEPARATOR = re.compile(
    r"(?P<line>\n+)|(?P<wide>\t+|[^\S\n]{3,}|\s?[|•¦]\s?|[^\S\n][–—-][^\S\n])|(?P<semicolon>;[^\S\n]?|；)|(?P<stop>。|"
    rf"(?<=[^\W\d_]{{2}})\.[^\S\n](?=[^a-zß-öø-ÿа-яёіїєґ\s])|(?<=[\d)\]»”\"’'])\.[^\S\n](?=[^a-zß-öø-ÿа-яёіїєґ\s])|"
    rf"(?<=[{_CAPITAL}]\.[{_CAPITAL}])\.[^\S\n](?=[«“\"]|[{_CAPITAL}][а-яёіїєґ])|"
    r"(?<=[\u3400-\u9fff])[^\S\n](?=[\u3400-\u9fff]|\d{3,4}年))|(?P<comma>[,،，、](?=\s)|[،，、])"
)
_ABBREVIATED = re.compile(
    r"(?<!\w)(?:st|ste|mr|mrs|dr|jr|sr|ca|no|nr|vol|fig|approx|inv|apr|av|geb|gest|nat|bros|hon|rev|capt|col|gen|lt|"
    r"prof|mme|mlle|cie|sig|sign|о|ок|род|ум|св|гр|им|нар)\.?$",
    re.IGNORECASE,
)
_BRACKETS = {"(": ")", "[": "]", "（": "）", "«": "»", "“": "”", "„": "“", "《": "》"}


def segments(text: str, kept_whole: Sequence[Span] = ()) -> list[Segment]:
    """The segments of a text; brackets, guillemets and the given spans are not cut."""
    closed = bytearray(len(text) + 1)
    for span in (*_bracketed(text), *kept_whole):
        closed[span.start : span.end] = b"\1" * (span.end - span.start)
    found: list[Segment] = []
    start, gap = 0, Gap.LINE
    for cut in _SEPARATOR.finditer(text):
        kind = Gap(cut.lastgroup or Gap.LINE)
        if kind is not Gap.LINE and closed[cut.start()]:
            continue
        if (
            kind is Gap.STOP
            and cut[0][0] == "."
            and _ABBREVIATED.search(text[max(start, cut.start() - 8) : cut.start()])
        ):
            continue
        found.append(Segment(start, cut.start(), gap))
        start, gap = cut.end(), kind
    found.append(Segment(start, len(text), gap))
    return [segment for each in found if (segment := _stripped(text, each)) is not None]


def _stripped(text: str, segment: Segment) -> Segment | None:
    part = segment.of(text)
    left = len(part) - len(part.lstrip(" \t\r\f\v\u00a0\u3000*_,;:|"))
    right = len(part.rstrip(" \t\r\f\v\u00a0\u3000*_,;:|"))
    if left >= right:
        return None
    return Segment(segment.start + left, segment.start + right, segment.gap)


def _bracketed(text: str) -> Iterator[Span]:
    """Outermost brackets and quotations that close on their line."""
    at = 0
    while at < len(text):
        closing = _BRACKETS.get(text[at])
        stop = text.find("\n", at) if closing else -1
        end = text.find(closing, at + 1, stop if stop >= 0 else len(text)) if closing else -1
        if end >= 0:
            yield Span(at, end + 1)
            at = end
        at += 1
