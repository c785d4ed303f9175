"""Asking a vendor in a test: answers are written by hand, and time passes only when told to."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tapecheck.reference.instruments import Instrument
from tapecheck.reference.providers.catalogue import VENDORS
from tapecheck.reference.providers.pace import Clock, Pace
from tapecheck.reference.providers.vendor import Found, Wanted
from tapecheck.reference.providers.wire import Wire

KEY = "s3cret-k3y"


class Time:
    """Seconds that pass when somebody pauses."""

    def __init__(self) -> None:
        self.now = 0.0
        self.pauses: list[float] = []

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.now, self.pause)


def day(written: str) -> dt.date:
    return dt.date.fromisoformat(written)


def listing(
    symbol: str = "ACME", mic: str = "XNYS", currency: str = "USD", kind: str = "equity"
) -> Instrument:
    return Instrument(
        id=f"{mic}:{symbol}", symbol=symbol, mic=mic, name=symbol, kind=kind, currency=currency
    )


def wanted(
    symbol: str = "ACME",
    *,
    of: Instrument | None = None,
    since: str = "2025-01-02",
    until: str = "2025-01-06",
    today: str = "2025-01-08",
    **more: str,
) -> Wanted:
    return Wanted(
        symbol=symbol, since=day(since), until=day(until), today=day(today), instrument=of, **more
    )


def wire(
    vendor: str,
    *,
    cache: Path | None = None,
    time: Time | None = None,
    limit: float | None = None,
    key: str = KEY,
) -> Wire:
    chosen = VENDORS[vendor]
    pace = Pace(vendor, (time or Time()).clock, interval=chosen.interval, limit=limit)
    return Wire(chosen, key=key if chosen.key else "", pace=pace, cache=cache)


def ask(vendor: str, what: Wanted) -> Found:
    with wire(vendor) as line:
        return line.vendor.ask(line, what)


def closes(found: Found) -> dict[str, str]:
    """Return the closes by session, as plain text."""
    return {str(bar.session): f"{bar.close.normalize():f}" for bar in found.bars}


def reasons(found: Found) -> list[str]:
    return [str(row) for row in found.left_out]
