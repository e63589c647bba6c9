"""`repatria demo`: documented losses without photographs, painted works with photographs, keys, and a server."""

import json
import os
import sys
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.cli.common import messages, opened, settings, to_stdout, to_stdout_json

if TYPE_CHECKING:
    from matcher.service import Repatria

_KEYS_FILE = "demo-keys.json"
_ROLES = ("officer", "trade", "investigator", "registrar")


def run(host: str | None, port: int | None, *, works: int, serve: bool, as_json: bool) -> None:
    """Load, print what to try, serve. A second run finds everything there and starts at once."""
    chosen = settings(host=host, port=port)
    _models()
    sample = chosen.data / "sample"
    with opened() as repatria:
        _load(repatria, sample, works)
        keys = _keys(repatria, chosen.data / _KEYS_FILE)
    queries = sorted((sample / "queries").glob("*.jpg")) if works else []
    facts: dict[str, Any] = {
        "data": str(chosen.data.absolute()),
        "address": f"http://{chosen.host}:{chosen.port}",
        "keys": keys,
        "queries": [str(path.absolute()) for path in queries],
    }
    if as_json:
        to_stdout_json(facts)
    else:
        to_stdout(_words(facts, sample / "queries"))
    if serve:
        from api.cli.serving import run as run_server

        run_server(host, port)


def _models() -> None:
    """Build the models once a machine; without them the demonstration runs all the same and says so."""
    from registry.imaging.errors import ModelBuildError
    from registry.imaging.models.build import build_models, default_model_folder

    folder = settings().models or default_model_folder()
    try:
        with messages().status("Preparing the models…"):
            build_models(folder)
    except ModelBuildError as error:
        messages().print(f"The learned local features could not be built, the simpler ones are used: {error}")


def _load(repatria: "Repatria", sample: Path, works: int) -> None:
    from api.cli.importing import load
    from registry.sample.export import write_demo

    with as_file(files("registry.sample") / "known_objects.ndjson") as known:
        load(repatria, known, "Documented losses")
    if works == 0:
        return
    marker = sample / "written.json"
    wanted = {"works": works}
    if not marker.exists() or json.loads(marker.read_text()) != wanted:
        with messages().status(f"Painting {works:,} works and photographing some of them…"):
            write_demo(sample, works)
        marker.write_text(json.dumps(wanted))
    load(repatria, sample / "demo.ndjson", "Painted works")


def _keys(repatria: "Repatria", path: Path) -> dict[str, str]:
    """One key a role, the same at every start: a demonstration holds nothing worth protecting."""
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    keys = {role: key for role, key in known.items() if repatria.store.keys.check(key) is not None}
    for role in _ROLES:
        if role not in keys:
            from api.cli.keys import role_named

            keys[role] = repatria.store.keys.create(f"Demo {role}", role_named(role))[1]
    if keys != known:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(keys, file, indent=1)
    return keys


def _words(facts: dict[str, Any], queries: Path) -> str:
    lines = ["", "The demonstration registry is ready.", "", f"  Open      {facts['address']}", ""]
    lines += [f"  {role:<13}{key}" for role, key in facts["keys"].items()]
    if facts["queries"]:
        lines += [
            "",
            f"  Photographs to try: {queries.absolute()}",
            f"  {sys.argv[0]} --data {facts['data']} match {facts['queries'][0]}",
        ]
    return "\n".join([*lines, ""])
