"""Measured text goes into a page of the documentation between two marks, so that nobody types a figure by hand."""

from pathlib import Path

from matcher.errors import EvaluationRefused


def publish_between(page: Path, mark: str, text: str) -> None:
    """Replace what stands between `<!-- begin: MARK -->` and `<!-- end: MARK -->`. Raises EvaluationRefused without them."""
    begin, end = f"<!-- begin: {mark} -->", f"<!-- end: {mark} -->"
    before, found, rest = page.read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise EvaluationRefused(f"{page} lacks the marks {begin} and {end}, between which the figures belong")
    page.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")
