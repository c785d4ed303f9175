"""A plan is a reading before the tape was asked: which prices, when, and what was assumed."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from tapecheck.core.nouns import When
from tapecheck.core.units import Session
from tapecheck.core.verdicts import Gap, Lack, Reason
from tapecheck.reference.instruments import Instrument


class Field(StrEnum):
    """Which price of a session; RANGE is anything between its low and its high."""

    CLOSE = "close"
    OPEN = "open"
    HIGH = "high"
    LOW = "low"
    RANGE = "range"


class Moment(Struct, frozen=True, gc=False):
    """One price of one session."""

    session: Session
    field: Field = Field.CLOSE


class Plan(Struct, frozen=True, gc=False, kw_only=True):
    """One exact meaning of an assertion, ready to be looked up.

    A move goes from ``base`` to ``last``; a level stands at ``last``. ``primary`` plans are what
    the words literally say. ``optional`` ones are left out where the tape cannot tell.
    """

    name: str
    measure: str
    instrument: Instrument
    last: Moment
    base: Moment | None = None
    primary: bool = True
    optional: bool = False
    assumed: tuple[str, ...] = ()
    others: tuple[Instrument, ...] = ()


def no_session(when: When) -> str:
    """Return why nothing is looked up for a window: the words that name it, if there are any."""
    if when.text:
        return f"no one session can be told for {when.text!r}"
    return "the words do not name a session"


class Unplanned(Exception):  # noqa: N818 -- not an error: an answer with its reason
    """A claim for which no plan can be made: :attr:`gap` says what is missing."""

    def __init__(self, reason: Reason, detail: str, *lacks: Lack) -> None:
        """Keep the reason as a gap."""
        super().__init__(detail)
        self.gap = Gap(reason=reason, detail=detail, lacks=lacks)
