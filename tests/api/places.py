"""Where the registry of an API test lives: as an installation without servers would have it, or on real servers.

`--engine elasticsearch` and `--database postgresql` have every registry of these tests opened there, each with a prefix
or a database of its own.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from tests.databases import new_database
from tests.prefixes import Variables, new_prefix
from tests.servers import ElasticsearchServer


class Places:
    """Makes places for new registries, as `REPATRIA_…` variables."""

    def __init__(self, elasticsearch: ElasticsearchServer | None, postgresql: str | None) -> None:
        """With the servers that the options ask for."""
        self._elasticsearch = elasticsearch
        self._postgresql = postgresql

    @property
    def is_plain(self) -> bool:
        """Whether everything lies in the data folder."""
        return self._elasticsearch is None and self._postgresql is None

    @contextmanager
    def new(self) -> Iterator[Variables]:
        """A new, empty place, removed afterwards."""
        variables: Variables = {}
        with ExitStack() as stack:
            if self._postgresql is not None:
                variables["REPATRIA_DATABASE_URL"] = stack.enter_context(new_database(self._postgresql))
            if self._elasticsearch is not None:
                variables |= stack.enter_context(new_prefix(self._elasticsearch))
            yield variables
