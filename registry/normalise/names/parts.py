"""One person's name in given names, family name and particles."""

import re

from registry.normalise.names.data import name_words, rank_phrases
from registry.normalise.names.model import Name
from registry.normalise.text import fold

_INITIAL = re.compile(r"(?<![^\W\d_])([^\W\d_])\.(?=\S)")
_ALSO_NAMES = frozenset("don major king prince duke mark bruder general pope".split())
"""Titles that are names too: "Don McCullin"."""
_HAN = re.compile("[\u3400-\u9fff]")


def person_name(written: str) -> Name | None:
    """The parts of a name; None where nothing of it is a name.

    The family name is the last word, or the first before initials ("Айвазовский И. К."). Particles are kept apart;
    where they lead to a place or a father ("Leonardo da Vinci"), comparing knows it from them.
    """
    text = " ".join(_INITIAL.sub(r"\1. ", written).split()).strip(' ,.:;"“”«»')
    text, rank = _without_rank(text)
    words = [word for word in re.split(r"[\s]+", text) if any(character.isalpha() for character in word)]
    while (
        words and len(words) > (2 if _plain(words[0]) in _ALSO_NAMES else 1) and _plain(words[0]) in name_words().titles
    ):
        words = words[1:]
    while len(words) > 2 and words[-1].isupper() and _plain(words[-1]) in name_words().honours:
        words = words[:-1]
    if not words:
        return None
    whole = " ".join(words)
    particles = tuple(word for word in words if _is_particle(word))
    core = [word for word in words if not _is_particle(word)]
    if not core:
        return Name(whole, given=(whole,), rank_in_family=rank)
    if len(core) == 1:
        return Name(whole, given=(core[0],), particles=particles, rank_in_family=rank)
    if _is_initial(core[-1]) and not _is_initial(core[0]):
        return Name(whole, tuple(core[1:]), (core[0],), particles, rank)
    return Name(whole, tuple(core[:-1]), (core[-1],), particles, rank)


def inverted_name(family: str, given: str) -> Name | None:
    """The name of "Family, Given particle": put into its spoken order."""
    family_words, given_words = family.split(), given.split()
    trailing: list[str] = []
    while given_words and _is_particle(given_words[-1]):
        trailing.insert(0, given_words.pop())
    spoken = person_name(" ".join([*given_words, *trailing, *family_words]))
    if spoken is None:
        return None
    core = [word for word in family_words if not _is_particle(word)]
    kept = tuple(word for word in (*spoken.given, *spoken.family) if word not in core)
    family_parts = tuple(core) if core else spoken.family
    return Name(spoken.whole, kept, family_parts, spoken.particles, spoken.rank_in_family)


def _without_rank(text: str) -> tuple[str, str | None]:
    """The name without "the Elder", "d. J.", "Jr.", and which of the two it was."""
    for mention in reversed(rank_phrases().find(text)):
        before = text[: mention.start].strip(" ,")
        if mention.end >= len(text.rstrip(" .,)")) and len(before.split()) >= 1:
            return before, mention.values[0]
    return text, None


def _is_initial(word: str) -> bool:
    return len(word.strip(".")) == 1 and not _HAN.search(word)


def _is_particle(word: str) -> bool:
    return _plain(word) in name_words().particles and not word.endswith(".") and not _HAN.search(word)


def _plain(word: str) -> str:
    return fold(word).strip(".,'’-")
