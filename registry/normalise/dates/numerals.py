"""Numbers written as Roman or Chinese numerals."""

import re
from functools import lru_cache

_ROMAN = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}
_STEPS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
# Cyrillic and Greek letters that stand in for Roman numerals in typed texts.
_LOOK_ALIKES = str.maketrans("ХхІіМСсΧΙVv", "XxIiMCcXIVv")
_NUMERAL = re.compile(r"([IVXLCDM]+|[ivxlcdm]{2,})(?:e|er|ère|re|ème|eme|ième|º|o|a|ª|th|st|nd|rd|ᵉ)?", re.ASCII)

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2, "廿": 20, "卅": 30}
_UNITS = {"十": 10, "百": 100, "千": 1000}
CHINESE = "〇零○一二三四五六七八九十百千廿卅"
"""Characters of Chinese numerals."""


@lru_cache(maxsize=10_000)
def roman(word: str) -> int | None:
    """The value of a canonical Roman numeral, with or without an ordinal ending; None where the word is none.

    Small letters count from two letters on. Cyrillic look-alikes are accepted ("ХVІІ").
    """
    match = _NUMERAL.fullmatch(word.translate(_LOOK_ALIKES))
    if match is None:
        return None
    letters = match[1].upper()
    total = 0
    for letter, following in zip(letters, letters[1:] + " ", strict=True):
        value = _ROMAN[letter]
        total += -value if value < _ROMAN.get(following, 0) else value
    return total if to_roman(total) == letters else None


def to_roman(number: int) -> str:
    """A positive number in Roman numerals."""
    written = ""
    for value, letters in _STEPS:
        count, number = divmod(number, value)
        written += letters * count
    return written


def chinese(numeral: str) -> int | None:
    """The value of a Chinese numeral; None where it is none.

    Positional of up to four digits ("一六五〇") or with units ("十七", "二十", "一千九百").
    """
    if not any(c in _UNITS for c in numeral):
        if len(numeral) > 1 and any(c in "廿卅" for c in numeral):
            tens, rest = _DIGITS[numeral[0]], numeral[1:]
            return tens + _DIGITS[rest] if len(rest) == 1 and tens >= 20 else None
        if len(numeral) > 4:
            return None
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total, digit = 0, 0
    for c in numeral:
        if c in _UNITS:
            total += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            digit = _DIGITS[c]
    return total + digit
