"""The two ways in: `read_measurements` for a field of sizes, `find_measurements` for running text.

A field ("H. 30 cm; W. 20 cm") should be understood as a whole: whatever number cannot be explained is reported in
`not_understood`. Running text ("painted in 1632, lot 12, 72.5 x 64.7 cm") is searched: only what certainly is a size is
taken, dates, lot numbers and prices are left alone.
"""

from functools import lru_cache

from registry.normalise.lexicon import Span, plain
from registry.normalise.measurements.assembling import assembled
from registry.normalise.measurements.filling import filled
from registry.normalise.measurements.labels import label
from registry.normalise.measurements.lexer import tokens_of
from registry.normalise.measurements.numbers import decimal_mark
from registry.normalise.measurements.quantities import Amount, amounts_of
from registry.normalise.measurements.tokens import Sort, Token
from registry.normalise.measurements.units import Quantity
from registry.normalise.measurements.values import Measurements, NotUnderstood, Reason

LONGEST = 20_000
"""Characters of a text that are read; sizes do not stand further in."""


@lru_cache(maxsize=10_000)
def read_measurements(text: str) -> Measurements:
    """What a field of measurements says, and what in it was not understood."""
    return _read(text, prose=False)


@lru_cache(maxsize=10_000)
def find_measurements(text: str) -> Measurements:
    """The sizes named in running text."""
    return _read(text, prose=True)


def _read(text: str, *, prose: bool) -> Measurements:
    shown = text[:LONGEST]
    tokens = tokens_of(shown)
    amounts, broken = _whole(tokens, amounts_of(tokens))
    items = filled(label(shown, tokens, amounts, prose=prose))
    sizes, left = assembled(items, decimal_mark(plain(shown)), prose=prose)
    left = [*broken, *left]
    times = any(amount.unit is not None and amount.unit.quantity is Quantity.TIME for amount in amounts)
    says_nothing = not sizes and (times or any(token.sort is Sort.NOTHING for token in tokens))
    if not prose and not sizes and not left and not says_nothing and shown.strip():
        left = [NotUnderstood(Span(0, len(shown)), Reason.NO_SIZE)]
    return Measurements(text, tuple(sizes), tuple(sorted(left, key=lambda each: each.span)), says_nothing)


def _whole(tokens: list[Token], amounts: list[Amount]) -> tuple[list[Amount], list[NotUnderstood]]:
    """The quantities of chains that can be read whole, and those of chains with something unreadable in them."""
    bad = {
        place
        for place, token in enumerate(tokens)
        if token.sort is Sort.BAD
        and (_is(tokens, place - 1, Sort.TIMES) or _is(tokens, place + 1, Sort.TIMES, Sort.UNIT))
    }
    kept: list[Amount] = []
    broken = [NotUnderstood(tokens[place].span, Reason.NO_NUMBER) for place in sorted(bad)]
    kept_last = True
    for amount in amounts:
        before = _is(tokens, amount.first - 1, Sort.TIMES) and amount.first - 2 in bad
        after = _is(tokens, amount.last + 1, Sort.TIMES) and amount.last + 2 in bad
        joined = not kept_last and _is(tokens, amount.first - 1, Sort.TIMES)
        kept_last = not (before or after or joined)
        if not kept_last:
            broken.append(NotUnderstood(amount.span, Reason.NO_NUMBER))
        else:
            kept.append(amount)
    return kept, broken


def _is(tokens: list[Token], place: int, *sorts: Sort) -> bool:
    return 0 <= place < len(tokens) and tokens[place].sort in sorts
