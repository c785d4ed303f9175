"""Tiingo, end of day: the plain columns are as traded, those called adj… are never used."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from tapecheck.reference.actions import Action
from tapecheck.reference.instruments import Instrument
from tapecheck.reference.providers.answers import decoded
from tapecheck.reference.providers.series import US, Quote, actions_of, bars_of, day_of, sifted
from tapecheck.reference.providers.vendor import Found, Key, Vendor, Wanted
from tapecheck.reference.providers.wire import Answer, Wire

_URL = "https://api.tiingo.com/tiingo/daily/{symbol}/prices"
_SOURCE = "Tiingo"


class _Row(Struct, frozen=True, rename="camel"):
    date: str
    open: Decimal | None
    high: Decimal | None
    low: Decimal | None
    close: Decimal | None
    volume: Decimal | None = None
    div_cash: Decimal = Decimal(0)
    split_factor: Decimal = Decimal(1)


def ask(wire: Wire, wanted: Wanted) -> Found:
    """Return the bars, splits and dividends of one listing."""
    span = {"startDate": str(wanted.since), "endDate": str(wanted.until)}
    params = span | {"format": "json", "resampleFreq": "daily"}
    rows = wire.get(_URL.format(symbol=wanted.symbol), params, _rows)
    kept, left = sifted(map(_quote, rows), wanted, VENDOR.name)
    return Found(
        bars=bars_of(kept, _SOURCE),
        actions=tuple(each for row in rows for each in _actions(row)),
        left_out=left,
    )


def spell(listing: Instrument) -> str | None:
    """Return the symbol with Tiingo's dash for share classes; it serves the United States."""
    return listing.symbol.replace(".", "-") if listing.mic in US else None


def _rows(answer: Answer) -> Sequence[_Row]:
    return decoded(answer, list[_Row], told=("detail", "message"))


def _quote(row: _Row) -> Quote:
    return Quote(
        session=day_of(row.date, VENDOR.name), open=row.open, high=row.high, low=row.low,
        close=row.close, volume=row.volume,
    )  # fmt: skip


def _actions(row: _Row) -> Sequence[Action]:
    day = day_of(row.date, VENDOR.name)
    return actions_of(day, _SOURCE, split=row.split_factor, dividend=row.div_cash)


VENDOR = Vendor(
    name="tiingo",
    title="Tiingo end of day",
    tables=("bars", "actions"),
    licence="Tiingo, internal use under the subscription's terms",
    interval=0.5,
    ask=ask,
    spell=spell,
    key=Key(variable="TAPECHECK_TIINGO_KEY", header="authorization", form="Token {}"),
)
