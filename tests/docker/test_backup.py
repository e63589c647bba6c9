"""docs/backup.md, done: a backup restored into empty servers answers as before."""

import tarfile
from pathlib import Path

import pytest

from tests.docker.answers import ask, assert_same
from tests.docker.conftest import Demonstration
from tests.docker.stack import FOLDER, run


@pytest.mark.models
def test_a_backup_restored_into_empty_servers_answers_as_before(demonstration: Demonstration, tmp_path: Path) -> None:
    stack, key = demonstration.stack, demonstration.keys["officer"]
    photograph = tmp_path / "query.jpg"
    stack.compose("cp", "api:/data/sample/queries/demo-painting-0001-phone.jpg", str(photograph))
    before = ask(stack, key, photograph)
    assert before["candidates"]

    backup = tmp_path / "backup"
    run([str(FOLDER / "backup"), str(backup)], stack.script_environment, timeout=900)
    assert {path.name for path in backup.iterdir()} == {"index.tar", "store.dump", "data.tar"}
    assert all(path.stat().st_mode & 0o077 == 0 for path in backup.iterdir())
    with tarfile.open(backup / "data.tar") as archive:
        assert any(name.startswith("./pictures/") for name in archive.getnames())

    with pytest.raises(AssertionError, match="this stack is in use"):
        run([str(FOLDER / "restore"), str(backup)], stack.script_environment)
    stack.compose("--profile", "*", "down", "--volumes", "--timeout", "5")
    run([str(FOLDER / "restore"), str(backup)], stack.script_environment, timeout=900)

    after = ask(stack, key, photograph)
    assert_same(after, before)
    # The same registry, not one that looks like it: the ids and the generation too.
    assert [each["object_id"] for each in after["candidates"]] == [each["object_id"] for each in before["candidates"]]
    assert after["registry_generation"] == before["registry_generation"]
    assert "agree" in stack.inside("api", "repatria index check")
