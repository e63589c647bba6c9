"""What a task brought, and the journal in which outcomes are kept so that a killed run goes on where it was."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from matcher.evaluation.tasks import Kind

KEPT = 10
"""Candidates of an answer that an outcome keeps."""
RANKED = 50
"""Candidates that are asked for, so that recall at 50 can be told."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Listed(_Part):
    """A candidate of an answer: its object in the dataset, its score, and whether it is right or looks like what is."""

    object: str
    bits: float
    verdict: str | None
    probability: float | None
    right: bool
    relative: bool


class Compared(_Part):
    """The measures of one comparison of a query photograph with a registered picture."""

    object: str
    same: bool
    relative: bool
    measures: dict[str, float]


class Baseline(_Part):
    """What a plain method made of a query: the rank of the right object (0: none is), the nearest right and wrong.

    Scores are higher for nearer pictures; ties count against the right object.
    """

    rank: int
    right: float | None
    wrong: float | None


class Outcome(_Part):
    """What came back for one task.

    `rank` is that of the best right object in the answer (0: not among the first RANKED); `routes` holds its best place
    in the lists of each candidate route. `refused` is the code of a query that could not be answered.
    """

    task: str
    kind: Kind
    about: str
    labels: dict[str, str]
    registered: bool
    rank: int = 0
    right: Listed | None = None
    listed: tuple[Listed, ...] = ()
    verdict: str = "no_candidate_found"
    routes: dict[str, int] = {}
    baselines: dict[str, Baseline] = {}
    stages: dict[str, float] = {}
    total_ms: float = 0.0
    refused: str | None = None
    compared: tuple[Compared, ...] = ()

    @property
    def best(self) -> Listed | None:
        """The first candidate."""
        return self.listed[0] if self.listed else None

    @property
    def best_wrong(self) -> Listed | None:
        """The first candidate that is another object."""
        return next((each for each in self.listed if not each.right), None)

    def label(self, name: str) -> str:
        """A label's value; empty where there is none of that name."""
        return self.labels.get(name, "")


_OUTCOME = TypeAdapter(Outcome)


class Journal:
    """Outcomes as JSON lines, appended as they come. One journal belongs to one way of answering, named by its header.

    A journal whose header names another way (other weights, schemes, code or signals) is started anew.
    """

    def __init__(self, path: Path, header: Mapping[str, Any]) -> None:
        """Use the journal at `path`; nothing is read or written yet."""
        self.path = path
        self._header = json.dumps(header, sort_keys=True)

    def read(self) -> dict[str, Outcome]:
        """The outcomes so far by task; a line torn by a kill is dropped."""
        if not self.path.is_file():
            return {}
        lines = self.path.read_text(encoding="utf-8").splitlines()
        if not lines or lines[0] != self._header:
            return {}
        found = {}
        for line in lines[1:]:
            try:
                outcome = _OUTCOME.validate_json(line)
            except ValidationError:
                continue
            found[outcome.task] = outcome
        return found

    def __enter__(self) -> Self:
        done = self.read()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # Written anew, so that a torn last line or another way's outcomes do not stay in it.
        whole = self.path.with_suffix(".tmp")
        with whole.open("w", encoding="utf-8") as file:
            file.write(f"{self._header}\n")
            file.writelines(f"{outcome.model_dump_json()}\n" for outcome in done.values())
        whole.replace(self.path)
        self._file = self.path.open("a", encoding="utf-8")
        return self

    def __exit__(self, *_: object) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def add(self, outcome: Outcome) -> None:
        """Keep an outcome; it is on its way to the disk when this returns."""
        self._file.write(f"{outcome.model_dump_json()}\n")
        self._file.flush()


def outcomes_of(journal: Journal, tasks: Iterator[str] | list[str]) -> list[Outcome]:
    """The kept outcomes of some tasks, in their order."""
    kept = journal.read()
    return [kept[task] for task in tasks if task in kept]
