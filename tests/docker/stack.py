"""The stack of docker/compose.yaml under a name of its own, with `docker compose` as an operator runs it."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "docker"
WORKS = 15
"""Painted works of the demonstration: three of them have a phone photograph."""
PROJECT = "repatria-tests"
LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Stack:
    """A compose project and how to reach it: `env_file` as make-env wrote it, `environment` what a test chose instead."""

    project: str
    image: str
    port: int
    env_file: Path
    environment: dict[str, str] = field(repr=False)

    @property
    def address(self) -> str:
        """Where the interface answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def script_environment(self) -> dict[str, str]:
        """For the scripts of docker/, which call `docker compose` themselves: the same project, the same choices."""
        names = {"COMPOSE_PROJECT_NAME": self.project, "COMPOSE_ENV_FILES": str(self.env_file)}
        return {**self.environment, **names}

    def compose(self, *arguments: str, check: bool = True, timeout: float = 600) -> str:
        """Run `docker compose …` and return its standard output; without `check` also where it fails."""
        command = ["docker", "compose", "--project-name", self.project, "--env-file", str(self.env_file)]
        command += ["--file", str(FOLDER / "compose.yaml"), *arguments]
        return run(command, self.environment, check=check, timeout=timeout)

    def inside(self, service: str, script: str, *, check: bool = True) -> str:
        """Run a shell script in the container of a service; returns what it wrote on standard output."""
        return self.compose("exec", "--no-TTY", service, "sh", "-c", script, check=check)

    def container(self, service: str) -> dict[str, Any]:
        """What Docker knows of the container of a service, ended ones included."""
        name = self.compose("ps", "--all", "--quiet", service).split()
        found: list[dict[str, Any]] = json.loads(run(["docker", "inspect", *name], self.environment))
        return found[0]


def run(command: list[str], environment: dict[str, str], *, check: bool = True, timeout: float = 300) -> str:
    """Run a command; where it fails, the error shows what it wrote."""
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, env=environment, cwd=ROOT, timeout=timeout
    )
    assert done.returncode == 0 or not check, (
        f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-3000:]}"
    )
    return done.stdout


def made_environment(folder: Path) -> Path:
    """The file that docker/make-env writes for an operator, made in another folder."""
    shutil.copy(FOLDER / "make-env", folder / "make-env")
    subprocess.run([str(folder / "make-env")], check=True, capture_output=True)
    return folder / ".env"


def pip_settings(folder: Path) -> dict[str, str]:
    """How the build of the image reaches the package index that pip on this machine uses."""
    path = folder / "pip.conf"
    conf = run([sys.executable, "tools/pip_conf.py"], dict(os.environ))
    path.write_text(conf, encoding="utf-8")
    hosts = {urlsplit(address).hostname for address in re.findall(r"https?://\S+", conf)}
    # An index on this machine's own loopback address can be reached from a build on its network only.
    network = "host" if hosts & set(LOOPBACK) else "default"
    return {"REPATRIA_PIP_CONF": str(path), "REPATRIA_BUILD_NETWORK": network}


def free_port() -> int:
    """A port that nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def remove_abandoned(environment: dict[str, str]) -> None:
    """Take down the stacks of test runs of this machine that were killed before they could do it."""
    for project in json.loads(run(["docker", "compose", "ls", "--all", "--format", "json"], environment)):
        name = project["Name"]
        process = name.removeprefix(f"{PROJECT}-")
        if process.isdigit() and not _runs(int(process)):
            run(["docker", "compose", "--project-name", name, "down", "--volumes"], environment, check=False)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def built_stack(folder: Path) -> Iterator[Stack]:
    """Build the image and hand out a stack that is not started yet; at the end all of it goes, its volumes too."""
    ours = ("COMPOSE_", "REPATRIA_", "POSTGRES_PASSWORD", "ELASTIC_PASSWORD")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    remove_abandoned(inherited)
    project = f"{PROJECT}-{os.getpid()}"
    port = free_port()
    chosen = {
        "REPATRIA_IMAGE": project,
        "REPATRIA_PORT": str(port),
        "REPATRIA_DEMO_WORKS": str(WORKS),
        "ELASTICSEARCH_HEAP": "512m",
        "ELASTICSEARCH_MEMORY": "1400m",
    }
    environment = {**inherited, **pip_settings(folder), **chosen}
    stack = Stack(project, project, port, made_environment(folder), environment)
    try:
        stack.compose("build", "--quiet", timeout=1200)
        yield stack
    finally:
        stack.compose("--profile", "*", "down", "--volumes", "--timeout", "5", check=False)
        run(["docker", "image", "rm", "--force", stack.image], environment, check=False)
