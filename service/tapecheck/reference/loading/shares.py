"""Share counts: how many shares there were, by whose count, and since when that was known."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from tapecheck.reference.faults import Reason
from tapecheck.reference.loading import cells
from tapecheck.reference.loading.listing import Listing
from tapecheck.reference.loading.rows import Check, Rows, in_order, known_word, read_rows
from tapecheck.reference.loading.terms import Terms
from tapecheck.reference.schema import KEYS, SHARE_KINDS, SHARES

# Filings carry 1, 7, 100 and 1000 where the count was not filled in.
FEWEST = 10_000

_CELLS: dict[str, cells.Cell] = {
    "symbol": cells.text,
    "as_of": cells.day,
    "kind": cells.text,
    "class": cells.text,
    "known": cells.day,
    "shares": cells.count,
    "source": cells.text,
    "mic": cells.text,
}


def read_shares(paths: Iterable[Path], listing: Listing, *, terms: Terms) -> Rows:
    """Return the share counts in the tape's columns, each listing, day, kind and class once."""
    required = ("symbol", "as_of", "kind", "shares", "source")
    rows = read_rows("shares", paths, _CELLS, required=required, terms=terms)
    rows = listing.resolve(rows, day="as_of")
    unique = rows.sift(checks()).unique(KEYS["shares"], ("symbol", "as_of", "kind", "class"))
    return unique.with_frame(unique.frame.select(SHARES.names()))


def checks() -> list[Check]:
    """Return what no share count may be."""
    says = pl.format("{} shares is a placeholder, not a count", pl.col("shares"))
    few = Check(Reason.PLACEHOLDER, pl.col("shares") < FEWEST, says)
    return [known_word("kind", SHARE_KINDS), few, in_order("as_of", "known")]
