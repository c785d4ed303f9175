"""The bars of one listing, searched by bisection; never a data frame.

Prices are whole millionths inside and decimals outside. Positions count sessions from 0. An open
tape shares these objects between threads: nothing in them changes once they are made.
"""

from __future__ import annotations

import datetime as dt
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from tapecheck.core.units import Price, Session
from tapecheck.reference.actions import Action, split_of
from tapecheck.reference.columns import NONE, SCALE, Columns
from tapecheck.reference.jumps import odd_positions

_SCALE = Decimal(SCALE)


class Bar(Struct, frozen=True, kw_only=True):
    """One session as it traded: prices in the listing's currency, volume in shares.

    ``status`` is official or provisional; a provisional row may support a claim, not refute it.
    """

    session: Session
    close: Price
    open: Price | None = None
    high: Price | None = None
    low: Price | None = None
    volume: int | None = None
    status: str = "official"
    source: str = ""


class Bars:
    """The bars of one listing and what happened to its shares between them."""

    __slots__ = ("_at", "_columns", "_dividends", "_odd", "_split_days", "_splits", "actions")

    def __init__(self, columns: Columns, actions: Iterable[Action] = ()) -> None:
        """Index the columns; ``actions`` are ascending by ex-date."""
        self._columns = columns
        self._at = columns.sessions
        self.actions = tuple(actions)
        self._splits = tuple(split_of(each) for each in self.actions if each.kind == "split")
        self._split_days = [each.ex_date.toordinal() for each in self._splits]
        self._odd = odd_positions(columns, self.actions)

    def __len__(self) -> int:
        """Return the number of sessions."""
        return len(self._at)

    @property
    def first(self) -> Session:
        """Return the first session."""
        return dt.date.fromordinal(self._at[0])

    @property
    def last(self) -> Session:
        """Return the last session."""
        return dt.date.fromordinal(self._at[-1])

    def position(self, session: Session) -> int | None:
        """Return where that very session stands."""
        day = session.toordinal()
        place = bisect_left(self._at, day)
        return place if place < len(self._at) and self._at[place] == day else None

    def bar(self, position: int) -> Bar:
        """Return the bar at a position, 0 to ``len - 1``."""
        columns = self._columns
        return Bar(
            session=dt.date.fromordinal(self._at[position]),
            open=_price(columns.open[position]),
            high=_price(columns.high[position]),
            low=_price(columns.low[position]),
            close=columns.close[position] / _SCALE,
            volume=None if columns.volume[position] == NONE else columns.volume[position],
            status=self.status(position),
            source=self.source(position),
        )

    def session(self, position: int) -> Session:
        """Return the session at a position."""
        return dt.date.fromordinal(self._at[position])

    def price(self, position: int, field: str = "close") -> Price | None:
        """Return one price of the bar at a position: open, high, low or close."""
        return _price(self._columns.prices(field)[position])

    def close(self, position: int) -> Price:
        """Return the close at a position."""
        return self._columns.close[position] / _SCALE

    def status(self, position: int) -> str:
        """Return whether the bar at a position is official or provisional."""
        return "provisional" if self._columns.provisional[position] else "official"

    def source(self, position: int) -> str:
        """Return where the bar at a position is from."""
        return self._columns.sources[self._columns.source[position]]

    def at(self, session: Session) -> Bar | None:
        """Return the bar of that very session."""
        return self._maybe(self.position(session))

    def before(self, session: Session) -> Bar | None:
        """Return the last bar before that day, which need not be a session."""
        return self._maybe(bisect_left(self._at, session.toordinal()) - 1)

    def on_or_before(self, session: Session) -> Bar | None:
        """Return the bar of that day, or the last before it."""
        return self._maybe(bisect_right(self._at, session.toordinal()) - 1)

    def on_or_after(self, session: Session) -> Bar | None:
        """Return the bar of that day, or the first after it."""
        return self._maybe(bisect_left(self._at, session.toordinal()))

    def between(self, first: Session, last: Session) -> range:
        """Return the positions of all sessions from ``first`` to ``last``, both included."""
        start = bisect_left(self._at, first.toordinal())
        return range(start, max(start, bisect_right(self._at, last.toordinal())))

    def split_factor(self, first: int, last: int) -> Decimal:
        """Return how many shares at position ``last`` one share at ``first`` has become.

        A price at ``first`` divided by it compares with one at ``last``. Splits with ex-dates
        after the first session, up to and including the last, count; 1 if there are none.
        """
        return self._factor(self._split_from(first), self._split_from(last))

    def split_since(self, day: dt.date, last: int) -> Decimal:
        """Return how many shares at position ``last`` one share on an earlier day has become.

        The day may lie before the first session: a split needs no bar of its own.
        """
        return self._factor(bisect_right(self._split_days, day.toordinal()), self._split_from(last))

    def dividends(self, first: int, last: int) -> tuple[Action, ...]:
        """Return the dividends and spin-offs with ex-dates after ``first`` and up to ``last``."""
        start, end = dt.date.fromordinal(self._at[first]), dt.date.fromordinal(self._at[last])
        return tuple(
            each for each in self.actions if each.kind != "split" and start < each.ex_date <= end
        )

    def odd_jump(self, position: int) -> bool:
        """Say whether something other than trading may lie between a session and the one before.

        That is: a close that jumps by ``JUMP`` from the one before with an open as far away (or
        none), or by ``WILD`` in any case, after splits; a spin-off, or a split of no plain ratio
        (1.142465); a dividend of a tenth of the price or more.
        """
        place = bisect_left(self._odd, position)
        return place < len(self._odd) and self._odd[place] == position

    def odd_jumps(self, first: int, last: int) -> tuple[int, ...]:
        """Return the positions after ``first``, up to ``last``, at which there is an odd jump."""
        return tuple(self._odd[bisect_right(self._odd, first) : bisect_right(self._odd, last)])

    def lowest(self, positions: range, field: str = "close") -> int | None:
        """Return where a price column is lowest, in the shares of the range's end.

        The first of equals counts. None: the range is empty or the column has no price in it.
        """
        return self._extreme(positions, field, sign=1)

    def highest(self, positions: range, field: str = "close") -> int | None:
        """Return where a price column is highest, in the shares of the range's end."""
        return self._extreme(positions, field, sign=-1)

    def _maybe(self, position: int | None) -> Bar | None:
        if position is None or not 0 <= position < len(self._at):
            return None
        return self.bar(position)

    def _factor(self, first: int, stop: int) -> Decimal:
        factor = Decimal(1)
        for split in self._splits[first:stop]:
            factor *= split.ratio
        return factor

    def _split_from(self, position: int) -> int:
        return bisect_right(self._split_days, self._at[position])

    def _extreme(self, positions: range, field: str, *, sign: int) -> int | None:
        column = self._columns.prices(field)
        found: tuple[Decimal, int] | None = None
        for part in self._unsplit(positions):
            place = _extreme_of(column, part, sign=sign)
            if place is None:
                continue
            value = sign * column[place] / self.split_factor(place, positions[-1])
            if found is None or value < found[0]:
                found = (value, place)
        return None if found is None else found[1]

    def _unsplit(self, positions: range) -> list[range]:
        """Return the range cut where splits take effect."""
        if not positions:
            return []
        inside = self._split_days[self._split_from(positions[0]) : self._split_from(positions[-1])]
        cuts = [bisect_left(self._at, day) for day in inside]
        starts, ends = [positions[0], *cuts], [*cuts, positions[-1] + 1]
        return [range(start, end) for start, end in zip(starts, ends, strict=True)]


def _price(millionths: int) -> Decimal | None:
    return None if millionths == NONE else millionths / _SCALE


def _extreme_of(column: array[int], part: range, *, sign: int) -> int | None:
    values = column[part.start : part.stop]
    found = (min if sign > 0 else max)(values, default=NONE)
    if found == NONE:  # nothing lies below it, so only a lowest must look again
        found = min((value for value in values if value != NONE), default=NONE)
    return None if found == NONE else part.start + values.index(found)
