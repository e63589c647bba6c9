"""Pin every dependency with hashes into requirements/*.txt, naming no package index.

Uses uv's resolver (`pip install uv` into the environment first): `make requirements`.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = {
    "runtime.txt": ["pyproject.toml", "requirements/build.in"],
    "server.txt": ["pyproject.toml", "requirements/build.in", "--extra", "postgresql"],
    "test.txt": ["pyproject.toml", "requirements/build.in", "requirements/test.in"],
}


def main() -> None:
    """Write every file of FILES."""
    for target, sources in FILES.items():
        subprocess.run(
            [
                *(sys.executable, "-m", "uv", "pip", "compile", "--universal", "--python-version", "3.12"),
                *("--generate-hashes", "--no-header", "--no-annotate", "--quiet"),
                *sources,
                *("--output-file", f"requirements/{target}"),
            ],
            cwd=ROOT,
            check=True,
        )


if __name__ == "__main__":
    main()
