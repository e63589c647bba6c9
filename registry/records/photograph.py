"""A registered photograph: which bytes, and what they show. The file itself lies in the picture store."""

from pydantic import Field

from registry.records.base import Edtf, Record, Sha256, ShortText, Text
from registry.vocabulary.lists import Level, PhotographKind, PhotographView


class PhotographFacts(Record):
    """What a registrar says of a photograph."""

    view: PhotographView = PhotographView.UNKNOWN
    kind: PhotographKind = PhotographKind.UNKNOWN
    taken_on: Edtf | None = None
    scale_in_picture: bool = False
    caption: Text | None = None
    rights: ShortText | None = None
    credit: ShortText | None = None
    confidentiality: Level = Level.PUBLIC


class Photograph(PhotographFacts):
    """A photograph in the registry; `sha256` is that of the original bytes, sizes are in pixels, upright."""

    sha256: Sha256
    media_type: ShortText
    width: int = Field(ge=1)
    height: int = Field(ge=1)
    size_bytes: int = Field(ge=1)
