"""One stack for all tests of this folder: built and started once."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.docker.stack import Stack, built_stack, run
from tests.servers import need_docker

START_SECONDS = 900

# Its assertions show both answers where they differ, as those in the tests do.
pytest.register_assert_rewrite("tests.docker.answers")


def need_compose() -> None:
    """Skip without Docker or its plugins for compose files and builds."""
    need_docker("start one: the image is built and the stack of docker/compose.yaml started")
    for plugin in ("compose", "buildx"):
        answer = subprocess.run(["docker", plugin, "version"], check=False, capture_output=True)
        if answer.returncode != 0:
            pytest.skip(f"`docker {plugin}` does not answer: install Docker's {plugin} plugin")


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The image, built, and the project of this session, not started."""
    need_compose()
    with built_stack(tmp_path_factory.mktemp("stack")) as built:
        yield built


@dataclass(frozen=True)
class Demonstration:
    """The stack after `docker compose up`, and what it printed for whoever started it."""

    stack: Stack
    words: str
    keys: dict[str, str]


@pytest.fixture(scope="session")
def demonstration(stack: Stack) -> Demonstration:
    """`docker compose up` with what docker/make-env chose, until the demonstration is loaded."""
    try:
        stack.compose("up", "--detach", timeout=START_SECONDS)
        container = stack.container("demo")["Id"]
        ended = run(["docker", "wait", container], stack.environment, timeout=START_SECONDS)
        words = run(["docker", "logs", container], stack.environment)
        assert ended.strip() == "0", words
    except (AssertionError, subprocess.TimeoutExpired):
        print(stack.compose("ps", "--all", check=False), stack.compose("logs", "--tail", "40", check=False))  # noqa: T201
        raise
    rows = (line.split() for line in words.splitlines())
    keys = {row[0]: row[1] for row in rows if len(row) == 2 and row[0] in ("officer", "registrar")}
    return Demonstration(stack, words, keys)
