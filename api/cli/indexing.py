"""`repatria reindex` and `repatria index check`."""

import sys
from typing import TYPE_CHECKING

from api.cli.common import messages, opened, to_stdout, to_stdout_json
from api.cli.failures import FAILED

if TYPE_CHECKING:
    from registry.index.check import Drift


def rebuild(*, rehash: bool, as_json: bool) -> None:
    """Build the index anew; the old one serves until then."""
    from rich.progress import Progress

    with opened(discard_damaged_index=True) as repatria, Progress(console=messages(), transient=True) as bar:
        task = bar.add_task("Indexing", total=None)

        def step(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        report = repatria.register.reindex(rehash=rehash, step=step)
    for sentence in report.refused:
        sys.stderr.write(f"{sentence}\n")
    if as_json:
        to_stdout_json(
            {"objects": report.objects, "fingerprinted": report.fingerprinted, "refused": list(report.refused)}
        )
    else:
        to_stdout(f"{report.objects:,} objects indexed, {report.fingerprinted:,} photographs fingerprinted anew.")


def check(*, repair: bool, as_json: bool) -> None:
    """Compare, mend if asked, and exit with 1 where a difference remains."""
    with opened(discard_damaged_index=repair) as repatria:
        found = repatria.register.drift()
        missing = repatria.register.unfingerprinted()
        if repair and (found or missing):
            repatria.register.reindex(rehash=bool(missing))
            left, missing_left = repatria.register.drift(), repatria.register.unfingerprinted()
        else:
            left, missing_left = found, missing
    differs = bool(left) or bool(missing_left)
    if as_json:
        to_stdout_json(
            {
                "in_step": not differs,
                "repaired": repair and bool(found or missing) and not differs,
                "missing": list(found.missing),
                "stale": list(found.stale),
                "extra": list(found.extra),
                "unfingerprinted": missing,
            }
        )
    else:
        to_stdout(_sentence(found, len(missing), repaired=repair and not differs))
    if differs:
        sys.exit(FAILED)


def _sentence(found: "Drift", missing: int, *, repaired: bool) -> str:
    if not found and not missing:
        return "Index and store agree."
    what = (
        f"{len(found.missing)} objects missing from the index, {len(found.stale)} in an older version, "
        f"{len(found.extra)} too many; {missing} photographs without fingerprints."
    )
    if repaired:
        return f"{what} Mended."
    return f"{what} Mend it with `repatria index check --repair`."
