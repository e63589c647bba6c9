"""German and Swedish compounds in their parts: "Ölgemälde" is also a "Gemälde", "oljemålning" also a "målning".

The parts come from the vocabularies: every single-word German and Swedish term of materials and object types, and the
modifiers of `compound_parts.json`. A word is split only where it is made of such parts from end to end, with at most a
linking letter (s, e, n, en, er) between two; the last part must be a term, since it says what the thing is.
"""

import json
from functools import cache, lru_cache
from importlib.resources import files

from registry.normalise.text.tokenising import words

LANGUAGES = ("de", "sv")
_LINKS = ("", "s", "e", "n", "en", "er", "es")
_SHORTEST_PART, _SHORTEST_WORD = 2, 7


@lru_cache(maxsize=50_000)
def compound_parts(word: str) -> tuple[str, ...]:
    """The parts of a folded compound, first to last, without linking letters; empty for any other word.

    Of several ways to split, the one with the fewest parts counts, and among those the one with the longest head.
    """
    heads, modifiers = _known()
    if len(word) < _SHORTEST_WORD or not word.isalpha():
        return ()
    return _split(word, heads, modifiers) or ()


def _split(word: str, heads: frozenset[str], modifiers: frozenset[str]) -> tuple[str, ...] | None:
    """The best split into modifiers and one head, or None."""
    best: tuple[str, ...] | None = None
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART):
        head = word[at:]
        if head not in heads:
            continue
        front = _modifiers(word[:at], modifiers)
        if front and (best is None or len(front) + 1 < len(best)):
            best = (*front, head)
    return best


def _modifiers(front: str, modifiers: frozenset[str]) -> tuple[str, ...]:
    """`front` as modifiers with linking letters, the longest first; empty where it is not made of them."""
    for link in _LINKS:
        bare = front.removesuffix(link)
        if len(bare) >= _SHORTEST_PART and bare in modifiers and (link == "" or front.endswith(link)):
            return (bare,)
    for at in range(len(front) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        first = _modifiers_once(front[:at], modifiers)
        if first and (rest := _modifiers(front[at:], modifiers)):
            return (first, *rest)
    return ()


def _modifiers_once(front: str, modifiers: frozenset[str]) -> str:
    for link in _LINKS:
        bare = front.removesuffix(link)
        if len(bare) >= _SHORTEST_PART and bare in modifiers and (link == "" or front.endswith(link)):
            return bare
    return ""


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """Heads and modifiers, folded."""
    folder = files("registry.vocabulary")
    heads: set[str] = set()
    for name in ("materials.json", "object_types.json"):
        for concept in json.loads(folder.joinpath(name).read_text(encoding="utf-8"))["concepts"]:
            for language in LANGUAGES:
                heads.update(_single_words(concept["terms"].get(language, ())))
    listed = json.loads(folder.joinpath("compound_parts.json").read_text(encoding="utf-8"))
    heads.update(word for language in LANGUAGES for word in _single_words(listed["heads"][language]))
    modifiers = heads | {word for language in LANGUAGES for word in _single_words(listed["modifiers"][language])}
    return frozenset(head for head in heads if len(head) > _SHORTEST_PART), frozenset(modifiers)


def _single_words(terms: list[str]) -> set[str]:
    """The terms of one word. A mark of inflection ("*") is no part of it."""
    return {found[0] for term in terms if len(found := words(term)) == 1 and "*" not in term}
