"""The summary of an output, counted from its tables alone, however they were made."""

from __future__ import annotations

from pathlib import Path

import msgspec
import polars as pl
from msgspec import Struct

from tapecheck.bulk.page import page
from tapecheck.bulk.parts import table_files, write_file
from tapecheck.bulk.schema import TABLES
from tapecheck.bulk.work import Stamp
from tapecheck.core.errors import BulkError
from tapecheck.core.verdicts import Outcome

FILE, PAGE = "summary.json", "summary.html"
Counts = dict[str, int]
# What claims are counted by, and the column that tells it.
_BY = {
    "rules": pl.col("rule"),
    "instruments": pl.col("instrument"),
    "years": pl.col("published").dt.year().cast(pl.String),
}


class Summary(Struct, frozen=True, kw_only=True):
    """Counts of a whole output; ``errors`` by code, the last three by outcome for each."""

    stamp: Stamp
    documents: int
    errors: Counts
    claims: int
    outcomes: Counts
    rules: dict[str, Counts]
    instruments: dict[str, Counts]
    years: dict[str, Counts]


def summed(folder: Path, stamp: Stamp) -> Summary:
    """Return the counts of an output; raise :class:`BulkError` for a part that cannot be read."""
    documents, claims = _table(folder, "documents"), _table(folder, "claims")
    errors = _collected(folder, documents.group_by("error_code").len())
    by = {name: _counted(folder, claims, key) for name, key in _BY.items()}
    outcomes = _collected(folder, claims.group_by("outcome").len())
    failed = {code: count for code, count in errors.iter_rows() if code is not None}
    found = dict(outcomes.iter_rows())
    return Summary(
        stamp=stamp,
        documents=sum(errors["len"]),
        errors=dict(sorted(failed.items())),
        claims=sum(found.values()),
        outcomes={each: found.get(each, 0) for each in Outcome},
        **by,
    )


def write_summary(folder: Path, summary: Summary) -> None:
    """Write the summary, for machines and for people."""
    content = msgspec.json.format(msgspec.json.encode(summary), indent=2) + b"\n"
    write_file(folder / FILE, content)
    write_file(folder / PAGE, page(summary).encode())


def _table(folder: Path, table: str) -> pl.LazyFrame:
    files = list(table_files(folder, table))
    return pl.scan_parquet(files, glob=False) if files else TABLES[table].to_frame().lazy()


def _counted(folder: Path, claims: pl.LazyFrame, key: pl.Expr) -> dict[str, Counts]:
    """Return how often each outcome came for each key; claims without one are left out."""
    counts = claims.select(key=key, outcome="outcome").drop_nulls("key").group_by("key", "outcome")
    found: dict[str, Counts] = {}
    for name, outcome, count in sorted(_collected(folder, counts.len()).iter_rows()):
        found.setdefault(name, {})[outcome] = count
    return found


def _collected(folder: Path, frame: pl.LazyFrame) -> pl.DataFrame:
    """Return what a frame counts, read piece by piece."""
    try:
        return frame.collect(engine="streaming")
    except (OSError, pl.exceptions.PolarsError) as error:
        what = f"a part cannot be read: {str(error).splitlines()[0]}"
        way_out = "remove it and run the same command again"
        raise BulkError(str(folder), what, way_out=way_out) from error
