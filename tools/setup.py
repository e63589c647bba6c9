"""Prepare `.venv` on a fresh machine: `python3 tools/setup.py runtime|test`.

Runs on any Python 3.8 or newer, with the standard library alone, and looks for a Python that the project can use
(3.12 or newer) where the default one is older. Does nothing when all is already in place.
"""

import glob
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
STAMP = VENV / "repatria-setup"
OLDEST = (3, 12)
# Tried first to last: the versions the checks run on come before newer ones.
PREFERRED = ["3.13", "3.12", "3.14", "3.15"]


def say(message):
    print("setup: " + message, file=sys.stderr, flush=True)


def fail(message):
    say(message)
    sys.exit(1)


def run(command, **options):
    return subprocess.run([str(part) for part in command], check=False, **options)


def version_of(python):
    """(major, minor) of an interpreter, or None where it does not run (a pyenv shim without a version, say)."""
    try:
        answer = run(
            [python, "-c", "import sys; print(*sys.version_info[:2])"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    parts = answer.stdout.split()
    return (int(parts[0]), int(parts[1])) if answer.returncode == 0 and len(parts) == 2 else None


def candidates():
    """Interpreters in the order of preference, those named by the user first."""
    if os.environ.get("REPATRIA_PYTHON"):
        yield os.environ["REPATRIA_PYTHON"]
    home = str(Path.home())
    for version in PREFERRED:
        found = shutil.which("python" + version)
        if found:
            yield found
        for pattern in (
            home + "/.pyenv/versions/" + version + "*/bin/python3",
            os.environ.get("PYENV_ROOT", "/opt/pyenv") + "/versions/" + version + "*/bin/python3",
            home + "/.local/share/uv/python/cpython-" + version + "*/bin/python3",
            "/usr/local/bin/python" + version,
            "/opt/*/bin/python" + version,
        ):
            for path in sorted(glob.glob(pattern), reverse=True):
                yield path
    yield sys.executable
    uv = shutil.which("uv")
    if uv:
        answer = run([uv, "python", "find", ">=3.12"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        if answer.returncode == 0:
            yield answer.stdout.decode().strip()


def find_python():
    for python in candidates():
        version = version_of(python)
        if version and version >= OLDEST:
            return python
    fail(
        "Repatria needs Python 3.12 or newer and found none. Install one (Debian 13, Ubuntu 24.04 and later: "
        "`apt-get install python3 python3-venv`; elsewhere: `uv python install 3.13` or pyenv), or name one: "
        "REPATRIA_PYTHON=/path/to/python3.13 make demo"
    )
    return None


def as_root(command):
    """Run an administrator's command where we may: as root, or through sudo without a password."""
    if os.geteuid() == 0:
        return run(command).returncode == 0
    if shutil.which("sudo") and run(["sudo", "-n", "true"], stderr=subprocess.DEVNULL).returncode == 0:
        return run(["sudo", "-n", *command]).returncode == 0
    return False


def apt_install(*packages):
    if not shutil.which("apt-get"):
        return False
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    as_root([*environment, "apt-get", "-qq", "update"])
    return as_root([*environment, "apt-get", "-qq", "-y", "install", "--no-install-recommends", *packages])


def make_venv():
    if VENV_PYTHON.exists() and (version_of(VENV_PYTHON) or (0, 0)) >= OLDEST:
        if (
            run(
                [VENV_PYTHON, "-m", "pip", "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            ).returncode
            == 0
        ):
            return
    shutil.rmtree(VENV, ignore_errors=True)
    python = find_python()
    say("making .venv with " + python)
    if run([python, "-m", "venv", VENV], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
        return
    # Debian and Ubuntu keep ensurepip in a package of its own.
    version = version_of(python)
    if apt_install("python%d.%d-venv" % version) or apt_install("python3-venv"):
        shutil.rmtree(VENV, ignore_errors=True)
        if run([python, "-m", "venv", VENV]).returncode == 0:
            return
    uv = shutil.which("uv")
    if uv and run([uv, "venv", "--seed", "--clear", "--python", python, VENV]).returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    fail("this Python cannot make virtual environments: run `sudo apt-get install python3-venv` and try again")


def fingerprint(kind):
    """What the installation depends on: when it changes, set-up runs again."""
    digest = hashlib.sha256(kind.encode())
    for path in [ROOT / "requirements" / (kind + ".txt"), ROOT / "pyproject.toml", Path(__file__)]:
        digest.update(path.read_bytes())
    digest.update(str(ROOT).encode())
    return digest.hexdigest()


def install(kind):
    say("installing pinned packages (a few minutes the first time)")
    pip = [VENV_PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    requirements = ROOT / "requirements" / (kind + ".txt")
    if run([*pip, "install", "--require-hashes", "-r", requirements]).returncode != 0:
        fail("the packages could not be installed: see above. Is a package index reachable?")
    if run([*pip, "install", "--no-deps", "--no-build-isolation", "--editable", ROOT]).returncode != 0:
        fail("the project itself could not be installed: see above")


def find_chromium():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if shutil.which(name):
            return shutil.which(name)
    return None


def install_browser():
    """The browser tests need a real Chromium: the system's, or one that playwright brings."""
    if find_chromium() or os.environ.get("REPATRIA_CHROMIUM"):
        return
    say("installing Chromium for the browser tests")
    if not apt_install("chromium"):
        run([VENV_PYTHON, "-m", "playwright", "install", "chromium"])


def main():
    kind = sys.argv[1] if len(sys.argv) > 1 else "runtime"
    if kind not in ("runtime", "test"):
        fail("usage: python3 tools/setup.py runtime|test")
    make_venv()
    done = STAMP.read_text().split() if STAMP.exists() else []
    # What the tests need includes all that the demo needs.
    wanted = [fingerprint(kind)] + ([fingerprint("test")] if kind == "runtime" else [])
    if not any(mark in done for mark in wanted):
        install(kind)
        STAMP.write_text(fingerprint(kind))
    if kind == "test":
        install_browser()
    if run([VENV / "bin" / "repatria", "models", "build"], stdout=subprocess.DEVNULL).returncode != 0:
        say("going on without the learned local features (SIFT takes their place, answers say so)")
        if os.environ.get("CI") == "true":
            sys.exit(1)


if __name__ == "__main__":
    main()
