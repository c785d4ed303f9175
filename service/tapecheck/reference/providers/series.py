"""A series of prices on its way in: what no vendor's file has to check for itself.

A row that is no session's record is left out with its reason. A series whose unit changes on the
way is refused whole: nobody can tell which half is right.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from tapecheck.reference.actions import Action
from tapecheck.reference.bars import Bar
from tapecheck.reference.providers.errors import AnswerError, NoRowsError
from tapecheck.reference.providers.vendor import LeftOut, Wanted
from tapecheck.reference.schema import SIGNED_KINDS

# Pence for pounds and cents for rand (100), fils for dinars (1000): give or take a day's move.
_UNITS = (100, 1000)
_GIVE = (Decimal("0.6"), Decimal("1.7"))
# So many rows in another unit are no slip of a row any more.
_SLIPS = 3
PLACES = Decimal("0.000001")
_NINTH = Decimal("0.000000001")
# What the columns of a tape can hold: a price, a share count, and what one share was given.
LARGEST, MOST, _GIVEN = 10**11, 10**18, 10**8

# The exchanges of the United States, which some vendors serve alone.
US = frozenset({"XNAS", "XNYS", "XASE", "ARCX", "BATS"})
# Units that vendors quote in: the currency they are of, and how many make one of it.
PARTS = {
    "GBp": ("GBP", 100),
    "GBX": ("GBP", 100),
    "ZAc": ("ZAR", 100),
    "ZAC": ("ZAR", 100),
    "ILA": ("ILS", 100),
    "KWF": ("KWD", 1000),
}


class Quote(Struct, frozen=True, kw_only=True):
    """One row as a vendor sent it, in the vendor's unit."""

    session: dt.date
    close: Decimal | None
    open: Decimal | None = None
    high: Decimal | None = None
    low: Decimal | None = None
    volume: Decimal | None = None


def sifted(
    quotes: Iterable[Quote], wanted: Wanted, vendor: str
) -> tuple[tuple[Quote, ...], tuple[LeftOut, ...]]:
    """Return the rows that are a session's record, ascending, and those that are not."""
    given = sorted((each for each in quotes if each.session >= wanted.since), key=_session)
    left: list[LeftOut] = []
    kept: list[Quote] = []
    for session, rows in groupby(given, key=_session):
        same = list(dict.fromkeys(rows))
        why = _refusal(same, wanted)
        if why:
            left.append(LeftOut(symbol=wanted.symbol, day=session, why=why))
        else:
            kept.append(same[0])
    kept, slips = _one_unit(kept, wanted, vendor)
    left.extend(slips)
    if not kept:
        reasons = f" ({'; '.join(sorted({each.why for each in left}))})" if left else ""
        what = f"no rows of {wanted.symbol} from {wanted.since} to {wanted.until}{reasons}"
        raise NoRowsError(vendor, what)
    return tuple(kept), tuple(left)


def in_currency(quotes: Iterable[Quote], wanted: Wanted, told: str, vendor: str) -> list[Quote]:
    """Return quotes in the listing's currency; hundredths are divided, other money is refused."""
    currency, parts = PARTS.get(told, (told.upper(), 1))
    if wanted.instrument is not None and wanted.instrument.currency != currency:
        what = (
            f"quotes {wanted.symbol} in {told}, and {wanted.instrument.id} is in "
            f"{wanted.instrument.currency}: another listing"
        )
        raise AnswerError(vendor, what, way_out="name the vendor's symbol, as in ACME=ACME.L")
    return [_divided(each, parts) for each in quotes] if parts > 1 else list(quotes)


def bars_of(quotes: Iterable[Quote], source: str) -> tuple[Bar, ...]:
    """Return the quotes as bars of the tape."""
    return tuple(
        Bar(
            session=each.session,
            open=_plain(each.open),
            high=_plain(each.high),
            low=_plain(each.low),
            close=each.close.quantize(PLACES),
            volume=_count(each.volume),
            source=source,
        )
        for each in quotes
        if each.close is not None
    )


