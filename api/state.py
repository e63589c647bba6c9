"""What one running application holds, opened at its start and closed at its end."""

from dataclasses import dataclass, field

from anyio import CapacityLimiter

from api.idempotency import RememberedMatches
from api.match_pool import MatchPool
from api.metrics import Metrics
from api.sessions import Sessions
from api.turns import KeyTurns
from api.upload_budget import UploadBudget
from matcher.service import Repatria
from registry.settings import Settings


@dataclass(frozen=True)
class Parts:
    """The parts that routes use; reached by `api.dependencies`."""

    settings: Settings
    repatria: Repatria
    sessions: Sessions
    pool: MatchPool
    metrics: Metrics
    uploads: UploadBudget
    turns: KeyTurns
    decoding: CapacityLimiter
    remembered: RememberedMatches = field(default_factory=RememberedMatches)
