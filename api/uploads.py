"""Multipart bodies, read as a stream: every limit is checked while the bytes arrive, so none can fill the memory.

Beyond one megabyte a file goes to a temporary file that has no name and vanishes with the request. When a limit is
broken, the rest of the body is read and thrown away (up to the limit of the whole), since browsers show an answer only
after they have sent everything.
"""

import tempfile
from collections.abc import AsyncGenerator, Collection
from dataclasses import dataclass, field

from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from api.errors import (
    Busy,
    FieldError,
    TooManyPhotographs,
    UnknownParameter,
    UploadRefused,
    UploadTooLarge,
    WrongBodyType,
)
from api.upload_budget import Share
from registry.store.atomic import disk_errors

MULTIPART = "multipart/form-data"
URLENCODED = "application/x-www-form-urlencoded"
_FIELD_BYTES = 64_000
_MAX_FIELDS = 100
_ROOM_FOR_FIELDS = 1_000_000


@dataclass(frozen=True)
class UploadRules:
    """What a form may hold: fields by name, file fields by name, how many files and how large each."""

    fields: frozenset[str]
    files: frozenset[str]
    max_files: int
    max_file_bytes: int

    @property
    def max_total_bytes(self) -> int:
        """Most bytes of a whole body."""
        return self.max_files * self.max_file_bytes + _ROOM_FOR_FIELDS


@dataclass(frozen=True)
class File:
    """One uploaded file."""

    field_name: str
    data: bytes = field(repr=False)
    filename: str | None
    media_type: str | None


@dataclass(frozen=True)
class Form:
    """A form as it was sent: text fields (each may come several times) and files, in their order."""

    fields: tuple[tuple[str, str], ...]
    files: tuple[File, ...]

    def all(self, name: str) -> list[str]:
        """Every value of a field that says something."""
        return [value for key, value in self.fields if key == name and value.strip()]

    def one(self, name: str) -> str | None:
        """The only value of a field, None where it is missing or empty. Raises UploadRefused where there are several."""
        values = self.all(name)
        if len(values) > 1:
            raise UploadRefused(
                f"{name} was sent {len(values)} times.", fields=[FieldError(name, "Send this field once.")]
            )
        return values[0] if values else None


async def read_form(request: Request, rules: UploadRules, share: Share | None = None) -> Form:
    """Read a multipart (or, without files, URL-encoded) form under `rules`, counting its bytes on `share`.

    Raises UploadRefused and its kinds, Busy where the server holds too many uploads, StorageFull where large files have
    no room while they arrive.
    """
    declared = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if declared not in {MULTIPART, URLENCODED}:
        raise WrongBodyType(f"The body is {declared or 'of no declared type'}; it must be {MULTIPART}.")
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > rules.max_total_bytes:
        raise _too_large(rules)
    if share is not None and length.isdecimal():
        try:
            share.reach(int(length))
        except Busy:
            await throw_away(request, rules)
            raise
    stream = _counted(request, rules, share)
    try:
        if declared == URLENCODED:
            form = await FormParser(request.headers, stream).parse()
        else:
            with disk_errors(tempfile.gettempdir()):
                form = await _LimitedParser(request.headers, stream, rules).parse()
    except (UploadRefused, UnknownParameter):
        await _drain(stream)
        raise
    except (MultiPartException, KeyError, ValueError) as error:
        raise UploadRefused(f"The form cannot be read: {_reason(error)}") from error
    except ClientDisconnect as error:
        raise UploadRefused("The upload was broken off.") from error
    try:
        return await _collected(form, rules)
    finally:
        await form.close()


def _reason(error: Exception) -> str:
    return error.message if isinstance(error, MultiPartException) else "it is not well formed."


async def _collected(form: FormData, rules: UploadRules) -> Form:
    fields: list[tuple[str, str]] = []
    files: list[File] = []
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            data = await value.read()
            if data or value.filename:  # a form without chosen files sends one nameless, empty file
                files.append(File(name, data, _plain_name(value.filename), value.content_type or None))
        else:
            _known(name, rules.fields, rules)
            fields.append((name, value))
    return Form(tuple(fields), tuple(files))


