"""The exceptions of this package.

::

    ImagingError
    ├── PictureRejected    the bytes cannot be used as a picture; has a stable ``code``
    ├── FeaturesDamaged    a stored features file cannot be read back
    ├── ModelUnavailable   a learned model is not on this machine; the matcher goes on without it
    └── ModelBuildError    the learned models could not be built from the published weights

Messages are written for the person who sent the picture: what is wrong and what to do about it.
"""

from __future__ import annotations

from typing import Literal

RejectionCode = Literal[
    "empty_file",
    "not_an_image",
    "truncated",
    "svg",
    "too_many_bytes",
    "too_many_pixels",
    "decompression_bomb",
    "wrong_content_type",
]
"""Why a picture was refused.  Interfaces rely on these words: add to them, never change them."""


class ImagingError(Exception):
    """Base of every error raised by ``registry.imaging``."""


class PictureRejected(ImagingError):
    """The bytes cannot be used as a picture.

    ``code`` is for programs (see :data:`RejectionCode`), ``message`` for people.
    """

    def __init__(self, code: RejectionCode, message: str) -> None:
        super().__init__(message)
        self.code: RejectionCode = code
        self.message = message

    def __reduce__(self) -> tuple[type[PictureRejected], tuple[RejectionCode, str]]:
        """Let the error cross a process boundary (the default would drop the message)."""
        return (PictureRejected, (self.code, self.message))


class FeaturesDamaged(ImagingError):
    """A stored features file is cut off, altered, or of an unknown version.  Compute the features again."""


class ModelUnavailable(ImagingError):
    """A learned model is missing or cannot be loaded.  Run ``repatria models build``, or go on without it."""


class ModelBuildError(ImagingError):
    """The learned models could not be built: no network, another file than expected, or a damaged one."""
