"""Logs: one line an event, as JSON for machines or in words for people; never an article."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable, Mapping
from typing import Any

import structlog

_LINES: Mapping[str, Callable[[], Any]] = {
    "json": structlog.processors.JSONRenderer,
    "text": lambda: structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()),
}
FORMATS = tuple(_LINES)
_OURS = ("method", "path", "status", "ms", "sender")


def configure(form: str) -> None:
    """Let this process write its log to standard error in a form of :data:`FORMATS`."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder(allow=_OURS)],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _LINES[form](),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = name != "uvicorn.access"


def frames_of(error: Exception) -> str:
    """Return where an error was raised, as a log may tell it."""
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    return " > ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
