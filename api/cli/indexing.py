"""`repatria reindex`, `repatria index check` and `repatria index rollback`."""

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
        register = repatria.register
        found, schemes, missing = register.drift(), register.foreign_schemes(), register.unfingerprinted()
        left, schemes_left, missing_left = found, schemes, missing
        if repair and (found or schemes or missing):
            if schemes or missing:
                register.reindex(rehash=bool(missing))
            else:
                register.repair(found)
            left, schemes_left, missing_left = register.drift(), register.foreign_schemes(), register.unfingerprinted()
    differs = bool(left or schemes_left or missing_left)
    if as_json:
        to_stdout_json(
            {
                "in_step": not differs,
                "repaired": repair and bool(found or schemes or missing) and not differs,
                "missing": list(found.missing),
                "stale": list(found.stale),
                "extra": list(found.extra),
                "schemes": list(schemes),
                "unfingerprinted": missing,
            }
        )
    else:
        to_stdout(_sentence(found, schemes, len(missing), repaired=repair and not differs))
    if differs:
        sys.exit(FAILED)


def rollback(*, as_json: bool) -> None:
    """Go back to the index before the last rebuild, and bring that up to date."""
    with opened() as repatria:
        repatria.register.roll_back_index()
        state = repatria.register.index.state()
    if as_json:
        to_stdout_json({"objects": state.objects, "generation": state.generation})
    else:
        to_stdout(f"The index before the last rebuild serves again: {state.objects:,} objects, brought up to date.")


def _sentence(found: "Drift", schemes: tuple[str, ...], missing: int, *, repaired: bool) -> str:
    if not found and not schemes and not missing:
        return "Index and store agree."
    what = (
        f"{len(found.missing)} objects missing from the index, {len(found.stale)} in an older version, "
        f"{len(found.extra)} too many; {missing} photographs without fingerprints."
    )
    if schemes:
        what += f" It was built with other schemes of: {', '.join(schemes)}."
    if repaired:
        return f"{what} Mended."
    return f"{what} Mend it with `repatria index check --repair`."
