"""What routes ask for by type: the parts of the application, and who is calling."""

from collections.abc import AsyncIterator, Callable
from typing import Annotated, cast

from fastapi import Depends, Path, Request, Security
from fastapi.security import APIKeyCookie, HTTPBearer

from api.errors import FieldError, KeyNotValid, UnknownParameter
from api.same_site import check_same_site
from api.security import NOBODY, Action, Caller, require
from api.sessions import COOKIE
from api.state import Parts
from api.upload_budget import Share
from registry.store.errors import KeyNotFound

_bearer = HTTPBearer(auto_error=False, scheme_name="key", description="A key made by `repatria keys create`.")
_cookie = APIKeyCookie(name=COOKIE, auto_error=False, scheme_name="session", description="Made by the sign-in page.")


def parts_of(request: Request) -> Parts:
    """The parts of the application that serves this request."""
    return cast(Parts, request.app.state.parts)


PartsOf = Annotated[Parts, Depends(parts_of)]


def caller_of(
    request: Request,
    parts: PartsOf,
    _bearer_scheme: Annotated[object, Security(_bearer)] = None,
    _cookie_scheme: Annotated[object, Security(_cookie)] = None,
) -> Caller:
    """Who calls, by the Authorization header or a session's cookie. Raises KeyNotValid, CrossSiteRequest.

    The schemes are there for the documentation; reading the header here tells a wrong one from a missing one.
    """
    caller = NOBODY
    header = request.headers.get("authorization")
    if header is not None:
        scheme, _, key = header.partition(" ")
        known = parts.repatria.store.keys.check(key.strip()) if scheme.casefold() == "bearer" else None
        if known is None:
            raise KeyNotValid("The Authorization header holds no valid key.")
        caller = Caller(known.id, known.name, known.role)
    elif cookie := request.cookies.get(COOKIE):
        caller = _by_cookie(parts, cookie)
        if caller.by_cookie:
            check_same_site(request)
    request.state.caller = caller
    return caller


def _by_cookie(parts: Parts, cookie: str) -> Caller:
    """The key of a session that goes on; nobody otherwise, as an old cookie is no offence."""
    key_id = parts.sessions.read(cookie)
    if key_id is None:
        return NOBODY
    try:
        known = parts.repatria.store.keys.get(key_id)
    except KeyNotFound:
        return NOBODY
    if known.revoked_at is not None:
        return NOBODY
    return Caller(known.id, known.name, known.role, by_cookie=True)


async def share_of(parts: PartsOf) -> AsyncIterator[Share]:
    """The request's share of the memory for uploads, given back when it is answered."""
    with parts.uploads.share() as share:
        yield share


ShareOf = Annotated[Share, Depends(share_of)]
CallerOf = Annotated[Caller, Depends(caller_of)]


def may(action: Action) -> Callable[[Caller], Caller]:
    """A dependency: the caller, if the role allows the action."""

    def allowed(caller: CallerOf) -> Caller:
        require(caller, action)
        return caller

    return allowed


MaySearch = Annotated[Caller, Depends(may(Action.SEARCH_OBJECTS))]
MayRead = Annotated[Caller, Depends(may(Action.READ_OBJECT))]
MayMatch = Annotated[Caller, Depends(may(Action.MATCH))]
MayCreate = Annotated[Caller, Depends(may(Action.CREATE_OBJECT))]
MayChange = Annotated[Caller, Depends(may(Action.CHANGE_OBJECT))]
MayAddPhotograph = Annotated[Caller, Depends(may(Action.ADD_PHOTOGRAPH))]
MayReadHistory = Annotated[Caller, Depends(may(Action.READ_HISTORY))]
MayReadOriginal = Annotated[Caller, Depends(may(Action.READ_ORIGINAL))]
MayReadCoverage = Annotated[Caller, Depends(may(Action.READ_COVERAGE))]
SignedIn = Annotated[Caller, Depends(may(Action.READ_OWN_MATCH))]


def no_parameters(request: Request) -> None:
    """For routes without query parameters: one that is sent would be ignored, so it is refused instead."""
    for name in request.query_params:
        raise UnknownParameter(
            f"There is no parameter {name[:80]!r} here.", fields=[FieldError(name[:80], "Remove it.")]
        )


NoParameters = Depends(no_parameters)

ObjectId = Annotated[str, Path(description="Id of an object.", examples=["RP-01KAV5W8E4H2QZ7M"], max_length=100)]
MatchId = Annotated[str, Path(description="Id of a match.", examples=["M-20261124-5f0c1d2e3a4b5c6d"], max_length=100)]
PictureHash = Annotated[
    str,
    Path(
        description="SHA-256 of the original bytes.",
        pattern="^[0-9a-f]{64}$",
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    ),
]
