"""The files of docker/ and the manifests of the documentation, without starting anything."""

import datetime as dt
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from api.cli.app import app
from registry.settings import Settings
from tests.docker.stack import FOLDER, ROOT, made_environment
from tools.pip_conf import as_file, carried

COMPOSE = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
MANIFESTS = list(yaml.safe_load_all((ROOT / "docs" / "kubernetes.yaml").read_text(encoding="utf-8")))
PAGES = [ROOT / "docs" / name for name in ("deploying.md", "backup.md", "scaling.md")]
BUILD_ONLY = {"REPATRIA_IMAGE", "REPATRIA_PUBLISH", "REPATRIA_MEMORY", "REPATRIA_DEMO_WORKS"}
BUILD_ONLY |= {"REPATRIA_PIP_CONF", "REPATRIA_BUILD_NETWORK"}
"""What only compose.yaml reads."""


def variables() -> set[str]:
    return {f"REPATRIA_{name.upper()}" for name in Settings.model_fields}


def commands() -> dict[str, Any]:
    """All commands of the command line by their words: "index check" -> command."""
    found: dict[str, Any] = {}

    def walk(words: list[str], command: Any) -> None:
        for name, child in getattr(command, "commands", {}).items():
            found[" ".join([*words, name])] = child
            walk([*words, name], child)

    walk([], typer.main.get_command(app))
    return found


def options(command: Any) -> set[str]:
    return {option for parameter in command.params for option in parameter.opts}


def containers() -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """(name, pod, container) of every container of the manifests."""
    pods = [each["spec"]["template"]["spec"] for each in MANIFESTS if each["kind"] == "Deployment"]
    return [(container["name"], pod, container) for pod in pods for container in pod["containers"]]


@pytest.mark.parametrize(
    "path", [*PAGES, ROOT / "docs/kubernetes.yaml", FOLDER / "compose.yaml", FOLDER / "Dockerfile"], ids=str
)
def test_every_variable_is_a_setting(path: Path) -> None:
    named = set(re.findall(r"\bREPATRIA_[A-Z_]+[A-Z]\b", path.read_text(encoding="utf-8")))
    assert named - BUILD_ONLY <= variables()


@pytest.mark.parametrize("path", [*PAGES, FOLDER / "restore"], ids=lambda path: path.name)
def test_every_command_of_the_pages_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    known = commands()
    lines = re.findall(r"(?:\brepatria|--no-deps api|exec api repatria) ((?:--data \S+ )?[a-z][^`\n|#]*)", text)
    used = [re.sub(r"^--data \S+ ", "", line) for line in lines]
    used = [line for line in used if line.split()[0] in {name.split()[0] for name in known}]
    assert used, "the page names no command"
    for line in used:
        words = line.split()
        name = next(name for count in (2, 1) if (name := " ".join(words[:count])) in known)
        assert {word for word in words if word.startswith("--")} <= options(known[name]), line


def test_the_services_call_commands_that_exist() -> None:
    known = commands()
    called = [each["command"] for name, each in COMPOSE["services"].items() if name in ("api", "worker", "demo")]
    called += [container["args"] for _, _, container in containers()]
    for words in called:
        assert {word for word in words if word.startswith("--")} <= options(known[words[0]]), words


def test_pods_keep_to_the_restricted_level() -> None:
    assert len(containers()) == 2
    for name, pod, container in containers():
        assert pod["securityContext"]["runAsNonRoot"] is True, name
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}, name
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }, name
        assert {"startupProbe", "livenessProbe"} <= set(container), name
        assert "memory" in container["resources"]["limits"], name
        mounted = {mount["mountPath"] for mount in container["volumeMounts"]}
        assert {"/data", "/tmp"} <= mounted, name  # noqa: S108 - a volume of the pod


def test_pods_are_wired_to_what_the_manifests_make() -> None:
    claims = {each["metadata"]["name"] for each in MANIFESTS if each["kind"] == "PersistentVolumeClaim"}
    maps = {each["metadata"]["name"] for each in MANIFESTS if each["kind"] == "ConfigMap"}
    labels = [each["spec"]["template"]["metadata"]["labels"] for each in MANIFESTS if each["kind"] == "Deployment"]
    service = next(each for each in MANIFESTS if each["kind"] == "Service")["spec"]["selector"]
    assert [service.items() <= each.items() for each in labels] == [True, False]
    secrets = re.findall(r"create secret generic (\S+)", (ROOT / "docs/deploying.md").read_text(encoding="utf-8"))
    for _, pod, container in containers():
        for source in container["envFrom"]:
            assert source.get("configMapRef", {}).get("name", next(iter(maps))) in maps
            assert source.get("secretRef", {}).get("name", secrets[0]) in secrets
        for volume in pod["volumes"]:
            assert volume.get("persistentVolumeClaim", {}).get("claimName", next(iter(claims))) in claims
            assert volume.get("secret", {}).get("secretName", secrets[0]) in secrets


