"""The two tables that a run in bulk writes; docs/bulk.md lists them for readers."""

from __future__ import annotations

import polars as pl

# Numbers come with six places at most (see the JSON), and 32 digits before them are enough.
NUMBER: pl.DataType = pl.Decimal(38, 6)
LARGEST = 10**32

DOCUMENTS = pl.Schema(
    {
        "input": pl.String,
        "position": pl.Int64,
        "document": pl.String,
        "title": pl.String,
        "published": pl.Date,
        "characters": pl.Int64,
        "claims": pl.Int32,
        "outcome": pl.String,
        "check": pl.String,
        "text_digest": pl.String,
        "error": pl.String,
        "error_code": pl.String,
    }
)
_CLAIMS: dict[str, pl.DataType | type[pl.DataType]] = {
    "input": pl.String,
    "position": pl.Int64,
    "document": pl.String,
    "published": pl.Date,
    "claim": pl.Int32,
    "fingerprint": pl.String,
    "quote": pl.String,
    "start": pl.Int32,
    "end": pl.Int32,
    "kind": pl.String,
    "metric": pl.String,
    "subject_text": pl.String,
    "subject": pl.String,
    "instrument": pl.String,
    "direction": pl.String,
    "value": NUMBER,
    "value_max": NUMBER,
    "unit": pl.String,
    "hedge": pl.String,
    "basis": pl.String,
    "window": pl.String,
    "window_start": pl.String,
    "window_end": pl.String,
    "window_text": pl.String,
    "modality": pl.String,
    "move": pl.Int32,
    "rule": pl.String,
    "outcome": pl.String,
    "reason": pl.String,
    "summary": pl.String,
    "correction": pl.String,
    "correction_start": pl.Int32,
    "correction_end": pl.Int32,
    "diagnosis": pl.String,
    "reading": pl.String,
    "claimed_low": NUMBER,
    "claimed_high": NUMBER,
    "observed_low": NUMBER,
    "observed_high": NUMBER,
    "formula": pl.String,
}
CLAIMS = pl.Schema(_CLAIMS)
TABLES = {"claims": CLAIMS, "documents": DOCUMENTS}

# What a bare output leaves null: words of articles, and what a tape's owner licensed to us alone.
_WORDS = ("title", "quote", "subject_text", "subject", "window_text", "error")
_PRICED = ("summary", "correction", "observed_low", "observed_high", "formula")
BARED = frozenset((*_WORDS, *_PRICED))


def bared(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a table without words of articles or numbers of the tape."""
    held = [name for name in frame.columns if name in BARED]
    return frame.with_columns(pl.lit(None, dtype=frame.schema[name]).alias(name) for name in held)
