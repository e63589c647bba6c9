"""The web pages: rendered on the server, usable without JavaScript, on a phone, by keyboard and screen reader."""

from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from api.pages import about, answer, ask, objects, sign_in
from api.pages.rendering import problem_page

STATIC = Path(__file__).parent / "static"

__all__ = ["install", "problem_page"]


def install(app: FastAPI) -> None:
    """Add the pages and their files to an application."""
    for router in (ask.router, answer.router, objects.router, about.router, sign_in.router):
        app.include_router(router, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
