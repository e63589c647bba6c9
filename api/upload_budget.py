"""How many bytes of uploads the server holds at once: eight photographs of 50 MB for each of many callers would end it.

A match keeps its photographs in memory from the last byte until it is answered, also while it waits for its turn. So a
request takes its share before it reads, by the length it declares, or as it reads where it declares none.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from api.errors import Busy

HELD_BODIES = 4
"""Bodies of the largest size that are held at once; of usual photographs (3 MB) that is some hundreds."""


class Share:
    """What one request has taken of the budget."""

    def __init__(self, budget: "UploadBudget") -> None:
        self._budget = budget
        self.taken = 0

    def reach(self, size: int) -> None:
        """Take what is missing to `size` bytes. Raises Busy where there is not so much left."""
        more = max(0, size - self.taken)
        self._budget.take(more)
        self.taken += more


class UploadBudget:
    """The bytes that all requests together may hold. For one event loop."""

    def __init__(self, most: int) -> None:
        """`most` bytes in all; at least one body of the largest size has to fit."""
        self.most = most
        self._held = 0

    def take(self, size: int) -> None:
        """Count `size` bytes as held. Raises Busy where they do not fit."""
        if self._held + size > self.most:
            raise Busy("Many uploads are held already.")
        self._held += size

    @contextmanager
    def share(self) -> Iterator[Share]:
        """A share that is given back at the end of the block."""
        share = Share(self)
        try:
            yield share
        finally:
            self._held -= share.taken
