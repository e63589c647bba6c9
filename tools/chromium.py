"""The system's Chromium, as the browser tests and the screenshots start it."""

import shutil

from playwright.sync_api import Browser, Playwright

# It runs without a display and often as root in a container, and must not call home.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_NAMES = ("chromium", "google-chrome")


def launch(playwright: Playwright) -> Browser:
    """Start it, headless.

    Raises:
        FileNotFoundError: if no Chromium is installed.
    """
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None:
        raise FileNotFoundError("no Chromium is installed: install the package chromium of your system")
    return playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
