"""The names of a registry's indices on a server.

A *build* is a pair of indices, objects and views, made together: `PREFIX-objects-s2-g42-3f9a1c` has the fields of schema
2 and was begun at generation 42 of the store. Aliases say which build serves (`PREFIX-objects`, and
`PREFIX-objects-write` for changes) and which served before (`PREFIX-objects-previous`). `PREFIX-control` holds the lock.
"""

import re
import secrets
from dataclasses import dataclass

SCHEMA = 2
"""Version of the fields and keys. Raise it with every change of them; an index of another one must be rebuilt."""


@dataclass(frozen=True)
class Build:
    """The names of one build's two indices."""

    objects: str
    views: str

    @property
    def schema(self) -> int:
        """The version of its fields; 0 where the name does not tell."""
        found = re.search(r"-objects-s(\d+)-", self.objects)
        return int(found.group(1)) if found else 0


@dataclass(frozen=True)
class Names:
    """All names that begin with `prefix`."""

    prefix: str

    @property
    def objects(self) -> str:
        """Alias that objects are read through."""
        return f"{self.prefix}-objects"

    @property
    def views(self) -> str:
        """Alias that views are read through."""
        return f"{self.prefix}-views"

    @property
    def control(self) -> str:
        """The index of the lock."""
        return f"{self.prefix}-control"

    @property
    def template(self) -> str:
        """The template that keeps the server from making our indices by itself."""
        return f"{self.prefix}-no-auto-create"

    @property
    def all_builds(self) -> str:
        """A pattern of all builds' indices."""
        return f"{self.prefix}-objects-s*,{self.prefix}-views-s*"

    def build(self, objects_index: str) -> Build:
        """The build that an index of objects belongs to."""
        return Build(objects_index, f"{self.views}{objects_index.removeprefix(self.objects)}")

    def new_build(self, generation: int) -> Build:
        """A build that does not exist yet."""
        return self.build(f"{self.objects}-s{SCHEMA}-g{max(0, generation)}-{secrets.token_hex(3)}")


WRITE, PREVIOUS = "-write", "-previous"
"""What the aliases for changes, and of the build before, end with."""
