"""Yahoo's chart: closes come split-adjusted for ever after, and are put back as they traded.

A row before a later split is multiplied back and kept as provisional: it may support a claim, never
refute it, because Yahoo drops and doubles splits. ``adjclose`` (dividends too) is never used.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct, field
from msgspec.structs import replace

from tapecheck.reference.actions import Action
from tapecheck.reference.bars import Bar
from tapecheck.reference.instruments import Instrument
from tapecheck.reference.providers.answers import decoded
from tapecheck.reference.providers.complaints import complaint
from tapecheck.reference.providers.errors import AnswerError, NoRowsError
from tapecheck.reference.providers.series import (
    LARGEST,
    PARTS,
    PLACES,
    Quote,
    actions_of,
    bars_of,
    day_at,
    in_currency,
    sifted,
)
from tapecheck.reference.providers.vendor import Found, Vendor, Wanted
from tapecheck.reference.providers.wire import Answer, Wire

_URL = "https://query2.finance.yahoo.com/v8/finance/chart/{symbol}"
_SOURCE = "Yahoo chart"
_MICS = {
    "NMS": "XNAS", "NGM": "XNAS", "NCM": "XNAS", "NYQ": "XNYS", "ASE": "XASE", "PCX": "ARCX",
    "BTS": "BATS", "HKG": "XHKG", "LSE": "XLON", "PAR": "XPAR", "GER": "XETR", "AMS": "XAMS",
    "TOR": "XTSE", "ASX": "XASX", "JPX": "XTKS", "NSI": "XNSE", "BSE": "XBOM", "SHH": "XSHG",
    "SHZ": "XSHE", "TAI": "XTAI", "KSC": "XKRX", "EBS": "XSWX", "SAO": "BVMF",
}  # fmt: skip
_KINDS = {"EQUITY": "equity", "ETF": "etf", "INDEX": "index", "MUTUALFUND": "fund"}


class _Meta(Struct, frozen=True, rename="camel"):
    symbol: str
    currency: str = ""
    exchange_name: str = ""
    exchange_timezone_name: str = "UTC"
    instrument_type: str = ""
    long_name: str | None = None


class _Columns(Struct, frozen=True):
    open: Sequence[Decimal | None] = ()
    high: Sequence[Decimal | None] = ()
    low: Sequence[Decimal | None] = ()
    close: Sequence[Decimal | None] = ()
    volume: Sequence[Decimal | None] = ()


class _Indicators(Struct, frozen=True):
    quote: Sequence[_Columns] = ()


class _Split(Struct, frozen=True):
    date: int
    numerator: Decimal
    denominator: Decimal


class _Dividend(Struct, frozen=True):
    date: int
    amount: Decimal
    currency: str = ""


class _Events(Struct, frozen=True):
    splits: dict[str, _Split] = field(default_factory=dict)
    dividends: dict[str, _Dividend] = field(default_factory=dict)


class _Result(Struct, frozen=True):
    meta: _Meta
    timestamp: Sequence[int] = ()
    indicators: _Indicators = _Indicators()
    events: _Events = _Events()


class _Trouble(Struct, frozen=True):
    code: str = ""
    description: str = ""


class _Inner(Struct, frozen=True):
    result: Sequence[_Result] | None = None
    error: _Trouble | None = None


class _Chart(Struct, frozen=True):
    chart: _Inner


def ask(wire: Wire, wanted: Wanted) -> Found:
    """Return the bars, splits and dividends of one listing."""
    # Up to today, whatever is wanted: a split after the last day wanted has changed all before it.
    end = wanted.today + dt.timedelta(days=1)
    params = {
        "period1": str(_midnight(wanted.since)), "period2": str(_midnight(end)),
        "interval": "1d", "events": "div,splits,capitalGains", "includePrePost": "false",
    }  # fmt: skip
    result = wire.get(_URL.format(symbol=wanted.symbol), params, _result)
    if result.meta.symbol.upper() != wanted.symbol.upper():
        raise AnswerError(VENDOR.name, f"answers for {result.meta.symbol}, not {wanted.symbol}")
    listing = _listing(result.meta)
    _refuse_another(listing, wanted)
    asked = [q for q in _quotes(result) if q.session <= wanted.until or q.session >= wanted.today]
    quotes = in_currency(asked, wanted, result.meta.currency, VENDOR.name)
    kept, left = sifted(quotes, wanted, VENDOR.name)
    splits = tuple(_splits(result))
    return Found(
        bars=tuple(_as_traded(bar, splits) for bar in bars_of(kept, _SOURCE)),
        actions=(*splits, *_dividends(result)),
        left_out=left,
        listing=listing,
    )


def spell(listing: Instrument) -> str | None:
    """Return the symbol with Yahoo's dash for share classes; a suffix names the exchange."""
    us = listing.mic in ("XNAS", "XNYS", "XASE", "ARCX", "BATS")
    return listing.symbol.replace(".", "-") if us else listing.symbol


