"""Folding: one letter for its variants, in whatever script; the script itself is kept.

It follows the usual practice of library catalogues: NFKC, case folding, no diacritics; Arabic variants of alef, ya,
kaf, ha and ta marbuta made equal, vowel signs and tatweel removed; Hebrew without points; traditional, simplified and
Japanese forms of a Chinese character made equal where `han_variants.json` lists them.
"""

import json
import re
import unicodedata
from functools import cache
from importlib.resources import files

# Combining marks that only decorate a letter. Those of other scripts (kana voicing, Indic vowels) carry meaning and stay.
# Of the Hebrew range, maqaf, paseq, sof pasuq and nun hafukha are punctuation: they part words and stay too.
MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_LETTERS: dict[str, str | None] = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n",
    "ɓ": "b", "ɗ": "d", "ƙ": "k", "ɛ": "e", "ɔ": "o", "ɲ": "n",  # letters of West African languages
    "\u0671": "\u0627",  # alef wasla -> alef
    "\u0649": "\u064a",  # alef maqsura -> ya
    "\u06cc": "\u064a",  # Farsi yeh -> ya
    "\u06d2": "\u064a",  # Urdu yeh barree -> ya
    "\u0629": "\u0647",  # ta marbuta -> ha
    "\u06c1": "\u0647",  # Urdu heh goal -> ha
    "\u06be": "\u0647",  # heh doachashmee -> ha
    "\u06d5": "\u0647",  # Uyghur ae -> ha
    "\u06a9": "\u0643",  # keheh -> kaf
    "\u0640": None,  # tatweel
}  # fmt: skip


@cache
def _table() -> dict[int, str | None]:
    """Letters and their common form. The Han pairs are read once, at first use."""
    source = files("registry.vocabulary").joinpath("han_variants.json").read_text(encoding="utf-8")
    han = {variant: common for common, variants in json.loads(source)["variants"].items() for variant in variants}
    return str.maketrans({**_LETTERS, **han})


def fold(text: str) -> str:
    """`text` with compatibility forms, case, accents and the letter variants of a script made equal."""
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
    bare = MARKS.sub("", decomposed).translate(_table())
    plain = "".join(plain_character(character) for character in bare)
    return unicodedata.normalize("NFKC", plain)


def plain_character(character: str) -> str:
    """A decimal digit of any script as 0-9, and nothing for invisible formatting characters."""
    if character.isascii():
        return character
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return "" if category == "Cf" else character
