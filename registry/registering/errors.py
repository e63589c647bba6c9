"""What can go wrong while registering. Every message says what to do.

RegisteringError
├── ImportRefused       the import file as a whole cannot be read
└── IndexOutOfStep      the index does not belong to this store or these fingerprints
"""


class RegisteringError(Exception):
    """Base of all errors of this package."""


class ImportRefused(RegisteringError):
    """The import file cannot be read at all (rows that cannot be used are reported one by one instead)."""


class IndexOutOfStep(RegisteringError):
    """The index has to be rebuilt before it can be used."""
