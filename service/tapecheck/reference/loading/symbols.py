"""Symbols as vendors and file names write them: AAPL.US, acme_us_d.csv."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

import polars as pl

from tapecheck.core.errors import LoadError

# What vendors put behind a symbol's point, and the exchanges it stands for.
MARKETS: dict[str, tuple[str, ...]] = {
    "AU": ("XASX",),
    "BSE": ("XBOM",),
    "DE": ("XETR", "XFRA"),
    "HK": ("XHKG",),
    "JP": ("XTKS",),
    "KO": ("XKRX",),
    "KQ": ("XKOS",),
    "LSE": ("XLON",),
    "NSE": ("XNSE",),
    "PA": ("XPAR",),
    "SA": ("BVMF",),
    "SHE": ("XSHE",),
    "SHG": ("XSHG",),
    "TO": ("XTSE",),
    "TW": ("XTAI",),
    "UK": ("XLON",),
    "US": ("ARCX", "BATS", "XASE", "XNAS", "XNYS"),
    "XETRA": ("XETR",),
}


class Symbols:
    """The symbols and ids of the instruments, found as others write them."""

    def __init__(self, instruments: pl.DataFrame) -> None:
        """Index the instruments' symbols."""
        rows = instruments.select("symbol", "id", "mic").rows()
        self._known = {key for symbol, listing, _ in rows for key in (symbol, listing)}
        self._folded = {key.casefold(): key for key in sorted(self._known, reverse=True)}
        self._by_place = {
            (bare, mic): listing
            for symbol, listing, mic in sorted(rows, reverse=True)
            for bare in (symbol.rpartition(".")[0], symbol)
            if bare
        }

    def __contains__(self, written: object) -> bool:
        """Say whether an instrument has that very symbol or id."""
        return written in self._known

    def of_vendor(self, written: Iterable[str]) -> dict[str, str]:
        """Return, for a vendor's symbols that are known otherwise here, what they are here."""
        found = {each: self._placed(each) for each in written if each not in self._known}
        return {theirs: ours for theirs, ours in found.items() if ours is not None}

    def of_file(self, name: str) -> str:
        """Return the symbol that a file is named after; refuse one that no instrument has."""
        stem = PurePath(name).stem
        for written in (stem, stem.removesuffix("_d").replace("_", ".")):
            found = self._folded.get(written.casefold()) or self._placed(written.upper())
            if found is not None:
                return found
        what = f"has no column 'symbol', and no instrument is called {stem!r}"
        raise LoadError(name, what, way_out="add the column, or name the file after the symbol")

    def _placed(self, written: str) -> str | None:
        bare, _, market = written.rpartition(".")
        ids = {self._by_place.get((bare, mic)) for mic in MARKETS.get(market, ())} - {None}
        return ids.pop() if len(ids) == 1 else None
