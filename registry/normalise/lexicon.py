"""Words of a text with their places, and tables of terms in many languages that are found among them.

A term table is a TOML file: a heading for what a term means, below it lists of spellings by language. Terms and text are
compared after `registry.normalise.text.fold`, so case, accents and Arabic letter variants need no entries of their own.
Han and kana are matched character by character, since nothing separates their words. An Arabic word is also tried
without its article and conjunction.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from registry.normalise.text import fold


class Span(NamedTuple):
    """Start and end of a stretch of the original text, as offsets."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The stretch itself."""
        return text[self.start : self.end]


class Word(NamedTuple):
    """A word of a text: its folded key and its place."""

    key: str
    start: int
    end: int


_UNSPACED = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_MARK = "\u0300-\u036f\u0483-\u0487\u05b0-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
WORD = re.compile(
    rf"[{_UNSPACED}]|(?:[^\W\d_{_UNSPACED}\u00bc-\u00be\u2150-\u215f\u2070-\u2079\u00b2\u00b3\u00b9][{_MARK}]*)+"
)
"""One word: a run of letters with their marks, or one character of a script without spaces."""

_ARABIC_PREFIXES = ("وال", "بال", "لل", "ال", "و", "ب")
_SHORTEST_ARABIC = 2


@lru_cache(maxsize=50_000)
def key_of(word: str) -> str:
    """The folded form under which a word is looked up."""
    return fold(word)


def words_of(text: str) -> list[Word]:
    """The words of a text in order."""
    return [Word(key_of(found[0]), found.start(), found.end()) for found in WORD.finditer(text)]


def variants(key: str) -> tuple[str, ...]:
    """A folded word, and an Arabic one also without article or conjunction."""
    if not key or not "\u0600" <= key[0] <= "\u06ff":
        return (key,)
    shorter = (key.removeprefix(prefix) for prefix in _ARABIC_PREFIXES if key.startswith(prefix))
    return (key, *(each for each in shorter if len(each) >= _SHORTEST_ARABIC))


@dataclass(frozen=True)
class Found[T]:
    """A term found at some word: what it means, and how many words it takes."""

    meaning: T
    length: int


class Lexicon[T]:
    """Terms of one or more words, each with its meaning; the longest that fits is found."""

    def __init__(self, terms: Iterable[tuple[str, T]]) -> None:
        self._terms: dict[tuple[str, ...], T] = {}
        self._longest: dict[str, int] = {}
        for term, meaning in terms:
            keys = tuple(word.key for word in words_of(term))
            if not keys:
                raise ValueError(f"a term needs a letter: {term!r}")
            self._terms.setdefault(keys, meaning)
            self._longest[keys[0]] = max(self._longest.get(keys[0], 0), len(keys))

    def at(self, words: Sequence[Word], place: int, gaps: Sequence[bool] | None = None) -> Found[T] | None:
        """The longest term that starts at a word; ``gaps[i]`` tells whether word i may not be joined to the one before."""
        for first in variants(words[place].key):
            for length in range(min(self._longest.get(first, 0), len(words) - place), 0, -1):
                if gaps is not None and any(gaps[place + 1 : place + length]):
                    continue
                rest = (word.key for word in words[place + 1 : place + length])
                found = self._terms.get((first, *rest))
                if found is not None:
                    return Found(found, length)
        return None


def spellings(languages: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """All spellings of a heading, whatever their language."""
    for terms in languages.values():
        yield from terms


_PLAIN = {
    **dict.fromkeys("×✕✖╳⨯", "×"),
    **dict.fromkeys("″”“„‟〃″", '"'),
    **dict.fromkeys("′’‘‚´`ʹ", "'"),
    **dict.fromkeys("–—−‐‑‒―", "-"),
    **dict.fromkeys("،、", ","),
    **dict.fromkeys("٫", "."),
    **dict.fromkeys("٬", ","),
    **dict.fromkeys("؛", ";"),
    **dict.fromkeys("⁄∕", "/"),
    **dict.fromkeys("。", "."),
    **dict.fromkeys("【〔", "["),
    **dict.fromkeys("】〕", "]"),
}
_ENTITIES = re.compile(r"&(nbsp|#160|thinsp|times|quot|frac12|frac14|frac34|Oslash|amp);|_x000D_")
_ENTITY_SIGNS = {"times": "×", "quot": '"', "frac12": "½", "frac14": "¼", "frac34": "¾", "Oslash": "Ø", "amp": "&"}


def plain(text: str) -> str:
    """A text of the same length with digits of any script as 0-9 and typographic signs as their plain forms.

    Offsets into the result are offsets into the original. Left-overs of HTML and spreadsheets become spaces.
    """
    out = "".join(map(_plain_sign, text))
    return _ENTITIES.sub(lambda found: _ENTITY_SIGNS.get(found[1] or "", " ").ljust(len(found[0])), out)


@lru_cache(maxsize=4096)
def _plain_sign(sign: str) -> str:
    if sign.isascii():
        return sign
    if sign in _PLAIN:
        return _PLAIN[sign]
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    if category in {"Zs", "Cf"}:
        return " "
    if "\uff01" <= sign <= "\uff5e":
        return chr(ord(sign) - 0xFEE0)
    return sign
