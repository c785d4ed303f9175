"""Prices of a plan's moments, with the rows they stand in and the doubts about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec import Struct

from tapecheck.core.interval import Interval
from tapecheck.core.units import Session
from tapecheck.core.verdicts import Cause, Doubt, Lack, Reason, Row
from tapecheck.reference.bars import Bars
from tapecheck.reference.instruments import Instrument
from tapecheck.reference.measures import cross_rate
from tapecheck.reference.tape import Tape
from tapecheck.verify.plans import Field, Moment, Unplanned


class Priced(Struct, frozen=True, gc=False):
    """The price of one moment: a single number, or the range of a session."""

    interval: Interval
    rows: tuple[Row, ...]
    doubts: tuple[Doubt, ...]
    position: int


def bars_of(instrument: Instrument, tape: Tape, *days: Session) -> Bars:
    """Return the bars of a listing, or raise Unplanned naming every day that has none."""
    bars = tape.bars(instrument.id)
    missing = [day for day in days if bars is None or bars.position(day) is None]
    if bars is None or missing:
        listed = " and ".join(dict.fromkeys(map(str, missing)))
        what = f"no bar of {instrument.symbol} on {listed}{_beyond(instrument, bars, missing)}"
        wanted = (day for day in missing if not _unlisted(instrument, day))
        raise Unplanned(Reason.NO_BARS, what, *(_bar(instrument, day) for day in wanted))
    return bars


def _unlisted(instrument: Instrument, day: Session) -> bool:
    """Return whether a listing was not there on a day: no tape will ever have a bar of it."""
    first, last = instrument.valid_from, instrument.valid_to
    return (first is not None and day < first) or (last is not None and day > last)


def _beyond(instrument: Instrument, bars: Bars | None, missing: Sequence[Session]) -> str:
    """Return why there is no bar, where a day lies before the first or after the listing's end."""
    if instrument.valid_to is not None and max(missing) > instrument.valid_to:
        return f": it was listed until {instrument.valid_to}"
    if instrument.valid_from is not None and min(missing) < instrument.valid_from:
        return f": it was listed from {instrument.valid_from}"
    early = bars is not None and min(missing) < bars.first
    return f": the tape has it from {bars.first}" if bars is not None and early else ""


def _bar(instrument: Instrument, day: Session) -> Lack:
    return Lack(table="bars", subject=instrument.id, first=day, last=day)


def priced(instrument: Instrument, bars: Bars, moment: Moment) -> Priced:
    """Return the price of a moment of a listing that has a bar on that day."""
    position = bars.position(moment.session)
    if position is None:
        what = f"no bar of {instrument.symbol} on {moment.session}"
        raise Unplanned(Reason.NO_BARS, what, _bar(instrument, moment.session))
    if moment.field is not Field.RANGE:
        row = row_of(instrument, bars, position, moment.field)
        return Priced(Interval.exactly(row.value), (row,), _doubts(instrument, row), position)
    low, high = (row_of(instrument, bars, position, end) for end in (Field.LOW, Field.HIGH))
    ends = Interval.spanning(low.value, high.value)
    return Priced(ends, (low, high), _doubts(instrument, low), position)


def row_of(instrument: Instrument, bars: Bars, position: int, field: Field = Field.CLOSE) -> Row:
    """Return one price of the bar at a position as a row of evidence."""
    value = bars.price(position, field)
    session = bars.session(position)
    if value is None:
        what = f"the bar of {instrument.symbol} on {session} has no {field.value}"
        raise Unplanned(Reason.NO_BARS, what, _bar(instrument, session))
    return Row(
        table="bars",
        key=instrument.id,
        session=session,
        field=str(field),
        value=value,
        unit="point" if instrument.kind == "index" else instrument.currency,
        status=bars.status(position),
        source=bars.source(position),
    )


def _doubts(instrument: Instrument, row: Row) -> tuple[Doubt, ...]:
    if row.status == "official":
        return ()
    told = f"the row of {instrument.symbol} on {row.session} is {row.status}"
    return (Doubt(Cause.PROVISIONAL, told),)


def row_doubts(rows: Iterable[Row]) -> tuple[Doubt, ...]:
    """Return the doubts that rows raise which are not official."""
    return tuple(
        Doubt(Cause.PROVISIONAL, f"the row of {row.session} is {row.status}")
        for row in rows
        if row.status != "official"
    )


def jump_doubts(instrument: Instrument, bars: Bars, first: int, last: int) -> tuple[Doubt, ...]:
    """Return the doubts that unexplained jumps between two positions raise."""
    return tuple(
        Doubt(
            Cause.JUMP,
            f"{instrument.symbol} jumps on {bars.session(place)}, the tape does not say why",
        )
        for place in bars.odd_jumps(first, last)
    )


# 14:15 in Frankfurt is one moment of a day: what differs from it need not be wrong.
ONE_MOMENT = Doubt(Cause.STAND_IN, "the fixing is the rate of one moment of the day")


def conversion(tape: Tape, day: Session, *, to: str, of: str) -> tuple[Decimal, tuple[Row, ...]]:
    """Return units of currency ``to`` for one of ``of`` on a day, with the rates used."""
    if to == of:
        return Decimal(1), ()
    rows = []
    for currency in (to, of):
        fixed = tape.rate_on_or_before(currency, day)
        if fixed is None:
            lack = Lack(table="rates", subject=currency, first=day, last=day)
            raise Unplanned(Reason.NO_RATE, f"no exchange rate of {currency} for {day}", lack)
        fixing, value = fixed
        rows.append(
            Row(table="rates", key=currency, session=fixing, field="per_eur", value=value,
                unit=f"{currency} for one EUR", source="ECB")
        )  # fmt: skip
    return cross_rate(rows[0].value, rows[1].value), tuple(rows)
