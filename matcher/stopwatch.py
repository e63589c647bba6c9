"""Where the time of an answer goes."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """Milliseconds of named stages, in the order they were first entered."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._stages: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the time spent inside to a stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self._stages[name] = self._stages.get(name, 0.0) + (time.perf_counter() - start) * 1000

    def stages(self) -> dict[str, float]:
        """Milliseconds by stage."""
        return {name: round(spent, 1) for name, spent in self._stages.items()}

    def total(self) -> float:
        """Milliseconds since the stopwatch was made."""
        return round((time.perf_counter() - self._start) * 1000, 1)
