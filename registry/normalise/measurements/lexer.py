"""From text to tokens: numbers, units, words of measuring by their meaning, and signs, each with its place.

What a word means may depend on its neighbours ("in", "'", "г."): a unit is one only after a number.
"""

import re
from collections.abc import Iterator
from typing import Any

from registry.normalise.lexicon import WORD, Span, Word, key_of, plain
from registry.normalise.measurements.numbers import NUMBER, Number, number_of
from registry.normalise.measurements.splitting import joined, may_follow, split_words, unspaced
from registry.normalise.measurements.tokens import Sort, Token
from registry.normalise.measurements.units import Unit, unit_named, unit_words
from registry.normalise.measurements.vocabulary import joiners, letters, measuring_words
from registry.vocabulary.lists import MeasurementKind

_SIGNS = {
    "×": Sort.TIMES, "*": Sort.TIMES, ",": Sort.COMMA, ";": Sort.SEMICOLON, "\n": Sort.NEWLINE, "\r": Sort.NEWLINE,
    "/": Sort.SLASH, "|": Sort.SEMICOLON, "(": Sort.OPEN, "[": Sort.OPEN, "{": Sort.OPEN, ")": Sort.CLOSE, "]": Sort.CLOSE,
    "}": Sort.CLOSE, ":": Sort.COLON, "=": Sort.COLON, "-": Sort.DASH, "•": Sort.SEMICOLON, "·": Sort.SEMICOLON,
    "〜": Sort.DASH, "\u2028": Sort.NEWLINE, "&": Sort.AND, "+": Sort.AND,
}  # fmt: skip
_APPROXIMATE_SIGNS = ("+/-", "±", "~", "≈", "∼", "<", ">")
_DIAMETER_SIGNS = "Øø⌀∅Φ"
_COMPAT_UNITS = "㎜㎝㎏"
_BAD = re.compile(
    r"\d+(?:[.:/]\d+){2,}[a-z]*(?:-\.?\d+)?|\d+:\d+|\d+/\d+-\d+(?![\d/])|\d+(?:[.,]\d+)?[a-z]?-\d*[a-z](?![^\W\d_])|#\s?\d+"
    r"|\d+\.[A-Z]{1,3}\.\d+(?:[.\d]*\d)?(?:\.?[a-z](?:-[a-z])?)?(?![^\W\d_])|[$€£¥₽₴]\s?\d(?:[\d.,]*\d)?"
)
_ERA_BEHIND = re.compile(
    r"\s?(?:B\.?\s?C\.?(?:\s?E\b)?|C\.\s?E\.|A\.\s?D\.|[AD]\.\s?C\.|[vn]\.?\s?Chr|a[vp]\.?\s?J|до\s+н|н\.?\s?[эе]\.|A\.\s?H\.)"
    r"(?![^\W\d_])",
    re.IGNORECASE,
)
_ERA_BEFORE = re.compile(r"A\.\s?[DHM]\.?\s?\d{1,4}(?![\d.,]*\d)", re.IGNORECASE)
_LIST = re.compile(r"\[\d+(?:\.\d+)?(?:, \d+(?:\.\d+)?)+\](?= ?[a-z])")
_ENUMERATED = re.compile(r"(?<![^\W_])\(?a\)", re.IGNORECASE)
_ENUMERATOR = re.compile(r"(?<![^\W_])\(?([a-h])\)", re.IGNORECASE)
_CATALOGUED = re.compile(r"\.\d+(?:[a-z]\b|\s*[):]|,\s\.)")
_SENTENCE_GOES_ON = re.compile(r"\.\s+[^\W\d_]")
_INCH_ENDS = re.compile(
    r"\.|\s*(?:$|[x×х*,;:)\](\[/\n]|by\b|[-+])|\s+(?:high|wide|deep|tall|long|diam|h\b|w\b|d\b|l\b)", re.IGNORECASE
)
_GOLD = re.compile(r"\.?\s*(?:yellow|white|rose|red|gold|or\b|oro|золот|ذهب|guld|pink)", re.IGNORECASE)
_NUMBER_NEXT = re.compile(r"\.?\s*[:)\]]*\s*[\d½¼¾]")
_LETTER_ALONE = re.compile(r"\s*\d|\s*[x×)]|\s*$")
_CENTURY = re.compile(r"[\dXVI][\w-]*\s$")
_CURRENCIES = frozenset("eur usd gbp chf sek rub uah euro euros dollars usd руб грн".split())


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text in order."""
    return list(_Lexer(text).run())


class _Lexer:
    """One pass over a text. Holds the place, what came before, and whether a quotation is open."""

    def __init__(self, text: str) -> None:
        self.text = plain(text)
        self.at = 0
        self.before: Token | None = None
        self.earlier: Token | None = None
        self.quoted = False
        self.enumerated = bool(_ENUMERATED.search(self.text))
        self.words = list(split_words(self.text))
        self.gaps = [
            index > 0 and not joined(self.text[self.words[index - 1].end : word.start])
            for index, word in enumerate(self.words)
        ]
        self.word = 0
        self.list_commas = {
            found.start() + place
            for found in _LIST.finditer(self.text)
            for place, sign in enumerate(found[0])
            if sign == ","
        }

    def run(self) -> Iterator[Token]:
        while self.at < len(self.text):
            token = self._next()
            if token is not None:
                self.earlier, self.before = self.before, token
                yield token

    def _next(self) -> Token | None:
        sign = self.text[self.at]
        if self.enumerated and (found := _ENUMERATOR.match(self.text, self.at)):
            return self._take(Sort.ENUMERATOR, found.end(), key=found[1].lower())
        if sign.isdigit() or sign in "½¼¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘⅙⅚#$€£¥₽₴" or self._leading_point():
            return self._number()
        while self.word < len(self.words) and self.words[self.word].start < self.at:
            self.word += 1
        if self.word < len(self.words) and self.words[self.word].start == self.at and sign not in _DIAMETER_SIGNS:
            return self._word()
        return self._sign(sign)

    def _was(self, sort: Sort) -> bool:
        return self.before is not None and self.before.sort is sort

    def _was_earlier(self, sort: Sort) -> bool:
        return self.earlier is not None and self.earlier.sort is sort

    def _take(self, sort: Sort, end: int, **more: Any) -> Token:
        span = Span(self.at, end)
        self.at = end
        return Token(sort, span, **more)

    def _leading_point(self) -> bool:
        """Whether a decimal without a whole part starts here: ".75"."""
        if self.text[self.at] != "." or not self.text[self.at + 1 : self.at + 2].isdigit():
            return False
        return not _CATALOGUED.match(self.text, self.at) and (self.at == 0 or self.text[self.at - 1] in " (x×/")

    def _number(self) -> Token | None:
        bad = _BAD.match(self.text, self.at)
        if bad and not NUMBER.fullmatch(bad[0]):
            return self._take(Sort.BAD, bad.end())
        found = NUMBER.match(self.text, self.at)
        if found is None:
            self.at += 1
            return None
        number = number_of(found)
        era = _ERA_BEHIND.match(self.text, found.end())
        if era is not None and number is not None and number.value.denominator == 1:  # "480 B.C." is no width
            return self._take(Sort.BAD, era.end())
        tail = WORD.match(self.text, found.end())
        glued = tail is not None and not unspaced(tail[0]) and not may_follow(key_of(tail[0]), self.text, tail.end())
        money = self.before is not None and self.before.sort is Sort.WORD and self.before.key in _CURRENCIES
        if number is None or money or glued:
            return self._take(Sort.BAD, tail.end() if glued and tail else found.end())
        return self._take(Sort.NUMBER, found.end(), number=number)

    def _sign(self, sign: str) -> Token | None:
        approximate = next((each for each in _APPROXIMATE_SIGNS if self.text.startswith(each, self.at)), None)
        if approximate is not None:
            return self._take(Sort.APPROXIMATE, self.at + len(approximate))
        if sign in _DIAMETER_SIGNS:
            return self._take(Sort.KIND, self.at + 1, kinds=frozenset({MeasurementKind.DIAMETER}))
        if sign in _COMPAT_UNITS:
            return self._take(Sort.UNIT, self.at + 1, unit=unit_named(sign))
        if sign in "\"'.":
            return self._stop() if sign == "." else self._quote(sign)
        sort = Sort.TIMES if self.at in self.list_commas else _SIGNS.get(sign)
        slip = sort is Sort.COMMA and self._was(Sort.LETTER) and self._was_earlier(Sort.TIMES)  # "x W, 11 x"
        if sort is None or slip:
            self.at += 1
            return None
        return self._take(sort, self.at + 1)

    def _quote(self, sign: str) -> Token | None:
        """Marks of feet and inches, told from quotation marks."""
        after_number = self.before is not None and self.before.sort is Sort.NUMBER
        if sign == '"' and not (after_number and not self.quoted):
            self.quoted = not self.quoted
            self.at += 1
            return None
        if not after_number:
            self.at += 1
            return None
        doubled = sign == "'" and self.text.startswith("''", self.at)
        unit = unit_named('"' if doubled else sign)
        return self._take(Sort.UNIT, self.at + (2 if doubled else 1), unit=unit)

    def _stop(self) -> Token | None:
        """A full stop ends a sentence unless it ends an abbreviation."""
        short = self.before is not None and self.before.span.end == self.at and self.before.sort not in {
            Sort.NUMBER, Sort.BAD, Sort.CLOSE,
        }  # fmt: skip
        ends = _SENTENCE_GOES_ON.match(self.text, self.at)
        if short and self.before is not None:
            metric = self.before.unit is not None and self.before.unit.system == "metric"
            long_word = self.before.sort is Sort.WORD and len(self.before.key) > 3
            capital = ends is not None and ends[0][-1].isupper()
            if not (long_word or (capital and metric)):
                self.at += 1
                return None
        return self._take(Sort.STOP, self.at + 1)

    def _word(self) -> Token | None:
        word = self.words[self.word]
        era = _ERA_BEFORE.match(self.text, self.at)
        if era is not None:
            return self._take(Sort.BAD, era.end())
        unit = self._unit(word)
        if unit is not None:
            return unit
        if word.key in joiners() and self._joins(word):
            return self._take(joiners()[word.key], word.end, key=word.key)
        found = measuring_words().at(self.words, self.word, self.gaps)
        if found is None:
            return self._take(Sort.WORD, word.end, key=word.key)
        (sort, kinds, part), length = found.meaning, found.length
        end = self.words[self.word + length - 1].end
        between = "" if unspaced(word.key) else " "
        key = between.join(each.key for each in self.words[self.word : self.word + length])
        if sort is Sort.LETTER and not self._is_label(word):
            sort, kinds = (Sort.AND if key in joiners() else Sort.WORD), frozenset()
        return self._take(sort, end, key=key, kinds=kinds, part=part)

    def _joins(self, word: Word) -> bool:
        """Whether a joining word stands where it joins: "x" and "by" between sizes, not in "painted by"."""
        sort = joiners()[word.key]
        if sort is not Sort.TIMES:
            return not (len(word.key) == 1 and self._is_label(word) and word.key in letters())
        return self.before is not None and self.before.sort in {
            Sort.NUMBER, Sort.UNIT, Sort.KIND, Sort.LETTER, Sort.CLOSE, Sort.BAD, Sort.APPROXIMATE,
        }  # fmt: skip

    def _is_label(self, word: Word) -> bool:
        """Whether a single letter labels a size: a capital or with a point or colon, or glued to its number."""
        raw = self.text[word.start : word.end]
        if len(raw) > 1:
            return True
        after = self.text[word.end : word.end + 2]
        before = self.text[max(0, word.start - 1) : word.start]
        if word.key == "в" and not {before.lower(), after[:1].lower()} & set(
            "xх×"
        ):  # also "in" and, with a point, "century"
            return bool(re.match(r"[.:=]\s?$|[.:=]\d", after)) and not _CENTURY.search(
                self.text, max(0, word.start - 12), word.start
            )
        glued = before.isdigit() or after[:1].isdigit()
        pointed = after[:1] in {".", ":", "=", "-"}
        plain_enough = word.key in "hwdlb" and bool(_LETTER_ALONE.match(self.text, word.end))
        return raw.isupper() or glued or pointed or plain_enough

    def _unit(self, word: Word) -> Token | None:
        """The unit a word is after a number."""
        before = self.before
        labelled = self._was(Sort.LETTER) and self._was_earlier(Sort.NUMBER)  # "10d cm"
        if before is None or not (labelled or before.sort in {Sort.NUMBER, Sort.CLOSE}):
            return self._leading_unit(word)
        found = unit_words().at(self.words, self.word, self.gaps)
        if found is None:
            return None
        unit, end = found.meaning, self.words[self.word + found.length - 1].end
        return None if self._deceives(unit, word, end, before) else self._take(Sort.UNIT, end, key=word.key, unit=unit)

    def _deceives(self, unit: Unit, word: Word, end: int, before: Token) -> bool:
        """Whether what looks like a unit is none: "in" before a noun, "г." of a year, "ct" of gold."""
        if before.sort is not Sort.NUMBER:
            return unit.key not in {"mm", "cm", "in", "m"}
        if word.key == "in":
            return not _INCH_ENDS.match(self.text, end)
        if word.key in {"г", "гг"}:
            return before.number is not None and _is_year(before.number)
        return unit.key == "ct" and _GOLD.match(self.text, end) is not None

    def _leading_unit(self, word: Word) -> Token | None:
        """A unit before its number, as Italian writes it ("cm 30 x 40"), or as a heading ("in cm:")."""
        found = unit_words().at(self.words, self.word, self.gaps)
        if found is None or found.meaning.key not in {"mm", "cm", "kg", "g"} or word.key in {"g", "г", "غ"}:
            return None
        end = self.words[self.word + found.length - 1].end
        if not _NUMBER_NEXT.match(self.text, end):
            return None
        return self._take(Sort.UNIT, end, key=word.key, unit=found.meaning)


def _is_year(number: Number) -> bool:
    return number.value.denominator == 1 and 1000 <= number.value <= 2100
