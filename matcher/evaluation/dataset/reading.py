"""Reads a dataset by where it lies or by its name."""

import json
from pathlib import Path

from matcher.errors import DatasetInvalid
from matcher.evaluation.dataset.eval_dev import read_eval_dev
from matcher.evaluation.dataset.generated import WORKS, write_generated
from matcher.evaluation.dataset.manifest import FORMAT, read_manifest
from matcher.evaluation.dataset.model import Dataset

GENERATED = "generated"


def read_dataset(place: str, work: Path, *, works: int = WORKS) -> Dataset:
    """The dataset in a folder, or the project's own if `place` is "generated" (made once, in `work`).

    Raises DatasetInvalid with what is wrong and where.
    """
    if place == GENERATED and not Path(place).is_dir():
        return read_folder(write_generated(work / f"{GENERATED}-{works}", works))
    return read_folder(Path(place))


def read_folder(folder: Path) -> Dataset:
    """The dataset in a folder, in either layout. Raises DatasetInvalid."""
    try:
        content = (folder / "manifest.json").read_bytes()
        named = json.loads(content)
    except OSError as error:
        raise DatasetInvalid(
            f"{folder} is no dataset: it needs a readable manifest.json ({error.strerror}). Name a folder, or "
            f"`{GENERATED}` for the project's own set; docs/evaluation.md describes the format."
        ) from error
    except ValueError as error:
        raise DatasetInvalid(f"{folder / 'manifest.json'} is no JSON: {error}") from error
    if not isinstance(named, dict):
        raise DatasetInvalid(f"{folder / 'manifest.json'} must hold one JSON object")
    if "format" not in named and "second_photos" in named:
        return read_eval_dev(folder, content)
    if named.get("format") != FORMAT:
        raise DatasetInvalid(
            f"{folder / 'manifest.json'}: format is {named.get('format')!r}, this version reads {FORMAT!r}"
        )
    return read_manifest(folder, content)
