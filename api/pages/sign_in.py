"""Signing in with a key, and out."""

from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from api.dependencies import CallerOf, PartsOf
from api.pages.rendering import page
from api.same_site import check_same_site
from api.sessions import COOKIE, LASTS_SECONDS
from api.uploads import UploadRules, read_form

router = APIRouter()

_RULES = UploadRules(frozenset({"key", "next"}), frozenset(), 0, 0)


@router.get("/sign-in")
def show_sign_in(request: Request, caller: CallerOf, next: str = "/") -> Response:
    """The form, or straight on for whoever is signed in."""
    if caller.key_id is not None:
        return RedirectResponse(inner_path(next), 303)
    return page(request, "sign_in.html", next=inner_path(next), wrong=False)


@router.post("/sign-in")
async def sign_in(request: Request, parts: PartsOf) -> Response:
    """Check the key and start a session."""
    check_same_site(request)
    form = await read_form(request, _RULES)
    target = inner_path(form.one("next") or "/")
    known = await run_in_threadpool(parts.repatria.store.keys.check, (form.one("key") or "").strip())
    if known is None:
        return page(request, "sign_in.html", status=401, next=target, wrong=True)
    response = RedirectResponse(target, 303)
    response.set_cookie(
        COOKIE,
        parts.sessions.make(known.id),
        max_age=LASTS_SECONDS,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
        path="/",
    )
    return response


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """End the session in this browser."""
    check_same_site(request)
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(COOKIE, path="/")
    return response


def inner_path(target: str) -> str:
    """A path on this server, or `/` for anything that would lead elsewhere."""
    try:
        parts = urlsplit(target)
    except ValueError:  # such as an address with half a pair of brackets
        return "/"
    plain = all(character.isprintable() and character != "\\" for character in target)
    inner = target.startswith("/") and not target.startswith("//") and not parts.netloc and not parts.scheme
    return target if plain and inner else "/"
