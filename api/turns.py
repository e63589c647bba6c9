"""How many matches each key may have under way, so that one key cannot keep all others from being answered."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from api.errors import TooManyMatches


class KeyTurns:
    """Counts the matches that wait or run, by key. For one event loop."""

    def __init__(self, most: int) -> None:
        """At most `most` at the same time for each key."""
        self._most = most
        self._under_way: Counter[str] = Counter()

    @contextmanager
    def taken(self, key: str) -> Iterator[None]:
        """One of the key's turns, given back at the end of the block. Raises TooManyMatches where it has none left."""
        if self._under_way[key] >= self._most:
            raise TooManyMatches(f"This key has {self._most} matches under way; it may not have more at the same time.")
        self._under_way[key] += 1
        try:
            yield
        finally:
            self._under_way[key] -= 1
            if not self._under_way[key]:
                del self._under_way[key]
