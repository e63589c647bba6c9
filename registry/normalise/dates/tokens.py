"""A text as tokens: numbers, ordinals, full dates and words with what they can mean, each with its place in the text.

The text is folded first (case, accents, digits of any script, Arabic letter variants), character by character, so that
every token knows its offsets in the original.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from registry.normalise.dates.folding import HAN, Folded, folded
from registry.normalise.dates.guards import barred
from registry.normalise.dates.numerals import CHINESE, chinese, roman
from registry.normalise.dates.phrases import merge_phrases
from registry.normalise.dates.token import FullDate, Token
from registry.normalise.dates.vocabulary import WORD, lexicon

_ITEM = re.compile(rf"\d+|{WORD}|\S")
_DATES = (
    re.compile(r"(?P<y>\d{4})(?P<s>[-./])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![\d.]*\d)"),
    re.compile(r"(?P<a>\d{1,2})(?P<s>[-./]) ?(?P<b>\d{1,2})(?P=s) ?(?P<y>\d{4})(?![\d]|[./-]\d)"),
    re.compile(r"(?P<m>\d{1,2})/(?P<y>\d{4})(?![\d/])"),
)
_DOUBTED_DIGIT = re.compile(r"(\d{3})\[(\d)\??\]")
# Decimals, thousands and dotted numbers; a comma before four digits separates two years.
_OPAQUE = re.compile(r"\d+(?:\.\d+|,(?![1-9]\d{3}(?!\d|\.\d))\d+)+")
_THOUSANDS_BC = re.compile(r"(\d{1,2}),(\d{3})(?=\s*b\.?c)")
_RUSSIAN_ENDING = re.compile(r"-(?:го|и|я|е|х|му|м)(?![^\W\d_])")
_ITALIAN_HUNDREDS = re.compile(r"['‘’]([2-9]00)(?!\w)")
"""The Italian "'700" for the 1700s."""
_ORDINAL = re.compile(
    r"(?:st|nd|rd|th|er|ere|re|eme|ieme|nde|nd|de|ste|e|o|a|°|:[ae]|-?(?:й|и|го|я|ша|га|а|е|му|ом|ого|ий|та|ве))(?![^\W\d_])"
)
_DECADE = re.compile(r"(?:['’]?s|['’]s|er|ern|['’]?(?:ler|lar)|-?(?:х|е|ти|ті|та))(?![^\W\d_])")
_ATTACHABLE = {"circa", "bc", "ad", "calendar", "century_letter", "year", "century", "hundred", "before", "after"}


def tokenise(text: str, *, lenient: bool = False) -> list[Token]:
    """The tokens of a text. `lenient` accepts words one edit away from a known one, as a date field deserves."""
    source = folded(text)
    tokens = merge_phrases(list(_pieces(source)), lenient=lenient)
    blocked = [(source.start(first), source.end(last)) for first, last in barred(source.text)]
    if not blocked:
        return tokens
    return [
        replace(token, barred=True) if any(a < token.end and token.start < b for a, b in blocked) else token
        for token in tokens
    ]


def _pieces(source: Folded) -> Iterator[Token]:
    text, at = source.text, 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        token, at = _number(source, at) if text[at].isdecimal() else _word(source, at)
        if token is not None:
            yield token


def _number(source: Folded, at: int) -> tuple[Token, int]:
    text = source.text
    glued = at > 0 and text[at - 1].isalpha() and text[at - 1].isascii()
    if not glued:
        found = _date(source, at)
        if found is not None:
            return found
    doubted = _DOUBTED_DIGIT.match(text, at)
    if doubted:
        value = int(doubted[1] + doubted[2])
        return replace(_token(source, at, doubted.end()), number=value, digits=4, doubted=True), doubted.end()
    thousands = _THOUSANDS_BC.match(text, at)
    if thousands:
        value = int(thousands[1] + thousands[2])
        return replace(_token(source, at, thousands.end()), number=value, digits=5), thousands.end()
    opaque = _OPAQUE.match(text, at)
    if opaque:
        return replace(_token(source, at, opaque.end()), barred=True), opaque.end()
    end = at + len(text[at:]) - len(text[at:].lstrip("0123456789"))
    digits = text[at:end]
    if len(digits) > 6:
        return replace(_token(source, at, end), barred=True), end
    value = int(digits)
    decade = _DECADE.match(text, end) if value >= 20 and value % 10 == 0 else None
    ordinal = None if decade else _ORDINAL.match(text, end)
    ending = decade or (ordinal if value <= 40 else None)
    end = ending.end() if ending is not None else end
    is_ordinal = ending is not None and decade is None
    token = replace(
        _token(source, at, end), number=value, digits=len(digits), decade=decade is not None, ordinal=is_ordinal
    )
    return (replace(token, barred=True) if _stuck(text, end) else token), end


def _stuck(text: str, end: int) -> bool:
    """Whether Latin letters that are no word of dates follow a number at once, as in 12B or 30cm."""
    match = re.compile(r"[a-z]+").match(text, end)
    if match is None:
        return False
    senses = [senses for words, senses in lexicon().starting_with(match[0])]
    return not any(_ATTACHABLE & senses.keys() for senses in senses) and roman(match[0]) is None


def _date(source: Folded, at: int) -> tuple[Token, int] | None:
    for pattern in _DATES:
        match = pattern.match(source.text, at)
        if match is None:
            continue
        date = _full_date(match.groupdict())
        if date is not None:
            return replace(_token(source, at, match.end()), date=date), match.end()
    return None


def _full_date(parts: dict[str, str | None]) -> FullDate | None:
    year = int(parts["y"] or 0)
    if not 1000 <= year <= 2100:
        return None
    if parts.get("a") is None:
        month, day = int(parts["m"] or 0), int(parts.get("d") or 0) or None
        return FullDate(year, month, day) if 1 <= month <= 12 and (day is None or 1 <= day <= 31) else None
    a, b = int(parts["a"] or 0), int(parts["b"] or 0)
    if not (1 <= a <= 31 and 1 <= b <= 31) or min(a, b) > 12:
        return None
    if b > 12:
        return FullDate(year, a, b)
    # With dots the day always comes first; with strokes or hyphens only a number above 12 tells.
    if a > 12 or a == b or parts["s"] == ".":
        return FullDate(year, b, a)
    return FullDate(year, None, None)


def _word(source: Folded, at: int) -> tuple[Token | None, int]:
    text = source.text
    hundreds = _ITALIAN_HUNDREDS.match(text, at)
    if hundreds:
        number = 1000 + int(hundreds[1])
        return replace(_token(source, at, hundreds.end()), number=number, digits=4, decade=True), hundreds.end()
    match = _ITEM.match(text, at)
    if match is None:
        return None, at + 1
    if HAN.match(match[0]):
        return _han(source, at)
    end = at + 1 if _joined_and(match[0]) else match.end()
    original = source.original[source.start(at) : source.end(end)]
    value = roman(original)
    if value is None:
        return _token(source, at, end), end
    ending = _RUSSIAN_ENDING.match(text, end)
    token = replace(_token(source, at, end), roman=value, small_roman=original.islower())
    return (replace(token, end=source.end(ending.end())), ending.end()) if ending else (token, end)


def _joined_and(word: str) -> bool:
    """Whether an Arabic word is "and" written together with a known word ("والثامن عشر")."""
    known = lexicon().starting_with
    return word[0] == "و" and len(word) > 3 and not known(word) and bool(known(word[1:]))


def _han(source: Folded, at: int) -> tuple[Token, int]:
    """One word or numeral of unspaced Chinese: the longest known phrase here, else one character."""
    text = source.text
    run = re.compile(rf"[{CHINESE}]+").match(text, at)
    value = chinese(run[0]) if run else None
    for length in range(4, 0, -1):
        if length == 1 and run and value is not None:
            return replace(_token(source, at, run.end()), number=value, digits=4 if value >= 1000 else 2), run.end()
        piece = text[at : at + length]
        for words, senses in lexicon().starting_with(piece):
            if len(words) == 1 and len(piece) == length:
                return replace(_token(source, at, at + length), senses=senses), at + length
    return _token(source, at, at + 1), at + 1


def _token(source: Folded, at: int, end: int) -> Token:
    text = source.text
    spaced = at == 0 or text[at - 1] == " "
    dotted = text[end : end + 1] == "."
    return Token(text[at:end], source.start(at), source.end(end), spaced=spaced, dotted=dotted)
