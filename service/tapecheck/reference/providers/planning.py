"""What to ask a vendor for: names become listings, subjects or currencies, and spans of days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from tapecheck.core.errors import InputError, nearest
from tapecheck.reference.instruments import Instrument, Names
from tapecheck.reference.providers.errors import UnknownSymbolError
from tapecheck.reference.providers.vendor import Vendor, Wanted
from tapecheck.reference.tape import Tape

# A few sessions that the tape has already are asked for again: they must agree with it.
OVERLAP = dt.timedelta(days=7)
# Other tables are of currencies, which a listing's symbol may look like.
_OF_LISTINGS = frozenset({"bars", "shares"})


class Span(Struct, frozen=True, kw_only=True):
    """The days that are wanted, both included, and the day of the fetch."""

    since: dt.date
    until: dt.date
    today: dt.date


def wanted_of(
    vendor: Vendor, names: Iterable[str], span: Span, *, listings: Names, tape: Tape | None
) -> Iterator[Wanted]:
    """Yield what to ask for; what the tape has from first to last day is not asked for."""
    for written in names:
        name, _, symbol = written.partition("=")
        of_listings = not _OF_LISTINGS.isdisjoint(vendor.tables)
        listing = _listing(name, listings) if of_listings else None
        wanted = _wanted(vendor, name, symbol, span, listing)
        if tape is None or wanted.instrument is None or "bars" not in vendor.tables:
            yield wanted
            continue
        days = lacking(tape, wanted.instrument, span)
        if days:
            yield _wanted(vendor, name, symbol, _widened(days, span), wanted.instrument)


def lacking(tape: Tape, listing: Instrument, span: Span) -> tuple[dt.date, ...]:
    """Return the sessions of a span that the tape has no bar of; without a calendar, all days."""
    bars, sessions = tape.bars(listing.id), tape.sessions(listing.mic)
    if sessions is not None and sessions.covers(span.since) and sessions.covers(span.until):
        days = sessions.between(span.since, span.until)
    else:
        count = (span.until - span.since).days + 1
        days = tuple(span.since + dt.timedelta(days=each) for each in range(count))
    return tuple(day for day in days if bars is None or bars.position(day) is None)


def _widened(days: tuple[dt.date, ...], span: Span) -> Span:
    return Span(since=days[0] - OVERLAP, until=days[-1], today=span.today)


def _wanted(
    vendor: Vendor, name: str, symbol: str, span: Span, listing: Instrument | None
) -> Wanted:
    wanted = Wanted(
        symbol=symbol or name, since=span.since, until=span.until, today=span.today,
        instrument=listing,
    )  # fmt: skip
    if listing is not None:
        return wanted if symbol else replace(wanted, symbol=_spelled(vendor, listing))
    if "figures" in vendor.tables and symbol:
        subject, _, metric = name.partition(":")
        return replace(wanted, subject=subject, metric=metric or "economic")
    return wanted


def _spelled(vendor: Vendor, listing: Instrument) -> str:
    symbol = vendor.spell(listing)
    if symbol is None:
        what = f"how it calls {listing.id} is not known"
        way_out = f"give its own name, as in {listing.symbol}=NAME"
        raise UnknownSymbolError(vendor.name, what, way_out=way_out)
    return symbol


def _listing(name: str, listings: Names) -> Instrument | None:
    """Return the listing of an id or a symbol; a symbol of two exchanges needs its id."""
    known = listings.instrument(name)
    if known is not None:
        return known
    found = [each for each in listings.instruments if each.symbol == name]
    if len(found) > 1:
        ids = [each.id for each in found]
        raise InputError("SYMBOLS", f"{name!r} is on two exchanges", way_out=nearest(name, ids))
    return found[0] if found else None
