"""What happens around every request: its id, one log line, its time in the metrics, security headers, and HEAD."""

import re
import secrets
import time

import structlog
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.metrics import Metrics

REQUEST_ID = "X-Request-ID"
_GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_ID_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; img-src 'self' blob:; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": with it, browsers hide the origin of our own forms, and the check in same_site needs it.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class RequestMiddleware:
    """Outermost layer: also answers what no handler has caught, so that nobody ever sees a stack trace."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics
        self.log = structlog.get_logger("repatria.api")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wrap one HTTP request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        request_id = _request_id(request)
        request.state.request_id = request_id
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started = time.perf_counter()
        status = 0
        method = scope["method"]
        # HEAD is answered as GET would be, headers and all, but without the body.
        scope = {**scope, "method": "GET"} if method == "HEAD" else scope

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers[REQUEST_ID] = request_id
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
                if "GET" in (allowed := headers.get("allow", "").split(", ")):
                    headers["allow"] = ", ".join(sorted({*allowed, "HEAD"}))
            elif method == "HEAD" and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception as error:
            if status:
                raise  # the answer has begun: all that is left is to cut the connection
            response = await scope["app"].state.handle_problem(request, error)
            await response(scope, receive, send_with_headers)
        finally:
            self._note(scope, method, status, time.perf_counter() - started)

    def _note(self, scope: Scope, method: str, status: int, seconds: float) -> None:
        """One line a request: the route's pattern, never the path or query, which may hold names and numbers."""
        route = route_pattern(scope)
        # A caller may invent methods; each would stay in the metrics for good.
        method = method if method in _METHODS else "other"
        self.metrics.requests.labels(method, route, str(status)).inc()
        self.metrics.seconds.labels(method, route).observe(seconds)
        if route not in {"/health", "/ready", "/metrics"}:
            caller = scope.get("state", {}).get("caller")
            self.log.info(
                "request",
                method=method,
                route=route,
                status=status,
                ms=round(seconds * 1000, 1),
                key=getattr(caller, "key_id", None),
                role=getattr(caller, "role", None),
            )


def route_pattern(scope: Scope) -> str:
    """The pattern of the route that answered, such as `/v1/objects/{object_id}`."""
    return str(getattr(scope.get("route"), "path", None) or "none")


def _request_id(request: Request) -> str:
    """The id that a proxy in front gave the request if it is a plain word, else a new one."""
    given = request.headers.get(REQUEST_ID, "")
    if _GIVEN_ID.fullmatch(given):
        return given
    return "".join(secrets.choice(_ID_ALPHABET) for _ in range(12))