def test_nothing_starts_without_passwords() -> None:
    passwords = re.findall(r"\$\{(\w+_PASSWORD)([^}]*)\}", (FOLDER / "compose.yaml").read_text(encoding="utf-8"))
    assert {name for name, _ in passwords} == {"POSTGRES_PASSWORD", "ELASTIC_PASSWORD"}
    assert all(rest.startswith(":?") for _, rest in passwords), "a password has a default"


def test_made_passwords_are_new_each_time_secret_and_good_enough(tmp_path: Path) -> None:
    chosen = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        path = made_environment(folder)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        text = path.read_text(encoding="utf-8")
        chosen.append(dict(re.findall(r"^(\w+_PASSWORD)=(\w+)$", text, re.MULTILINE)))
        # Made once: the volumes hold these passwords.
        assert made_environment(folder).read_text(encoding="utf-8") == text
        assert prepare(tmp_path / name, chosen[-1]).returncode == 0
    assert len({password for each in chosen for password in each.values()}) == 4


def prepare(folder: Path, passwords: dict[str, str], host: str = "elasticsearch") -> subprocess.CompletedProcess[str]:
    """Run docker/prepare.py as the service of that name does."""
    return subprocess.run(
        [sys.executable, str(FOLDER / "prepare.py"), "--host", host, str(folder)],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **passwords},
    )


GOOD = {"POSTGRES_PASSWORD": "q8Zr-tulips-1Mkv-39", "ELASTIC_PASSWORD": "Hm3x-copper-77Pw-aa"}


@pytest.mark.parametrize(
    "weak", ["", "changeme", "changeme-changeme-1", "aaaaaaaaaaaaaaaaaaaaaaaa", "Repatria-2027-abcdef"]
)
@pytest.mark.parametrize("name", ["POSTGRES_PASSWORD", "ELASTIC_PASSWORD"])
def test_guessable_passwords_are_refused(tmp_path: Path, name: str, weak: str) -> None:
    answer = prepare(tmp_path, {**GOOD, name: weak})
    assert answer.returncode == 1
    assert name in answer.stderr
    assert "make-env" in answer.stderr
    assert not list(tmp_path.iterdir())


def verified(folder: Path, host: str, moment: dt.datetime) -> bool:
    """Whether a client that trusts ca.crt believes that server.crt is the host's."""
    authority, certificate = (
        x509.load_pem_x509_certificate((folder / name).read_bytes()) for name in ("ca.crt", "server.crt")
    )
    verifier = PolicyBuilder().store(Store([authority])).time(moment).build_server_verifier(x509.DNSName(host))
    try:
        verifier.verify(certificate, [])
    except VerificationError:
        return False
    return True


def test_certificates_are_trusted_for_their_host_and_made_once(tmp_path: Path) -> None:
    assert prepare(tmp_path, GOOD).returncode == 0
    now = dt.datetime.now(dt.UTC)
    assert verified(tmp_path, "elasticsearch", now)
    assert verified(tmp_path, "localhost", now)
    assert not verified(tmp_path, "example.org", now)
    assert not verified(tmp_path, "elasticsearch", now + dt.timedelta(days=731))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"server.key": 0o640, "server.crt": 0o644, "ca.crt": 0o644}
    before = (tmp_path / "server.crt").read_bytes()
    assert prepare(tmp_path, GOOD).returncode == 0
    assert (tmp_path / "server.crt").read_bytes() == before


@pytest.mark.parametrize("damage", ["server.key", "server.crt", "ca.crt"])
def test_certificates_that_cannot_be_used_are_made_anew(tmp_path: Path, damage: str) -> None:
    assert prepare(tmp_path, GOOD).returncode == 0
    (tmp_path / damage).write_text("cut off", encoding="utf-8")
    assert prepare(tmp_path, GOOD).returncode == 0
    assert verified(tmp_path, "elasticsearch", dt.datetime.now(dt.UTC))
    assert prepare(tmp_path, GOOD, host="another").returncode == 0
    assert verified(tmp_path, "another", dt.datetime.now(dt.UTC))


def test_of_pip_settings_addresses_are_carried_and_files_are_not() -> None:
    listing = (
        "global.index-url='https://common.example/simple'\n"
        "global.cert='/etc/ssl/own.pem'\n"
        ":env:.find-links='/opt/wheels'\n"
        ":env:.index-url='https://mine.example/simple'\n"
        "install.extra-index-url='\\nhttps://a.example/simple\\nhttps://b.example/simple'\n"
        "global.default-timeout='180'\n"
    )
    assert carried(listing) == {
        "index-url": "https://mine.example/simple",
        "extra-index-url": "https://a.example/simple\nhttps://b.example/simple",
        "timeout": "180",
    }
    text = as_file(carried(listing))
    assert "own.pem" not in text
    assert "extra-index-url = https://a.example/simple\n    https://b.example/simple\n" in text
