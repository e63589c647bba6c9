"""What may follow a term: "1650 circa", "1650 (?)", "1650 or earlier", "1653 före", "17. Jh., 2. Hälfte"."""

from dataclasses import replace

from registry.normalise.dates.parts import portions
from registry.normalise.dates.terms import DASHES, Kind, Limit, Reader, Term

_LIMITS_BEHIND = (
    ("or_earlier", Limit.NOT_AFTER),
    ("or_later", Limit.NOT_BEFORE),
    ("before_after", Limit.BEFORE),
    ("after_after", Limit.AFTER),
)


def styles_what_precedes(reader: Reader, at: int) -> bool:
    """Whether "style" stands here for the date before it ("17th century style"), not for what follows ("style Louis XV")."""
    token, behind = reader.at(at), reader.at(at + 1)
    alone = behind is None or not (behind.text[0].isalnum() or behind.senses)
    return token is not None and token.means("style") and " " not in token.text and alone


def with_qualifiers_behind(reader: Reader, term: Term) -> Term:
    """The term with what may follow it: "1650 circa", "1650 (?)", "1650 or earlier", "1653 före", "17. Jh., 2. Hälfte"."""
    while True:
        further = _one_behind(reader, term, term.last + 1)
        if further is None:
            return term
        term = further


def _one_behind(reader: Reader, term: Term, at: int) -> Term | None:
    if reader.is_text(at, "?", "~", "%"):
        sign = reader.tokens[at].text
        return replace(
            term, last=at, uncertain=term.uncertain or sign in "?%", approximate=term.approximate or sign in "~%"
        )
    if reader.is_text(at, "(", "[") and reader.is_text(at + 2, ")", "]"):
        if reader.is_text(at + 1, "?") or reader.means(at + 1, "probably"):
            return replace(term, last=at + 2, uncertain=True)
        if reader.means(at + 1, "circa"):
            return replace(term, last=at + 2, approximate=True)
    if reader.means(at, "circa") and not reader.means(at, "calendar") and not _number_follows(reader, at):
        return replace(term, last=at, approximate=True)
    for concept, limit in _LIMITS_BEHIND:
        if reader.means(at, concept) and term.limit is None and not _number_follows(reader, at):
            return replace(term, last=at, limit=limit)
    return _part_behind(reader, term, at)


def _number_follows(reader: Reader, at: int) -> bool:
    following = reader.at(at + 1)
    return following is not None and (
        following.number is not None
        or following.date is not None
        or following.means("ordinal")
        or following.means("circa")
    )


def _part_behind(reader: Reader, term: Term, at: int) -> Term | None:
    """A part named behind its century, after a comma or in parentheses; not where it belongs to what follows."""
    core = term.core
    if term.parts is not None or core is None or core.kind in {Kind.YEAR, Kind.BARE}:
        return None
    opened = reader.is_text(at, "(", "[")
    start = at + 1 if reader.is_text(at, ",", "(", "[", ":", *DASHES) else at
    start = reader.skip(start, "filler")
    if reader.means(start, "probably"):
        return None
    found = portions(reader, start)
    if found is None:
        return None
    parts, end = found
    if opened and not reader.is_text(end, ")", "]"):
        return None
    if not opened and (reader.is_text(at, *DASHES) or _belongs_to_next(reader, end)):
        return None
    return replace(term, parts=parts, last=end if opened else end - 1)


def _belongs_to_next(reader: Reader, at: int) -> bool:
    while reader.means(at, "filler") or reader.is_text(at, *DASHES):
        at += 1
    token = reader.at(at)
    if token is None:
        return False
    numbered = token.number is not None or token.roman is not None or token.means("ordinal")
    return numbered or token.means("period") or token.means("century") or token.means("named_century")
