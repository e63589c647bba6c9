"""A whole date field: `parse_date` reads all of a text, and says so where it cannot."""

import re
from dataclasses import replace

from registry.normalise.dates.behind import styles_what_precedes
from registry.normalise.dates.edtf import from_edtf, looks_like_edtf
from registry.normalise.dates.eras import LATEST_YEAR
from registry.normalise.dates.merging import Said, merged
from registry.normalise.dates.ranges import Statement, statement
from registry.normalise.dates.spans import astronomical
from registry.normalise.dates.terms import DASHES, Reader
from registry.normalise.dates.token import Token
from registry.normalise.dates.tokens import tokenise
from registry.normalise.dates.value import DateReading, Note, NotUnderstood, Point, Precision, Reason, Role

MAX_LENGTH = 1000
"""Characters of a date field that are read; no date is longer."""

_BREAKS = frozenset(",;:()[]|/=")
_PASSED_OVER = (
    "filler",
    "dated",
    "year",
    "circa",
    "probably",
    "and",
    "or",
    "to",
    "from",
    "between",
    "period_noun",
)
_SIGNS = frozenset("?.~'’\"“”«»*†&°º")


def parse_date(text: str) -> DateReading | NotUnderstood:
    """What a date field says, in any of the languages; NotUnderstood with the reason where that is not sure.

    Pure, total (any string is accepted) and independent of the language: words of all languages are known at once. Day
    and month that could be exchanged ("03/04/1901") leave only the year.
    """
    text = text.strip()
    if not text or len(text) > MAX_LENGTH:
        long = f"it is longer than {MAX_LENGTH} characters"
        return NotUnderstood(text, Reason.NOTHING, long) if text else NotUnderstood(text, Reason.EMPTY)
    signed = _signed(text)
    if signed is not None:
        return signed
    return _of_an_object(from_edtf(text)) if looks_like_edtf(text) else _in_words(text)


def _of_an_object(reading: DateReading | NotUnderstood) -> DateReading | NotUnderstood:
    """EDTF knows any year; a date of an object does not lie ahead."""
    if isinstance(reading, NotUnderstood) or (reading.earliest or reading.latest or 0) <= LATEST_YEAR:
        return reading
    return NotUnderstood(reading.text, Reason.IMPOSSIBLE, "the year lies ahead")


def _in_words(text: str) -> DateReading | NotUnderstood:
    tokens = [token for token in tokenise(text, lenient=True) if token.text != "."]
    pair = _pair_in_brackets(tokens)
    reader = Reader(text, pair or tokens, running=False)
    walk = _Walk(reader)
    if walk.problem is not None or not walk.said:
        return NotUnderstood(text, *(walk.problem or walk.why_nothing))
    reading = merged(text, tuple(walk.said))
    if isinstance(reading, NotUnderstood):
        return reading
    notes = [Note.SPELLING] if any(token.misspelt for token in reader.tokens) else []
    notes += [Note.OTHER_WORDS] if walk.unread else []
    return replace(reading, text=text, notes=tuple(dict.fromkeys((*reading.notes, *notes))))


_SIGNED = re.compile(r"-(\d{1,4})(?:\s*(?:to|–|—|/|\.\.|bis|à)\s*(-?)(\d{1,4}))?")


def _signed(text: str) -> DateReading | NotUnderstood | None:
    """Numbers with a minus, as databases write years BC: a range is clear, a single one may also mean "until"."""
    match = _SIGNED.fullmatch(text)
    if match is None:
        return None
    if match[3] is None:
        return NotUnderstood(text, Reason.AMBIGUOUS, "a year BC, or “until” that year")
    first, last = astronomical(int(match[1]), bc=True), astronomical(int(match[3]), bc=bool(match[2]))
    if "0" in {match[1], match[3]} or first > last:
        return NotUnderstood(text, Reason.IMPOSSIBLE, "the range ends before it begins")
    return DateReading(text, Point(first), Point(last), Precision.RANGE)


def _pair_in_brackets(tokens: list[Token]) -> list[Token] | None:
    """ "[100, 300]" from a database is a range: the comma is read as a dash."""
    if [token.text for token in tokens[:1] + tokens[2:3] + tokens[4:]] != ["[", ",", "]"]:
        return None
    first, second = tokens[1], tokens[3]
    if first.number is None or second.number is None or min(first.digits, second.digits) < 3:
        return None
    return [first, replace(tokens[2], text="–"), second]


