"""The table of docs/matching.md: every level of every kind of evidence from words, with its bits and what it says.

Run `python -m tools.weights_table` after the weights were fitted; a test fails while page and weights differ.
"""

from collections.abc import Iterator
from pathlib import Path

from matcher.evaluation.report.publishing import publish_between
from matcher.evidence.kinds import KINDS
from matcher.verdict import AGAINST, FOR
from matcher.weights import Weights

PAGE = Path(__file__).resolve().parent.parent / "docs" / "matching.md"
MARK = "weights-table"


def table(weights: Weights) -> str:
    """The table in Markdown, best level of each kind first."""
    return "\n".join(_lines(weights))


def _lines(weights: Weights) -> Iterator[str]:
    yield "| kind | level | bits | what the answer says |"
    yield "| --- | --- | ---: | --- |"
    for each in KINDS:
        for level in reversed(each.levels):
            bits = weights.text[each.kind.value][level]
            key = (each.kind, level)
            rule = " **caps at possible**" if key in AGAINST else " **lifts to possible**" if key in FOR else ""
            yield f"| `{each.kind}` | {level}{rule} | {bits:+.2f} | {each.sentences[each.scale(level)]} |"
        yield f"| `{each.kind}` | missing | 0 | {each.sentences[each.scale('missing')]} |"


def main() -> None:
    """Write the table into the page."""
    publish_between(PAGE, MARK, table(Weights.load()))


if __name__ == "__main__":
    main()
