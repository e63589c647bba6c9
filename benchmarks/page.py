"""Measured text goes into a page of the documentation between two marks, so that nobody types a figure by hand."""

from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"


def publish_between(page: str, command: str, text: str) -> None:
    """Replace what stands between `<!-- begin: COMMAND -->` and `<!-- end: COMMAND -->` in docs/PAGE."""
    begin, end = f"<!-- begin: {command} -->", f"<!-- end: {command} -->"
    path = DOCS / page
    before, found, rest = path.read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise SystemExit(f"docs/{page} lacks the marks {begin} and {end}")
    path.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")
