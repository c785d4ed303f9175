"""Who sends a request."""

from __future__ import annotations

from litestar import Request
from litestar.datastructures import State
from litestar.di import NamedDependency

Sender = NamedDependency[str]


def sender_of(request: Request[object, object, State]) -> str:
    """Return the holder of the API key that came with a request; empty without one."""
    return ""
