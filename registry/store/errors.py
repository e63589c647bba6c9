"""The exceptions of this package.

::

    StoreError
    ├── NotFound
    │   ├── ObjectNotFound          no such object, or no such version of it
    │   ├── PictureNotFound         no file with these bytes
    │   ├── MatchNotFound           no such answer
    │   └── KeyNotFound             no such API key
    ├── Conflict                    what was asked does not fit what is stored; nothing was written
    │   ├── StaleVersion            somebody changed the object in between
    │   ├── DuplicateObject         the object id is taken
    │   ├── DuplicateExternalId     another object carries this external identifier
    │   ├── DuplicatePhotograph     the object has this photograph already, described differently
    │   └── StatusHistoryRewritten  earlier steps of the status were dropped or altered
    ├── UnstorableContent           text that SQL cannot hold, a name that is not allowed
    ├── Damaged                     what is stored is not what was written
    │   ├── PictureDamaged
    │   └── StoreDamaged
    ├── StorageFull                 no room on the disk; nothing half-written is left
    ├── StoreBusy                   another writer held the store for too long; try again
    └── StoreUnusable               it cannot be opened: address, rights, or a newer format

Every error keeps its facts as attributes, takes them as arguments (so it crosses process borders by pickling) and says
in its text what the reader can do. Nothing is ever half-done when one is raised.
"""


class StoreError(Exception):
    """Base of every error raised by `registry.store`."""

    def message(self) -> str:
        """The sentence for the reader."""
        return str(self.args[0]) if self.args else type(self).__name__

    def __str__(self) -> str:
        return self.message()


class NotFound(StoreError):
    """What was asked for is not stored."""


class ObjectNotFound(NotFound):
    """No object has this id, or it has no such version."""

    def __init__(self, object_id: str, version: int | None = None) -> None:
        super().__init__(object_id, version)
        self.object_id, self.version = object_id, version

    def message(self) -> str:
        """Names the id, and the version if one was asked for."""
        if self.version is None:
            return f"There is no object {self.object_id} in this registry. Check the id."
        return f"Object {self.object_id} has no version {self.version}. Its history lists the versions there are."


class PictureNotFound(NotFound):
    """No picture with this SHA-256 is stored."""

    def __init__(self, sha256: str) -> None:
        super().__init__(sha256)
        self.sha256 = sha256

    def message(self) -> str:
        """Names the hash."""
        return f"No picture with the SHA-256 {self.sha256} is stored. Store the picture first, or check the hash."


class MatchNotFound(NotFound):
    """No answer has this id."""

    def __init__(self, match_id: str) -> None:
        super().__init__(match_id)
        self.match_id = match_id

    def message(self) -> str:
        """Names the id."""
        return f"There is no match {self.match_id}. Check the id."


class KeyNotFound(NotFound):
    """No API key has this id."""

    def __init__(self, key_id: str) -> None:
        super().__init__(key_id)
        self.key_id = key_id

    def message(self) -> str:
        """Names the id."""
        return f"There is no API key {self.key_id}. List the keys to see their ids."


class Conflict(StoreError):
    """What was asked does not fit what is stored. Nothing was written."""


class StaleVersion(Conflict):
    """The object was changed since the caller read it."""

    def __init__(self, object_id: str, expected: int, current: int) -> None:
        super().__init__(object_id, expected, current)
        self.object_id, self.expected, self.current = object_id, expected, current

    def message(self) -> str:
        """Names both versions."""
        return (
            f"Object {self.object_id} is at version {self.current}, not {self.expected}: it was changed meanwhile. "
            "Read it again, repeat your change on the new version and send that one's number."
        )


class DuplicateObject(Conflict):
    """The object id is taken."""

    def __init__(self, object_id: str) -> None:
        super().__init__(object_id)
        self.object_id = object_id

    def message(self) -> str:
        """Names the id."""
        return f"The id {self.object_id} is taken by another object. Leave the id out to get a new one."


class DuplicateExternalId(Conflict):
    """Another object carries this external identifier already."""

    def __init__(self, scheme: str, value: str, object_id: str) -> None:
        super().__init__(scheme, value, object_id)
        self.scheme, self.value, self.object_id = scheme, value, object_id

    def message(self) -> str:
        """Names the identifier and the object that has it."""
        return (
            f"The identifier {self.scheme}:{self.value} belongs to object {self.object_id} already. "
            "Change that object instead, or correct the identifier."
        )


class DuplicatePhotograph(Conflict):
    """The same bytes are a photograph of this object already, with other facts."""

    def __init__(self, object_id: str, sha256: str) -> None:
        super().__init__(object_id, sha256)
        self.object_id, self.sha256 = object_id, sha256

    def message(self) -> str:
        """Names object and picture."""
        return (
            f"Object {self.object_id} has the photograph {self.sha256} already. "
            "Change what is said of that photograph instead of adding it again."
        )


class StatusHistoryRewritten(Conflict):
    """Earlier steps of the status were dropped or altered."""

    def __init__(self, object_id: str, reason: str) -> None:
        super().__init__(object_id, reason)
        self.object_id, self.reason = object_id, reason

    def message(self) -> str:
        """Says which step and what to do."""
        return (
            f"The status history of object {self.object_id} can only grow: {self.reason}. "
            "Keep the steps there are and add one, with a note if an earlier one was wrong."
        )


class UnstorableContent(StoreError):
    """A value that cannot be stored: the text says which and why."""


class Damaged(StoreError):
    """What is stored is not what was written."""


class PictureDamaged(Damaged):
    """A stored picture's bytes do not have the hash they are named by."""

    def __init__(self, sha256: str) -> None:
        super().__init__(sha256)
        self.sha256 = sha256

    def message(self) -> str:
        """Names the file."""
        return (
            f"The stored picture {self.sha256} is damaged: its bytes are not those it is named by. "
            "Restore the file from a backup; it is never overwritten."
        )


class StoreDamaged(Damaged):
    """The database is damaged or holds a record that cannot be read. The text says where."""


class StorageFull(StoreError):
    """There is no room left. Nothing half-written remains; free space and try again."""


class StoreBusy(StoreError):
    """Another writer held the store for longer than the waiting time. Nothing was written; try again."""


class StoreUnusable(StoreError):
    """The store cannot be opened or written. The text says what to check."""
