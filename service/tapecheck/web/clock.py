"""The present moment, for what is written down; nothing that is judged depends on it."""

from __future__ import annotations

import datetime as dt


def now() -> dt.datetime:
    """Return the moment of the call in UTC."""
    return dt.datetime.now(dt.UTC)
