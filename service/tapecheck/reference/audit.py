"""Audit a tape: every digest recomputed, every row checked again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl

from tapecheck.core.errors import TapeError
from tapecheck.reference.faults import SHOWN
from tapecheck.reference.instruments import encode_names
from tapecheck.reference.loading import actions, bars, figures, listing, rates, shares
from tapecheck.reference.loading.groups import names_of
from tapecheck.reference.loading.rows import Check, Rows
from tapecheck.reference.loading.source import FILE, LINE, UNIT
from tapecheck.reference.manifest import (
    NAMES_FILE,
    Manifest,
    adds_up,
    sealed_bytes,
    table_file,
    unsealed_manifest,
    untouched,
)
from tapecheck.reference.schema import KEYS, TABLES

_CHECKS: dict[str, Callable[[], list[Check]]] = {
    "instruments": listing.checks,
    "bars": bars.checks,
    "actions": actions.checks,
    "shares": shares.checks,
    "rates": rates.checks,
    "figures": figures.checks,
}
_OF_INSTRUMENTS = ("actions", "bars", "groups", "shares")


def audit(folder: Path) -> tuple[str, ...]:
    """Return one line for everything that is wrong with a tape; none is a good tape.

    A folder that is no tape at all is an error, not a finding.
    """
    manifest = unsealed_manifest(folder)
    found = list(_manifest(manifest))
    frames: dict[str, pl.DataFrame] = {}
    for table in TABLES:
        try:
            frames[table] = _frame(folder, table, manifest)
        except TapeError as error:
            found.append(str(error))
    for table, frame in frames.items():
        found.extend(_structure(table, frame, manifest))
        found.extend(_rows(table, frame, frames.get("instruments")))
    return (*found, *_names(folder, manifest, frames))


def _manifest(manifest: Manifest) -> Iterator[str]:
    if not adds_up(manifest):
        yield "manifest.json: the digests do not add up to the whole"
    if not untouched(manifest):
        yield "manifest.json: was changed since it was loaded: its seal does not fit"


def _frame(folder: Path, table: str, manifest: Manifest) -> pl.DataFrame:
    entry = manifest.tables.get(table)
    if entry is None:
        raise TapeError("manifest.json", f"has no table {table}")
    content = sealed_bytes(folder / table_file(table), entry.sha256)
    try:
        frame = pl.read_parquet(content)
    except pl.exceptions.PolarsError as error:
        cause = str(error).splitlines()[0]
        raise TapeError(table_file(table), f"cannot be read as Parquet: {cause}") from error
    if frame.schema != TABLES[table]:
        raise TapeError(table_file(table), f"has other columns: {', '.join(frame.columns)}")
    return frame


def _structure(table: str, frame: pl.DataFrame, manifest: Manifest) -> Iterator[str]:
    file, keys = table_file(table), frame.select(KEYS[table])
    if frame.height != manifest.tables[table].rows:
        yield f"{file}: {frame.height:,} rows, not {manifest.tables[table].rows:,}"
    if keys.is_duplicated().any():
        yield f"{file}: two rows share {', '.join(KEYS[table])}"
    elif not keys.equals(keys.sort(KEYS[table])):
        yield f"{file}: not sorted by {', '.join(KEYS[table])}"


def _rows(table: str, frame: pl.DataFrame, instruments: pl.DataFrame | None) -> Iterator[str]:
    file = table_file(table)
    if instruments is not None and table in _OF_INSTRUMENTS:
        strangers = frame.join(instruments, on="id", how="anti")["id"].unique().sort()
        yield from (f"{file}: no instrument {each}" for each in strangers.head(SHOWN))
    if table not in _CHECKS or (table == "bars" and instruments is None):
        return
    kinds = None if instruments is None else instruments.select("id", kind_of="kind")
    with_kind = (
        frame.join(kinds, on="id", how="left") if table == "bars" and kinds is not None else frame
    )
    faults = Rows(frame=_placed(file, with_kind)).sift(_CHECKS[table]()).faults
    yield from map(str, faults[:SHOWN])
    if len(faults) > SHOWN:
        yield f"{file}: {len(faults) - SHOWN:,} more bad rows"


def _placed(file: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows as the loader's checks expect them; what only sources have is null."""
    columns = [column for column in frame.columns if column not in ("aliases", "kind_of")]
    beside = [each for each in ("dividend", "split") if each not in frame.columns]
    return frame.with_columns(
        *(pl.col(column).cast(pl.String).alias(f"{column}:text") for column in columns),
        *(pl.lit(None, dtype=pl.Int64).alias(column) for column in beside),
        *(pl.lit(None, dtype=pl.String).alias(f"{column}:text") for column in beside),
        pl.lit(file).alias(FILE),
        pl.lit("row").alias(UNIT),
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias(LINE),
    )


def _names(folder: Path, manifest: Manifest, frames: dict[str, pl.DataFrame]) -> Iterator[str]:
    try:
        stored = sealed_bytes(folder / NAMES_FILE, manifest.names_sha256)
    except TapeError as error:
        yield str(error)
        return
    if "instruments" not in frames or "groups" not in frames:
        return
    told = names_of(frames["instruments"], frames["groups"], manifest.represents)
    if encode_names(told) != stored:
        yield f"{NAMES_FILE}: does not say what the tables of instruments and groups say"
