"""`repatria evaluate` refuses what does not go together, with what to do instead."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.cli import main
from api.cli.evaluating import share_of
from api.cli.failures import CommandRefused


@pytest.mark.parametrize(
    ("text", "share"), [("1%", 0.01), ("99 %", 0.99), ("0.5", 0.5), ("1/1400", 1 / 1400), (" 0.1% ", 0.001)]
)
def test_shares_are_read_in_every_usual_form(text: str, share: float) -> None:
    assert share_of(text, "--recall") == pytest.approx(share)


@given(st.floats(0.0001, 0.9999))
def test_a_share_means_the_same_in_every_form(share: float) -> None:
    assert share_of(f"{share * 100!r}%", "x") == pytest.approx(share_of(repr(share), "x"))
    assert share_of(f"1/{1 / share!r}", "x") == pytest.approx(share)


@pytest.mark.parametrize("text", ["0", "100%", "1/0", "many", "-1%", "2", "nan"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(CommandRefused, match="--recall"):
        share_of(text, "--recall")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Name a dataset"),
        (["a", "b"], "One dataset"),
        (["generated", "--fit", "--without", "words"], "--fit measures nothing"),
        (["folder", "--texts", "--gate"], "--texts measures words"),
        (["a", "b", "--texts"], "--texts takes one dataset"),
        (["/nowhere", "--texts"], "is not there"),
        (["generated", "--update"], "--update belongs to --gate"),
        (["folder", "--gate"], "--gate has a dataset"),
        (["generated", "--without", "luck", "--works", "2"], "--without takes hashes"),
        (["generated", "--only", "luck", "--works", "2"], "--only takes second"),
        (["generated", "--without", "words", "--publish", "x.md"], "not published"),
        (["no-such-folder"], "is no dataset"),
        (["generated", "--fit", "--base-rate", "often"], "--base-rate must be a share"),
    ],
)
def test_what_does_not_go_together_is_refused(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--data", str(tmp_path), "evaluate", *arguments])
    assert ended.value.code == 2
    told = capsys.readouterr()
    assert said in " ".join(told.err.split())
    assert told.out == ""
