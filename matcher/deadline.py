"""The time one answer may take: what was not looked at until then is told, and the answer is given without it."""

import math
import time


class Deadline:
    """A moment after which nothing further is begun. What has begun is finished: no part of it takes long."""

    def __init__(self, seconds: float = math.inf) -> None:
        """Count from now."""
        self._seconds = seconds
        self._end = time.monotonic() + seconds
        self.skipped = 0
        """Parts of the work that were left out."""

    def passed(self) -> bool:
        """Whether the time has run out."""
        return time.monotonic() > self._end

    def skips(self, parts: int = 1) -> bool:
        """Whether the time has run out; if so, `parts` are counted as left out."""
        if parts and self.passed():
            self.skipped += parts
            return True
        return False

    def sentence(self) -> str | None:
        """What the answer has to say of it, None if nothing was left out."""
        if not self.skipped:
            return None
        return (
            f"The time for one answer ({self._seconds:g} s) ran out: {self.skipped} comparisons or parts of the photographs "
            "were left out, so that a match may have been missed. Send fewer photographs at once, or ask again later."
        )
