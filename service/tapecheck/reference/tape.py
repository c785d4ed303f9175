"""An open tape: immutable, checked against its digests, shared between threads.

The bytes that were checked are the bytes that are read: a folder that is replaced or changed later
does not reach a tape that is open. A listing's columns are taken out of its table once, when first
asked for; after that a look-up is a bisection.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from threading import Lock
from typing import TypeVar

import polars as pl

from tapecheck.core.errors import TapeError
from tapecheck.core.units import Digest, InstrumentId, Session
from tapecheck.reference.bars import Bars
from tapecheck.reference.calendar import Sessions
from tapecheck.reference.figures import Figure
from tapecheck.reference.instruments import Group, Instrument, Names, decode_names
from tapecheck.reference.manifest import (
    NAMES_FILE,
    Manifest,
    read_manifest,
    sealed_bytes,
    table_file,
)
from tapecheck.reference.rates import EURO, Rates
from tapecheck.reference.schema import TABLES
from tapecheck.reference.shares import ShareCount
from tapecheck.reference.tables import Tables

Found = TypeVar("Found")


class Tape:
    """A snapshot of reference data; what it does not hold is None or empty, never a guess.

    What is kept in memory is bounded by what is on the tape, whatever an article asks for.
    """

    def __init__(self, manifest: Manifest, names: Names, tables: Tables) -> None:
        """Keep the parts; :func:`open_tape` makes and checks them."""
        self.manifest = manifest
        self.names = names
        self._tables = tables
        self._lock = Lock()
        self._found: dict[tuple[str, ...], object] = {}

    @property
    def digest(self) -> Digest:
        """Return the digest of the whole tape."""
        return self.manifest.digest

    @property
    def name(self) -> str:
        """Return the tape's name."""
        return self.manifest.name

    def instrument(self, instrument_id: InstrumentId) -> Instrument | None:
        """Return the listing of that id."""
        return self.names.instrument(instrument_id)

    def bars(self, instrument_id: InstrumentId) -> Bars | None:
        """Return the bars of a listing; None if there is not one."""
        if self.instrument(instrument_id) is None:
            return None
        return self._once(("bars", instrument_id), lambda: self._tables.bars(instrument_id))

    def sessions(self, mic: str) -> Sessions | None:
        """Return the trading days of an exchange; None if the tape has no listing on it."""
        if mic not in self.manifest.calendars:
            return None
        return self._once(("sessions", mic), lambda: self._tables.sessions(mic))

    def shares(self, instrument_id: InstrumentId) -> tuple[ShareCount, ...]:
        """Return the share counts of a listing, ascending by the day they are of."""
        return self._once(("shares",), self._tables.shares).get(instrument_id, ())

    def figures(self, subject: str, metric: str) -> tuple[Figure, ...]:
        """Return the figures of a subject (an id or a name), ascending by end of period."""
        return self._once(("figures",), self._tables.figures).get((subject, metric), ())

    def rate(self, currency: str, session: Session) -> Decimal | None:
        """Return the units of a currency for one euro as fixed on that very day; of EUR, 1."""
        if currency == EURO:
            return Decimal(1)
        rates = self._rates(currency)
        return None if rates is None else rates.on(session)

    def rate_on_or_before(self, currency: str, day: dt.date) -> tuple[Session, Decimal] | None:
        """Return the last fixing up to that day, at most a week back, and its day."""
        if currency == EURO:
            return day, Decimal(1)
        rates = self._rates(currency)
        return None if rates is None else rates.on_or_before(day)

    def fixings(self, currency: str) -> Sessions | None:
        """Return the days on which a currency was fixed against the euro."""
        rates = self._rates(currency)
        return None if rates is None else rates.fixings

    def group(self, name: str) -> Group | None:
        """Return the group of that id or alias; case and the shape of apostrophes do not count."""
        return self.names.group(name)

    def frame(self, table: str) -> pl.LazyFrame:
        """Return a whole table for work in bulk, not yet read; one claim asks the others."""
        return self._tables.frame(table)

    def _rates(self, currency: str) -> Rates | None:
        if currency not in self._once(("currencies",), self._tables.currencies):
            return None
        return self._once(("rates", currency), lambda: self._tables.rates(currency))

    def _once(self, key: tuple[str, ...], find: Callable[[], Found]) -> Found:
        try:
            return self._found[key]  # type: ignore[return-value]  # a key has one type of value
        except KeyError:
            with self._lock:
                if key not in self._found:
                    self._found[key] = find()
                return self._found[key]  # type: ignore[return-value]  # as above


def open_tape(path: Path) -> Tape:
    """Return the tape in a folder, after checking every file against the manifest."""
    manifest = read_manifest(path)
    missing = [table for table in TABLES if table not in manifest.tables]
    if missing:
        raise TapeError(
            str(path),
            f"has no table {missing[0]}",
            way_out="load it anew with `tapecheck tape load`",
        )
    sums = {path / NAMES_FILE: manifest.names_sha256} | {
        path / table_file(table): manifest.tables[table].sha256 for table in TABLES
    }
    with ThreadPoolExecutor(4) as readers:
        contents = dict(zip(sums, readers.map(sealed_bytes, sums, sums.values()), strict=True))
    names = decode_names(contents.pop(path / NAMES_FILE))
    return Tape(manifest, names, Tables({file.stem: content for file, content in contents.items()}))
