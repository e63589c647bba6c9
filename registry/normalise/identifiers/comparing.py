"""Whether two numbers, each with the institution that gave it, are one.

The same number may exist in several institutions: number and institution together identify, a number alone supports. Another
number contradicts little, since objects get renumbered.
"""

from enum import IntEnum

from registry.normalise.identifiers.institutions import (
    Agreement,
    compare_institutions,
    institution_named,
    institution_of_number,
)
from registry.normalise.identifiers.keys import identifier_keys
from registry.normalise.text import within_one_edit

_FUZZY_FROM = 5
"""Shorter numbers have too many neighbours for a slip of one sign to mean anything."""


class IdentifierLevel(IntEnum):
    """How two numbers stand to each other, best first."""

    SAME_WITH_INSTITUTION = 0
    SAME = 1
    """The same number; no institution, or unclear whether it is the same one."""
    SAME_SCANNED = 2
    """The same but for what scanners confuse, or one slip in a long number."""
    OTHER_INSTITUTION = 3
    """The same number of another institution."""
    OTHER = 4
    MISSING = 5


def compare_identifiers(
    one: str | None, other: str | None, institution: str | None = None, other_institution: str | None = None
) -> IdentifierLevel:
    """The level of two numbers as written, with the names of their institutions where known."""
    if not one or not other:
        return IdentifierLevel.MISSING
    first, second = _bare(one, institution), _bare(other, other_institution)
    if not first[0] or not second[0]:
        return IdentifierLevel.MISSING
    agreement = compare_institutions(first[1], second[1])
    if first[0] == second[0] or identifier_keys(one).folded == identifier_keys(other).folded:
        return {
            Agreement.SAME: IdentifierLevel.SAME_WITH_INSTITUTION,
            Agreement.UNCLEAR: IdentifierLevel.SAME,
            Agreement.DIFFERENT: IdentifierLevel.OTHER_INSTITUTION,
        }[agreement]
    return IdentifierLevel.SAME_SCANNED if _scanned_alike(one, other) else IdentifierLevel.OTHER


def _bare(value: str, institution: str | None) -> tuple[str, str | None]:
    """The folded number without a prefix that only names its institution, and the institution."""
    by_prefix = institution_of_number(value)
    if by_prefix is None:
        return identifier_keys(value).folded, institution
    found, bare = by_prefix
    known = institution_named(institution) if institution else None
    if institution and known != found:  # the letters mean something else here
        return identifier_keys(value).folded, institution
    return bare, found.names[0]


def _scanned_alike(one: str, other: str) -> bool:
    a, b = identifier_keys(one), identifier_keys(other)
    if a.fuzzy == b.fuzzy:
        return True
    letters_only = not any(sign.isdigit() for sign in a.folded + b.folded)
    long = min(len(a.folded), len(b.folded)) >= _FUZZY_FROM
    digits = [sign for sign in a.folded if sign.isdigit()] == [sign for sign in b.folded if sign.isdigit()]
    return long and not letters_only and digits and within_one_edit(a.fuzzy, b.fuzzy)
