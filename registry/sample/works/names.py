"""Invented people, places and holders. Nobody and nothing of these names is known to exist."""

import numpy as np

_FIRST = (
    "Odrin",
    "Maretta",
    "Bexley",
    "Ysolt",
    "Taviano",
    "Quenna",
    "Harun",
    "Zephira",
    "Lubo",
    "Ondine",
    "Kasimo",
    "Perrine",
)
_LAST = (
    "Velkaste", "Quillobar", "Tamborvey", "Dralinsk", "Ouvrelac", "Zinnefeld", "Morabella", "Kvistholt",
    "Ferrazine", "Abrelion", "Wolvertane", "Sidrakhan", "Pellombre", "Grauvenik", "Ithamel", "Caspertoy",
)  # fmt: skip
_TOWNS = ("Port Ambrel", "Vallombreuse-sur-Nill", "Qasr Demo", "Ostrovik Dale", "Santa Plantilla", "Neuzetten")
_HOLDERS = (
    "Invented Museum of {}",
    "Demonstration Gallery, {}",
    "Imaginary Town Hall of {}",
    "Chapel of Saint Sample, {}",
)
USER_COUNTRY = "ZZ"
"""ISO 3166 keeps ZZ for users: no country bears it, so no demonstration theft accuses a real one."""


def person(rng: np.random.Generator) -> str:
    """A maker's name."""
    return f"{_pick(rng, _FIRST)} {_pick(rng, _LAST)}"


def town(rng: np.random.Generator) -> str:
    """A place."""
    return _pick(rng, _TOWNS)


def holder(rng: np.random.Generator, place: str) -> str:
    """An institution in a place."""
    return _pick(rng, _HOLDERS).format(place)


def _pick(rng: np.random.Generator, words: tuple[str, ...]) -> str:
    return words[int(rng.integers(len(words)))]
