"""Every kind of problem the API answers with (RFC 9457). docs/errors.md lists the same; a test compares them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ProblemType:
    """A kind of problem: its slug is stable, `remedy` tells what the reader can do."""

    slug: str
    status: int
    title: str
    remedy: str

    @property
    def uri(self) -> str:
        """The `type` member: a path on this server that explains the problem."""
        return f"/problems/{self.slug}"


_ALL = (
    ProblemType("malformed-body", 400, "The body cannot be read", "Send the body in the form that /docs shows."),
    ProblemType(
        "unknown-parameter",
        400,
        "There is no such parameter",
        "Remove the parameter or form field named, or correct its spelling; /docs lists those there are.",
    ),
    ProblemType(
        "invalid-cursor",
        400,
        "The cursor does not belong to this search",
        "Start again without a cursor and follow `next_cursor` with the other parameters unchanged.",
    ),
    ProblemType(
        "version-unreadable",
        400,
        "If-Match holds no version",
        'Send the ETag of the object exactly as you received it, for example If-Match: "3".',
    ),
    ProblemType(
        "not-signed-in",
        401,
        "A key is needed",
        "Send `Authorization: Bearer KEY`, or sign in on the web page. An administrator makes keys with "
        "`repatria keys create`.",
    ),
    ProblemType(
        "key-not-valid",
        401,
        "The key is not valid",
        "Check that the key was copied whole. If it was revoked, ask your administrator for a new one.",
    ),
    ProblemType(
        "not-allowed",
        403,
        "Your role does not allow this",
        "Ask somebody whose role allows it; docs/api.md has the table of roles.",
    ),
    ProblemType(
        "cross-site-request",
        403,
        "The form was sent from another site",
        "Open the page on this server again and send the form from there.",
    ),
    ProblemType("not-found", 404, "There is nothing at this address", "Check the address; /docs lists all of them."),
    ProblemType(
        "object-not-found",
        404,
        "No such object",
        "Check the id. An object that your role may not see is answered in the same way.",
    ),
    ProblemType(
        "match-not-found",
        404,
        "No such match",
        "Check the id. A match that another key made is answered in the same way, unless your role may read it.",
    ),
    ProblemType(
        "photograph-not-found",
        404,
        "No such photograph",
        "Take the address from the record or the answer. A photograph that your role may not see is answered in the "
        "same way.",
    ),
    ProblemType(
        "overlay-not-found",
        404,
        "This comparison has no such image",
        "Take the address from the answer: only comparisons whose points fit together can be laid over each other.",
    ),
    ProblemType(
        "method-not-allowed",
        405,
        "This address does not know this method",
        "The Allow header of the answer lists the methods that it knows.",
    ),
    ProblemType(
        "conflict",
        409,
        "The change does not fit what is stored",
        "Nothing was written. The detail says what is in the way.",
    ),
    ProblemType(
        "not-reproducible",
        409,
        "The answer cannot be scored again",
        "The answer stays as it was given. The detail says what is missing; send the question as a new match.",
    ),
    ProblemType(
        "photograph-not-kept",
        410,
        "The photograph is not kept any more",
        "Photographs sent for matching expire. The answer itself stays, with their SHA-256; send the match again to "
        "see the images.",
    ),
    ProblemType(
        "stale-version",
        412,
        "Somebody changed the object meanwhile",
        "Read the object again, repeat your change on the new version and send its ETag.",
    ),
    ProblemType(
        "upload-too-large",
        413,
        "The upload is too large",
        "Send a smaller copy: 2,000 pixels on the longer side are plenty.",
    ),
    ProblemType(
        "unsupported-media-type",
        415,
        "This type of content is not accepted",
        "Send the Content-Type that /docs names for this address.",
    ),
    ProblemType(
        "invalid-request",
        422,
        "Some fields cannot be used",
        "Correct the fields listed under `errors` and send the request again.",
    ),
    ProblemType(
        "picture-refused",
        422,
        "A photograph cannot be used",
        "The detail names the photograph and the reason. Send another copy of it, or leave it out.",
    ),
    ProblemType(
        "too-many-photographs",
        422,
        "Too many photographs",
        "Send at most eight photographs of one object; ask about other objects separately.",
    ),
    ProblemType(
        "empty-query",
        422,
        "The query is empty",
        "Send at least one photograph, some words, or an identifier.",
    ),
    ProblemType(
        "query-refused",
        422,
        "The query cannot be answered",
        "The detail says why and what to change.",
    ),
    ProblemType(
        "content-refused",
        422,
        "The content cannot be stored",
        "The detail says which value and why; change it and send the request again.",
    ),
    ProblemType(
        "idempotency-key-reused",
        422,
        "The Idempotency-Key was used for another request",
        "Use a new key for a new request; repeat a request with exactly the same content.",
    ),
    ProblemType(
        "version-required",
        428,
        "If-Match is missing",
        "Read the object, and send its ETag as If-Match with the change, so that no other change is overwritten.",
    ),
    ProblemType(
        "too-many-matches",
        429,
        "This key has too many matches under way",
        "Wait for an answer, or for the seconds that the Retry-After header names, and send the match again.",
    ),
    ProblemType(
        "internal-error",
        500,
        "Something went wrong here",
        "Nothing of your request is to blame. Try again; if it happens again, report the request id to whoever runs "
        "this server.",
    ),
    ProblemType(
        "busy",
        503,
        "The server is busy",
        "Try again after the seconds that the Retry-After header names.",
    ),
    ProblemType(
        "index-unavailable",
        503,
        "Searching is not possible for the moment",
        "Try again after the seconds that the Retry-After header names. Records can be read and written meanwhile; what is "
        "written now is found when the index is back.",
    ),
    ProblemType(
        "not-ready",
        503,
        "The server is not ready",
        "Whoever runs this server finds what to do in the detail.",
    ),
    ProblemType(
        "storage-full",
        507,
        "There is no room left",
        "Nothing half-written was left. Whoever runs this server has to free space on the data folder's disk.",
    ),
)

PROBLEM_TYPES = {each.slug: each for each in _ALL}
