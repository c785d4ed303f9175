"""Load a tape, or update one: read and check every row, then write all of it or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
from msgspec import UNSET, Struct

from tapecheck.core.errors import LoadError
from tapecheck.reference.diff import Change, changes_of, refuse_changed
from tapecheck.reference.faults import SHOWN, BadRowsError, Conflict, Fault, by_reason
from tapecheck.reference.instruments import encode_names
from tapecheck.reference.loading.actions import from_bars
from tapecheck.reference.loading.assembly import Assembled, Base, assembled, base_of
from tapecheck.reference.loading.folder import (
    Draft,
    refuse_unless_free,
    seal,
    share_files,
    write_tables,
)
from tapecheck.reference.loading.groups import names_of
from tapecheck.reference.loading.inputs import Inputs, Told, read_inputs
from tapecheck.reference.loading.rates import ECB_LICENCE
from tapecheck.reference.manifest import (
    FORMAT,
    NAMES_FILE,
    Manifest,
    SourceFile,
    TableEntry,
    sealed,
    sha256,
    table_file,
    tape_digest,
)
from tapecheck.reference.schema import INSTRUMENTS


class Loaded(Struct, frozen=True, kw_only=True):
    """What came of a load: the manifest, the rows left out, and the columns nobody asked for.

    ``conflicts`` are the prices on which two files differ; ``changes`` what an update has otherwise
    than the tape before, and ``shared`` the files of it that the new one has too.
    """

    manifest: Manifest
    faults: tuple[Fault, ...]
    ignored: tuple[str, ...]
    conflicts: tuple[Conflict, ...] = ()
    changes: tuple[Change, ...] = ()
    shared: tuple[str, ...] = ()


def load_tape(inputs: Inputs, into: Path, *, name: str, replace: bool, skip_bad: bool) -> Loaded:
    """Return what was loaded into the folder; on any failure the folder is as it was before."""
    into = into.resolve()
    refuse_unless_free(into, replace=replace)
    return _loaded(inputs, into, None, name=name, skip_bad=skip_bad)


def update_tape(
    old: Path, inputs: Inputs, into: Path, *,
    name: str, replace: bool, skip_bad: bool, only_add: bool = False,
) -> Loaded:  # fmt: skip
    """Return what came of the old tape with the inputs over it; the old one stays as it is.

    A row that the inputs tell replaces the old one of its key, which ``only_add`` refuses; none is
    removed. Files that do not change are shared with the old tape.
    """
    old, into = old.resolve(), into.resolve()
    if into == old:
        what = "is the tape to be updated, which stays as it is"
        raise LoadError(str(into), what, way_out="name another folder")
    base = base_of(old)
    refuse_unless_free(into, replace=replace)
    return _loaded(inputs, into, base, name=name, skip_bad=skip_bad, only_add=only_add)


def _loaded(
    inputs: Inputs, into: Path, base: Base | None, *,
    name: str, skip_bad: bool, only_add: bool = False,
) -> Loaded:  # fmt: skip
    known = pl.DataFrame(schema=INSTRUMENTS) if base is None else base.instruments
    told = read_inputs(inputs, known)
    if told.faults and not skip_bad:
        raise BadRowsError(told.faults)
    made = assembled(told, base)
    changes = tuple(_changes(made, base)) if base is not None else ()
    if only_add:
        refuse_changed(changes)
    with Draft(into) as draft:
        manifest, shared = _write(draft.folder, made, told, inputs=inputs, base=base, name=name)
        draft.put_in_place()
    return Loaded(
        manifest=manifest,
        faults=told.faults,
        ignored=tuple(each for rows in told.rows.values() for each in rows.ignored),
        conflicts=told.rows["bars"].conflicts,
        changes=changes,
        shared=shared,
    )


def _write(
    folder: Path, made: Assembled, told: Told, *, inputs: Inputs, base: Base | None, name: str
) -> tuple[Manifest, tuple[str, ...]]:
    """Write the new tape; return its manifest and the names of the files it shares."""
    same = _unchanged(made, base)
    write_tables(folder, {table: made.frames[table] for table in made.frames if table not in same})
    told_names = names_of(
        made.frames["instruments"], made.frames["groups"], told.listing.represents
    )
    names = encode_names(told_names)
    shared = [table_file(table) for table in same]
    if base is not None and sha256(names) == base.manifest.names_sha256:
        shared.append(NAMES_FILE)
    if base is not None:
        share_files(base.folder, folder, shared)
    entries = {
        table: _entry(table, made, told, inputs=inputs, base=base, content=_content(folder, table))
        for table in made.frames
    }
    sums = {table: entry.sha256 for table, entry in entries.items()}
    bare = Manifest(
        format=FORMAT,
        name=name,
        digest=tape_digest(sums, sha256(names)),
        names_sha256=sha256(names),
        tables=entries,
        calendars=made.calendars,
        notes=made.notes,
        quotes=told.listing.quotes or UNSET,
        formerly=told.listing.formerly or UNSET,
        represents=told.listing.represents or UNSET,
        stated=made.stated or UNSET,
    )
    manifest = sealed(bare)
    seal(folder, manifest, None if NAMES_FILE in shared else names)
    return manifest, tuple(shared)


def _changes(made: Assembled, base: Base) -> Iterator[Change]:
    for table, frame in made.frames.items():
        old = base.frames[table]
        if not frame.equals(old):
            yield from changes_of(table, old.lazy(), frame.lazy(), shown=SHOWN)


def _unchanged(made: Assembled, base: Base | None) -> tuple[str, ...]:
    if base is None:
        return ()
    return tuple(name for name, frame in made.frames.items() if frame.equals(base.frames[name]))


def _content(folder: Path, table: str) -> bytes:
    return (folder / table_file(table)).read_bytes()


def _sources(table: str, told: Told) -> tuple[SourceFile, ...]:
    """Return the files behind a table; splits and dividends may stand beside the bars."""
    own = told.rows[table].sources if table in told.rows else ()
    beside = table == "actions" and not from_bars(told.rows["bars"].frame).is_empty()
    return (*own, *told.rows["bars"].sources) if beside else own


def _entry(
    table: str, made: Assembled, told: Told, *, inputs: Inputs, base: Base | None, content: bytes
) -> TableEntry:
    rows = told.rows.get(table)
    notes: Mapping[str, str] = ({"rates": ECB_LICENCE} if inputs.ecb else {}) | inputs.licences
    old = None if base is None else base.manifest.tables[table]
    skipped = by_reason(rows.faults) if rows else {}
    sources = _sources(table, told)
    if old is not None:
        sources = tuple(dict.fromkeys((*old.sources, *sources)))
        skipped = dict(Counter(old.skipped) + Counter(skipped))
    return TableEntry(
        rows=made.frames[table].height,
        sha256=sha256(content),
        sources=sources,
        licence=notes.get(table, old.licence if old else None),
        skipped=skipped,
    )
