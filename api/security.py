"""Who may do what: every permission check of the system is `decide(caller, action, resource)` and says why.

The table below is the one that docs/api.md shows; a test compares them. What of a record a role may *see* is another
question, answered by `registry.records.visibility` alone.
"""

from dataclasses import dataclass
from enum import StrEnum

from api.errors import NotAllowed, NotSignedIn
from registry.vocabulary.lists import Role


class Action(StrEnum):
    """What somebody may want to do."""

    READ_COVERAGE = "read coverage"
    SEARCH_OBJECTS = "search objects"
    READ_OBJECT = "read object"
    MATCH = "match"
    READ_MATCH = "read match"
    READ_OWN_MATCH = "read own match"
    READ_ORIGINAL = "read original photograph"
    READ_HISTORY = "read history"
    CREATE_OBJECT = "create object"
    CHANGE_OBJECT = "change object"
    ADD_PHOTOGRAPH = "add photograph"


_EVERY_KEY = frozenset(Role)
_REVIEWERS = frozenset({Role.INVESTIGATOR, Role.REGISTRAR, Role.ADMINISTRATOR})
_WRITERS = frozenset({Role.REGISTRAR, Role.ADMINISTRATOR})

ALLOWED: dict[Action, frozenset[Role]] = {
    Action.READ_COVERAGE: _EVERY_KEY,
    Action.SEARCH_OBJECTS: _EVERY_KEY,
    Action.READ_OBJECT: _EVERY_KEY,
    Action.MATCH: _EVERY_KEY,
    Action.READ_OWN_MATCH: _EVERY_KEY,
    Action.READ_MATCH: _REVIEWERS,
    Action.READ_ORIGINAL: _REVIEWERS,
    Action.READ_HISTORY: _WRITERS,
    Action.CREATE_OBJECT: _WRITERS,
    Action.CHANGE_OBJECT: _WRITERS,
    Action.ADD_PHOTOGRAPH: _WRITERS,
}

WITHOUT_KEY = frozenset({Action.READ_COVERAGE})
"""What anybody may do. Searching needs a key: whoever holds a stolen object must not probe unseen whether it is known."""


@dataclass(frozen=True)
class Caller:
    """Who asks: the key, its name and role, and whether it came with a session's cookie. Without a key: nobody."""

    key_id: str | None = None
    name: str = "nobody"
    role: Role = Role.PUBLIC
    by_cookie: bool = False

    @property
    def actor(self) -> str:
        """How history and audit log name the caller: the key's id, which is no personal datum by itself."""
        return f"key:{self.key_id}" if self.key_id else "nobody"


NOBODY = Caller()


@dataclass(frozen=True)
class Decision:
    """Whether an action is allowed, and why."""

    allowed: bool
    reason: str


def decide(caller: Caller, action: Action, owner: str | None = None) -> Decision:
    """Whether `caller` may do `action`; `owner` is the id of the key that made the resource, where that matters."""
    if action in WITHOUT_KEY:
        return Decision(True, f"anybody may {action}")
    if caller.key_id is None:
        return Decision(False, f"A key is needed to {action}.")
    if action is Action.READ_MATCH and owner is not None and owner == caller.key_id:
        return Decision(True, "the caller made this match")
    if caller.role in ALLOWED[action]:
        return Decision(True, f"role {caller.role} may {action}")
    able = ", ".join(sorted(role.value for role in ALLOWED[action]))
    return Decision(False, f"The role {caller.role} may not {action}. Roles that may: {able}.")


def require(caller: Caller, action: Action, owner: str | None = None) -> None:
    """Go on only if allowed. Raises NotSignedIn without a key, NotAllowed with one whose role is not enough."""
    decision = decide(caller, action, owner)
    if decision.allowed:
        return
    if caller.key_id is None:
        raise NotSignedIn(decision.reason)
    raise NotAllowed(decision.reason)
