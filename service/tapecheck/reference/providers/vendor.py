"""The protocol of vendors: what is wanted of one, what it found, and what it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from tapecheck.reference.actions import Action
from tapecheck.reference.bars import Bar
from tapecheck.reference.figures import Figure
from tapecheck.reference.instruments import Instrument
from tapecheck.reference.shares import ShareCount

if TYPE_CHECKING:
    from tapecheck.reference.providers.wire import Wire


class Wanted(Struct, frozen=True, kw_only=True):
    """Rows of one thing from ``since`` to ``until``, both included.

    ``symbol`` is the vendor's own name for it. It is for one of three: a listing, the ``subject``
    and ``metric`` of a reported figure, or a currency. ``today`` is the day of the fetch: rows of
    that day are not over yet.
    """

    symbol: str
    since: dt.date
    until: dt.date
    today: dt.date
    instrument: Instrument | None = None
    subject: str | None = None
    metric: str = "economic"


class LeftOut(Struct, frozen=True, kw_only=True):
    """A row that a vendor sent and that was not taken: whose, of which day, and why."""

    symbol: str
    day: dt.date | None
    why: str

    def __str__(self) -> str:
        """Return the row and what is wrong with it, in one line."""
        return f"{self.symbol} {self.day}: {self.why}" if self.day else f"{self.symbol}: {self.why}"


class Rate(Struct, frozen=True, kw_only=True):
    """Units of a currency for one euro, as fixed on a day."""

    currency: str
    session: dt.date
    per_eur: Decimal
    source: str


class Found(Struct, frozen=True, kw_only=True):
    """What a vendor has of one thing, in the nouns of the tape, and the rows left out.

    ``listing`` is how the vendor describes the listing, where it tells enough of it.
    """

    bars: tuple[Bar, ...] = ()
    actions: tuple[Action, ...] = ()
    shares: tuple[ShareCount, ...] = ()
    rates: tuple[Rate, ...] = ()
    figures: tuple[Figure, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    listing: Instrument | None = None


class Key(Struct, frozen=True, kw_only=True):
    """Where a vendor's key goes; ``form`` puts it into words ("Token {}").

    ``variable`` is the variable of the environment that holds it; ``told`` says what it is.
    """

    variable: str
    query: str | None = None
    header: str | None = None
    form: str = "{}"
    told: str = "a key"


Ask = Callable[["Wire", Wanted], Found]
Spell = Callable[[Instrument], str | None]


class Vendor(Struct, frozen=True, kw_only=True):
    """A vendor: its names, its manners, and the function that asks it.

    ``tables`` are those it has rows for. ``interval`` is the seconds to leave between requests.
    ``spell`` returns the vendor's symbol of a listing, or None where it serves no such market.
    """

    name: str
    title: str
    tables: tuple[str, ...]
    licence: str
    interval: float
    ask: Ask
    spell: Spell
    key: Key | None = None
