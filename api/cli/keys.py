"""`repatria keys`."""

import datetime as dt
from typing import TYPE_CHECKING

from api.cli.common import console, messages, opened, to_stdout, to_stdout_json
from api.cli.failures import CommandRefused

if TYPE_CHECKING:
    from registry.vocabulary.lists import Role


def role_named(word: str) -> "Role":
    """A role by its name. Raises CommandRefused."""
    from registry.vocabulary.lists import Role

    try:
        return Role(word.strip().casefold())
    except ValueError as error:
        known = ", ".join(role.value for role in Role)
        raise CommandRefused(f"There is no role {word!r}. Roles are: {known}.") from error


def create(name: str, role: str, *, as_json: bool) -> None:
    """Make a key and print it: alone on standard output, so that a script can catch it."""
    known = role_named(role)
    with opened() as repatria:
        key_id, key = repatria.store.keys.create(name, known)
    if as_json:
        to_stdout_json({"id": key_id, "key": key, "name": name, "role": known.value})
    else:
        messages().print(f"Key {key_id} for {name}, role {known.value}. It is shown this once: keep it safe.")
        to_stdout(key)


def show(*, as_json: bool) -> None:
    """All keys."""
    with opened() as repatria:
        keys = repatria.store.keys.list()
    if as_json:
        to_stdout_json(
            {
                "keys": [
                    {
                        "id": key.id,
                        "name": key.name,
                        "role": key.role.value,
                        "created_at": _iso(key.created_at),
                        "last_used_at": _iso(key.last_used_at),
                        "revoked_at": _iso(key.revoked_at),
                    }
                    for key in keys
                ]
            }
        )
        return
    from rich.markup import escape
    from rich.table import Table

    table = Table("Id", "Name", "Role", "Made", "Last used", "Revoked")
    for key in keys:
        table.add_row(
            key.id, escape(key.name), key.role.value, _day(key.created_at), _day(key.last_used_at), _day(key.revoked_at)
        )
    console().print(table)


def revoke(key_id: str) -> None:
    """End a key. Raises KeyNotFound."""
    with opened() as repatria:
        key = repatria.store.keys.revoke(key_id)
    to_stdout(f"Key {key.id} ({key.name}) is revoked; its sessions have ended.")


def _iso(moment: dt.datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _day(moment: dt.datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""