def actions_of(day: dt.date, source: str, **told: Decimal) -> tuple[Action, ...]:
    """Return a day's splits and dividends, by kind; a split of 1 and a value of 0 are none."""
    return tuple(
        Action(ex_date=day, kind=kind, value=value.quantize(_NINTH), source=source)
        for kind, value in told.items()
        if value.is_finite() and _NINTH <= value < _GIVEN and not (kind == "split" and value == 1)
    )


def _session(quote: Quote) -> dt.date:
    return quote.session


def _refusal(rows: Sequence[Quote], wanted: Wanted) -> str:
    """Return why a session's rows are no record of it, or nothing."""
    first = rows[0]
    if first.session >= wanted.today:
        return "a live price: the session was not over when it was fetched"
    if first.session > wanted.until:
        return "after the last day asked for"
    if len(rows) > 1:
        return "two rows that differ"
    if first.close is None:
        return "no close"
    beyond = (price for price in _prices(first) if not _holds(price))
    if (odd := next(beyond, None)) is not None:
        return f"{odd} is no price"
    signed = wanted.instrument is not None and wanted.instrument.kind in SIGNED_KINDS
    return "" if signed or first.close > 0 else f"a close of {first.close} is no price"


def _one_unit(
    quotes: list[Quote], wanted: Wanted, vendor: str
) -> tuple[list[Quote], list[LeftOut]]:
    """Return the quotes without slips of the unit; refuse a series that changes it for good."""
    kept: list[Quote] = []
    slips: list[LeftOut] = []
    row = 0
    for quote in quotes:
        off = _factor(kept[-1].close, quote.close) if kept else None
        row = 0 if off is None else row + 1
        if off is None:
            kept.append(quote)
            continue
        why = f"a close of {quote.close} after {kept[-1].close}: {off} times off, a unit's slip"
        slips.append(LeftOut(symbol=wanted.symbol, day=quote.session, why=why))
        if row == _SLIPS:
            break
    if slips and (row == _SLIPS or slips[-1].day == quotes[-1].session or len(kept) == 1):
        raise AnswerError(
            vendor, f"{wanted.symbol} changes its unit on {slips[-max(row, 1)].day}: {slips[0].why}"
        )
    return kept, slips


def _factor(before: Decimal | None, now: Decimal | None) -> int | None:
    """Return the factor between two units that two closes seem to be in."""
    if before is None or now is None or before <= 0 or now <= 0:
        return None
    ratio = max(now / before, before / now)
    low, high = _GIVE
    return next((unit for unit in _UNITS if low * unit <= ratio <= high * unit), None)


def _divided(quote: Quote, parts: int) -> Quote:
    prices = {
        name: None if (value := getattr(quote, name)) is None else value / parts
        for name in ("open", "high", "low", "close")
    }
    return replace(quote, **prices)


def _prices(quote: Quote) -> tuple[Decimal, ...]:
    prices = (quote.open, quote.high, quote.low, quote.close)
    return tuple(price for price in prices if price is not None)


def _holds(value: Decimal) -> bool:
    """Say whether a tape can hold a price."""
    return value.is_finite() and abs(value) < LARGEST


def _plain(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(PLACES)


def _count(volume: Decimal | None) -> int | None:
    """Return a volume in whole shares; what no tape can hold is unknown."""
    if volume is None or not volume.is_finite() or not 0 <= volume < MOST:
        return None
    return int(volume)


def day_of(written: str, vendor: str) -> dt.date:
    """Return the day of an ISO date or moment; vendors of daily rows put midnight behind it."""
    try:
        return dt.date.fromisoformat(written[:10])
    except ValueError:
        raise AnswerError(vendor, f"cannot read the day {written!r}") from None


def day_at(seconds: int, zone: str, vendor: str) -> dt.date:
    """Return the day that a moment falls on in a zone."""
    try:
        return dt.datetime.fromtimestamp(seconds, tz=ZoneInfo(zone)).date()
    except (ArithmeticError, LookupError, OSError, ValueError):
        raise AnswerError(vendor, f"cannot read the moment {seconds} in {zone!r}") from None
