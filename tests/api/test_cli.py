"""The command line: exit statuses, what goes to which stream, the form that scripts rely on."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.cli import main
from api.cli.failures import explained
from matcher.answer import MatchAnswer
from registry.sample.works import Work
from registry.store.errors import StorageFull
from tests.api.conftest import World
from tests.conftest import SmallRegister, write_works

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]):
    """Run a command in this process; gives status, standard output and standard error."""

    def run(*arguments: object) -> tuple[int, str, str]:
        try:
            main([str(argument) for argument in arguments])
            status = 0
        except SystemExit as ended:
            status = int(ended.code or 0)
        out, err = capsys.readouterr()
        return status, out, err

    return run


@pytest.fixture(autouse=True)
def _models(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPATRIA_MODELS", str(world.settings.models))
    monkeypatch.setenv("REPATRIA_WORKERS", "1")


def python(*arguments: object, **more) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "api.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        **more,
    )


def test_a_store_that_cannot_be_used_is_told_in_a_sentence(folder: Path) -> None:
    folder.mkdir()
    (folder / "registry.sqlite3").write_bytes(b"no database " * 100)
    url = f"sqlite:///{folder / 'registry.sqlite3'}"
    told = python(
        "--data", folder, "serve", "--port", "0", timeout=60, env={**os.environ, "REPATRIA_DATABASE_URL": url}
    )
    assert told.returncode == 1
    assert "registry.sqlite3" in told.stderr
    assert "Traceback" not in told.stderr


def test_help_is_quick_and_names_every_command() -> None:
    started = time.perf_counter()
    shown = python("--help")
    seconds = time.perf_counter() - started
    assert shown.returncode == 0
    for name in ("serve", "match", "import", "reindex", "index", "keys", "models", "demo", "expire", "worker"):
        assert name in shown.stdout
    # Half a second on a machine that does nothing else; loading the models or the index would take several.
    assert seconds < 2.5


def test_import_match_and_report(command, small_register: SmallRegister, world: World, folder: Path) -> None:
    works: tuple[Work, ...] = small_register.works[:3]
    source = folder.parent / "source"
    source.mkdir()
    file = write_works(works, source)
    status, out, err = command("--data", folder, "import", file, "--json")
    assert status == 0, err
    assert json.loads(out) == {"added": 3, "changed": 0, "unchanged": 0, "photographs": 3, "errors": []}
    status, out, _ = command("--data", folder, "import", file)
    assert status == 0
    assert "3 unchanged" in out
    photograph = source / f"{works[0].key}.jpg"
    status, out, err = command("--data", folder, "match", photograph, "--text", "something", "--limit", "2", "--json")
    assert status == 0, err
    answer = MatchAnswer.model_validate_json(out)
    assert answer.candidates[0].external_ids[0].value == works[0].record["external_ids"][0]["value"]
    assert {"id", "verdict", "category_alerts", "coverage", "degraded", "schemes", "scorer_version"} <= json.loads(
        out
    ).keys()
    status, out, _ = command("--data", folder, "match", photograph)
    assert status == 0
    assert "Next steps" in out
    assert command("--data", folder, "index", "check")[0] == 0
    status, out, _ = command("--data", folder, "reindex", "--json")
    assert (status, json.loads(out)["objects"]) == (0, 3)
    assert json.loads(command("--data", folder, "expire", "--json")[1]) == {"removed": 0}


def test_finding_nothing_is_no_error(command, folder: Path) -> None:
    status, out, _ = command("--data", folder, "match", "--text", "anything", "--json")
    assert status == 0
    assert json.loads(out)["verdict"] == "no_candidate_found"


def test_bad_input_is_two_with_the_reason_on_standard_error(command, folder: Path, tmp_path: Path) -> None:
    text = tmp_path / "note.jpg"
    text.write_text("no picture")
    empty = tmp_path / "empty.jpg"
    empty.write_bytes(b"")
    for arguments in (
        ("match", tmp_path / "missing.jpg"),
        ("match", tmp_path),
        ("match", text),
        ("match", empty),
        ("match",),
        ("match", *[text] * 9),
        ("match", "--text", "x", "--limit", "0"),
        ("match", "--text", "x", "--role", "king"),
        ("import", tmp_path / "missing.ndjson"),
        ("keys", "create", "--role", "king"),
        ("keys", "create", "--role", "officer", "--name", " "),
        ("keys", "revoke", "nobody"),
        ("nonsense",),
    ):
        status, out, err = command("--data", folder, *arguments)
        assert status == 2, (arguments, err)
        assert out == "", arguments
        assert err, arguments
        assert "Traceback" not in err


def test_what_is_no_file_is_not_waited_for(command, folder: Path, tmp_path: Path) -> None:
    pipe, link = tmp_path / "photo.jpg", tmp_path / "link.jpg"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    with ThreadPoolExecutor(1) as threads:
        for path in (pipe, link, Path("/dev/zero"), Path("/dev/null")):
            ended = threads.submit(command, "--data", folder, "match", path)
            try:
                status, out, err = ended.result(60)
            finally:
                os.close(os.open(pipe, os.O_RDWR))  # whoever waited for somebody to write into the pipe goes on
            assert (status, out) == (2, "")
            assert f"{path} is no regular file" in err


def test_rows_that_cannot_be_used_are_named(command, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "rows.ndjson"
    file.write_text('{"object_type": "coin", "status": "stolen"}\n{"status": "gone"}\nnot json\n', encoding="utf-8")
    status, out, err = command("--data", folder, "import", file, "--json")
    assert status == 0
    assert json.loads(out)["added"] == 1
    assert [error["line"] for error in json.loads(out)["errors"]] == [2, 3]
    assert "line 2" in err
    assert command("--data", folder, "import", file, "--strict")[0] == 1
    bad = tmp_path / "bad.ndjson"
    bad.write_text("not json\n", encoding="utf-8")
    status, out, _ = command("--data", folder, "import", bad)
    assert (status, out) == (2, "")


def test_keys(command, folder: Path) -> None:
    status, out, _ = command("--data", folder, "keys", "create", "--role", "officer", "--name", "Post 4", "--json")
    made = json.loads(out)
    assert (status, made["role"]) == (0, "officer")
    _, out, _ = command("--data", folder, "keys", "create", "--role", "Trade")
    assert out.startswith("rpt_")
    assert len(out.split()) == 1
    listed = command("--data", folder, "keys", "list", "--json")[1]
    assert made["key"] not in listed
    assert "Post 4" in command("--data", folder, "keys", "list")[1]
    assert command("--data", folder, "keys", "revoke", made["id"])[0] == 0
    keys = json.loads(command("--data", folder, "keys", "list", "--json")[1])["keys"]
    assert next(key for key in keys if key["id"] == made["id"])["revoked_at"]


def test_a_role_gets_its_own_answer(command, world: World) -> None:
    ask = ("--data", world.settings.data, "match", "--identifier", "QM 77-12", "--json", "--role")
    assert "Quillon" in command(*ask, "registrar")[1]
    assert "Quillon" not in command(*ask, "trade")[1]


def test_wrong_settings_are_named(command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPATRIA_PORT", "many")
    status, out, err = command("--data", folder, "keys", "list")
    assert (status, out) == (2, "")
    assert "REPATRIA_PORT" in err


def test_failures_have_their_status() -> None:
    assert explained(StorageFull("The disk is full.")).status == 1
    assert explained(PermissionError(13, "Permission denied", "/x")).message == "Permission denied (/x)"
    assert explained(KeyError("a fault of ours")) is None


def test_a_reader_that_has_seen_enough_is_no_fault(world: World) -> None:
    command = [sys.executable, "-m", "api.cli", "--data", str(world.settings.data), "keys", "list", "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    process.stdout.close()  # nobody reads
    assert process.stderr is not None
    errors = process.stderr.read()
    process.wait(timeout=60)
    process.stderr.close()
    assert "Traceback" not in errors


def test_serving_ends_cleanly_and_a_taken_port_is_told(command, world: World, folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status, _, err = command("--data", folder, "serve", "--port", port)
        assert status == 2
        assert str(port) in err
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "api.cli", "--data", str(world.settings.data), "serve", "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "REPATRIA_MODELS": str(world.settings.models)},
    )
    try:
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as answer:
                    assert answer.status == 200
                break
            except OSError:
                assert process.poll() is None, process.stderr and process.stderr.read()
                time.sleep(0.1)
        else:
            pytest.fail("the server did not answer")
    finally:
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode in {0, 130}
    assert f"http://127.0.0.1:{port}" in err
    assert "Traceback" not in err


def test_the_demonstration(command, folder: Path) -> None:
    status, out, err = command("--data", folder, "demo", "--works", "3", "--no-serve", "--json")
    assert status == 0, err
    facts = json.loads(out)
    assert set(facts["keys"]) >= {"officer", "registrar"}
    assert all(Path(path).exists() for path in facts["queries"])
    again = json.loads(command("--data", folder, "demo", "--works", "3", "--no-serve", "--json")[1])
    assert again["keys"] == facts["keys"]
    status, out, _ = command("--data", folder, "match", facts["queries"][0], "--json")
    assert json.loads(out)["coverage"]["objects"] > 100
