"""docs/matching.md shows the weights that are in use, and tells of every kind of evidence."""

from matcher.answer import EvidenceKind
from matcher.weights import Weights
from tools.weights_table import MARK, PAGE, table


def test_the_page_shows_the_weights_in_use() -> None:
    shown = (
        PAGE.read_text(encoding="utf-8").partition(f"<!-- begin: {MARK} -->")[2].partition(f"<!-- end: {MARK} -->")[0]
    )
    assert shown.strip() == table(Weights.load()), "run python -m tools.weights_table"


def test_the_page_tells_how_every_kind_is_compared() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for kind in set(EvidenceKind) - {EvidenceKind.PICTURE}:
        assert f"| `{kind}` |" in text.partition("<!-- begin")[0]
