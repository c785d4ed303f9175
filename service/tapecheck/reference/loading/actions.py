"""Actions: splits, dividends and spin-offs, from a file of their own or from beside the bars."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from tapecheck.reference.faults import Reason
from tapecheck.reference.loading import cells
from tapecheck.reference.loading.listing import Listing
from tapecheck.reference.loading.rows import Check, Rows, known_word, read_rows
from tapecheck.reference.loading.source import FILE
from tapecheck.reference.loading.terms import Terms
from tapecheck.reference.schema import ACTION_KINDS, ACTIONS, KEYS

_CELLS: dict[str, cells.Cell] = {
    "symbol": cells.text,
    "ex_date": cells.day,
    "kind": cells.text,
    "value": cells.ratio,
    "source": cells.text,
    "mic": cells.text,
}


def read_actions(paths: Iterable[Path], listing: Listing, *, terms: Terms) -> Rows:
    """Return the actions of some files, each listing, day and kind once."""
    required = ("symbol", "ex_date", "kind", "value")
    rows = read_rows("actions", paths, _CELLS, required=required, terms=terms)
    rows = listing.resolve(rows, day="ex_date")
    return rows.sift(checks()).unique(KEYS["actions"], ("symbol", "ex_date", "kind"))


def checks() -> list[Check]:
    """Return what no action may be."""
    worthless = (pl.col("value") < 0) | ((pl.col("value") == 0) & (pl.col("kind") != "spin_off"))
    says = pl.format("a {} of {} is none", pl.col("kind"), pl.col("value"))
    return [known_word("kind", ACTION_KINDS), Check(Reason.NOT_POSITIVE, worthless, says)]


def from_bars(bars: pl.DataFrame) -> pl.DataFrame:
    """Return the actions that stand in the bars' columns; a split of 0 or 1 is none."""
    parts = [
        bars.filter(
            (pl.col(kind) != 0) & ((pl.col(kind) != 1) | pl.lit(kind == "dividend"))
        ).select(
            "id",
            ex_date="session",
            kind=pl.lit(kind),
            value=kind,
            source=pl.coalesce("source", FILE),
        )
        for kind in ("dividend", "split")
    ]
    return pl.concat(parts).cast(ACTIONS)


def merged(own: pl.DataFrame, beside: pl.DataFrame) -> pl.DataFrame:
    """Return all actions; where both sources have one, that of the actions' own file counts."""
    both = pl.concat([own.select(ACTIONS.names()).cast(ACTIONS), beside])
    return both.unique(subset=KEYS["actions"], keep="first", maintain_order=True)
