"""How much is registered, as a role may see it: what every answer's coverage statement is made of."""

from matcher.answer import Coverage
from matcher.service import Repatria
from registry.vocabulary.lists import Role


def coverage_for(repatria: Repatria, role: Role) -> Coverage:
    """The coverage now."""
    generation = repatria.register.catch_up()
    return repatria.coverage.count(generation, role.clearance)
