"""Twelve Data, daily: asked unadjusted, oldest first, for one exchange by its MIC.

Left to itself it sends 30 rows, newest first, split-adjusted, of whichever listing comes first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from tapecheck.reference.instruments import Instrument
from tapecheck.reference.providers.answers import decoded
from tapecheck.reference.providers.errors import AnswerError, NoRowsError
from tapecheck.reference.providers.series import Quote, bars_of, day_of, in_currency, sifted
from tapecheck.reference.providers.vendor import Found, Key, Vendor, Wanted
from tapecheck.reference.providers.wire import Answer, Wire

_URL = "https://api.twelvedata.com/time_series"
_SOURCE = "Twelve Data"
_MOST = 5000
_KINDS = {"Common Stock": "equity", "American Depositary Receipt": "adr", "ETF": "etf"}


class _Meta(Struct, frozen=True):
    symbol: str
    currency: str = ""
    mic_code: str = ""
    type: str = ""


class _Row(Struct, frozen=True):
    datetime: str
    open: Decimal
    high: Decimal
    low: Decimal
    close: Decimal
    volume: Decimal | None = None


class _Series(Struct, frozen=True):
    meta: _Meta | None = None
    values: Sequence[_Row] = ()
    status: str = "ok"
    code: int | None = None
    message: str | None = None


def ask(wire: Wire, wanted: Wanted) -> Found:
    """Return the bars of one listing."""
    params = {
        "symbol": wanted.symbol, "interval": "1day", "order": "asc", "adjust": "none",
        "timezone": "Exchange", "outputsize": str(_MOST), "start_date": str(wanted.since),
        # The end is not included there.
        "end_date": str(wanted.until + dt.timedelta(days=1)),
    }  # fmt: skip
    if wanted.instrument is not None:
        params["mic_code"] = wanted.instrument.mic
    series = wire.get(_URL, params, _series)
    if series.meta is None:
        raise NoRowsError(VENDOR.name, f"no rows of {wanted.symbol} in its answer")
    if len(series.values) >= _MOST:
        what = f"sent {_MOST} rows of {wanted.symbol}, the most it sends: the rest may be missing"
        raise AnswerError(VENDOR.name, what, way_out="ask for fewer years at once")
    listing = _listing(series.meta, wanted)
    quotes = in_currency(map(_quote, series.values), wanted, series.meta.currency, VENDOR.name)
    kept, left = sifted(quotes, wanted, VENDOR.name)
    return Found(bars=bars_of(kept, _SOURCE), left_out=left, listing=listing)


def spell(listing: Instrument) -> str | None:
    """Return the symbol without the suffix that names the exchange: the MIC does."""
    return listing.symbol.removesuffix(".HK") if listing.mic == "XHKG" else listing.symbol


def _series(answer: Answer) -> _Series:
    return decoded(answer, _Series, told=("message",))


def _listing(meta: _Meta, wanted: Wanted) -> Instrument | None:
    """Return the listing that was answered for; refuse another than was asked for."""
    known = wanted.instrument
    if known is not None and meta.mic_code and meta.mic_code != known.mic:
        what = f"answers for {meta.symbol} on {meta.mic_code}, not on {known.mic}: another listing"
        raise AnswerError(VENDOR.name, what)
    if known is not None or meta.type not in _KINDS or not meta.mic_code:
        return None
    return Instrument(
        id=f"{meta.mic_code}:{meta.symbol}", symbol=meta.symbol, mic=meta.mic_code,
        name=meta.symbol, kind=_KINDS[meta.type], currency=meta.currency,
    )  # fmt: skip


def _quote(row: _Row) -> Quote:
    return Quote(
        session=day_of(row.datetime, VENDOR.name), open=row.open, high=row.high, low=row.low,
        close=row.close, volume=row.volume,
    )  # fmt: skip


VENDOR = Vendor(
    name="twelvedata",
    title="Twelve Data daily",
    tables=("bars",),
    licence="Twelve Data, under the plan's terms",
    interval=8.0,
    ask=ask,
    spell=spell,
    key=Key(variable="TAPECHECK_TWELVEDATA_KEY", header="authorization", form="apikey {}"),
)
