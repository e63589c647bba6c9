"""Fingerprints of the code, so that outcomes of other code are never taken for those of this one."""

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

_PACKAGES = Path(__file__).resolve().parent.parent.parent

ANSWERING = ("matcher", "registry/imaging", "registry/fingerprint", "registry/index", "registry/normalise")
"""What an answer to a query depends on."""
_MEASURING = ("matcher/evaluation", "matcher/fitting")
SIMULATING = ("registry/sample", "matcher/evaluation/transforms")
"""What a simulated query depends on."""


def source_digest(folders: Iterable[str] = ANSWERING, left_out: Iterable[str] = _MEASURING) -> str:
    """The first 12 digits of the SHA-256 of the source files in some folders, names and contents."""
    digest = hashlib.sha256()
    wanted, without = [_PACKAGES / each for each in folders], [_PACKAGES / each for each in left_out]
    for path in sorted({path for folder in wanted for path in folder.rglob("*.py")}):
        if not any(path.is_relative_to(each) for each in without):
            digest.update(str(path.relative_to(_PACKAGES)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def code_version() -> str:
    """The version of the program and of the source that answers: "0.1.0+src.1a2b3c4d5e6f"."""
    return f"{version('repatria')}+src.{source_digest()}"
