"""Store and fingerprint one photograph: the bytes first, then what is derived of them, and only then the record."""

from registry.fingerprint.files import FingerprintFiles
from registry.fingerprint.models import Models
from registry.fingerprint.picture import fingerprint
from registry.imaging.decode import DecodedPicture, DecodeLimits, decode
from registry.records.photograph import Photograph, PhotographFacts
from registry.settings import Settings
from registry.store.pictures import PictureFiles


def decode_limits(settings: Settings) -> DecodeLimits:
    """The limits of this installation, checked before any pixel is decoded."""
    return DecodeLimits(max_bytes=settings.max_picture_bytes, max_pixels=settings.max_picture_pixels)


def take_in(
    data: bytes,
    facts: PhotographFacts,
    *,
    pictures: PictureFiles,
    fingerprints: FingerprintFiles,
    models: Models,
    limits: DecodeLimits,
    declared_type: str | None = None,
) -> Photograph:
    """Check, keep and fingerprint a picture and return what a record says of it.

    Raises PictureRejected before anything is written, StorageFull with nothing half-written. The same bytes again
    cost only their decoding.
    """
    picture = decode(data, limits, declared_type)
    pictures.put(data)
    if not fingerprints.has(picture.sha256):
        fingerprints.put(*fingerprint(picture, models))
    return described(picture, facts, len(data))


def described(picture: DecodedPicture, facts: PhotographFacts, size_bytes: int) -> Photograph:
    """A photograph's record: the registrar's facts and what the file itself says."""
    width, height = picture.original_size
    return Photograph(
        **facts.model_dump(include=set(PhotographFacts.model_fields)),
        sha256=picture.sha256,
        media_type=picture.media_type,
        width=width,
        height=height,
        size_bytes=size_bytes,
    )
