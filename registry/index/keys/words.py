"""Keys of words: exact, by sound, by consonants, and by either half, which leave out what is mistyped or misread.

One wrong letter spoils one half of a word only, so the other half still finds it, by plain terms and without a walk
through similar spellings (which costs a server most when a catalogue of 500 lots is searched).
"""

from collections.abc import Iterator
from functools import lru_cache

from registry.normalise.names.chinese import chinese_keys
from registry.normalise.names.keys import sound_keys
from registry.normalise.text import UNTELLING, latin_keys, skeleton, word_tokens, words
from registry.normalise.text.compounds import compound_parts

_SHORTEST_SKELETON = 3
_SHORTEST_HALVED = 6

EXACT, SOUND, PART, HALF, CONSONANTS, ELSEWHERE = 1.0, 0.7, 0.6, 0.35, 0.35, 0.5
"""Weights of the ways in which a word may be had."""


def telling_words(text: str) -> list[str]:
    """The folded words of a text that something may be sought by, each once, in order."""
    return [word for word in dict.fromkeys(words(text)) if word not in UNTELLING and (len(word) > 1 or word.isdigit())]


@lru_cache(maxsize=50_000)
def _exact(word: str) -> tuple[str, ...]:
    """A word's key in Latin letters, or its pairs of characters."""
    pairs = word_tokens(word)
    if len(pairs) > 1:
        return tuple(pairs)
    return ("".join(latin_keys(word)) or word,)


def title_keys(text: str) -> Iterator[str]:
    """What a record's title, or a name in it, can be found by."""
    for word in telling_words(text):
        for exact in _exact(word):
            yield f"w:{exact}"
            yield from _halves(exact)
        for part in compound_parts(word):
            yield from (f"w:{key}" for key in _exact(part))
        if len(consonants := skeleton(word)) >= _SHORTEST_SKELETON:
            yield f"s:{consonants}"


def name_keys(text: str) -> Iterator[str]:
    """What a maker's name can be found by."""
    yield from title_keys(text)
    yield from (f"p:{sound}" for word in telling_words(text) for sound in sound_keys(word))
    yield from (f"z:{key}" for key in chinese_keys(text))


def other_keys(text: str) -> Iterator[str]:
    """What any other words of a record can be found by."""
    for word in telling_words(text):
        yield from (f"r:{key}" for key in _exact(word))
        yield from (f"r:{key}" for part in compound_parts(word) for key in _exact(part))


def word_ways(word: str) -> Iterator[tuple[tuple[str, float], ...]]:
    """The ways in which a telling word of a listing may stand in a record: for each of its tokens, best first."""
    consonants = skeleton(word)
    for exact in _exact(word):
        ways = [(f"w:{exact}", EXACT), (f"r:{exact}", ELSEWHERE)]
        ways += [(f"p:{sound}", SOUND) for sound in sorted(sound_keys(word))]
        ways += [(f"w:{key}", PART) for part in compound_parts(word)[-1:] for key in _exact(part)]
        if len(consonants) >= _SHORTEST_SKELETON:
            ways.append((f"s:{consonants}", CONSONANTS))
        ways += [(half, HALF) for half in _halves(exact)]
        yield tuple(ways)


def _halves(exact: str) -> tuple[str, ...]:
    """Keys of the two halves of a long word."""
    if len(exact) < _SHORTEST_HALVED or not exact.isalpha():
        return ()
    middle = len(exact) // 2
    return f"a:{exact[:middle]}", f"b:{exact[middle:]}"
