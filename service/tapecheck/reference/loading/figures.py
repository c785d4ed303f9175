"""Figures: any reported number, by subject, metric and period, and since when it was known."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from tapecheck.reference.loading import cells
from tapecheck.reference.loading.listing import Listing
from tapecheck.reference.loading.rows import Check, Rows, in_order, read_rows
from tapecheck.reference.loading.terms import Terms
from tapecheck.reference.schema import FIGURES, KEYS

_CELLS: dict[str, cells.Cell] = {
    "subject": cells.text,
    "metric": cells.text,
    "period_start": cells.day,
    "period_end": cells.day,
    "known": cells.day,
    "value": cells.figure,
    "unit": cells.text,
    "source": cells.text,
}


def read_figures(paths: Iterable[Path], listing: Listing, *, terms: Terms) -> Rows:
    """Return the figures in the tape's columns; a subject that is a symbol becomes its id."""
    required = ("subject", "metric", "period_end", "value", "unit", "source")
    rows = read_rows("figures", paths, _CELLS, required=required, terms=terms)
    rows = rows.sift(checks())
    plain = listing.keys.filter(pl.col("listings").list.len() == 1).select("key", "id")
    named = rows.frame.join(
        plain, left_on="subject", right_on="key", how="left", maintain_order="left"
    ).with_columns(subject=pl.coalesce("id", "subject"))
    unique = rows.with_frame(named).unique(KEYS["figures"], KEYS["figures"])
    return unique.with_frame(unique.frame.select(FIGURES.names()))


def checks() -> list[Check]:
    """Return what no figure may be."""
    return [in_order("period_start", "period_end"), in_order("period_end", "known")]
