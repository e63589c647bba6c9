"""What a match went through on its way to an answer, for whoever measures it (`matcher.evaluation`) or scores it
again (`matcher.rescoring`).

Everything here is made in any case: handing it out costs nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from matcher.candidates import Candidates
from matcher.looking import Compared
from matcher.looks import Look
from matcher.rarity import NO_COUNTS, Rarity


@dataclass
class Trace:
    """The looks at a query, the candidates with their place in every route, and every comparison that was made.

    `versions` are those of the records that were compared; `rarity` is what was counted of the words of titles.
    """

    looks: Sequence[Look] = ()
    candidates: Candidates = field(default_factory=Candidates)
    compared: Sequence[Compared] = ()
    versions: Mapping[str, int] = field(default_factory=dict)
    rarity: Rarity = NO_COUNTS
