"""The exceptions of this package. `api.problems` maps them, and those of the packages below, to problem details.

::

    ApiError                    has the slug of a problem type (docs/errors.md)
    ├── NotSignedIn             no key was sent
    ├── KeyNotValid             the key is wrong or revoked
    ├── NotAllowed              the key's role does not allow it
    ├── CrossSiteRequest        a form was sent from another web site
    ├── FieldsRefused           fields of the request are wrong; names each of them
    │   ├── UnknownParameter
    │   └── BadCursor
    ├── UploadRefused           the body of an upload
    │   ├── UploadTooLarge
    │   ├── TooManyPhotographs
    │   └── WrongBodyType
    ├── VersionRequired         a change without If-Match
    ├── VersionUnreadable       an If-Match that is no version
    ├── KeyReused               an Idempotency-Key that was used for another request
    ├── PhotographNotShown      no such photograph, or not for this role
    ├── PhotographNotKept       the query photograph was not kept, or has expired
    ├── NoOverlay               this comparison has no such image
    ├── TooManyMatches          the key has as many matches under way as it may
    ├── Busy                    too many matches are waiting
    └── NotReady                a part of the system is not there yet

What somebody may not see is answered like what does not exist.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field: its name as it was sent (`titles.0.value`, `photos`), and what to do."""

    field: str
    message: str


class ApiError(Exception):
    """Base of the errors of this package."""

    slug = "internal-error"

    def __init__(self, message: str, *, fields: Sequence[FieldError] = (), code: str | None = None) -> None:
        """`message` is for the reader; `code` is a stable word within the problem type."""
        super().__init__(message)
        self.fields = tuple(fields)
        self.code = code


class NotSignedIn(ApiError):
    """No key was sent."""

    slug = "not-signed-in"


class KeyNotValid(ApiError):
    """The key is wrong, unknown or revoked."""

    slug = "key-not-valid"


class NotAllowed(ApiError):
    """The role of the key does not allow the action."""

    slug = "not-allowed"


class CrossSiteRequest(ApiError):
    """A request with the cookie of a session came from another site."""

    slug = "cross-site-request"


class FieldsRefused(ApiError):
    """Fields of the request are wrong."""

    slug = "invalid-request"


class UnknownParameter(FieldsRefused):
    """A parameter or form field that there is not."""

    slug = "unknown-parameter"


class BadCursor(FieldsRefused):
    """A cursor that was not made for this search."""

    slug = "invalid-cursor"


class UploadRefused(ApiError):
    """The body of an upload cannot be read."""

    slug = "malformed-body"


class UploadTooLarge(UploadRefused):
    """A picture or the whole body is larger than what is accepted."""

    slug = "upload-too-large"


class TooManyPhotographs(UploadRefused):
    """More photographs than one match may carry."""

    slug = "too-many-photographs"


class WrongBodyType(UploadRefused):
    """The Content-Type of the body or of a part is not accepted."""

    slug = "unsupported-media-type"


class VersionRequired(ApiError):
    """A change needs If-Match with the version it is based on."""

    slug = "version-required"


class VersionUnreadable(ApiError):
    """The If-Match header holds no version."""

    slug = "version-unreadable"


class KeyReused(ApiError):
    """The same Idempotency-Key came with another request."""

    slug = "idempotency-key-reused"


class PhotographNotShown(ApiError):
    """No such photograph of this object for this role."""

    slug = "photograph-not-found"


class PhotographNotKept(ApiError):
    """A query photograph that was not kept, or whose time has passed."""

    slug = "photograph-not-kept"


class NoOverlay(ApiError):
    """A comparison without the image asked for."""

    slug = "overlay-not-found"


class TooManyMatches(ApiError):
    """The key has as many matches waiting or running as it may."""

    slug = "too-many-matches"


class Busy(ApiError):
    """Too many matches are waiting already."""

    slug = "busy"


class NotReady(ApiError):
    """A part of the system is missing; the message says which and how to mend it."""

    slug = "not-ready"
