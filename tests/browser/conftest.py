"""A real server and a real Chromium, on a phone's and on a desk's screen, with and without JavaScript."""

import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from api.app import create_app
from matcher.service import Repatria
from registry.records.object import ObjectContent
from registry.sample.phone import phone_photo, to_jpeg
from registry.settings import Settings
from registry.vocabulary.lists import Role
from tests.api.live import serving
from tests.conftest import SmallRegister
from tools.chromium import launch

SCREENS = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 900}}


@dataclass(frozen=True)
class Site:
    """A running server, keys by role, photographs to send, ids to look at."""

    address: str
    keys: dict[Role, str]
    phone_photograph: Path
    other_photograph: Path
    painting: str
    arabic: str


@pytest.fixture(scope="session")
def site(small_register: SmallRegister, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A copy of the generated register, served."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(small_register.repatria.settings.data, folder / "data")
    settings = Settings(data=folder / "data", models=small_register.repatria.settings.models)
    work = next(work for work in small_register.works if work.kind == "painting")
    with Repatria.open(settings) as repatria:
        keys = {role: repatria.store.keys.create(f"browser {role}", role)[1] for role in Role}
        arabic = repatria.store.add(
            ObjectContent.model_validate(
                {
                    "object_type": "manuscript",
                    "status": "looted",
                    "titles": [{"value": "مصحف من غزة", "language": "ar"}],
                    "descriptions": [{"text": "Ink on paper with a leather binding."}],
                    "loss_event": {"country": "PS", "authority": {"name": "Ministry of Tests"}},
                }
            ),
            actor="tests",
        )
        repatria.register.catch_up()
    rng = np.random.default_rng(4)
    photograph, other = folder / "IMG_0412.jpg", folder / "wall.jpg"
    photograph.write_bytes(to_jpeg(phone_photo(work.pictures[0].rgb, rng, "light"), 88))
    noise = io.BytesIO()
    Image.effect_noise((900, 700), 40).convert("RGB").save(noise, "JPEG")
    other.write_bytes(noise.getvalue())
    with serving(create_app(settings)) as address:
        yield Site(address, keys, photograph, other, small_register.id_of(work), arabic.id)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """A page in a context of its own; what the browser complains of is collected."""

    page: Page
    context: BrowserContext
    site: Site
    complaints: list[str]

    def sign_in(self, role: Role = Role.OFFICER) -> None:
        """Sign in as a person does."""
        self.page.goto(f"{self.site.address}/")
        self.page.get_by_label("Your key").fill(self.site.keys[role])
        self.page.get_by_role("button", name="Sign in").click()
        self.page.get_by_role("heading", name="Check an object", level=1).wait_for()


def visitor(chromium: Browser, site: Site, screen: str, *, javascript: bool = True) -> Visitor:
    """A new visitor with a screen."""
    size = SCREENS[screen]
    context = chromium.new_context(
        viewport={"width": size["width"], "height": size["height"]}, java_script_enabled=javascript
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )
    return Visitor(page, context, site, complaints)


@pytest.fixture(params=list(SCREENS))
def guest(request: pytest.FixtureRequest, chromium: Browser, site: Site) -> Iterator[Visitor]:
    """A visitor with JavaScript, on each screen."""
    made = visitor(chromium, site, request.param)
    yield made
    made.context.close()
    assert made.complaints == []


@pytest.fixture(params=list(SCREENS))
def plain_guest(request: pytest.FixtureRequest, chromium: Browser, site: Site) -> Iterator[Visitor]:
    """A visitor whose browser runs no JavaScript."""
    made = visitor(chromium, site, request.param, javascript=False)
    yield made
    made.context.close()
