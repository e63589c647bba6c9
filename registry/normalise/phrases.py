"""Finding listed phrases in free text, in any script, with their places in the original.

A phrase is a term of a vocabulary. A word of it matches a word of the text when both fold to the same letters, but for
a plural s or x, a German umlaut written out, an Arabic article, or, where the term ends in `*`, an ending of up to six
letters (the inflections of Russian and Ukrainian). Words of a phrase stand together; the longest phrase counts, and a
place is given only once. A word that no phrase begins with is tried in its German or Swedish parts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from registry.normalise.text.compounds import compound_parts
from registry.normalise.text.latin import ARABIC, without_article
from registry.normalise.text.tokenising import Token, located

_GAP = re.compile(r"[\s\-‐-–'’.·־]*")
_GAP_WITH_COMMA = re.compile(r"[\s\-‐-–'’.·־]*,?\s*")
_LONGEST_ENDING = 6
_REMEMBERED = 50_000
"""Words of which a set of phrases remembers what they can begin."""
_PLURAL = re.compile(r"(?<=[a-z]{3})(?<![siu])s$|(?<=[ae]u)x$")
_ARABIC_AND, _SHORTEST_AND = "وب", 3
"""Letters written onto the next word that mean "and" and "with": three letters have to be left."""
_UMLAUTS = (("oe", "o"), ("ue", "u"), ("ae", "a"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase found: the values it stands for, in vocabulary order, and its place `text[start:end]`."""

    values: tuple[str, ...]
    term: str
    languages: tuple[str, ...]
    start: int
    end: int


@dataclass(slots=True)
class _Entry:
    term: str
    words: tuple[tuple[str, bool], ...]
    values: dict[str, None] = field(default_factory=dict)
    languages: dict[str, None] = field(default_factory=dict)


class Phrases:
    """A set of phrases, ready to be found. Built once, then only read."""

    def __init__(self, entries: Iterable[tuple[str, str, str]], *, across_commas: bool = False) -> None:
        """`entries` are (term, value, language); several may share a term.

        `across_commas`: a comma may stand between the words of a phrase ("on paper, unique").
        """
        self._gap = _GAP_WITH_COMMA if across_commas else _GAP
        known: dict[tuple[tuple[str, bool], ...], _Entry] = {}
        for term, value, language in entries:
            words = tuple(_term_words(term))
            if words:
                entry = known.setdefault(words, _Entry(term, words))
                entry.values[value] = entry.languages[language] = None
        self._by_first: dict[tuple[str, bool], list[_Entry]] = {}
        for entry in sorted(known.values(), key=lambda entry: -len(entry.words)):
            self._by_first.setdefault(entry.words[0], []).append(entry)
        self._begun: dict[str, tuple[_Entry, ...]] = {}

    def _beginning(self, word: str) -> tuple[_Entry, ...]:
        """The phrases that a word of a text can begin, the same words being asked for again and again."""
        known = self._begun.get(word)
        if known is None:
            known = tuple(entry for choice in _choices(word) for entry in self._by_first.get(choice, ()))
            if len(self._begun) >= _REMEMBERED:
                self._begun.clear()
            self._begun[word] = known
        return known

    def find(self, text: str, *, compounds: bool = False) -> list[Mention]:
        """All mentions in `text`, from left to right, not overlapping; parts of one compound share its place."""
        tokens = located(text, single_characters=True)
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            entry = self._longest(text, tokens, at)
            if entry is not None:
                found.append(_mention(entry, tokens[at].start, tokens[at + len(entry.words) - 1].end))
                at += len(entry.words)
                continue
            if compounds:
                found.extend(self._in_compound(tokens[at]))
            at += 1
        return found

    def at_start(self, text: str) -> Mention | None:
        """The longest phrase with which `text` begins, or None."""
        tokens = located(text, single_characters=True)
        entry = self._longest(text, tokens, 0) if tokens else None
        return _mention(entry, tokens[0].start, tokens[len(entry.words) - 1].end) if entry else None

    def whole(self, text: str) -> Mention | None:
        """The phrase that `text` is, punctuation aside, or None."""
        mention = self.at_start(text)
        if mention is None or mention.end != located(text, single_characters=True)[-1].end:
            return None
        return mention

    def _longest(self, text: str, tokens: list[Token], at: int) -> _Entry | None:
        best: _Entry | None = None
        for entry in self._beginning(tokens[at].text):
            if best is not None and _rank(entry) <= _rank(best):
                continue
            if _stands_at(entry, text, tokens, at, self._gap):
                best = entry
        return best

    def _in_compound(self, token: Token) -> Iterator[Mention]:
        for part in compound_parts(token.text):
            for entry in self._beginning(part):
                if len(entry.words) == 1 and not entry.words[0][1]:
                    yield _mention(entry, token.start, token.end)


def _rank(entry: _Entry) -> tuple[int, bool, int]:
    """More words before fewer, exact words before endings, longer words before shorter."""
    return len(entry.words), not any(open_end for _, open_end in entry.words), sum(len(word) for word, _ in entry.words)


def _stands_at(entry: _Entry, text: str, tokens: list[Token], at: int, gap: re.Pattern[str]) -> bool:
    """Whether a phrase whose first word fits goes on here to its end."""
    if at + len(entry.words) > len(tokens):
        return False
    for place in range(1, len(entry.words)):
        if entry.words[place] not in _choices(tokens[at + place].text):
            return False
        if not gap.fullmatch(text, tokens[at + place - 1].end, tokens[at + place].start):
            return False
    return True


def _mention(entry: _Entry, start: int, end: int) -> Mention:
    return Mention(tuple(entry.values), entry.term, tuple(entry.languages), start, end)


def _term_words(term: str) -> Iterator[tuple[str, bool]]:
    """The words of a term as the text's words are looked up: letters, and whether any ending may follow."""
    for piece in term.split():
        tokens = located(piece, single_characters=True)
        for token in tokens:
            open_end = piece.endswith("*") and token is tokens[-1]
            yield (token.text if open_end else _bare(token.text)), open_end


@lru_cache(maxsize=50_000)
def _choices(word: str) -> frozenset[tuple[str, bool]]:
    """The ways in which a word of the text may stand in a term."""
    forms = {_bare(word)}
    if ARABIC.fullmatch(word):
        forms.add(word)
        if word[0] in _ARABIC_AND and len(word) > _SHORTEST_AND:
            forms.add(_bare(word[1:]))
    elif word.isascii():
        plain = word
        for written, one in _UMLAUTS:
            plain = plain.replace(written, one)
        forms.add(_bare(plain))
    exact = {(form, False) for form in forms}
    shortest = max(2, len(word) - _LONGEST_ENDING)
    return frozenset(exact | {(word[:length], True) for length in range(shortest, len(word) + 1)})


def _bare(word: str) -> str:
    if ARABIC.fullmatch(word):
        return without_article(word)
    return _PLURAL.sub("", word)
