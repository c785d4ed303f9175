"""Massive (once Polygon), daily aggregates: asked unadjusted; further pages are followed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from urllib.parse import parse_qsl, urlsplit

from msgspec import Struct

from tapecheck.reference.instruments import Instrument
from tapecheck.reference.providers.answers import decoded
from tapecheck.reference.providers.errors import AnswerError
from tapecheck.reference.providers.series import US, Quote, bars_of, day_at, sifted
from tapecheck.reference.providers.vendor import Found, Key, Vendor, Wanted
from tapecheck.reference.providers.wire import Answer, Wire

_HOST = "https://api.massive.com"
_SOURCE = "Massive"
# "t" is the start of the New York day in milliseconds; as a UTC date it may be the day before.
_ZONE = "America/New_York"
_MOST_PAGES = 50


class _Row(Struct, frozen=True):
    t: int
    o: Decimal
    h: Decimal
    l: Decimal  # noqa: E741 -- the vendor's own name
    c: Decimal
    v: Decimal | None = None


class _Page(Struct, frozen=True):
    status: str = ""
    ticker: str = ""
    adjusted: bool = False
    # Missing where there are none, not an empty list.
    results: Sequence[_Row] = ()
    next_url: str | None = None


def ask(wire: Wire, wanted: Wanted) -> Found:
    """Return the bars of one listing."""
    rows = [row for page in _pages(wire, wanted) for row in page.results]
    kept, left = sifted(map(_quote, rows), wanted, VENDOR.name)
    return Found(bars=bars_of(kept, _SOURCE), left_out=left)


def spell(listing: Instrument) -> str | None:
    """Return the symbol as it is; Massive serves the United States."""
    return listing.symbol if listing.mic in US else None


def _pages(wire: Wire, wanted: Wanted) -> Iterator[_Page]:
    path = f"/v2/aggs/ticker/{wanted.symbol}/range/1/day/{wanted.since}/{wanted.until}"
    params = {"adjusted": "false", "sort": "asc", "limit": "50000"}
    for _ in range(_MOST_PAGES):
        page = wire.get(f"{_HOST}{path}", params, _page)
        if page.adjusted:
            what = f"sent adjusted prices of {wanted.symbol}, and was asked for unadjusted ones"
            raise AnswerError(VENDOR.name, what)
        yield page
        if not page.next_url:
            return
        # Only path and query of the next page are taken: the key goes to no other host.
        path, params = (parts := urlsplit(page.next_url)).path, dict(parse_qsl(parts.query))
    raise AnswerError(VENDOR.name, f"has no end of pages for {wanted.symbol}")


def _page(answer: Answer) -> _Page:
    return decoded(answer, _Page, told=("error", "message"))


def _quote(row: _Row) -> Quote:
    session = day_at(row.t // 1000, _ZONE, VENDOR.name)
    return Quote(session=session, open=row.o, high=row.h, low=row.l, close=row.c, volume=row.v)


VENDOR = Vendor(
    name="massive",
    title="Massive (Polygon) daily aggregates",
    tables=("bars",),
    licence="Massive, under the plan's terms",
    interval=12.5,
    ask=ask,
    spell=spell,
    key=Key(variable="TAPECHECK_MASSIVE_KEY", header="authorization", form="Bearer {}"),
)
