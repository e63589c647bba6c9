"""Whether each part of the system is there, for the operator."""

from collections.abc import Callable

from api.schemas import Ready, ReadyPart
from matcher.errors import MatcherError
from matcher.service import Repatria
from registry.imaging.errors import ImagingError
from registry.index.errors import SearchIndexError
from registry.registering.errors import RegisteringError
from registry.store.errors import StoreError

_TREES = (StoreError, SearchIndexError, RegisteringError, ImagingError, MatcherError, OSError)


def readiness(repatria: Repatria) -> Ready:
    """Look at store, index and models now."""
    degraded: list[str] = []
    parts = (
        _looked_at("store", lambda: f"generation {repatria.store.generation()}, {repatria.store.count()} objects"),
        _looked_at("index", lambda: _index(repatria, degraded)),
        _looked_at("models", lambda: _models(repatria, degraded)),
        _looked_at("weights", lambda: repatria.matcher.weights.scorer_version),
    )
    return Ready(ready=all(part.ok for part in parts), parts=parts, degraded=tuple(degraded))


def _looked_at(name: str, look: Callable[[], str]) -> ReadyPart:
    try:
        return ReadyPart(name=name, ok=True, detail=look())
    except _TREES as error:
        return ReadyPart(name=name, ok=False, detail=str(error))


def _index(repatria: Repatria, degraded: list[str]) -> str:
    generation = repatria.store.generation()
    state = repatria.register.index.state()
    if state.generation < generation:
        degraded.append(f"The index is {generation - state.generation} changes behind; the next search takes them in.")
    degraded.extend(repatria.register.index.concerns())
    return f"{state.engine}, generation {state.generation}, {state.objects} objects, {state.pictures} pictures"


def _models(repatria: Repatria, degraded: list[str]) -> str:
    models = repatria.register.models
    degraded.extend(models.degraded)
    return ", ".join(f"{name} {scheme}" for name, scheme in models.schemes().items())
