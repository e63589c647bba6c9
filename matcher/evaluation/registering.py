"""The register of an evaluation: a dataset imported once and kept, brought up to date when fingerprints change."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from matcher.errors import EvaluationRefused
from matcher.evaluation import baselines
from matcher.evaluation.dataset.model import Dataset
from registry.registering.importing import ImportReport, import_file
from registry.registering.register import Register
from registry.settings import Settings

Step = Callable[[str, int, int], None]
"""Progress: what is being done, how many are done, of how many."""


@dataclass(frozen=True)
class Workplace:
    """Where an evaluation of one dataset keeps its register and its outcomes."""

    folder: Path
    settings: Settings

    @classmethod
    def of(cls, folder: Path, dataset: Dataset, settings: Settings) -> "Workplace":
        """The workplace of a dataset below a folder, with an embedded index; other content gets another place."""
        place = folder / f"{dataset.name}-{dataset.digest[:8]}"
        changed = {"data": place / "data", "database_url": None, "pictures_url": None, "elasticsearch_url": None}
        return cls(place, settings.model_copy(update=changed))

    @property
    def known(self) -> Path:
        """The file of the registered pictures as the baselines see them."""
        return self.folder / "baselines.npz"


def prepare(place: Workplace, dataset: Dataset, step: Step) -> dict[str, str]:
    """Import the dataset, or what is missing of it, and return the schemes it is fingerprinted with.

    Raises EvaluationRefused where a record or picture of the dataset is refused.
    """
    place.folder.mkdir(parents=True, exist_ok=True)
    register = Register.open(place.settings)
    try:
        _import(place, dataset, register, step)
        if register.unfingerprinted():
            report = register.reindex(rehash=True, step=lambda done, of: step("fingerprints", done, of))
            if report.refused:
                raise EvaluationRefused(f"a picture of {dataset.name} cannot be fingerprinted: {report.refused[0]}")
            place.known.unlink(missing_ok=True)
        if not place.known.is_file():
            baselines.save(place.known, baselines.know(dataset, register.fingerprints))
        return register.models.schemes()
    finally:
        register.close()


def _import(place: Workplace, dataset: Dataset, register: Register, step: Step) -> None:
    marker = place.folder / "imported.json"
    wanted = {"digest": dataset.digest, "objects": len(dataset.objects)}
    if marker.is_file() and json.loads(marker.read_text(encoding="utf-8")) == wanted:
        return
    lines = place.folder / "registry.ndjson"
    lines.write_text(
        "".join(f"{json.dumps(each.import_line(), ensure_ascii=False)}\n" for each in dataset.objects), encoding="utf-8"
    )
    total = len(dataset.objects)

    def progress(_: ImportReport, line: int) -> None:
        step("registering", line, total)

    report = import_file(register, lines, actor="evaluation", progress=progress)
    if report.errors:
        first = report.errors[0]
        raise EvaluationRefused(
            f"{len(report.errors)} objects of {dataset.name} cannot be registered; {dataset.objects[first.line - 1].id}: "
            f"{first.message}"
        )
    marker.write_text(json.dumps(wanted), encoding="utf-8")
