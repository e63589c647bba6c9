"""What was understood of the words of a query, so that the user can correct it.

Derived from the words each time an answer is shown, never stored: it goes when the words go.
"""

from matcher.answer import UnderstoodField
from registry.normalise.listing import read_listing


def understood(text: str | None) -> tuple[UnderstoodField, ...]:
    """The fields read from a query's words, in their order; empty without words."""
    if text is None:
        return ()
    return tuple(
        UnderstoodField(kind=field.kind, value=field.value, in_words=field.in_words, span=tuple(field.span))
        for field in read_listing(text).fields
    )
