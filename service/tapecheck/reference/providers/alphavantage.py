"""Alpha Vantage, daily: "4. close" is as traded; the adjusted function is not asked.

Its compact answer holds the last 100 rows only, so what is older needs the full one (a paid plan).
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from msgspec import Struct, field

from tapecheck.reference.instruments import Instrument
from tapecheck.reference.providers.answers import decoded
from tapecheck.reference.providers.errors import AnswerError
from tapecheck.reference.providers.series import US, Quote, bars_of, day_of, sifted
from tapecheck.reference.providers.vendor import Found, Key, Vendor, Wanted
from tapecheck.reference.providers.wire import Answer, Wire

_URL = "https://www.alphavantage.co/query"
_SOURCE = "Alpha Vantage"
_TOLD = ("Error Message", "Note", "Information")
_COMPACT = 100
# 100 sessions are about 145 days; a look-back shorter than this is sure to be within them.
_SURELY_COMPACT = dt.timedelta(days=130)


class _Row(Struct, frozen=True):
    open: Decimal = field(name="1. open")
    high: Decimal = field(name="2. high")
    low: Decimal = field(name="3. low")
    close: Decimal = field(name="4. close")
    # Of the adjusted function "5." is the adjusted close, and the volume is "6.".
    volume: Decimal = field(name="5. volume")


class _Meta(Struct, frozen=True):
    symbol: str = field(name="2. Symbol")


class _Daily(Struct, frozen=True):
    meta: _Meta = field(name="Meta Data")
    rows: dict[str, _Row] = field(name="Time Series (Daily)")


def ask(wire: Wire, wanted: Wanted) -> Found:
    """Return the bars of one listing."""
    compact = wanted.today - wanted.since <= _SURELY_COMPACT
    params = {
        "function": "TIME_SERIES_DAILY", "symbol": wanted.symbol, "datatype": "json",
        "outputsize": "compact" if compact else "full",
    }  # fmt: skip
    daily = wire.get(_URL, params, _daily)
    if daily.meta.symbol.upper() != wanted.symbol.upper():
        raise AnswerError(VENDOR.name, f"answers for {daily.meta.symbol}, not {wanted.symbol}")
    if not compact and len(daily.rows) <= _COMPACT and _first(daily) > wanted.since:
        what = f"sent the last {len(daily.rows)} rows of {wanted.symbol} only, from {_first(daily)}"
        raise AnswerError(VENDOR.name, what, way_out="ask for fewer days, or use a plan for all")
    quotes = (_quote(day, row) for day, row in daily.rows.items())
    kept, left = sifted(quotes, wanted, VENDOR.name)
    return Found(bars=bars_of(kept, _SOURCE), left_out=left)


def spell(listing: Instrument) -> str | None:
    """Return the symbol as it is; of other markets Alpha Vantage spells its own."""
    return listing.symbol if listing.mic in US else None


def _daily(answer: Answer) -> _Daily:
    return decoded(answer, _Daily, told=_TOLD)


def _first(daily: _Daily) -> dt.date:
    return min((day_of(day, VENDOR.name) for day in daily.rows), default=dt.date.max)


def _quote(day: str, row: _Row) -> Quote:
    return Quote(
        session=day_of(day, VENDOR.name), open=row.open, high=row.high, low=row.low,
        close=row.close, volume=row.volume,
    )  # fmt: skip


VENDOR = Vendor(
    name="alphavantage",
    title="Alpha Vantage daily",
    tables=("bars",),
    licence="Alpha Vantage, under the plan's terms",
    interval=12.5,
    ask=ask,
    spell=spell,
    key=Key(variable="TAPECHECK_ALPHAVANTAGE_KEY", query="apikey"),
)
