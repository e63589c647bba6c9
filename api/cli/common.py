"""What the commands share: the settings with the global option, an opened installation, and ways to print."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from matcher.service import Repatria
    from registry.settings import Settings

_chosen: dict[str, Path] = {}


def choose_data(folder: Path | None) -> None:
    """Remember the global option `--data` for this run."""
    _chosen.clear()
    if folder is not None:
        _chosen["data"] = folder


def settings(**changes: Any) -> "Settings":
    """The settings: what a command changes, then `--data`, then `REPATRIA_…` variables, then defaults."""
    from registry.settings import Settings

    return Settings(**{**_chosen, **{name: value for name, value in changes.items() if value is not None}})


@contextmanager
def opened(*, discard_damaged_index: bool = False) -> "Iterator[Repatria]":
    """The installation in the data folder, closed afterwards; a command that builds the index anew needs no old one."""
    from matcher.service import Repatria

    with Repatria.open(settings(), discard_damaged_index=discard_damaged_index) as repatria:
        yield repatria


def to_stdout(text: str) -> None:
    """Write a result; everything else a command says goes to standard error."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
    sys.stdout.flush()


def to_stdout_json(value: Any) -> None:
    """Write one JSON object."""
    to_stdout(json.dumps(value, ensure_ascii=False, indent=2))


def console() -> "Console":
    """For people: on standard output, plain where that is no terminal."""
    from rich.console import Console

    return Console(highlight=False)


def messages() -> "Console":
    """For progress and remarks: on standard error."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)
