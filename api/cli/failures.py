"""The exception trees of all packages as an exit status and a sentence."""

from dataclasses import dataclass

BAD_INPUT, FAILED = 2, 1


@dataclass(frozen=True)
class Failure:
    """What to print and how to exit."""

    message: str
    status: int


class CommandRefused(Exception):
    """The command was given what it cannot use; the text says what to change."""


def explained(error: Exception) -> Failure | None:
    """The failure of an exception that is no fault of the program, else None."""
    from pydantic import ValidationError

    from matcher.errors import DatasetInvalid, EvaluationRefused, MatcherError, QueryRefused
    from registry.imaging.errors import ImagingError, PictureRejected
    from registry.index.errors import SearchIndexError
    from registry.registering.errors import ImportRefused, RegisteringError
    from registry.store.errors import KeyNotFound, MatchNotFound, StoreError, UnstorableContent

    if isinstance(error, CommandRefused | QueryRefused | PictureRejected | ImportRefused | KeyNotFound):
        return Failure(str(error), BAD_INPUT)
    if isinstance(error, MatchNotFound | UnstorableContent | DatasetInvalid | EvaluationRefused):
        return Failure(str(error), BAD_INPUT)
    if isinstance(error, ValidationError) and error.title == "Settings":
        return Failure(_settings(error), BAD_INPUT)
    if isinstance(error, StoreError | SearchIndexError | RegisteringError | MatcherError | ImagingError):
        return Failure(str(error), FAILED)
    if isinstance(error, OSError):
        place = f" ({error.filename})" if error.filename else ""
        return Failure(f"{error.strerror or error}{place}", FAILED)
    return None


def _settings(error: object) -> str:
    from pydantic import ValidationError

    assert isinstance(error, ValidationError)  # noqa: S101 - checked by the caller
    parts = [
        f"REPATRIA_{'_'.join(str(step) for step in problem['loc']).upper()}: {problem['msg']}"
        for problem in error.errors(include_url=False)
    ]
    return "The settings cannot be used. " + "; ".join(parts) + ". docs/settings.md lists them."
