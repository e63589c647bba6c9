"""Which visual words of a query are asked for, the same in both engines.

A word in more than a tenth of the pictures tells little and makes the search slow, so it is left out once there are
enough pictures to say so; of the others the rarest 300 are asked for.
"""

from collections.abc import Mapping

from registry.index.fields import visual_word

MOST_WORDS = 300
COMMON_SHARE = 0.1
COMMON_FROM_PICTURES = 200


def rarest(frequencies: Mapping[int, int], pictures: int) -> list[str]:
    """The terms to ask for, the rarest first, given in how many of all `pictures` each word is: none that is in none."""
    most = COMMON_SHARE * pictures if pictures >= COMMON_FROM_PICTURES else float("inf")
    chosen = sorted((count, word) for word, count in frequencies.items() if 0 < count <= most)
    return [visual_word(word) for _, word in chosen[:MOST_WORDS]]
