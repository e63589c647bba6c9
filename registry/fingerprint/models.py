"""The learned models as this installation has them: loaded once, shared by threads, their absence explained."""

import logging
from dataclasses import dataclass
from typing import Self

from registry.fingerprint.words import SHIPPED, Vocabulary
from registry.imaging.errors import ModelUnavailable
from registry.imaging.models.build import default_model_folder
from registry.imaging.models.local import LocalFeatureModel, load_learned
from registry.imaging.models.sift import Sift
from registry.imaging.models.sscd import Sscd
from registry.imaging.schemes import hash_scheme
from registry.settings import Settings

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Models:
    """What pictures are seen with. `degraded` holds a sentence for each part that is missing."""

    descriptor: Sscd | None
    local: LocalFeatureModel
    vocabulary: Vocabulary | None
    degraded: tuple[str, ...] = ()

    @classmethod
    def load(cls, settings: Settings, *, threads: int | None = None) -> Self:
        """Load what is there; never fails for want of a model. `threads` overrides the setting (import workers)."""
        threads = threads or settings.threads
        degraded: list[str] = []
        descriptor: Sscd | None = None
        if settings.descriptor == "none":
            degraded.append("The copy descriptor is switched off by a setting: works photographed anew may be missed.")
        else:
            try:
                descriptor = Sscd.load(settings.descriptor, settings.descriptor_path, threads=threads)
            except ModelUnavailable as error:
                degraded.append(f"The copy descriptor is missing ({error}): works photographed anew may be missed.")
        local: LocalFeatureModel
        try:
            local = load_learned(settings.models or default_model_folder(), threads=threads)
        except ModelUnavailable as error:
            degraded.append(
                f"The learned local features are missing ({error}): SIFT verifies instead, and finds fewer matches."
            )
            local = Sift()
        vocabulary: Vocabulary | None = None
        if SHIPPED.exists():
            vocabulary = Vocabulary.load()
            if vocabulary.features_scheme != local.scheme:
                vocabulary = None
        if vocabulary is None:
            degraded.append("No vocabulary of visual words fits the local features: details and crops may be missed.")
        return cls(descriptor, local, vocabulary, tuple(degraded))

    def schemes(self) -> dict[str, str]:
        """The scheme of every kind of fingerprint, as stored with it and with every answer."""
        return {
            "hashes": hash_scheme(),
            "descriptor": self.descriptor.scheme if self.descriptor else "none",
            "local_features": self.local.scheme,
            "words": self.vocabulary.scheme if self.vocabulary else "none",
        }