class _Walk:
    """Goes over a field once: every statement in order with the role named beside it, and what it could not read."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.said: list[Said] = []
        self.unread: list[int] = []
        self.problem: tuple[Reason, str] | None = None
        self.why_nothing = (Reason.NOTHING, "")
        self._role = Role.MADE
        self._doubted = False
        at = 0
        while at < len(reader.tokens) and self.problem is None:
            found = statement(reader, at)
            at = self._take(found) if found is not None else self._pass(at)
        stuck = _word_beside_a_date(reader, self.unread, self.said)
        if self.problem is None and stuck is not None:
            self.problem = (Reason.UNKNOWN_WORDS, stuck)

    def _take(self, found: Statement) -> int:
        """Keeps a statement; the position behind it."""
        if found.problem is not None:
            self.problem = (Reason.IMPOSSIBLE, found.problem)
        elif self.said and _torn(self.reader, self.said[-1].statement, found):
            self.problem = (Reason.AMBIGUOUS, f"“{self.reader.text(self.said[-1].statement.first, found.last)}”")
        role, end = _role_behind(self.reader, found)
        self.said.append(Said(_doubted(found) if self._doubted else found, role or self._role))
        self._doubted = False
        self._role = self._role if self._role == Role.ALTERED else Role.MADE
        return end + 1

    def _pass(self, at: int) -> int:
        """Passes over a token that begins no statement; the position behind it, or behind all that a style governs."""
        token = self.reader.tokens[at]
        # "?exhibited 1809", "possibly to early …": the doubt belongs to the next date.
        self._doubted = self._doubted or token.text == "?" or token.means("probably")
        if token.means("style"):
            return self._pass_style(at)
        if token.means("undated"):
            self.why_nothing = (Reason.UNDATED, "")
        elif token.means("role") and len(token.text) > 1:
            self._role = Role(str(token.senses["role"]))
            if self.why_nothing[0] == Reason.NOTHING:
                self.why_nothing = (Reason.NOT_MAKING, token.text)
        elif token.number is not None or token.date is not None or token.barred:
            self.problem = (Reason.UNKNOWN_WORDS, f"“{self.reader.text(at, at)}” is no date by itself")
        elif len(token.text) > 1 and token.means("bc") != token.means("ad"):
            self.problem = (Reason.AMBIGUOUS, f"“{self.reader.text(at, at)}” stands apart from its date")
        elif token.text in _BREAKS:
            self._doubted = self._doubted and token.text not in ";|"
            self._role = self._role if token.text in "(:" or self._role == Role.ALTERED else Role.MADE
        elif self._role != Role.ALTERED and not _says_nothing(token):
            self.unread.append(at)
        return at + 1

    def _pass_style(self, at: int) -> int:
        if self.said and at == self.said[-1].statement.last + 1 and styles_what_precedes(self.reader, at):
            self.said.pop()
        if not self.said:
            self.problem = (Reason.STYLE, self.reader.tokens[at].text)
        self.unread.append(len(self.reader.tokens))
        return len(self.reader.tokens)


def _says_nothing(token: Token) -> bool:
    known = any(token.means(word) for word in _PASSED_OVER)
    return known or token.text in _SIGNS or token.text in DASHES


def _torn(reader: Reader, left: Statement, right: Statement) -> bool:
    """Whether a dash or stroke joins two statements that make no range together, such as "50 BC–50"."""
    between = left.last + 1
    return right.first == between + 1 and (reader.is_text(between, "/") or reader.is_text(between, *DASHES))


def _doubted(found: Statement) -> Statement:
    def uncertain(reading: DateReading) -> DateReading:
        start, end = (replace(point, uncertain=True) if point else None for point in (reading.start, reading.end))
        return replace(reading, start=start, end=end)

    return replace(found, readings=tuple(uncertain(reading) for reading in found.readings))


def _role_behind(reader: Reader, found: Statement) -> tuple[Role | None, int]:
    """The role in parentheses behind a date ("1953 (designed)"), and the last token that belongs to the date."""
    at = found.last + 1
    if reader.is_text(at, "(") and reader.means(at + 1, "role") and reader.is_text(at + 2, ")"):
        return Role(str(reader.tokens[at + 1].senses["role"])), at + 2
    return None, found.last


def _word_beside_a_date(reader: Reader, unread: list[int], said: list[Said]) -> str | None:
    """An unread word that no punctuation parts from a date; it could change its meaning."""
    for each in said:
        for step, edge in ((-1, each.statement.first), (1, each.statement.last)):
            at = edge + step
            while 0 <= at < len(reader.tokens) and reader.tokens[at].text not in _BREAKS:
                if at in unread:
                    return f"“{reader.text(at, at)}”"
                if any(other.statement.first <= at <= other.statement.last for other in said):
                    break
                at += step
    return None
