"""Structured logs: one JSON object a line on standard error. No names, words of queries, file names or keys are logged."""

import logging
import sys

import structlog


def configure_logs(*, level: int = logging.INFO) -> None:
    """Set structlog up for a server process."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,  # plain text: local variables could hold what was asked
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),  # the stream of the moment
        cache_logger_on_first_use=False,
    )
