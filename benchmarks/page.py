"""Where the benchmarks write their figures: pages of docs/, between the marks that name the benchmark."""

from pathlib import Path

from matcher.evaluation.report.publishing import publish_between as publish

DOCS = Path(__file__).resolve().parent.parent / "docs"


def publish_between(page: str, command: str, text: str) -> None:
    """Replace what stands between the marks of a command in docs/PAGE."""
    publish(DOCS / page, command, text)
