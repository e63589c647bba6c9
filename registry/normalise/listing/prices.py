"""Estimates and prices, found so that their numbers are taken for nothing else; sums in euros also as numbers."""

import re
from collections.abc import Iterator

from registry.normalise.lexicon import Span, plain
from registry.normalise.listing.sheet import Claim, Sheet
from registry.normalise.listing.value import FieldKind
from registry.normalise.listing.vocabulary import label_words, terms

_CURRENCY = (
    r"(?:US\$|HK\$|[€£$¥₽₴]|(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|RUB|UAH|RMB|CNY|HKD|JPY|AED|EGP|PLN)(?![^\W\d_])|"
    r"(?:euros?|dollars?|pounds|kronor|kr|руб(?:лей)?|евро|грн|гривень|франков|جنيه|درهم|دولار|يورو)\.?(?![^\W\d_])|人民币|万元|港元|美元|元(?!代))"
)
_NUMBER = r"\d{1,3}(?:[ .,'\u00a0]\d{3})+(?:[.,]\d{2})?(?!\d)|\d+(?:[.,]\d{2})?(?!\d)(?:,-)?"
_RANGE = rf"(?:{_NUMBER})(?:\s?(?:-|–|—|/|to|bis|à)\s?(?:[€£$]\s?)?(?:{_NUMBER}))?"
_EUROS = re.compile(r"€|(?<![^\W\d_])(?:EUR|euros?)(?![^\W\d_])|يورو|евро", re.IGNORECASE)
_CENTS = re.compile(r"[.,](?=\d{2}$)")
PRICE = re.compile(rf"{_CURRENCY}\s?{_RANGE}(?:\s?{_CURRENCY})?|{_RANGE}\s?万?{_CURRENCY}", re.IGNORECASE)
"""A sum or a range of sums with its currency, in text with plain digits."""


def claim_prices(sheet: Sheet) -> Sheet:
    """Every sum of money; a word such as "Estimate" before it is spent."""
    text = plain(sheet.free)
    for found in list(_prices(text)):
        before = text[max(0, found.start - 30) : found.start]
        labels = [
            start
            for kind, start, end in terms(before, label_words())
            if kind is FieldKind.ESTIMATE and end + 3 >= len(before)
        ]
        sheet = sheet.claiming([Claim(FieldKind.ESTIMATE, found)])
        if labels:
            first = found.start - len(before) + labels[0]
            sheet = sheet.spending([Span(first, found.start)])
    return sheet


def price_in_euros(value: str) -> tuple[float, float] | None:
    """Lowest and highest sum of an estimate or price in euros; None for another currency, which is not converted."""
    text = plain(value)
    if not _EUROS.search(text):
        return None
    sums = [_sum(number[0]) for number in re.finditer(_NUMBER, text)]
    return (min(sums), max(sums)) if sums else None


def _sum(number: str) -> float:
    whole, _, cents = number.rstrip(",-").partition(cent[0]) if (cent := _CENTS.search(number)) else (number, "", "")
    return float(re.sub(r"\D", "", whole) + (f".{cents}" if cents else ""))


def _prices(text: str) -> Iterator[Span]:
    for found in PRICE.finditer(text):
        if not re.search(r"[\w.,/]$", text[: found.start()][-1:]):
            yield Span(found.start(), found.end())
