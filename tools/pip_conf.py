"""What pip on this machine is told about package indexes, as a pip.conf for the build of the image: `tools/pip_conf.py`.

The build runs in a container that sees neither this machine's pip.conf nor its `PIP_…` variables. Only settings that mean
the same there are carried over: addresses, not files. Needs the standard library alone.
"""

import ast
import subprocess
import sys

CARRIED = ("index-url", "extra-index-url", "trusted-host", "proxy", "timeout", "retries")
PREFERENCE = {"global": 0, "download": 1, "install": 1, ":env:": 2}
"""Sections of `pip config list`; pip prefers its variables to a command's own section, and that to the common one."""


def carried(listing: str) -> dict[str, str]:
    """Of the output of `pip config list` the settings that are carried, each from the section that pip prefers."""
    found: dict[str, tuple[int, str]] = {}
    for line in listing.splitlines():
        name, _, value = line.partition("=")
        section, _, option = name.rpartition(".")
        option = option.removeprefix("default-").replace("_", "-")
        if section in PREFERENCE and option in CARRIED:
            preference = PREFERENCE[section]
            if option not in found or preference >= found[option][0]:
                found[option] = (preference, str(ast.literal_eval(value)).strip())
    return {option: value for option, (_, value) in found.items()}


def as_file(settings: dict[str, str]) -> str:
    """The text of a pip.conf; the further lines of a value of several are indented."""
    lines = [f"{option} = {value}".replace("\n", "\n    ") for option, value in sorted(settings.items())]
    return "\n".join(["[global]", *lines, ""])


def main() -> None:
    """Print the file."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "config", "list"]
    listing = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    sys.stdout.write(as_file(carried(listing)))


if __name__ == "__main__":
    main()
