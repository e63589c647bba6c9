"""Parts of a century by name: "early", "second half", "last quarter", "النصف الأول", and ranges of parts."""

from registry.normalise.dates.terms import DASHES, Part, Reader
from registry.normalise.dates.token import Token


def portion(reader: Reader, position: int) -> tuple[Part, int] | None:
    """A part of a century named here ("early", "second half", "النصف الأول"), and the position behind it."""
    token = reader.at(position)
    if token is None or token.barred:
        return None
    number = _ordinal_of_part(token)
    if number is not None:
        after = position + 1
        if reader.means(after, "unit") and not _single_letter_without_dot(reader, after):
            return _part(reader.tokens[after].senses["unit"], number), after + 1
        if reader.means(after, "decade_of") and not reader.running:
            return _part(10, number), after + 1
    if token.means("unit"):
        following = reader.at(position + 1)
        number = _ordinal_of_part(following) if following is not None and following.means("ordinal") else None
        if following is not None and following.means("last"):
            number = -1
        # Arabic puts the ordinal last; an ordinal before a noun of its own is no part of this one.
        if number is not None and not reader.means(position + 2, "century", "unit") and len(token.text) > 2:
            return _part(token.senses["unit"], number), position + 2
    if token.means("portion") and not _single_letter_without_dot(reader, position):
        return _part_named(token), position + 1
    return None


def _part_named(token: Token) -> Part:
    match token.senses["portion"]:
        case (int(of), int(which)):
            return of, which
        case other:
            raise TypeError(f"the lexicon holds a pair for portions, not {other!r}")


def _part(of: object, number: int) -> Part:
    if not isinstance(of, int):
        raise TypeError(f"the lexicon holds a number for units, not {of!r}")
    return (of, of if number < 0 else number)


def _ordinal_of_part(token: Token) -> int | None:
    """1 to 10 for an ordinal or a small number, -1 for "last"."""
    if token.means("ordinal"):
        return int(str(token.senses["ordinal"]))
    if token.means("last"):
        return -1
    number = token.number if token.number is not None else token.roman
    return number if number is not None and 1 <= number <= 10 else None


def _single_letter_without_dot(reader: Reader, position: int) -> bool:
    """E., M., H. and V. are abbreviations only with their dot; "in" is the Italian "inizio" only with one, too."""
    token = reader.tokens[position]
    return ((len(token.text) == 1 and token.text.isascii()) or token.text == "in") and not token.dotted


def portions(reader: Reader, position: int) -> tuple[tuple[Part, Part], int] | None:
    """One part, or a range of parts ("early to mid", "second–third quarters", "mid- or late"), and the position behind."""
    ranged = _ordinals_before_one_unit(reader, position)
    if ranged is not None:
        return ranged
    first = portion(reader, position)
    if first is None:
        return None
    last, position = first[0], first[1]
    while True:
        onward = position
        while reader.is_text(onward, *DASHES, "/") or reader.means(onward, "to", "or", "and"):
            onward += 1
        onward = reader.skip(onward, "filler") if onward > position else onward
        following = portion(reader, onward) if onward > position else None
        if following is None or (
            following[0][0] != last[0] and reader.means(following[1], "filler") and reader.running
        ):
            break
        # "first half – second half of the next" with two cores is a range of terms, not of parts.
        if _core_follows(reader, position):
            break
        last, position = following
    return (first[0], last), position


def _core_follows(reader: Reader, position: int) -> bool:
    token = reader.at(position)
    return token is not None and (token.number is not None or token.roman is not None or token.means("ordinal"))


def _ordinals_before_one_unit(reader: Reader, position: int) -> tuple[tuple[Part, Part], int] | None:
    first, second = reader.at(position), reader.at(position + 2)
    if first is None or second is None or not reader.means(position + 3, "unit"):
        return None
    joined = reader.is_text(position + 1, *DASHES, "/") or reader.means(position + 1, "to", "and", "or")
    a, b = _ordinal_of_part(first), _ordinal_of_part(second)
    if not joined or a is None or b is None or _single_letter_without_dot(reader, position + 3):
        return None
    unit = reader.tokens[position + 3].senses["unit"]
    return (_part(unit, a), _part(unit, b)), position + 4
