"""Fingerprints that fill themselves: what a machine lacks is computed from the picture and kept.

All machines of an installation should share one folder of derived files. Where one does not, or the folder was lost, it
still answers: matching computes what is missing, a little at a time, and says of the rest that it could not be compared.
"""

import logging
import time
from collections.abc import Callable
from threading import Lock

from registry.fingerprint.files import FingerprintFiles
from registry.fingerprint.models import Models
from registry.fingerprint.picture import PictureFingerprint, fingerprint, fingerprint_scheme
from registry.imaging.decode import DecodeLimits, decode
from registry.imaging.errors import ImagingError
from registry.imaging.models.features import LocalFeatures
from registry.store.derived import DerivedFiles
from registry.store.errors import StoreError
from registry.store.pictures import PictureFiles

log = logging.getLogger(__name__)

BURST_SECONDS = 2.0
"""How long searches may compute missing fingerprints in one go."""
SHARE = 0.25
"""Which share of the time they may do so when there are very many."""


class Allowance:
    """Seconds that may be spent: at most a burst at once, and in the long run a share of the time."""

    def __init__(self, burst: float, share: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with the whole burst."""
        self._burst, self._share, self._clock = burst, share, clock
        self._left, self._at = burst, clock()
        self._lock = Lock()

    def some_left(self) -> bool:
        """Whether something may begin now; it may take longer than what is left."""
        with self._lock:
            self._refill()
            return self._left > 0

    def spend(self, seconds: float) -> None:
        """Take off what was spent."""
        with self._lock:
            self._refill()
            self._left -= seconds

    def _refill(self) -> None:
        now = self._clock()
        self._left = min(self._burst, self._left + self._share * (now - self._at))
        self._at = now


class FilledFingerprints(FingerprintFiles):
    """Stored fingerprints, missing ones computed from the registered pictures when they are asked for."""

    def __init__(self, files: DerivedFiles, models: Models, pictures: PictureFiles, limits: DecodeLimits) -> None:
        """`limits` are those for decoding."""
        super().__init__(files, fingerprint_scheme(models), models.local.scheme)
        self._models, self._pictures, self._limits = models, pictures, limits
        self._allowance = Allowance(BURST_SECONDS, SHARE)
        self._unreadable: set[str] = set()

    def fingerprint(self, sha256: str) -> PictureFingerprint | None:
        """See `FingerprintFiles`; None also where too much is missing to compute all of it now."""
        found = super().fingerprint(sha256)
        if found is None and self._fill_if_allowed(sha256):
            found = super().fingerprint(sha256)
        return found

    def features(self, sha256: str) -> LocalFeatures | None:
        """See `FingerprintFiles`; None also where too much is missing to compute all of it now."""
        found = super().features(sha256)
        if found is None and self._fill_if_allowed(sha256):
            found = super().features(sha256)
        return found

    def filled(self, sha256: str) -> PictureFingerprint | None:
        """A picture's fingerprint, computed whatever it costs; None where the picture is damaged or not there."""
        found = super().fingerprint(sha256)
        if found is None and self._fill(sha256):
            found = super().fingerprint(sha256)
        return found

    def stored(self, sha256: str) -> PictureFingerprint | None:
        """A picture's fingerprint if there is one; nothing is computed."""
        return super().fingerprint(sha256)

    def _fill_if_allowed(self, sha256: str) -> bool:
        return self._allowance.some_left() and self._fill(sha256)

    def _fill(self, sha256: str) -> bool:
        if sha256 in self._unreadable:
            return False
        started = time.monotonic()
        try:
            self.put(*fingerprint(decode(self._pictures.get(sha256), self._limits), self._models))
        except ImagingError as error:
            self._unreadable.add(sha256)
            log.warning("picture %s cannot be fingerprinted: %s", sha256, error)
            return False
        except (StoreError, OSError) as error:
            log.warning("picture %s was not fingerprinted: %s", sha256, error)
            return False
        finally:
            self._allowance.spend(time.monotonic() - started)
        return True
