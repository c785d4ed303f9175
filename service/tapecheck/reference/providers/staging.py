"""From what vendors sent to files that a tape is loaded from, less what the tape has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import polars as pl
from msgspec import structs

from tapecheck.core.errors import LoadError
from tapecheck.reference.faults import BadRowsError
from tapecheck.reference.instruments import Instrument
from tapecheck.reference.loading.depositary import notes_of
from tapecheck.reference.loading.groups import names_of
from tapecheck.reference.loading.listing import read_instruments
from tapecheck.reference.loading.terms import Terms
from tapecheck.reference.providers.errors import AnswerError
from tapecheck.reference.providers.vendor import Found, Wanted
from tapecheck.reference.schema import (
    ACTIONS,
    BARS,
    FIGURES,
    INSTRUMENTS,
    KEYS,
    RATES,
    SHARES,
    TABLES,
)
from tapecheck.reference.tape import Tape

FETCHED = ("bars", "actions", "shares", "rates", "figures")
_SCHEMAS = {"bars": BARS, "actions": ACTIONS, "shares": SHARES, "rates": RATES, "figures": FIGURES}
# What the loader calls the columns that the tape calls otherwise.
_COLUMNS = {
    "bars": {"id": "symbol"},
    "actions": {"id": "symbol"},
    "shares": {"id": "symbol"},
}


def fetched(found: Iterable[tuple[Wanted, Found]], vendor: str) -> dict[str, pl.DataFrame]:
    """Return the rows that were found, by table and in the tape's columns, each key once."""
    rows: dict[str, list[dict[str, object]]] = {table: [] for table in FETCHED}
    for wanted, each in found:
        named = _listing(wanted, each, vendor)
        for table in FETCHED:
            rows[table].extend(_row(item, named, table) for item in getattr(each, table))
    return {
        table: pl.DataFrame(listed, schema=_SCHEMAS[table]).unique(
            KEYS[table], keep="first", maintain_order=True
        )
        for table, listed in rows.items()
        if listed
    }


def listings(found: Iterable[tuple[Wanted, Found]]) -> tuple[Instrument, ...]:
    """Return the listings that the rows are of."""
    named = (
        wanted.instrument or each.listing for wanted, each in found if each.bars or each.shares
    )
    return tuple(dict.fromkeys(each for each in named if each is not None))


def new_rows(rows: Mapping[str, pl.DataFrame], tape: Tape | None) -> dict[str, pl.DataFrame]:
    """Return the rows that the tape has not yet; an official bar is newer than a provisional."""
    if tape is None:
        return dict(rows)
    fresh = {}
    for table, frame in rows.items():
        there = tape.frame(table).collect()
        if table == "bars":
            there = there.filter(status="official")
        left = frame.join(there, on=KEYS[table], how="anti", nulls_equal=True)
        if not left.is_empty():
            fresh[table] = left
    return fresh


def instrument_rows(named: Sequence[Instrument]) -> pl.DataFrame:
    """Return listings as rows of their table."""
    rows = [structs.asdict(each) | {"aliases": list(each.aliases)} for each in named]
    return pl.DataFrame(rows, schema=INSTRUMENTS)


def write_source(folder: Path, name: str, table: str, frame: pl.DataFrame) -> Path:
    """Write rows as a file the loader takes, and return it."""
    path = folder / f"{name}.parquet"
    if table == "instruments":
        frame = frame.with_columns(pl.col("aliases").list.join(";")).drop("id")
    try:
        frame.rename(_COLUMNS.get(table, {})).write_parquet(path)
    except OSError as error:
        raise LoadError(str(path), f"cannot be written: {error.strerror or error}") from error
    return path


def _listing(wanted: Wanted, found: Found, vendor: str) -> Instrument | None:
    """Return the listing that rows are of; prices of nobody knows what are refused."""
    known = wanted.instrument or found.listing
    if known is None and (found.bars or found.shares):
        what = f"does not say enough of {wanted.symbol}: which exchange, kind and currency"
        raise AnswerError(
            vendor,
            what,
            way_out="describe it in a file of --instruments, or name a tape that has it",
        )
    return known


def _row(item: object, listing: Instrument | None, table: str) -> dict[str, object]:
    row = structs.asdict(item)  # type: ignore[arg-type]  # the rows of a Found are structs
    if table in ("bars", "actions", "shares"):
        row["id"] = listing.id if listing else row.get("id")
    if table == "shares":
        row["class"] = row.pop("share_class")
    if table == "bars" and row["status"] == "official":
        # Unsaid, so that the loader may have its doubts.
        row["status"] = None
    return row


def refuse_no_prices(tape: Tape | None, fresh: Mapping[str, pl.DataFrame], into: Path) -> None:
    """Refuse to make a tape of rates or figures alone: they need one to be added to."""
    if tape is None and "bars" not in fresh:
        raise LoadError(
            str(into),
            "rates, counts and figures alone make no tape",
            way_out="fetch prices first, or name the tape to add them to",
        )


def described(files: Iterable[Path]) -> tuple[Instrument, ...]:
    """Return the listings that files of instruments describe; a bad row is an error."""
    rows = read_instruments(files, terms=Terms())
    if rows.faults:
        raise BadRowsError(rows.faults)
    columns = rows.frame.select(INSTRUMENTS.names()).sort("id")
    no_groups = pl.DataFrame(schema=TABLES["groups"])
    return names_of(columns, no_groups, notes_of(rows.frame)).instruments
