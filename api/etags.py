"""ETag and If-Match: the version of an object in quotes."""

import re

from api.errors import VersionRequired, VersionUnreadable

_FORM = re.compile(r'"([1-9][0-9]{0,8})"')


def etag(version: int) -> str:
    """The ETag of a version: `"3"`."""
    return f'"{version}"'


def expected_version(if_match: str | None, *, required: bool = True) -> int | None:
    """The version that If-Match names. Raises VersionRequired, VersionUnreadable."""
    if if_match is None:
        if required:
            raise VersionRequired("A change needs the If-Match header with the ETag of the version you read.")
        return None
    form = _FORM.fullmatch(if_match.strip())
    if form is None:
        raise VersionUnreadable(f"If-Match is {if_match[:80]!r}, which is no ETag of an object.")
    return int(form[1])


def is_current(if_none_match: str | None, version: int) -> bool:
    """Whether the caller has this version already."""
    if if_none_match is None:
        return False
    known = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return etag(version) in known
