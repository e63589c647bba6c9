"""Words and tokens, and where each stands in the original.

A word is an unbroken run of letters, digits and marks. An apostrophe inside it is part of it where it stands for a
sound ("Qur'an", "об'єкт", "Ta'izz": written without it as often as with), and parts it where it marks an elision
("l'Étoile", "d'Arezzo", "O'Keeffe") or an English ending ("Turner's"). Scripts without spaces (Han, kana, Thai, Lao)
give overlapping pairs of characters, which every engine can match as if they were words.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from registry.normalise.text.folding import fold

MAX_TOKEN = 64
"""Characters of a token that count; a longer run of letters is no word."""

UNSPACED = re.compile(
    "[\u0e00-\u0eff\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]+"
)
"""Runs of scripts written without spaces: Han, kana, bopomofo, Thai, Lao. Hangul has spaces."""

# The quotation-like ones, which are punctuation, and the letters that transliterations use for ayn and hamza.
_APOSTROPHES = "'’‘`′＇\u05f3"
_SOUND_LETTERS = "ʼʻʾʿˀˁ"
_WITHOUT_APOSTROPHES = str.maketrans(dict.fromkeys(_APOSTROPHES + _SOUND_LETTERS))
_ELIDED = frozenset(
    "l d j m n s t c v qu jusqu lorsqu puisqu quelqu presqu un all dall dell nell sull coll quell quest bell sant gl "
    "agl dagl degl negl sugl o".split()
)
_ENDINGS = frozenset("s t re ve ll d m".split())
_SPACES = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Token:
    """A token and the part of the original, `original[start:end]`, that it comes from."""

    text: str
    start: int
    end: int


def words(text: str) -> list[str]:
    """The folded words of `text` in order, unspaced scripts as whole runs."""
    return [word for word, _, _ in _words(fold(text))]


def tokens(text: str) -> list[str]:
    """What an engine indexes for `text`, in order: folded words, and pairs of characters for unspaced scripts."""
    return [token for word in words(text) for token in word_tokens(word)]


def word_tokens(word: str) -> list[str]:
    """The tokens of one folded word: itself, or overlapping pairs of characters for an unspaced script."""
    if len(word) < 2 or not UNSPACED.fullmatch(word):
        return [word]
    return [word[i : i + 2] for i in range(len(word) - 1)]


def located(text: str, *, single_characters: bool = False) -> list[Token]:
    """The tokens of `text` with their places; with `single_characters`, unspaced scripts give each character alone.

    A token's place never cuts a letter from its accent. Where compatibility forms blur the borders between words
    ("㎏" is two letters), the place is the whole run between two spaces.
    """
    found: list[Token] = []
    for match in _SPACES.finditer(text):
        run, offset = match.group(), match.start()
        tokens_of = _remembered if len(run) <= MAX_TOKEN else _located_in
        found.extend(
            Token(word, offset + start, offset + end) for word, start, end in tokens_of(run, single_characters)
        )
    return found


@lru_cache(maxsize=50_000)
def _remembered(run: str, single_characters: bool) -> tuple[tuple[str, int, int], ...]:
    """The tokens of a short run; the same words come again and again, as every step of a reading asks for them anew."""
    return tuple(_located_in(run, single_characters))


def _located_in(run: str, single_characters: bool) -> Iterator[tuple[str, int, int]]:
    """The tokens of what stands between two spaces, with their places in it."""
    folded, places = _folded_with_places(run)
    for word, start, end in _words(folded):
        if len(word) >= 2 and UNSPACED.fullmatch(word):
            size = 1 if single_characters else 2
            for at in range(start, end - size + 1):
                first, last = places[at], places[at + size - 1]
                yield folded[at : at + size], first[0], last[1]
        else:
            yield word, places[start][0], places[end - 1][1]


def _folded_with_places(run: str) -> tuple[str, list[tuple[int, int]]]:
    """`fold(run)`, and for each of its characters the part of `run` that it comes from."""
    whole = fold(run)
    if len(whole) == len(run) and run.isascii():
        return whole, [(at, at + 1) for at in range(len(run))]
    places: list[tuple[int, int]] = []
    parts = []
    for start, end in _clusters(run):
        part = fold(run[start:end])
        parts.append(part)
        places.extend([(start, end)] * len(part))
    if "".join(parts) != whole:
        return whole, [(0, len(run))] * len(whole)
    return whole, places


def _clusters(run: str) -> Iterator[tuple[int, int]]:
    """Each character with the marks and invisible characters that follow it."""
    start = 0
    for at in range(1, len(run)):
        if unicodedata.category(run[at])[0] != "M" and unicodedata.category(run[at]) != "Cf":
            yield start, at
            start = at
    if run:
        yield start, len(run)


def _words(folded: str) -> Iterator[tuple[str, int, int]]:
    """Each word of a folded text, without apostrophes and cut to MAX_TOKEN, and where it stands there."""
    for start, end in runs(folded):
        at = start
        for unspaced in UNSPACED.finditer(folded, start, end):
            yield from _spaced(folded, at, unspaced.start())
            yield from _cut(unspaced.group(), unspaced.start(), unspaced.end())
            at = unspaced.end()
        yield from _spaced(folded, at, end)


def _spaced(folded: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    word = folded[start:end].translate(_WITHOUT_APOSTROPHES)
    if word:
        yield word[:MAX_TOKEN], start, end


def _cut(word: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    yield word[:MAX_TOKEN], start, min(end, start + MAX_TOKEN)


def runs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each unbroken run of letters, digits and marks that begins with a letter or digit."""
    start = -1
    for position, character in enumerate(text):
        kind = unicodedata.category(character)
        if kind[0] in "LN" or (start >= 0 and (kind[0] == "M" or kind == "Cf")):
            start = position if start < 0 else start
        elif start >= 0 and not (character in _APOSTROPHES and _joins(text, start, position)):
            yield start, position
            start = -1
    if start >= 0:
        yield start, len(text)


def _joins(text: str, start: int, position: int) -> bool:
    """Whether the apostrophe at `position` belongs into the word that began at `start`."""
    end = position + 1
    while end < len(text) and unicodedata.category(text[end])[0] in "LM":
        end += 1
    after = text[position + 1 : end]
    before = text[start:position]
    if not after or not before[-1].isalpha() or UNSPACED.match(before[-1]) or UNSPACED.match(after):
        return False
    return fold(before) not in _ELIDED and fold(after) not in _ENDINGS
