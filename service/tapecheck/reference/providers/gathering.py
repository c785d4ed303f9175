"""Asking a vendor for one thing after the other; what fails is told, and stops nothing here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from tapecheck.reference.bars import Bar
from tapecheck.reference.providers.errors import AnswerError, FetchLimitError, VendorError
from tapecheck.reference.providers.vendor import Found, Wanted
from tapecheck.reference.providers.wire import Wire
from tapecheck.reference.tape import Tape

# Closes of one session differ by a rounding or an auction; of another unit or listing, by more.
SEAM = Decimal("0.005")


class Asked(Struct, frozen=True, kw_only=True):
    """What came of asking for one thing: rows, or the error there is instead."""

    wanted: Wanted
    found: Found | None = None
    error: VendorError | None = None


def gather(wire: Wire, wanted: Iterable[Wanted], *, tape: Tape | None) -> Iterator[Asked]:
    """Yield an answer for each thing wanted; when the time is over, the rest is not asked for."""
    over: FetchLimitError | None = None
    for each in wanted:
        if over is not None:
            yield Asked(wanted=each, error=over)
            continue
        try:
            found = wire.vendor.ask(wire, each)
            _refuse_disagreement(found, each, tape, wire.vendor.name)
            yield Asked(wanted=each, found=found)
        except FetchLimitError as error:
            over = error
            yield Asked(wanted=each, error=error)
        except VendorError as error:
            yield Asked(wanted=each, error=error)


def left_out(asked: Iterable[Asked]) -> tuple[str, ...]:
    """Return one line for every row that vendors sent and that was not taken."""
    return tuple(str(row) for each in asked if each.found for row in each.found.left_out)


def _refuse_disagreement(found: Found, wanted: Wanted, tape: Tape | None, vendor: str) -> None:
    """Refuse a series that differs from the sessions the tape already has."""
    known = tape.bars(wanted.instrument.id) if tape and wanted.instrument else None
    if known is None:
        return
    for bar in found.bars:
        there = known.at(bar.session)
        if there is not None and there.status == bar.status == "official" and _apart(there, bar):
            what = (
                f"has {wanted.symbol} at {bar.close.normalize():f} on {bar.session}, and the tape "
                f"at {there.close.normalize():f}: another unit, basis or listing"
            )
            way_out = "take it from another vendor, or make a tape of this one's alone"
            raise AnswerError(vendor, what, way_out=way_out)


def _apart(there: Bar, here: Bar) -> bool:
    return abs(there.close - here.close) > abs(there.close) * SEAM


def succeeded(asked: Iterable[Asked]) -> Sequence[tuple[Wanted, Found]]:
    """Return what was found, with what it was wanted for."""
    return [(each.wanted, each.found) for each in asked if each.found is not None]
