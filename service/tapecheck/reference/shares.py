"""Share counts of one listing."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from tapecheck.core.units import InstrumentId


class ShareCount(Struct, frozen=True, kw_only=True):
    """How many shares there were on a day.

    ``kind`` is issued (the exchange's count, which lags cancellations) or outstanding (the
    company's own). ``known`` is the day it became public, where the source says so.
    """

    id: InstrumentId
    as_of: dt.date
    kind: str
    shares: int
    share_class: str | None = None
    known: dt.date | None = None
    source: str = ""
