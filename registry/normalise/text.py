"""Text to search keys: folding, tokens, Latin and identifier keys, and highlights as offsets into the original.

Both search engines index and query what these functions return, so they find the same objects without any analyser of
their own. All functions are pure and accept any string; `fold`, `tokens` joined by spaces, and `identifier_key` are
idempotent, so text that was normalised already may be normalised again.

Folding follows the usual practice of library catalogues (NFKC, case folding, no diacritics; Arabic letter variants of
alef, ya and ta marbuta made equal, vowel signs and tatweel removed). Romanisation is that of the anyascii table and is
only ever an *additional* key: the original script stays searchable by itself.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from anyascii import anyascii

MAX_TOKEN = 64
"""Characters of a token that count; a longer run of letters is no word."""

# Combining marks that only decorate a letter. Those of other scripts (kana voicing, Indic vowels) carry meaning: they stay.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
        "\u0671": "\u0627",  # alef wasla -> alef
        "\u0649": "\u064a",  # alef maqsura -> ya
        "\u06cc": "\u064a",  # Farsi yeh -> ya
        "\u0629": "\u0647",  # ta marbuta -> ha
        "\u06a9": "\u0643",  # keheh -> kaf
        "\u0640": None,  # tatweel
    }
)  # fmt: skip

# Scripts written without spaces: Han, kana, bopomofo, Thai, Lao. Hangul has spaces.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]+"
)

# Cyrillic and Greek capitals that look like Latin ones, as they get typed into inventory numbers.
_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТУХІЈЅЁΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTYXIJSEABEZHIKMNOPTYX")


def fold(text: str) -> str:
    """`text` with compatibility forms, case, accents and Arabic letter variants made equal; its script is kept."""
    if text.isascii():
        return text.lower()
    folded = _fold_once(text)
    for _ in range(3):
        again = _fold_once(folded)
        if again == folded:
            break
        folded = again
    return folded


def _fold_once(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    bare = _MARKS.sub("", decomposed).translate(_LETTERS)
    plain = "".join(_plain_character(character) for character in bare)
    return unicodedata.normalize("NFKC", plain)


def _plain_character(character: str) -> str:
    """A decimal digit of any script as 0-9, and nothing for invisible formatting characters."""
    if character.isascii():
        return character
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return "" if category == "Cf" else character


def words(text: str) -> list[str]:
    """The folded words of `text` in order, unspaced scripts as whole runs."""
    return [word[:MAX_TOKEN] for word in _split(fold(text)) if word]


def tokens(text: str) -> list[str]:
    """What an engine indexes for `text`, in order: folded words, and pairs of characters for unspaced scripts."""
    return [token for word in words(text) for token in word_tokens(word)]


def word_tokens(word: str) -> list[str]:
    """The tokens of one folded word: itself, or overlapping pairs of characters for an unspaced script."""
    if len(word) < 2 or not _UNSPACED.fullmatch(word):
        return [word]
    return [word[i : i + 2] for i in range(len(word) - 1)]


def _split(folded: str) -> Iterator[str]:
    for run in _runs(folded):
        text = folded[run[0] : run[1]]
        at = 0
        for unspaced in _UNSPACED.finditer(text):
            yield text[at : unspaced.start()]
            yield unspaced.group()
            at = unspaced.end()
        yield text[at:]


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each unbroken run of letters, digits and marks that begins with a letter or digit."""
    start = -1
    for position, character in enumerate(text):
        kind = unicodedata.category(character)
        if kind[0] in "LN" or (start >= 0 and (kind[0] == "M" or kind == "Cf")):
            start = position if start < 0 else start
        elif start >= 0:
            yield start, position
            start = -1
    if start >= 0:
        yield start, len(text)


def latin_key(text: str) -> str:
    """The words of `text` in Latin letters, joined by spaces, with spellings that vary between romanisations united.

    `y` and `j` become `i`, `w` becomes `v`, repeated letters become one: "Айвазовский", "Aivazovsky" and "Ayvazovskiy"
    share the key `aivazovski`. A word without any letter or digit in the anyascii table gives nothing.
    """
    return " ".join(key for word in words(text) for key in latin_keys(word))


