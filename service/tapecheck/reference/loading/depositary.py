"""What depositary shares stand for: so many shares of a listing at home (8 XHKG:9988.HK)."""

from __future__ import annotations

import re
from decimal import Decimal

import polars as pl

from tapecheck.reference.faults import Reason
from tapecheck.reference.instruments import Represents
from tapecheck.reference.loading.rows import Check

_TOLD = r"^(?P<shares>\d+(?:\.\d+)?) (?P<home>[A-Z0-9]{4}:\S+)$"


def readable() -> Check:
    """Return what no such note may be."""
    says = pl.format(
        "cannot read represents '{}'; write it as 8 XHKG:9988.HK", pl.col("represents:text")
    )
    bad = ~pl.col("represents").str.contains(_TOLD) | pl.col("represents").str.contains(
        r"^0+(\.0*)? "
    )
    return Check(Reason.UNREADABLE, bad, says)


def represented(told: str) -> Represents:
    """Return what a readable note says."""
    found = re.match(_TOLD, told)
    if found is None:
        raise ValueError(f"not a number of shares and a listing: {told!r}")
    return Represents(shares=Decimal(found["shares"]), home=found["home"])


def notes_of(instruments: pl.DataFrame) -> dict[str, str]:
    """Return the notes by the id of the depositary share; none where the column is missing."""
    if "represents" not in instruments.columns:
        return {}
    told = instruments.filter(pl.col("represents").is_not_null()).sort("id")
    return dict(told.select("id", "represents").iter_rows())