def _result(answer: Answer) -> _Result:
    chart = decoded(answer, _Chart, told=("message",)).chart
    if chart.error is not None:
        raise complaint(answer.vendor, f"{chart.error.code}: {chart.error.description}")
    if not chart.result:
        raise NoRowsError(answer.vendor, "sent no chart")
    return chart.result[0]


def _quotes(result: _Result) -> Iterator[Quote]:
    """Yield the rows; columns of another length than the days are a cut-off answer."""
    if not result.timestamp or not result.indicators.quote:
        return
    columns = result.indicators.quote[0]
    zone = result.meta.exchange_timezone_name
    rows = (columns.open, columns.high, columns.low, columns.close, columns.volume)
    if any(len(each) != len(result.timestamp) for each in rows):
        raise AnswerError(VENDOR.name, f"sent columns of unequal length for {result.meta.symbol}")
    for stamp, *prices, volume in zip(result.timestamp, *rows, strict=True):
        session = day_at(stamp, zone, VENDOR.name)
        first, high, low, close = prices
        yield Quote(session=session, open=first, high=high, low=low, close=close, volume=volume)


def _as_traded(bar: Bar, splits: Iterable[Action]) -> Bar:
    """Return a bar in the shares of its own day."""
    factor = Decimal(1)
    for split in splits:
        factor *= split.value if split.ex_date > bar.session else 1
    if factor == 1:
        return bar
    prices = {
        name: None if (price := getattr(bar, name)) is None else (price * factor).quantize(PLACES)
        for name in ("open", "high", "low", "close")
    }
    if any(price is not None and price >= LARGEST for price in prices.values()):
        raise AnswerError(VENDOR.name, f"names splits of {factor:.6g} to one after {bar.session}")
    source = f"{_SOURCE}, later splits undone (x {factor.normalize():f})"
    return replace(bar, **prices, volume=None, status="provisional", source=source)


def _splits(result: _Result) -> Iterator[Action]:
    for each in result.events.splits.values():
        if each.numerator.is_finite() and each.denominator.is_finite() and each.denominator > 0:
            day = day_at(each.date, result.meta.exchange_timezone_name, VENDOR.name)
            yield from actions_of(day, _SOURCE, split=each.numerator / each.denominator)


def _dividends(result: _Result) -> Iterator[Action]:
    """Yield the dividends; next to quotes in hundredths nobody can tell their unit."""
    meta = result.meta
    for each in result.events.dividends.values():
        if meta.currency not in PARTS and each.currency in ("", meta.currency):
            day = day_at(each.date, meta.exchange_timezone_name, VENDOR.name)
            yield from actions_of(day, _SOURCE, dividend=each.amount)


def _listing(meta: _Meta) -> Instrument | None:
    """Return the listing as Yahoo describes it, where its exchange and kind are known words."""
    mic, kind = _MICS.get(meta.exchange_name), _KINDS.get(meta.instrument_type)
    if mic is None or kind is None:
        return None
    currency, _ = PARTS.get(meta.currency, (meta.currency, 1))
    return Instrument(
        id=f"{mic}:{meta.symbol}", symbol=meta.symbol, mic=mic, name=meta.long_name or meta.symbol,
        kind=kind, currency=currency,
    )  # fmt: skip


def _refuse_another(listing: Instrument | None, wanted: Wanted) -> None:
    known = wanted.instrument
    if known is not None and listing is not None and listing.mic != known.mic:
        what = f"answers for {listing.id}, not for {known.id}: another listing"
        raise AnswerError(VENDOR.name, what, way_out="name the vendor's symbol, as in ACME=ACME.L")


def _midnight(day: dt.date) -> int:
    return int(dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC).timestamp())


VENDOR = Vendor(
    name="yahoo",
    title="Yahoo chart",
    tables=("bars", "actions"),
    licence="Yahoo, personal use under its terms of service",
    interval=1.0,
    ask=ask,
    spell=spell,
)
