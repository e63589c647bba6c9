"""Protection of forms against requests from other sites (CSRF), without tokens: browsers say where a form came from.

`Sec-Fetch-Site` is sent by every current browser over HTTPS and on localhost; `Origin` with every form that is posted.
A request that changes something and brings a session cookie must say by one of them that it comes from this server.
"""

from urllib.parse import urlsplit

from starlette.requests import Request

from api.errors import CrossSiteRequest

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def check_same_site(request: Request) -> None:
    """Raises CrossSiteRequest unless the request only reads or was sent from a page of this server."""
    if request.method in _SAFE or is_same_site(request):
        return
    raise CrossSiteRequest("The request did not come from a page of this server, so nothing was done.")


def is_same_site(request: Request) -> bool:
    """Whether the browser says that the request was made by one of our own pages."""
    fetch_site = request.headers.get("sec-fetch-site")
    if fetch_site is not None:
        return fetch_site == "same-origin"
    origin = request.headers.get("origin")
    if origin is None or origin == "null":
        return False
    try:
        return urlsplit(origin).netloc.casefold() == request.headers.get("host", "").casefold()
    except ValueError:  # no address at all
        return False
