"""The core of a term: a year, full date, century, millennium, decade, or the name of a period, as many languages put it."""

from dataclasses import replace

from registry.normalise.dates.days import full_date, with_month
from registry.normalise.dates.eras import LATEST_YEAR, is_numeral, ordinal_of, value_of, with_era
from registry.normalise.dates.named import period_named
from registry.normalise.dates.terms import DASHES, Core, Kind, Reader, Term
from registry.normalise.dates.token import Token
from registry.normalise.dates.value import Calendar
from registry.normalise.dates.vocabulary import egyptian_dynasties
from registry.normalise.dates.years import calendar_first, year


def core(reader: Reader, at: int) -> Term | None:
    """The core that begins at this token, with its era or calendar; None where none does."""
    token = reader.at(at)
    if token is None or token.barred:
        return None
    for read in (
        full_date,
        _era_first,
        calendar_first,
        with_month,
        _century_first,
        _decade,
        _numbered,
        period_named,
        year,
    ):
        term = read(reader, at)
        if term is not None:
            return term
    return _bare(reader, at)


def _era_first(reader: Reader, at: int) -> Term | None:
    token = reader.tokens[at]
    bc = token.means("bc") or token.means("bc_prefix")
    if not (bc or token.means("ad")) or not is_numeral(reader.at(at + 1)):
        return None
    inner = core(reader, at + 1)
    if inner is None or inner.bc is not None or inner.calendar != Calendar.COMMON or inner.core is None:
        return None
    if inner.core.kind == Kind.BARE:
        if reader.is_text(at + 2, *DASHES, "/"):
            return replace(inner, first=at, bc=bc, era_first=True)
        inner = replace(inner, core=replace(inner.core, kind=Kind.YEAR))
    return replace(inner, first=at, bc=bc, era_first=True)


def _century_first(reader: Reader, at: int) -> Term | None:
    """ "siglo XVII", "القرن ١٧", "s. XVII", "C17th"."""
    token = reader.tokens[at]
    number = reader.at(at + 1)
    if number is None or number.barred:
        return None
    if token.means("millennium") and (number.means("ordinal") or number.number):
        value = ordinal_of(number)
        return with_era(reader, Term(Core(Kind.MILLENNIUM, value), at, at + 1)) if value and value <= 10 else None
    value = ordinal_of(number)
    if token.means("dynasty_noun") and number.roman in egyptian_dynasties():
        return Term(Core(Kind.DYNASTY, value or 0), at, at + 1)
    if not (token.means("century") or _letter_before(token, number)):
        return None
    if value is None or not 1 <= value <= 40 or reader.means(at + 2, "unit"):
        return None
    return with_era(reader, Term(Core(Kind.CENTURY, value), at, at + 1))


def _letter_before(token: Token, number: Token) -> bool:
    if not token.means("century_letter"):
        return False
    if token.text == "c":
        return not number.spaced and not token.dotted and number.digits == 2
    return number.roman is not None or (token.text in {"ق", "ст"} and number.digits == 2)


def _decade(reader: Reader, at: int) -> Term | None:
    """ "1870s", "1870-е гг.", "années 1870", "1600-talet", "Seicento", "70er Jahre des 19. Jahrhunderts"."""
    token = reader.tokens[at]
    if token.means("named_century"):
        return Term(Core(Kind.HUNDRED, value_of(token, "named_century")), at, at)
    if token.means("decade_named"):
        return _in_century(reader, at, at, value_of(token, "decade_named"))
    return _decade_noun_first(reader, at) if token.number is None else _decade_noun_behind(reader, at)


def _decade_noun_first(reader: Reader, at: int) -> Term | None:
    if not reader.means(at, "decade_of"):
        return None
    after = reader.skip(at + 1, "filler")
    number = reader.at(after)
    if number is None or number.number is None or number.barred or number.number % 10:
        return None
    found = _decade_of(reader, at, after, number)
    return replace(found, core=replace(found.core, noun_first=True)) if found is not None and found.core else None


