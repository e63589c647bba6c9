"""Names of fingerprint schemes: algorithm, size, decoder rule and the library versions that decide its bits."""

from importlib.metadata import version

from registry.imaging.decode import DECODER_RULE
from registry.imaging.hashes import THUMBNAIL_SIDE


def hash_scheme() -> str:
    """The scheme of the perceptual hashes."""
    pillow = version("pillow").partition(".")[0]
    return f"phash+dhash-64+256-thumb{THUMBNAIL_SIDE}-{DECODER_RULE}-imagehash{version('imagehash')}-pillow{pillow}"
