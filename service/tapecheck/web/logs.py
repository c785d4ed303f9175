"""Logs: one line an event, as JSON for machines or in words for people; never an article."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, MutableMapping
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
        _without_values,
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


def _without_values(_: object, __: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Leave of an error where it was raised: what it says, and what it came upon, may be copy.

    Of several lines the first tells the event; the others show the values of whatever failed.
    """
    event["event"] = str(event["event"]).partition("\n")[0]
    told = event.pop("exc_info", None)
    error = told[1] if isinstance(told, tuple) else None
    if error is not None:
        event["raised"] = "; after ".join(map(_raised, _chain(error)))
    return event


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _raised(error: BaseException) -> str:
    return f"{type(error).__name__} at {frames_of(error)}"


def frames_of(error: BaseException) -> str:
    """Return where an error was raised, as a log may tell it."""
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    return " > ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
