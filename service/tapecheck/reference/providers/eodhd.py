"""EODHD, end of day: open, high, low and close as traded.

Two columns beside them are not: ``adjusted_close`` (splits and dividends) and ``volume`` (splits).
The first is never used; the second only where no split of the listing followed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from tapecheck.reference.actions import Action
from tapecheck.reference.instruments import Instrument
from tapecheck.reference.providers.answers import decoded
from tapecheck.reference.providers.errors import AnswerError
from tapecheck.reference.providers.series import Quote, actions_of, bars_of, sifted
from tapecheck.reference.providers.vendor import Found, Key, Vendor, Wanted
from tapecheck.reference.providers.wire import Answer, Wire

_HOST = "https://eodhd.com/api"
_SOURCE = "EODHD"
_TOLD = ("message", "errors", "error")
_SUFFIXES = {
    "XNAS": "US", "XNYS": "US", "XASE": "US", "ARCX": "US", "BATS": "US", "XLON": "LSE",
    "XPAR": "PA", "XETR": "XETRA", "XAMS": "AS", "XSWX": "SW", "XTSE": "TO", "XASX": "AU",
}  # fmt: skip
# Quoted in pence and cents there, and the rows do not say so.
_HUNDREDTHS = frozenset({"XLON", "XJSE", "XTAE"})


class _Row(Struct, frozen=True):
    date: dt.date
    open: Decimal | None
    high: Decimal | None
    low: Decimal | None
    close: Decimal | None
    volume: Decimal | None = None


class _Split(Struct, frozen=True):
    date: dt.date
    split: str


def ask(wire: Wire, wanted: Wanted) -> Found:
    """Return the bars and splits of one listing."""
    if wanted.instrument is not None and wanted.instrument.mic in _HUNDREDTHS:
        what = f"does not say in which unit it quotes {wanted.symbol}"
        raise AnswerError(VENDOR.name, what, way_out="take this market from another vendor")
    span = {"fmt": "json", "from": str(wanted.since)}
    bars = {"period": "d", "order": "a", "to": str(wanted.until)}
    rows = wire.get(f"{_HOST}/eod/{wanted.symbol}", span | bars, _rows)
    splits = wire.get(f"{_HOST}/splits/{wanted.symbol}", span, _splits)
    last = max((each.ex_date for each in splits), default=dt.date.min)
    quotes = (_quote(row, counted=row.date >= last) for row in rows)
    kept, left = sifted(quotes, wanted, VENDOR.name)
    return Found(bars=bars_of(kept, _SOURCE), actions=tuple(splits), left_out=left)


def spell(listing: Instrument) -> str | None:
    """Return the symbol with EODHD's exchange; Hong Kong's symbols have theirs already."""
    if listing.mic == "XHKG" and listing.symbol.endswith(".HK"):
        return listing.symbol
    suffix = _SUFFIXES.get(listing.mic)
    return f"{listing.symbol.replace('.', '-')}.{suffix}" if suffix else None


def _rows(answer: Answer) -> Sequence[_Row]:
    return decoded(answer, list[_Row], told=_TOLD)


def _splits(answer: Answer) -> Sequence[Action]:
    return [
        action
        for each in decoded(answer, list[_Split], told=_TOLD)
        for action in actions_of(each.date, _SOURCE, split=_ratio(each.split, answer.vendor))
    ]


def _ratio(written: str, vendor: str) -> Decimal:
    """Return new shares for one old: "4.000000/1.000000" is 4."""
    try:
        new, old = map(Decimal, written.split("/"))
        return new / old
    except (ArithmeticError, ValueError):
        raise AnswerError(vendor, f"cannot read the split {written!r}") from None


def _quote(row: _Row, *, counted: bool) -> Quote:
    return Quote(
        session=row.date, open=row.open, high=row.high, low=row.low, close=row.close,
        volume=row.volume if counted else None,
    )  # fmt: skip


VENDOR = Vendor(
    name="eodhd",
    title="EODHD end of day",
    tables=("bars", "actions"),
    licence="EODHD, under the subscription's terms",
    interval=0.1,
    ask=ask,
    spell=spell,
    key=Key(variable="TAPECHECK_EODHD_KEY", query="api_token"),
)
