"""How, when and where an object was lost, and how its status changed since."""

from datetime import date

from pydantic import Field

from registry.records.base import Country, Edtf, Record, ShortText, Text
from registry.records.description import Source
from registry.vocabulary.lists import LossKind, Status


class Coordinates(Record):
    """WGS 84, with the radius within which they are meant (places of loss are often deliberately coarse)."""

    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    precision_km: float = Field(default=1.0, gt=0)


class Authority(Record):
    """Who reported the loss, and how to reach them."""

    name: ShortText
    country: Country | None = None
    kind: ShortText | None = None
    contact: ShortText | None = None


class LossEvent(Record):
    """The event an object was lost in. `owner` and `case_number` are restricted unless said otherwise."""

    kind: LossKind = LossKind.UNKNOWN
    date: Edtf | None = None
    discovered_on: Edtf | None = None
    place: ShortText | None = None
    country: Country | None = None
    coordinates: Coordinates | None = None
    circumstances: Text | None = None
    holder: ShortText | None = None
    owner: ShortText | None = None
    authority: Authority | None = None
    reported_on: Edtf | None = None
    case_number: ShortText | None = None
    legal_basis: ShortText | None = None
    event_id: ShortText | None = None
    original_kind: ShortText | None = None
    claimed_by: ShortText | None = None


class StatusChange(Record):
    """One step of an object's status. `since` is EDTF, since old records often know only a year."""

    status: Status
    since: Edtf | None = None
    by: ShortText | None = None
    source: Source | None = None
    evidence: Text | None = None
    note: Text | None = None
    last_verified_on: date | None = None
