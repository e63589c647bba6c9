"""Import of our own form: one JSON record a line, photographs by path. Resumable: what is there is not done twice."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from registry.records.description import ExternalId
from registry.records.object import ImportRecord, ObjectContent
from registry.records.photograph import Photograph, PhotographFacts
from registry.registering.errors import ImportRefused
from registry.registering.pool import PhotographPool, Refusal
from registry.registering.register import Register
from registry.store.errors import StoreError

LINE_SCHEME = "import-line"
"""External identifier given to a record that brings none, so that importing the file again finds it."""

_INDEX_EVERY = 200
_AHEAD = 32


@dataclass(frozen=True)
class RowError:
    """What is wrong with one line of the file, which was passed over."""

    line: int
    message: str


@dataclass
class ImportReport:
    """What an import did. `unchanged` records were there already, word for word."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    photographs: int = 0
    errors: list[RowError] = field(default_factory=list)


@dataclass(frozen=True)
class _Row:
    line: int
    content: ObjectContent
    photographs: tuple["Future[Photograph | Refusal]", ...]


Progress = Callable[[ImportReport, int], None]


def import_file(register: Register, path: Path, *, actor: str, progress: Progress | None = None) -> ImportReport:
    """Import a file of records. Rows that cannot be used are reported and passed over, all others go in.

    A row's photographs must all be usable; otherwise the row is refused whole. Paths are relative to the file.
    `progress` is called after each row with the report so far and the lines read. Raises ImportRefused.
    """
    report = ImportReport()
    try:
        path.open("rb").close()
    except OSError as error:
        raise ImportRefused(f"{path} cannot be read ({error.strerror}): check the path.") from error
    since_index = 0
    with PhotographPool(register.settings) as pool:
        waiting: deque[_Row] = deque()
        for row in _rows(path, pool, report):
            waiting.append(row)
            if len(waiting) >= _AHEAD:
                since_index += _finish(register, waiting.popleft(), actor, report, progress)
            if since_index >= _INDEX_EVERY:
                register.after_write(many=True)
                since_index = 0
        while waiting:
            _finish(register, waiting.popleft(), actor, report, progress)
    register.after_write(many=True)
    return report


def _rows(path: Path, pool: PhotographPool, report: ImportReport) -> Iterator[_Row]:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            text = line.strip().removeprefix(b"\xef\xbb\xbf")
            if not text:
                continue
            try:
                record = ImportRecord.model_validate_json(text)
            except ValidationError as error:
                report.errors.append(RowError(number, explain(error)))
                continue
            content = record.content()
            if not content.external_ids:
                digest = hashlib.sha256(text).hexdigest()[:24]
                content = content.model_copy(update={"external_ids": (ExternalId(scheme=LINE_SCHEME, value=digest),)})
            photographs = tuple(
                pool.submit(
                    path.parent / photograph.path,
                    PhotographFacts.model_validate(photograph.model_dump(exclude={"path"})),
                )
                for photograph in record.photographs
            )
            yield _Row(number, content, photographs)


def _finish(register: Register, row: _Row, actor: str, report: ImportReport, progress: Progress | None) -> int:
    try:
        photographs = _all_or_none(row, report)
        if photographs is not None:
            _write(register, row.content, photographs, actor, report)
    except StoreError as error:
        report.errors.append(RowError(row.line, str(error)))
    if progress is not None:
        progress(report, row.line)
    return 1


def _all_or_none(row: _Row, report: ImportReport) -> list[Photograph] | None:
    photographs: list[Photograph] = []
    for outcome in [future.result() for future in row.photographs]:
        if isinstance(outcome, Refusal):
            report.errors.append(RowError(row.line, outcome.reason))
            return None
        if outcome.sha256 not in {known.sha256 for known in photographs}:
            photographs.append(outcome)
    return photographs


def _write(
    register: Register, content: ObjectContent, photographs: list[Photograph], actor: str, report: ImportReport
) -> None:
    store = register.store
    known = next(
        (found for each in content.external_ids if (found := store.find_external(each.scheme, each.value))), None
    )
    if known is None:
        store.add(content, photographs, actor=actor)
        report.added += 1
        report.photographs += len(photographs)
        return
    before = store.get(known)
    after = store.change(known, content, expected_version=before.version, actor=actor)
    held = {photograph.sha256 for photograph in before.photographs}
    for photograph in photographs:
        if photograph.sha256 not in held:
            after = store.add_photograph(known, photograph, expected_version=after.version, actor=actor)
            report.photographs += 1
    if after.version == before.version:
        report.unchanged += 1
    else:
        report.changed += 1


def explain(error: ValidationError) -> str:
    """A validation error in one line for a registrar: which field, and what is wrong with it."""
    parts = []
    for problem in error.errors(include_url=False)[:5]:
        place = ".".join(str(step) for step in problem["loc"]) or "record"
        parts.append(f"{place}: {problem['msg'].removeprefix('Value error, ')}")
    more = error.error_count() - len(parts)
    return "; ".join(parts) + (f"; and {more} more" if more > 0 else "")
