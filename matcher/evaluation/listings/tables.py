"""Figures of words as tables: plain for the terminal, Markdown for docs/accuracy.md."""

from collections.abc import Sequence

from matcher.evaluation.listings.measuring import Measured

MARK = "matcher/evaluation/listings/tables.py"
"""The name of the marks that the tables stand between in docs/accuracy.md."""


def tables(measured: Measured) -> str:
    """The tables in Markdown."""
    found = _table(
        ("listings", "number", "among 50", "first", "called strong", "a wrong one called strong"),
        [
            (row.strength, f"{row.listings:,}", *map(_percent, (row.found, row.first, row.strong, row.wrong_strong)))
            for row in measured.rows
        ],
    )
    hard = _table(
        ("hard pairs", "number", "called strong", "possible or more"),
        [(row.kind, f"{row.pairs:,}", _percent(row.strong), _percent(row.possible)) for row in measured.hard],
    )
    operations = _table(
        ("operation", "medium listings with it", "first"),
        [(name, f"{number:,}", _percent(share)) for name, number, share in measured.operations],
    )
    return (
        f"{measured.name}: {measured.records:,} records; scores are of bits fitted on other records.\n\n{found}\n\n{hard}\n\n"
        f"Expected calibration error of words alone, out of fold: {_percent(measured.expected_error)} "
        f"(Brier {measured.brier:.4f}).\n\n{operations}"
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _percent(share: float) -> str:
    return f"{share:.1%}"
