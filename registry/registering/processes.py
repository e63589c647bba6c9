"""Worker processes for arithmetic: one thread each.

Two processes whose linear algebra runs two threads each wait for one another on two cores: measured here, they got less
than a quarter of the work done. The libraries read these variables when they are loaded, so they have to be set before a
worker starts.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

_VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


@contextmanager
def single_threaded_children() -> Iterator[None]:
    """Processes started inside the block compute with one thread each; what the user has set stays."""
    added = [name for name in _VARIABLES if name not in os.environ]
    os.environ.update(dict.fromkeys(added, "1"))
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)
