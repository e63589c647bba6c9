"""`repatria import`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from api.cli.common import messages, opened, to_stdout, to_stdout_json
from api.cli.failures import BAD_INPUT, FAILED

if TYPE_CHECKING:
    from matcher.service import Repatria
    from registry.registering.importing import ImportReport

_SHOWN_ERRORS = 50


def run(file: Path, *, strict: bool, as_json: bool) -> None:
    """Import with progress on standard error and the report on standard output.

    Rows that cannot be used are named on standard error. Exit status 2 if none could be used, 0 if some or all were
    (1 with `--strict` if any was refused).
    """
    with opened() as repatria:
        report = load(repatria, file)
    taken = report.added + report.changed + report.unchanged
    _say_errors(report)
    if as_json:
        to_stdout_json(
            {
                "added": report.added,
                "changed": report.changed,
                "unchanged": report.unchanged,
                "photographs": report.photographs,
                "errors": [{"line": error.line, "message": error.message} for error in report.errors],
            }
        )
    elif taken or not report.errors:
        to_stdout(_sentence(report))
    if report.errors and not taken:
        sys.exit(BAD_INPUT)
    if report.errors and strict:
        sys.exit(FAILED)


def load(repatria: "Repatria", file: Path, title: str = "Importing") -> "ImportReport":
    """Import a file with a progress bar. Raises ImportRefused."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    lines = _lines(file)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("records, {task.fields[pictures]} pictures"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=messages(), transient=True) as bar:
        task = bar.add_task(title, total=lines, pictures=0)

        def step(report: "ImportReport", line: int) -> None:
            bar.update(task, completed=line, pictures=report.photographs)

        return repatria.import_records(file, actor="command line", progress=step)


def _lines(file: Path) -> int | None:
    """How many lines there are, for the bar; None where it cannot be read (the import itself says why)."""
    try:
        with file.open("rb") as opened_file:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: opened_file.read(1 << 20), b"")) or None
    except OSError:
        return None


def _say_errors(report: "ImportReport") -> None:
    for error in report.errors[:_SHOWN_ERRORS]:
        sys.stderr.write(f"line {error.line}: {error.message}\n")
    if len(report.errors) > _SHOWN_ERRORS:
        sys.stderr.write(f"and {len(report.errors) - _SHOWN_ERRORS} more rows; --json lists all of them\n")


def _sentence(report: "ImportReport") -> str:
    parts = [f"{report.added:,} records added", f"{report.changed:,} changed", f"{report.unchanged:,} unchanged"]
    parts.append(f"{report.photographs:,} photographs")
    if report.errors:
        parts.append(f"{len(report.errors):,} rows refused")
    return ", ".join(parts) + "."
