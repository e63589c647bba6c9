"""The pictures of the README, taken from the running demonstration: `make screenshots`.

Loads the demonstration into a temporary folder, serves it, and does the main job in a headless Chromium. Needs the
system's Chromium and the test dependencies.
"""

import argparse
import json
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tools.chromium import launch

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
REPATRIA = [sys.executable, "-m", "api.cli"]
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "has_touch": True}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--works", type=int, default=60, help="works in the demonstration")
    parser.add_argument("--out", type=Path, default=IMAGES, help="where the pictures go")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        loaded = subprocess.run(
            [*REPATRIA, "--data", folder, "demo", "--works", str(chosen.works), "--no-serve", "--json"],
            check=True,
            capture_output=True,
            cwd=ROOT,
        )
        facts = json.loads(loaded.stdout)
        with _served(folder) as address, sync_playwright() as playwright:
            browser = launch(playwright)
            for name, screen in (("phone", PHONE), ("desktop", DESK)):
                _take(browser, screen, address, facts, chosen.out / name)
            browser.close()


@contextmanager
def _served(folder: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [*REPATRIA, "--data", folder, "serve", "--port", str(port)], stderr=subprocess.DEVNULL, cwd=ROOT
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}/ready", timeout=30).close()  # noqa: S310 - our own server
                break
            except OSError:
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def _take(browser: Browser, screen: dict[str, Any], address: str, facts: dict[str, Any], stem: Path) -> None:
    context = browser.new_context(**screen)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Your key").fill(facts["keys"]["officer"])
    page.get_by_role("button", name="Sign in").click()
    page.locator("form.enhanced").wait_for()
    page.get_by_label("Take or choose photographs").set_input_files(_query(facts, "painting"))
    page.get_by_alt_text("Photograph 1").wait_for()
    _shot(page, stem, "ask")
    page.get_by_role("button", name="Search the registry").click()
    page.wait_for_url("**/matches/**")
    page.wait_for_load_state("networkidle")
    _shot(page, stem, "answer")
    if stem.name == "desktop":
        path = Path(f"{stem}-candidate.png")
        page.locator("article").first.screenshot(path=path)
        _shrink(path)
    page.locator("article h3 a").first.click()
    page.wait_for_load_state("networkidle")
    _shot(page, stem, "object")
    page.goto(f"{address}/objects?q=bronze")
    page.wait_for_load_state("networkidle")
    _shot(page, stem, "search")
    context.close()


def _query(facts: dict[str, Any], kind: str) -> str:
    paths: list[str] = facts["queries"]
    return next((path for path in paths if f"-{kind}-" in path), paths[0])


def _shot(page: Page, stem: Path, name: str) -> None:
    path = Path(f"{stem}-{name}.png")
    page.screenshot(path=path)
    _shrink(path)


def _shrink(path: Path) -> None:
    """256 colours are enough for a page and a third of the bytes."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(256, dither=Image.Dither.FLOYDSTEINBERG)
    small.save(path, optimize=True)


if __name__ == "__main__":
    main()
