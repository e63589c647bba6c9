"""From a template and its values to a page. One Jinja environment, escaping everything, ready for translation."""

import datetime as dt
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.pages import wording
from api.problems import Problem
from api.security import NOBODY, Action, decide

_HERE = Path(__file__).parent
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "ckb", "dv"})


@cache
def environment() -> Environment:
    """The templates. `_` and `{% trans %}` mark text for translation; English is what is written."""
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(static=static_url, say=wording, direction=direction)
    made.filters.update(when=when, day=day, number=number)
    return made


@cache
def static_url(name: str) -> str:
    """The address of a static file, with a digest so that a new version is fetched at once."""
    digest = hashlib.sha256((_HERE / "static" / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


def direction(language: str | None) -> str:
    """The value of `dir` for a text: from its language, or left to the browser where that is unknown."""
    if language is None:
        return "auto"
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def when(moment: dt.datetime) -> str:
    """A moment to the minute in UTC, without a doubt about day and month."""
    return f"{moment.astimezone(dt.UTC):%-d %B %Y, %H:%M} UTC"


def day(moment: dt.datetime) -> str:
    """The day of a moment."""
    return f"{moment.astimezone(dt.UTC):%-d %B %Y}"


def number(value: float) -> str:
    """A number with thousands separated."""
    return f"{value:,}"


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page for whoever asks. Never kept by shared caches: what it shows depends on the role."""
    caller = getattr(request.state, "caller", NOBODY)
    text = (
        environment()
        .get_template(template)
        .render(
            **values,
            caller=caller,
            signed_in=caller.key_id is not None,
            may_read_history=decide(caller, Action.READ_HISTORY).allowed,
            path=request.url.path,
            lang="en",
            dir="ltr",
        )
    )
    return HTMLResponse(text, status, headers={"Cache-Control": "private, no-store"})


def problem_page(request: Request, problem: Problem) -> HTMLResponse:
    """A problem as a page, in the same words as its JSON."""
    return page(request, "problem.html", status=problem.status, problem=problem)
