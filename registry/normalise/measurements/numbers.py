"""Numbers as catalogues write them: decimal comma or point, thousands, mixed and vulgar fractions, exact values.

Works on text that went through `registry.normalise.lexicon.plain`, so digits are 0-9 and signs are plain.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

VULGAR = {
    "½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
    "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6),
}  # fmt: skip
"""Vulgar fractions that stand as one sign, as numerator and denominator."""

_V = "".join(VULGAR)
_FRACTION = r"\d{1,2}[ \t]?/[ \t]?\d{1,3}(?![\d/.,]\d|[\d/])"
_SPACED_THOUSANDS = (
    r"\d{1,3}(?:\x20\d{3})+(?![\d])(?=\s*(?:mm|мм|g|г|gr|kg)(?![^\W\d_])|\s*[x×х]\s*\d{1,3}\x20\d{3}(?!\d))"
)
_DECIMAL = r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:\.\d{3})+,\d+|\d+[.,]\d+|\d+|[.,]\d+"

NUMBER = re.compile(
    rf"(?P<mixed>\d+(?:[ \t]?-[ \t]?|[ \t]?&[ \t]?|[ \t]+){_FRACTION})"
    rf"|(?P<vulgar>\d*[ \t]?-?[{_V}])"
    rf"|(?P<fraction>{_FRACTION})"
    rf"|(?P<spaced>{_SPACED_THOUSANDS})"
    rf"|(?P<decimal>{_DECIMAL})"
)
"""One number at a place of the text."""

_GROUP = 3


@dataclass(frozen=True)
class Number:
    """An exact number, how finely it was written, and what else it may have meant.

    ``step`` is the worth of one unit of the last written place ("72.5": 1/10; "28 1/2": 1/2). ``other`` is the second
    reading of "1,250" or "1.250", where the ``sign`` may part thousands or decimals; None where there is no doubt.
    """

    value: Fraction
    step: Fraction
    other: Fraction | None = None
    sign: str = ""


def number_of(found: re.Match[str]) -> Number | None:
    """The number of a match of `NUMBER`; None for a fraction that makes no sense (a denominator of 0, "6/5")."""
    kind = found.lastgroup
    text = found[0]
    if kind == "decimal":
        return _decimal(text)
    if kind == "spaced":
        return Number(Fraction(text.replace(" ", "")), Fraction(1))
    if kind == "vulgar":
        numerator, denominator = VULGAR[text[-1]]
        whole = text[:-1].strip(" \t-")
        return Number(int(whole or 0) + Fraction(numerator, denominator), Fraction(1, denominator))
    digits = [int(each) for each in re.findall(r"\d+", text)]
    whole_part = digits[0] if kind == "mixed" else 0
    numerator, denominator = digits[-2:]
    if not 0 < numerator < denominator:
        return None
    return Number(whole_part + Fraction(numerator, denominator), Fraction(1, denominator))


def _decimal(text: str) -> Number:
    if "." in text and "," in text:
        decimal = "." if text.rfind(".") > text.rfind(",") else ","
        thousands = "," if decimal == "." else "."
        return _plain_decimal(text.replace(thousands, "").replace(",", "."))
    mark = "," if "," in text else "."
    whole, _, places = text.partition(mark)
    number = _plain_decimal(text.replace(",", "."))
    if len(places) == _GROUP and whole.strip("0") and len(whole) <= _GROUP:
        return Number(number.value, number.step, Fraction(whole + places), mark)
    return number


def _plain_decimal(text: str) -> Number:
    places = len(text.partition(".")[2])
    return Number(Fraction("0" + text if text.startswith(".") else text), Fraction(1, 10**places))


def decimal_mark(text: str) -> str | None:
    """The sign that certainly marks decimals in a text ("72,5": a comma); None if none does or both do."""
    marks = {
        found[1]
        for found in re.finditer(r"(?<![\d.,])\d+([.,])(\d+)(?![\d.,]|\s*/)", text)
        if len(found[2]) != _GROUP or found[0].startswith("0")
    }
    return marks.pop() if len(marks) == 1 else None