@lru_cache(maxsize=50_000)
def latin_keys(word: str) -> tuple[str, ...]:
    """The Latin keys of one folded word; usually one, none where nothing can be romanised."""
    keys = []
    for part in re.findall(r"[a-z]+|[0-9]+", anyascii(word).lower()):
        spelled = re.sub(r"(.)\1+", r"\1", part.translate(_SPELLINGS)) if part.isalpha() else part
        keys.append(spelled[:MAX_TOKEN])
    return tuple(keys)


_SPELLINGS = str.maketrans("yjw", "iiv")


def identifier_key(text: str) -> str:
    """An inventory, serial or external number without spaces, punctuation, accents and script look-alikes, in capitals.

    "КП-12 345", "KP.12345" differ (П has no Latin twin); "АВ-17/3" in Cyrillic and "AB 17.3" in Latin are one.
    """
    text = unicodedata.normalize("NFKD", text.replace("№", " "))
    capitals = unicodedata.normalize("NFKC", _MARKS.sub("", text).upper()).translate(_LOOK_ALIKES)
    return "".join(_plain_character(character) for character in capitals if character.isalnum())


def highlight_spans(original: str, query: str) -> list[tuple[int, int]]:
    """Where words of `query` occur in `original`: sorted, disjoint (start, end) offsets into the original string.

    A word is marked when it equals a query word after folding or romanising, starts with it (from 4 letters), or is
    one edit away (from 5 letters), the same ways in which the text search finds it.
    """
    wanted = words(query)
    if not wanted:
        return []
    exact = {token for word in wanted for token in word_tokens(word)}
    latin = {key for word in wanted for key in latin_keys(word)}
    spans: list[tuple[int, int]] = []
    for start, end in _runs(original):
        at = start
        for unspaced in _UNSPACED.finditer(original, start, end):
            spans.extend(_spaced_span(original, at, unspaced.start(), exact, latin))
            spans.extend((unspaced.start() + a, unspaced.start() + b) for a, b in _pairs(unspaced.group(), exact))
            at = unspaced.end()
        spans.extend(_spaced_span(original, at, end, exact, latin))
    return _merged(spans)


def _spaced_span(original: str, start: int, end: int, exact: set[str], latin: set[str]) -> list[tuple[int, int]]:
    return [(start, end)] if start < end and _piece_matches(original[start:end], exact, latin) else []


def _piece_matches(piece: str, exact: set[str], latin: set[str]) -> bool:
    for word in words(piece):
        if word in exact:
            return True
        for key in latin_keys(word):
            if key in latin or any(_resembles(key, wanted) for wanted in latin):
                return True
    return False


def _resembles(key: str, wanted: str) -> bool:
    if not (key.isalpha() and wanted.isalpha()):
        return False
    if len(wanted) >= 4 and key.startswith(wanted):
        return True
    return len(wanted) >= 5 and within_one_edit(key, wanted)


def within_one_edit(a: str, b: str) -> bool:
    """Whether one insertion, deletion, replacement or swap of neighbours turns `a` into `b` (or none is needed)."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    rest_a, rest_b = a[start:], b[start:]
    if len(a) == len(b):
        swapped = rest_a[1:2] + rest_a[:1] + rest_a[2:]
        return rest_a[1:] == rest_b[1:] or swapped == rest_b
    return rest_a[1:] == rest_b if len(a) > len(b) else rest_a == rest_b[1:]


def _pairs(piece: str, exact: set[str]) -> Iterator[tuple[int, int]]:
    """Marks in a run with unspaced script, whose characters are folded one by one so that each keeps its place."""
    folded = [(character, at) for at, original in enumerate(piece) for character in fold(original)]
    text = "".join(character for character, _ in folded)
    for token in exact:
        at = text.find(token)
        while at >= 0:
            yield folded[at][1], folded[at + len(token) - 1][1] + 1
            at = text.find(token, at + 1)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
