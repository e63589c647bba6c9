"""Sessions of the web pages: a signed cookie with the key's id and an end, nothing more.

The cookie never holds the key. The key is looked up at every request, so revoking it ends its sessions at once. The
signing secret lies in the data folder, readable by its owner only, and is made at the first start; servers that share no
data folder are given the same one by a setting.
"""

import base64
import hashlib
import hmac
import os
import re
import secrets
import time
from pathlib import Path

from pydantic import SecretStr

COOKIE = "repatria_session"
LASTS_SECONDS = 12 * 3600
"""One shift at a border post."""
_SECRET_BYTES = 32
_FORM = re.compile(r"([0-9a-z]{1,20})\.([0-9]{1,12})\.([A-Za-z0-9_-]{43})")


class Sessions:
    """Makes and checks session cookies with one secret."""

    def __init__(self, secret: bytes) -> None:
        """Use a secret of at least 32 bytes."""
        if len(secret) < _SECRET_BYTES:
            raise ValueError("the session secret is too short")
        self._secret = secret

    @classmethod
    def open(cls, folder: Path, key: SecretStr | None = None) -> "Sessions":
        """Use the key set, or else the secret in the data folder, made now if there is none.

        Safe when several processes start at once.
        """
        if key is not None:
            return cls(key.get_secret_value().encode())
        path = folder / "session.key"
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(_SECRET_BYTES))
        for _ in range(50):
            secret = path.read_bytes()
            if len(secret) >= _SECRET_BYTES:
                return cls(secret)
            time.sleep(0.02)  # another process has made the file and is about to write it
        raise ValueError(f"{path} is damaged. Delete it: a new one is made, and everybody signs in again.")

    def make(self, key_id: str, *, now: float | None = None) -> str:
        """A cookie value for a key, valid for `LASTS_SECONDS`."""
        ends = int((time.time() if now is None else now) + LASTS_SECONDS)
        return f"{key_id}.{ends}.{self._sign(key_id, ends)}"

    def read(self, cookie: str, *, now: float | None = None) -> str | None:
        """The key's id, or None for a cookie that is not ours, was altered, or has ended."""
        form = _FORM.fullmatch(cookie)
        if form is None:
            return None
        key_id, ends = form[1], int(form[2])
        if not hmac.compare_digest(form[3], self._sign(key_id, ends)):
            return None
        return key_id if ends > (time.time() if now is None else now) else None

    def _sign(self, key_id: str, ends: int) -> str:
        digest = hmac.new(self._secret, f"session:{key_id}:{ends}".encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
