"""Identifiers of objects and matches: short, sortable by time, readable aloud, with a check character.

`RP-` and sixteen characters of Crockford's base 32 (no I, L, O, U: they look like 1, 0, V): nine for the time in
milliseconds since 1970 (45 bits, enough for a thousand years), six random ones (30 bits for those made in the same
millisecond) and one check character (Luhn's method for 32 symbols: Wikipedia, "Luhn mod N algorithm"), so that one
wrong character is called a slip and is not answered with "no such object".
"""

import re
import secrets
import time

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUE = {symbol: number for number, symbol in enumerate(ALPHABET)}
_GIVEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})

OBJECT, MATCH = "RP", "RM"


def new_id(prefix: str, *, milliseconds: int | None = None) -> str:
    """A new identifier; later ones sort after earlier ones, down to the millisecond."""
    moment = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    body = _encode(moment, 9) + _encode(secrets.randbits(30), 6)
    return f"{prefix}-{body}{check_character(body)}"


def check_character(body: str) -> str:
    """The character that makes the weighted sum of `body` a multiple of 32 (Luhn, from the right, doubling first)."""
    total = 0
    for position, symbol in enumerate(reversed(body)):
        product = _VALUE[symbol] * (2 if position % 2 == 0 else 1)
        total += product // 32 + product % 32
    return ALPHABET[-total % 32]


def read_id(text: str, prefix: str = OBJECT) -> str | None:
    """An identifier as a person may have typed it, in its proper form; None where it cannot be one of ours.

    Case and inner spaces don't matter, O is read as 0, I and L as 1; a wrong check character gives None.
    """
    compact = "".join(text.split()).upper().replace("-", "").replace("\u2013", "")
    head, body = compact[: len(prefix)], compact[len(prefix) :].translate(_READ_AS)
    if head != prefix or len(body) != 16 or not set(body) <= set(ALPHABET):
        return None
    if check_character(body[:-1]) != body[-1]:
        return None
    return f"{prefix}-{body}"


def is_allowed(identifier: str) -> bool:
    """Whether an identifier given by the caller may be used: 1-64 letters, digits, dot, underscore, hyphen."""
    return _GIVEN.fullmatch(identifier) is not None


def _encode(number: int, length: int) -> str:
    """The lowest `5 * length` bits of a number in base 32."""
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(length)))
