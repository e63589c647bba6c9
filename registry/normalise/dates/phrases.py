"""Words of several tokens ("av. J.-C.", "до н. э.") as one token with the senses of the lexicon."""

from dataclasses import replace
from functools import lru_cache

from registry.normalise.dates.token import NOTHING, Token
from registry.normalise.dates.vocabulary import Senses, lexicon, shortenings
from registry.normalise.text import within_one_edit

_JOINTS = {".", "-", "'", "’", "ʼ", "&", ":"}
"""What may stand between the words of a phrase: "J.-C.", "c:a", "l'hégire"."""


def merge_phrases(tokens: list[Token], *, lenient: bool) -> list[Token]:
    """The tokens with the longest known phrases merged; `lenient` takes a long word one edit away for the known one."""
    merged: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.senses or token.number is not None or token.date or not token.text[0].isalpha():
            merged.append(token)
            at += 1
            continue
        count, senses = _phrase(tokens, at)
        if not senses and lenient and token.roman is None:
            senses = _nearest(token.text)
            token = replace(token, misspelt=bool(senses))
        if token.text == "i" and token.roman is not None:
            senses = NOTHING  # "I secolo": a capital I is a numeral, not the Italian article
        if not senses and count == 1:
            merged.append(token)
            at += 1
            continue
        last = tokens[at + count - 1]
        roman_value = token.roman if count == 1 else None
        merged.append(
            replace(
                token, end=last.end, senses=senses, dotted=last.dotted, roman=roman_value,
                text=" ".join(t.text for t in tokens[at : at + count] if t.text[0].isalpha()),
            )
        )  # fmt: skip
        at += count
    return merged


def _phrase(tokens: list[Token], at: int) -> tuple[int, Senses]:
    """The longest known phrase that starts here: how many tokens, and its senses."""
    for words, senses in lexicon().starting_with(tokens[at].text):
        count = _length(tokens, at, words)
        if count:
            return count, senses
    return 1, NOTHING


def _length(tokens: list[Token], at: int, words: tuple[str, ...]) -> int:
    """How many tokens the words take here, with dots, hyphens and apostrophes between them; 0 where they are not here."""
    position = at
    for number, word in enumerate(words):
        if number:
            joint = position
            while position < len(tokens) and tokens[position].text in _JOINTS:
                position += 1
            if position >= len(tokens):
                return 0
            loose = tokens[position].spaced and position == joint
            if loose and len(word) == 1 and len(words[number - 1]) == 1 and word.isascii():
                return 0
        if position >= len(tokens) or tokens[position].text != word:
            return 0
        position += 1
    return position - at


@lru_cache(maxsize=5_000)
def _nearest(word: str) -> Senses:
    """The senses of the one known long word that is one edit away; nothing where there is none, or more than one."""
    if len(word) < 6:
        return NOTHING
    alike = {known for short in shortenings(word) for known in lexicon().shortened.get(short, ())}
    near = [known for known in sorted(alike) if within_one_edit(word, known)]
    found = [senses for known in near for words, senses in lexicon().starting_with(known) if words == (known,)]
    return found[0] if found and all(senses == found[0] for senses in found) else NOTHING
