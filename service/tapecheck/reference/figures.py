"""Reported figures of one subject and metric."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from msgspec import Struct


class Figure(Struct, frozen=True, kw_only=True):
    """A reported number of a period, in base units of ``unit``; ``known`` since that day."""

    subject: str
    metric: str
    period_end: dt.date
    value: Decimal
    unit: str
    period_start: dt.date | None = None
    known: dt.date | None = None
    source: str = ""
