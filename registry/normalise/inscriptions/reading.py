"""Inscriptions out of a description: "signed lower left: J. Doe 1888" says what kind, where, and what can be read.

Several stand in one sentence ("signed and dated lower right 'Doe 88', titled on the reverse"). What is announced without its
words ("signed") is an inscription too, with an empty text: it can be asked for, not compared.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from registry.normalise.inscriptions.vocabulary import Meaning, filler_words, introducing_words
from registry.normalise.lexicon import Span, Word, plain, words_of
from registry.records.description import Inscription
from registry.vocabulary.lists import InscriptionKind

LONGEST = 20_000
"""Characters of a text that are read."""
_BREAK = re.compile(r"[;\n]|\.(?=\s+[^\W\d_a-zа-я]|\s*$)")
_QUOTED = re.compile(r"[\"“”„«']([^\"“”„»«]{1,400}?)[\"“”»](?!\w)|(?<!\w)['‘‚]([^'‘’]{1,400}?)['’](?!\w)")
_AFTER_COLON = re.compile(r"[\s.]*[:：]\s*(.+)", re.DOTALL)
_ENDS_TEXT = re.compile(r"[,(]\s*$")
_LONGEST_TAIL = 60
_GAP = re.compile(r"[ \t.'’\-/]{0,3}")


@dataclass(frozen=True)
class ReadInscription:
    """An inscription: its kinds, its words as given (empty where only announced), its position and place in the text."""

    kinds: frozenset[InscriptionKind]
    text: str
    position: str | None
    span: Span


def read_inscriptions(text: str) -> tuple[ReadInscription, ...]:
    """The inscriptions that a description tells of, in order."""
    shown = text[:LONGEST]
    flat = plain(shown)
    words = words_of(shown)
    gaps = [i > 0 and not _GAP.fullmatch(flat, words[i - 1].end, word.start) for i, word in enumerate(words)]
    quoted = [(found.start(), found.end()) for found in _QUOTED.finditer(shown)]
    marks = [mark for mark in _marks(words, gaps) if not any(a <= mark[1].start < b for a, b in quoted)]
    found: list[ReadInscription] = []
    for start, end in _sentences(shown, quoted):
        inside = [mark for mark in marks if start <= mark[1].start < end]
        found.extend(_of_sentence(shown, end, inside))
    return tuple(found)


def recorded_inscription(recorded: Inscription) -> ReadInscription:
    """An inscription of a record in the same form."""
    return ReadInscription(frozenset({recorded.kind}), recorded.text, recorded.position, Span(0, len(recorded.text)))


def _marks(words: list[Word], gaps: list[bool]) -> Iterator[tuple[Meaning, Span]]:
    place = 0
    while place < len(words):
        found = introducing_words().at(words, place, gaps)
        if found is None:
            place += 1
            continue
        yield found.meaning, Span(words[place].start, words[place + found.length - 1].end)
        place += found.length


def _sentences(text: str, quoted: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _BREAK.finditer(text):
        if any(a <= stop.start() < b for a, b in quoted):
            continue
        if re.search(r"(?<!\w)[^\W\d_]$", text[: stop.start()][-2:]) and stop[0] == ".":
            continue  # an initial
        yield start, stop.start()
        start = stop.end()
    yield start, len(text)


def _of_sentence(text: str, end: int, marks: list[tuple[Meaning, Span]]) -> Iterator[ReadInscription]:
    """Kinds and positions that stand together introduce one text; the next kind after a text begins another."""
    group: list[tuple[Meaning, Span]] = []
    pending: ReadInscription | None = None
    for index, mark in enumerate(marks):
        group.append(mark)
        last = index + 1 == len(marks)
        between = text[mark[1].end : end if last else marks[index + 1][1].start]
        words, length = _words_of_inscription(between)
        if not last and not words and "," not in between:  # "signed and dated lower right"; a comma parts two
            continue
        kinds = frozenset(meaning for meaning, _ in group if isinstance(meaning, InscriptionKind))
        position = next((meaning for meaning, _ in group if not isinstance(meaning, InscriptionKind)), None)
        if (
            not kinds and pending is not None and pending.position is None
        ):  # the position follows: "signed 'Doe' lower right"
            pending = replace(pending, position=position)
        elif kinds:
            if pending is not None:
                yield pending
            pending = ReadInscription(kinds, words, position, Span(group[0][1].start, mark[1].end + length))
        group = []
    if pending is not None:
        yield pending


def _words_of_inscription(between: str) -> tuple[str, int]:
    """The words after an announcement and where they end: what is quoted, what follows a colon, or a short rest."""
    quoted = _QUOTED.search(between)
    colon = _AFTER_COLON.match(between)
    if quoted and (not colon or quoted.start() <= colon.start(1) + 1):
        group = 1 if quoted[1] is not None else 2
        return quoted[group].strip(), quoted.end(group)
    if colon:
        words = _ENDS_TEXT.sub("", colon[1].rstrip().rstrip(",")).strip()
        return words, colon.start(1) + len(words)
    start = next((word.start for word in words_of(between) if word.key not in filler_words()), len(between))
    number = re.search(r"\d", between)
    start = min(start, number.start()) if number else start
    words = between[start:].rstrip().rstrip(",(").rstrip()
    lettered = bool(words) and (words[0].isupper() or words[0].isdigit() or not words[0].isascii())
    return (words, start + len(words)) if lettered and len(words) <= _LONGEST_TAIL else ("", 0)
