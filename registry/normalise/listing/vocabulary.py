"""The words by which listings are laid out, from `words.toml`."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from registry.normalise.lexicon import Found, Lexicon, key_of, spellings, words_of
from registry.normalise.listing.value import FieldKind
from registry.normalise.names.data import given_name_groups
from registry.normalise.text import fold

_LONGEST_TERM = 60
_JOINED = re.compile(r"[ \t.'’\-/&,]{0,3}")


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files("registry.normalise.listing").joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def label_words() -> Lexicon[FieldKind]:
    """Labels before fields."""
    return Lexicon(
        (term, FieldKind(kind)) for kind, languages in _words()["labels"].items() for term in spellings(languages)
    )


@cache
def cue_words() -> Lexicon[FieldKind]:
    """Words that begin a remark on condition, former owners or publication without a label."""
    return Lexicon(
        (term, FieldKind(kind)) for kind, languages in _words()["cues"].items() for term in spellings(languages)
    )


@cache
def listed(heading: str) -> Lexicon[bool]:
    """The terms of a plain list: `untitled`, `aside`, `written_with`."""
    return Lexicon((term, True) for term in _words()[heading]["all"])


@cache
def dating_words() -> frozenset[str]:
    """Folded words that may stand beside a date and leave it a date."""
    return frozenset(map(key_of, _words()["dating"]["all"]))


@lru_cache(maxsize=20_000)
def is_given_name(word: str) -> bool:
    """Whether a word is a known given name."""
    folded = fold(word).strip(".,")
    return folded in given_name_groups() or folded in _further_given_names()


@cache
def _further_given_names() -> frozenset[str]:
    return frozenset(map(fold, _words()["given_names"]["all"]))


@cache
def going_on() -> frozenset[str]:
    """Folded words after which a sentence goes on in the next line."""
    return frozenset(map(key_of, _words()["goes_on"]["all"]))


def terms[T](text: str, lexicon: Lexicon[T]) -> Iterator[tuple[T, int, int]]:
    """Terms of a lexicon in a text, the longest at each place: meaning, start and end."""
    words = words_of(text)
    gaps = [i > 0 and not _JOINED.fullmatch(text, words[i - 1].end, word.start) for i, word in enumerate(words)]
    place = 0
    while place < len(words):
        found: Found[T] | None = lexicon.at(words, place, gaps)
        if found is None:
            place += 1
            continue
        yield found.meaning, words[place].start, words[place + found.length - 1].end
        place += found.length


@lru_cache(maxsize=20_000)
def is_listed(text: str, heading: str) -> bool:
    """Whether a text is one of a list's terms, and nothing else."""
    if len(text) > _LONGEST_TERM:
        return False
    found = next(terms(text, listed(heading)), None)
    return found is not None and not re.sub(r"[\W_]", "", text[: found[1]] + text[found[2] :])
