"""Prometheus metrics of one application: totals only, nothing of what was asked or found."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 15.0, 60.0)


class Metrics:
    """The counters of one application; a registry of its own, so that several can live in one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "repatria_requests", "HTTP requests.", ["method", "route", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "repatria_request_seconds",
            "Time to answer.",
            ["method", "route"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.matches = Counter("repatria_matches", "Matches computed.", registry=self.registry)
        self.match_seconds = Histogram(
            "repatria_match_seconds",
            "Time to compute a match, without waiting.",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.waiting = Gauge("repatria_matches_waiting", "Matches waiting for their turn.", registry=self.registry)
        self.running = Gauge("repatria_matches_running", "Matches computed now.", registry=self.registry)
