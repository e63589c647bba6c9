"""The search page and the page of one object."""

from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from markupsafe import Markup, escape
from pydantic import ValidationError

from api.dependencies import CallerOf, PartsOf
from api.errors import FieldsRefused
from api.links import photograph_url
from api.pages.ask import sign_in_first
from api.pages.rendering import page
from api.pictures import seen_object
from api.problems import field_error
from api.schemas import Highlight, SearchQuery
from api.searching import search
from api.security import Action, decide, require
from registry.records.visibility import is_blind
from registry.vocabulary.lists import ObjectType, Status

router = APIRouter()

_PER_PAGE = 20
_MANY = frozenset({"type", "status", "country"})
_FACETS = {"object_type": "type", "status": "status", "country": "country"}


@router.get("/objects")
def search_page(request: Request, parts: PartsOf, caller: CallerOf) -> Response:
    """Search by words and filters; every filter is a link, so that it works without JavaScript."""
    if caller.key_id is None:
        return sign_in_first(request)
    require(caller, Action.SEARCH_OBJECTS)
    given = _given(request)
    query, problem = SearchQuery(limit=_PER_PAGE), None
    try:
        query = SearchQuery.model_validate({**given, "limit": _PER_PAGE})
    except ValidationError as error:
        wrong = [field_error(each) for each in error.errors(include_url=False)]
        problem = FieldsRefused("; ".join(f"{each.field}: {each.message}" for each in wrong))
    found = search(parts.repatria, query, caller.role) if problem is None else None
    return page(
        request,
        "search.html",
        status=200 if problem is None else 422,
        query=query,
        given=given,
        found=found,
        problem=problem,
        facets=_facets(given, found.facets) if found else [],
        next_url=_url({**given, "cursor": found.next_cursor}) if found and found.next_cursor else None,
        first_url=_url({name: value for name, value in given.items() if name != "cursor"}),
        on_later_page=query.cursor is not None,
        marked=marked,
        types=list(ObjectType),
        statuses=list(Status),
    )


def _given(request: Request) -> dict[str, Any]:
    """The parameters of the form that say something; an untouched field of a form is sent empty."""
    given: dict[str, Any] = {}
    for name, value in request.query_params.multi_items():
        if not value.strip():
            continue
        if name in _MANY:
            entry = value.strip().upper() if name == "country" else value
            given.setdefault(name, []).append(entry)
        else:
            given[name] = value
    return given


def _url(parameters: dict[str, Any]) -> str:
    query = urlencode(parameters, doseq=True)
    return f"/objects?{query}" if query else "/objects"


def _facets(given: dict[str, Any], facets: dict[str, dict[str, int]]) -> list[dict[str, Any]]:
    """Each facet's values with counts, and the address that adds or removes the filter."""
    shown = []
    without = {name: value for name, value in given.items() if name != "cursor"}
    for facet, parameter in _FACETS.items():
        chosen = list(without.get(parameter, []))
        counts = sorted(facets.get(facet, {}).items(), key=lambda entry: (-entry[1], entry[0]))
        values = []
        for value, count in counts[:12]:
            active = value in chosen
            kept = [each for each in chosen if each != value] if active else [*chosen, value]
            rest = {name: entry for name, entry in without.items() if name != parameter}
            values.append(
                {
                    "value": value,
                    "count": count,
                    "active": active,
                    "url": _url({**rest, **({parameter: kept} if kept else {})}),
                }
            )
        if values:
            shown.append({"name": parameter, "entries": values})
    return shown


def marked(highlight: Highlight) -> Markup:
    """The excerpt with `<mark>` around what was found; everything else escaped."""
    parts, at = [], highlight.excerpt_start
    text = highlight.excerpt
    for start, end in highlight.spans:
        parts.append(escape(text[at - highlight.excerpt_start : start - highlight.excerpt_start]))
        found = escape(text[start - highlight.excerpt_start : end - highlight.excerpt_start])
        parts.append(Markup("<mark>") + found + Markup("</mark>"))
        at = end
    parts.append(escape(text[at - highlight.excerpt_start :]))
    return Markup("").join(parts)


@router.get("/objects/{object_id}")
def object_page(object_id: str, request: Request, parts: PartsOf, caller: CallerOf) -> Response:
    """One record in the order of Object ID, with its status first."""
    if caller.key_id is None:
        return sign_in_first(request)
    require(caller, Action.READ_OBJECT)
    seen = seen_object(parts.repatria, object_id, caller.role)
    history = parts.repatria.store.history(object_id) if decide(caller, Action.READ_HISTORY).allowed else []
    return page(
        request,
        "object.html",
        record=seen,
        blind=is_blind(parts.repatria.store.get(object_id), caller.role),
        pictures=[
            (each, photograph_url(seen.id, each.sha256, "thumbnail"), photograph_url(seen.id, each.sha256, "display"))
            for each in seen.photographs
        ],
        may_have_original=decide(caller, Action.READ_ORIGINAL).allowed,
        history=list(reversed(history)),
    )
