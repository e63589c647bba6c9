"""A query: up to eight photographs of one object, words, identifiers, and what may be done with them."""

from dataclasses import dataclass, field

from registry.vocabulary.lists import Role


@dataclass(frozen=True)
class QueryPhotograph:
    """The bytes of a photograph as they were received, its file name and declared type if given."""

    data: bytes = field(repr=False)
    filename: str | None = None
    media_type: str | None = None


@dataclass(frozen=True)
class Query:
    """What is asked, by whom.

    `one_object`: the photographs show one object, so that its sides add up. `split`: separate objects seen in one
    photograph are asked about one by one. `limit`: how many candidates come back at most.
    """

    photographs: tuple[QueryPhotograph, ...] = ()
    text: str | None = None
    identifiers: tuple[str, ...] = ()
    limit: int = 10
    one_object: bool = True
    split: bool = False
    keep_pictures: bool = True
    role: Role = Role.OFFICER
    actor: str = "local"
