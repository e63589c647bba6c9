"""Comparable keys of an inscription: its legible pieces, between lacunae, in its own script and in Latin letters.

Editorial signs follow the Leiden conventions as far as catalogues do: "[...]", "…" and "[---]" are lost letters, "[abc]" are
restored and "(abc)" are the editor's completion of an abbreviation; both count as read. A stroke parts lines.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from registry.normalise.inscriptions.scripts import scripts_of
from registry.normalise.inscriptions.vocabulary import lacuna_words
from registry.normalise.lexicon import plain, words_of
from registry.normalise.text import fold

_LOST = re.compile(
    r"\[\s*(?:[.…\-–—·?xX+]\s*)+\]|…|\.{2,}|(?:-\s*){3,}|(?:\[\s*\])|[□■▯]+|\(\?\)|\[\s*(?:\d+|c\.?\s?\d+|±\s?\d+)\s*\]"
)
_GAP = "\u2402"
"""A sign that stands for lost letters while a text is cut into pieces."""
_UNITED = str.maketrans({"v": "u", "j": "i", "y": "i", "w": "u"})


@dataclass(frozen=True)
class InscriptionKey:
    """The legible pieces of an inscription without spaces, and its digits.

    ``native`` in the script as written, ``latin`` romanised with u and v, i, j and y united as in old lettering. ``open``:
    letters are known to be lost. ``numbers`` are the groups of two or more digits in order.
    """

    native: tuple[str, ...]
    latin: tuple[str, ...]
    numbers: tuple[str, ...]
    scripts: tuple[str, ...]
    open: bool

    @property
    def length(self) -> int:
        """Legible letters and digits."""
        return sum(map(len, self.native))


@lru_cache(maxsize=20_000)
def inscription_key(text: str) -> InscriptionKey:
    """The key of an inscription as somebody read it."""
    marked = _LOST.sub(_GAP, _without_lacuna_words(text))
    pieces = [piece for piece in marked.split(_GAP) if any(sign.isalnum() for sign in piece)]
    native = [_compact(fold(piece)) for piece in pieces]
    latin = [_compact(anyascii(fold(piece)).lower()).translate(_UNITED) for piece in pieces]
    return InscriptionKey(
        native=tuple(native),
        latin=tuple(re.sub(r"(\D)\1+", r"\1", piece) for piece in latin if piece),
        numbers=tuple(re.findall(r"\d{2,}", plain(text))),
        scripts=scripts_of(text),
        open=_GAP in marked,
    )


def _compact(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _without_lacuna_words(text: str) -> str:
    """A text in which "(illegible)" and its like are signs of loss. Only in brackets: elsewhere it may be read."""
    out = text
    for bracket in reversed(list(re.finditer(r"[(\[]([^()\[\]]{3,30})[)\]]", text))):
        words = words_of(bracket[1])
        if words and all(word.key in lacuna_words() for word in words):
            out = out[: bracket.start()] + _GAP + out[bracket.end() :]
    return out
