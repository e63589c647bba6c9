"""Letters and digits that were run together, taken apart: "HxWxD", "68cmx49cm", "30xH40", and numbers that are none."""

import itertools
import re
from collections.abc import Iterator

from registry.normalise.lexicon import WORD, Word, key_of
from registry.normalise.measurements.units import unit_named
from registry.normalise.measurements.vocabulary import joiners, letters, measuring_words

_HEADER = re.compile(r"[hwdlbtpвшгд](?:[x×х*][hwdlbtpвшгд]){1,2}", re.IGNORECASE)
_TIMES_LETTERS = "xXхХ"
_ORDINALS = frozenset("st nd rd th e er eme ere ieme го й я".split())
_LABEL_ENDS = re.compile(r"\.?\s*(?:[x×х,;)]|$|cm|mm|in\b|\")")


def split_words(text: str) -> Iterator[Word]:
    """The words of a text, those that were run together taken apart: "HxWxD", "68cmx49cm", "30xH40"."""
    for found in WORD.finditer(text):
        start, end, raw = found.start(), found.end(), found[0]
        cuts: list[int] = []
        if _HEADER.fullmatch(raw):
            cuts = list(range(1, len(raw)))
        elif len(raw) > 1 and raw[-1] in _TIMES_LETTERS and (unit_named(raw[:-1]) or key_of(raw[:-1]) in letters()):
            cuts = [len(raw) - 1]
        elif len(raw) == 2 and raw[0] in _TIMES_LETTERS and key_of(raw[1:]) in letters():
            cuts = [1]
        for left, right in itertools.pairwise([0, *cuts, len(raw)]):
            yield Word(key_of(raw[left:right]), start + left, end if right == len(raw) else start + right)


def joined(between: str) -> bool:
    """Whether two words may belong to one term: nothing but spaces, points, hyphens or apostrophes between them."""
    return bool(re.fullmatch(r"[ \t.'\-/]{0,3}", between))


def may_follow(key: str, text: str, end: int) -> bool:
    """Whether letters glued to a number may follow it: a unit, a label or an x. "84.12b" is a number of another kind."""
    if key in _ORDINALS:
        return False
    if key in joiners() or unit_named(key) is not None:
        return True
    if key in letters():
        return bool(_LABEL_ENDS.match(text, end))
    if len(key) == 1:
        return False
    return key[0] in {"x", "х"} or key.rstrip("xх") != key or measuring_words().at([Word(key, 0, 0)], 0) is not None


def unspaced(word: str) -> bool:
    """Whether a word is of a script without spaces, which may follow a number at once."""
    return bool(re.match("[\u3005-\u9fff]", word))
