"""Compositions of the demonstration paintings: each draws its genre on a `Sketch` and names what it drew."""

from collections.abc import Callable

from registry.sample.works.genres.abstract import abstract
from registry.sample.works.genres.landscape import landscape
from registry.sample.works.genres.portrait import portrait
from registry.sample.works.genres.seascape import seascape
from registry.sample.works.genres.still_life import still_life
from registry.sample.works.genres.town import town
from registry.sample.works.sketch import Sketch

GENRES: dict[str, tuple[Callable[[Sketch], str], float]] = {
    "landscape": (landscape, 0.74),
    "portrait": (portrait, 1.28),
    "seascape": (seascape, 0.70),
    "still life": (still_life, 0.85),
    "town view": (town, 0.80),
    "abstract": (abstract, 1.05),
}
"""Genre: what draws it, and the usual height of the canvas in widths. The answer names the subject in English."""