def _decade_noun_behind(reader: Reader, at: int) -> Term | None:
    after = at
    hundred = at + 2 if reader.is_text(at + 1, "-") else at + 1
    if reader.means(hundred, "hundred"):
        after = hundred
    elif reader.is_text(at + 1, "年代"):
        after = at + 1
    elif not reader.tokens[at].decade:
        return None
    while reader.means(after + 1, "year"):
        after += 1
    return _decade_of(reader, at, after, reader.tokens[at])


def _decade_of(reader: Reader, first: int, last: int, token: Token) -> Term | None:
    number = token.number or 0
    if token.digits <= 2:
        found = _in_century(reader, first, last, number)
        return found or (Term(Core(Kind.DECADE, number, token.digits), first, last) if token.decade else None)
    kind = Kind.HUNDRED if number % 100 == 0 else Kind.DECADE
    if number % 10 or not 100 <= number <= LATEST_YEAR:
        return None
    return with_era(reader, Term(Core(kind, number, token.digits), first, last))


def _in_century(reader: Reader, first: int, last: int, decade: int) -> Term | None:
    """The 70s *of the 19th century*."""
    century = core(reader, reader.skip(last + 1, "filler", "year"))
    if century is None or century.core is None or century.core.kind != Kind.CENTURY or not 0 <= decade <= 90:
        return None
    whole = Core(Kind.DECADE_OF_CENTURY, century.core.number, decade=decade)
    return replace(century, core=whole, first=first)


def _numbered(reader: Reader, at: int) -> Term | None:
    """A number before its noun: "17th century", "XVII в.", "2nd millennium", "18th Dynasty"."""
    token = reader.tokens[at]
    value = ordinal_of(token)
    if value is None or not 1 <= value <= 40 or token.decade:
        return None
    after = at + 1
    while reader.is_text(after, *DASHES) and reader.means(after + 1, "century", "millennium", "dynasty_noun"):
        after += 1
    if reader.means(after, "dynasty_noun") and (token.ordinal or token.means("ordinal") or token.roman or token.dotted):
        return Term(Core(Kind.DYNASTY, value), at, after) if value in egyptian_dynasties() else None
    if reader.means(after, "millennium"):
        return with_era(reader, Term(Core(Kind.MILLENNIUM, value), at, after)) if value <= 10 else None
    letter = reader.means(after, "century_letter") and _letter_behind(reader, token, after)
    if not (reader.means(after, "century") or letter):
        return None
    return _with_chinese_decade(reader, with_era(reader, Term(Core(Kind.CENTURY, value), at, after)))


def _letter_behind(reader: Reader, token: Token, at: int) -> bool:
    """Whether "c.", "s.", "в." or "ст." behind a number is a century: "c. 1650" behind one is not."""
    letter = reader.tokens[at]
    following = reader.at(at + 1)
    if following is not None and following.number is not None and following.digits >= 3 and letter.spaced:
        return False
    if letter.text == "c":
        return token.ordinal or token.means("ordinal") or token.roman is not None or not letter.spaced
    return token.roman is not None or (letter.text in {"ст", "в"} and letter.dotted and token.digits <= 2)


def _with_chinese_decade(reader: Reader, term: Term) -> Term:
    """ "19世纪70年代"."""
    number = reader.at(term.last + 1)
    if number is None or number.number is None or not reader.is_text(term.last + 2, "年代") or term.core is None:
        return term
    return replace(term, core=replace(term.core, kind=Kind.DECADE_OF_CENTURY, decade=number.number), last=term.last + 2)


def _bare(reader: Reader, at: int) -> Term | None:
    """A small number or ordinal whose noun is named by its neighbour: the "first" of "first to second century"."""
    token = reader.tokens[at]
    if token.decade:
        return None
    value = ordinal_of(token)
    if value is None or value < 1 or (token.small_roman and len(token.text) < 2):
        return None
    french = token.roman is not None and token.text.endswith("e") and 5 <= value <= 21
    # Years above the latest, or of fewer than four digits, need an era, which may stand behind the next one.
    bare = Term(Core(Kind.BARE, value, token.digits, roman_ordinal=french), at, at)
    return with_era(reader, bare) if value <= 99 or token.digits >= 3 else None