def _plain_name(filename: str | None) -> str | None:
    """The last part of a file name, as a phone or an old browser may send a whole path."""
    if not filename:
        return None
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    printable = "".join(character for character in name if character.isprintable())
    return printable[:200] or None


class _LimitedParser(MultiPartParser):
    """Starlette's parser with our limits, checked at the headers of a part and at each of its chunks."""

    def __init__(self, headers: Headers, stream: AsyncGenerator[bytes, None], rules: UploadRules) -> None:
        super().__init__(headers, stream, max_files=1000, max_fields=_MAX_FIELDS, max_part_size=_FIELD_BYTES)
        self._rules = rules
        self._bytes = 0
        self._chosen = 0
        self._ended = False

    def on_end(self) -> None:
        self._ended = True

    async def parse(self) -> FormData:
        """The form; what a broken connection or a proxy has cut off is no form, even if its first parts are whole."""
        form = await super().parse()
        if not self._ended:
            for file in self._files_to_close_on_error:  # also the one that is not whole, which the form lacks
                file.close()
            raise MultiPartException("its end is missing. Send it again.")
        return form

    def on_headers_finished(self) -> None:
        super().on_headers_finished()
        part = self._current_part
        self._bytes = 0
        if part.file is None:
            _known(part.field_name, self._rules.fields, self._rules)
            return
        _known(part.field_name, self._rules.files, self._rules)
        if part.file.filename:
            self._chosen += 1
        if self._chosen > self._rules.max_files:
            raise TooManyPhotographs(
                f"More than {self._rules.max_files} photographs were sent.",
                fields=[FieldError(part.field_name, f"Send at most {self._rules.max_files}.")],
            )

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        self._bytes += end - start
        if self._current_part.file is not None and self._bytes > self._rules.max_file_bytes:
            number = self._chosen
            raise UploadTooLarge(
                f"Photograph {number} is larger than {self._rules.max_file_bytes / 1e6:g} MB.",
                fields=[FieldError(self._current_part.field_name, f"Photograph {number}: send a smaller copy.")],
                code="too_many_bytes",
            )
        super().on_part_data(data, start, end)


def _known(name: str, allowed: Collection[str], rules: UploadRules) -> None:
    if name in allowed:
        return
    if name in rules.files:
        raise UploadRefused(
            f"{name} was sent as text.", fields=[FieldError(name, "Send it as a file, with a file name.")]
        )
    if name in rules.fields:
        raise UploadRefused(f"{name} was sent as a file.", fields=[FieldError(name, "Send it as text.")])
    known = ", ".join(sorted(rules.fields | rules.files))
    shown = name[:80]
    raise UnknownParameter(
        f"There is no form field {shown!r}.", fields=[FieldError(shown, f"Remove it. Fields there are: {known}.")]
    )


async def _counted(request: Request, rules: UploadRules, share: Share | None) -> AsyncGenerator[bytes, None]:
    """The body's chunks; more than the whole may have, or than the server can hold, ends the request."""
    total = 0
    async for chunk in request.stream():
        total += len(chunk)
        if total > rules.max_total_bytes:
            raise _too_large(rules)
        if share is not None:
            share.reach(total)
        yield chunk


async def throw_away(request: Request, rules: UploadRules) -> None:
    """Read the body of a request that is refused unread, up to the limit of the whole, so that a browser shows why."""
    await _drain(_counted(request, rules, None))


async def _drain(stream: AsyncGenerator[bytes, None]) -> None:
    try:
        async for _ in stream:
            pass
    except (UploadTooLarge, ClientDisconnect):
        pass


def _too_large(rules: UploadRules) -> UploadTooLarge:
    return UploadTooLarge(
        f"The whole upload is larger than {rules.max_total_bytes / 1e6:.0f} MB. "
        f"A photograph may have {rules.max_file_bytes / 1e6:g} MB.",
        code="too_many_bytes",
    )
