"""The match page: photographs from a phone, a few words, one button. Works without JavaScript."""

from dataclasses import replace
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from api.coverage import coverage_for
from api.dependencies import CallerOf, PartsOf, ShareOf
from api.errors import FieldsRefused, UploadRefused
from api.match_form import query_of, rules_of
from api.matching import compute, turn
from api.pages.corrections import AGAIN, NAMES, earlier_photographs, joined
from api.pages.rendering import page
from api.problems import problem_of
from api.security import Action, Caller, require
from api.state import Parts
from api.uploads import UploadRules, read_form
from matcher.errors import QueryRefused

router = APIRouter()

_MORE_FIELDS = frozenset({"number", AGAIN}) | NAMES


def sign_in_first(request: Request) -> Response:
    """To the sign-in page and back."""
    target = request.url.path if request.method == "GET" else "/"
    if request.method == "GET" and request.url.query:
        target += f"?{request.url.query}"
    return RedirectResponse(f"/sign-in?{urlencode({'next': target})}", 303)


@router.get("/")
def show_form(request: Request, parts: PartsOf, caller: CallerOf) -> Response:
    """The empty form."""
    if caller.key_id is None:
        return sign_in_first(request)
    return _form(request, parts, caller)


@router.post("/match")
async def ask(request: Request, parts: PartsOf, caller: CallerOf, share: ShareOf) -> Response:
    """Compute the match and lead to its page; what is wrong with the form is told on the form.

    Beside the fields of the form, corrected fields of an earlier answer may come by their names (`maker`, `title` …).
    """
    if caller.key_id is None:
        return sign_in_first(request)
    require(caller, Action.MATCH)
    rules = rules_of(parts.settings)
    rules = UploadRules(rules.fields | _MORE_FIELDS, rules.files, rules.max_files, rules.max_file_bytes)
    try:
        async with turn(parts, request, caller):
            form = await read_form(request, rules, share)
            form = joined(form)
            if not form.files and (again := form.one(AGAIN)):
                form = replace(form, files=await run_in_threadpool(earlier_photographs, parts, again, caller))
            numbers = tuple(part.strip() for part in (form.one("number") or "").splitlines() if part.strip())
            query = query_of(replace(form, fields=(*form.fields, *(("identifiers", each) for each in numbers))), caller)
            query = replace(query, split=not query.one_object)
            answer = await compute(parts, query, caller)
    except (QueryRefused, FieldsRefused, UploadRefused) as error:
        problem = problem_of(error, request.url.path, request.state.request_id)
        return await run_in_threadpool(_form, request, parts, caller, problem=problem, status=problem.status)
    return RedirectResponse(f"/matches/{answer.id}", 303)


def _form(request: Request, parts: Parts, caller: Caller, *, problem: object = None, status: int = 200) -> Response:
    return page(
        request,
        "ask.html",
        status=status,
        problem=problem,
        coverage=coverage_for(parts.repatria, caller.role),
        most=parts.settings.max_photographs,
        largest=parts.settings.max_picture_bytes,
        keep_days=parts.settings.keep_query_days,
    )
