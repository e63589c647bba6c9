"""What a query can be refused for. Every message says what to do.

MatcherError
├── QueryRefused        the query cannot be used; `code` is stable, `photograph` names the picture, if one is to blame
├── WeightsInvalid      the weights file is missing or not what this version reads
├── DatasetInvalid      a dataset to measure on cannot be read
├── EvaluationRefused   what was asked of an evaluation or a fit cannot be done with these data
└── NotReproducible     a past answer cannot be computed again here
    └── PicturesExpired its photographs are not kept any more
"""


class MatcherError(Exception):
    """Base of all errors of the matcher."""


class QueryRefused(MatcherError):
    """The query cannot be answered as it is; nothing was stored of it."""

    def __init__(self, code: str, message: str, photograph: int | None = None) -> None:
        """`code` is one of the codes in docs/errors.md, `photograph` the index of the picture at fault."""
        super().__init__(message)
        self.code = code
        self.photograph = photograph


class WeightsInvalid(MatcherError):
    """The evidence weights cannot be read."""


class DatasetInvalid(MatcherError):
    """A folder is no dataset, or its manifest says what cannot be."""


class EvaluationRefused(MatcherError):
    """An evaluation or a fit was asked for that these data or this installation cannot give."""


class NotReproducible(MatcherError):
    """A past answer cannot be computed again with what is installed here."""


class PicturesExpired(NotReproducible):
    """The photographs of a past query are not kept any more."""
