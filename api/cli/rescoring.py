"""`repatria rescore`."""

import sys

from api.cli.common import console, opened, to_stdout
from api.cli.failures import FAILED


def run(match_id: str, *, as_json: bool) -> None:
    """Score a past match again; exit with 1 where it does not come out the same."""
    from rich.table import Table

    from matcher.rescoring import report

    with opened() as repatria:
        said = report(repatria.rescore(match_id))
    if as_json:
        to_stdout(said.model_dump_json(indent=2))
    else:
        out = console()
        table = Table(title=f"{said.match_id}, answered {said.answered_at:%Y-%m-%d %H:%M} UTC", title_justify="left")
        for heading in ("Object", "Version", "Verdict then", "now", "Bits then", "now"):
            table.add_column(heading, no_wrap=True)
        for each in said.candidates:
            bits = [f"{value:+.2f}" if value is not None else "" for value in (each.bits_then, each.bits_now)]
            verdicts = [verdict.value if verdict else "" for verdict in (each.verdict_then, each.verdict_now)]
            table.add_row(each.object_id, str(each.version or ""), *verdicts, *bits)
        out.print(table)
        for remark in said.remarks:
            out.print(remark, markup=False)
        out.print(_SENTENCES[(said.agrees, said.identical)])
    if not said.agrees:
        sys.exit(FAILED)


_SENTENCES = {
    (True, True): "The same answer, to the last bit.",
    (True, False): "The same candidates, verdicts and bits; other details differ.",
    (False, False): "Not the same answer.",
}
