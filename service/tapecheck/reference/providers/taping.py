"""Fetched rows onto a tape: all of them or nothing, and the tape there was stays as it was."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
from msgspec import Struct, structs

from tapecheck.reference.loading.folder import Draft, refuse_unless_free
from tapecheck.reference.loading.inputs import Inputs
from tapecheck.reference.loading.load import Loaded, load_tape
from tapecheck.reference.manifest import (
    MANIFEST_FILE,
    Manifest,
    SourceFile,
    TableEntry,
    encode_manifest,
    sealed,
    sha256,
)
from tapecheck.reference.providers.staging import (
    fetched,
    instrument_rows,
    kept_rows,
    listings,
    new_rows,
    refuse_no_prices,
    write_source,
)
from tapecheck.reference.providers.vendor import Found, Vendor, Wanted
from tapecheck.reference.schema import INSTRUMENTS
from tapecheck.reference.tape import Tape

# Of an index's open that was filled in nothing is left to be counted again.
_COUNTED_ONCE = "index-open-unknown"


class Place(Struct, frozen=True, kw_only=True):
    """Where the new tape goes, what it is called, and when its rows were fetched."""

    into: Path
    name: str
    retrieved_at: str


def put_on_tape(
    found: Sequence[tuple[Wanted, Found]], vendor: Vendor, place: Place, *, tape: Tape | None
) -> Loaded | None:
    """Return what was loaded: the rows of ``tape``, if there is one, and what it lacked.

    None: there was nothing new, and nothing was written. On any failure the folder is as before.
    """
    fresh = new_rows(fetched(found, vendor.name), tape)
    if not fresh and tape is not None:
        return None
    refuse_no_prices(tape, fresh, place.into)
    into = place.into.resolve()
    refuse_unless_free(into, replace=tape is not None)
    with tempfile.TemporaryDirectory() as folder, Draft(into) as draft:
        inputs = _inputs(Path(folder), found, fresh, vendor, tape)
        loaded = load_tape(inputs, draft.folder, name=place.name, replace=False, skip_bad=True)
        manifest = _told(loaded.manifest, fresh, vendor, place, tape)
        (draft.folder / MANIFEST_FILE).write_bytes(encode_manifest(manifest))
        draft.put_in_place()
    return structs.replace(loaded, manifest=manifest)


def _inputs(
    folder: Path,
    found: Sequence[tuple[Wanted, Found]],
    fresh: Mapping[str, pl.DataFrame],
    vendor: Vendor,
    tape: Tape | None,
) -> Inputs:
    """Write what stays and what is new as files of their own, and return them."""
    kept = kept_rows(tape, fresh) if tape else {"instruments": pl.DataFrame(schema=INSTRUMENTS)}
    named = instrument_rows(listings(found))
    new = dict(fresh) | {"instruments": named.join(kept["instruments"], on="id", how="anti")}
    files: dict[str, list[Path]] = {}
    for origin, frames in (("tape", kept), (vendor.name, new)):
        for table, frame in frames.items():
            if not frame.is_empty():
                path = write_source(folder, f"{origin}-{table}", table, frame)
                files.setdefault(table, []).append(path)
    return Inputs(**{table: tuple(paths) for table, paths in files.items()})  # type: ignore[arg-type]  # one field a table


def _told(
    manifest: Manifest,
    fresh: Mapping[str, pl.DataFrame],
    vendor: Vendor,
    place: Place,
    tape: Tape | None,
) -> Manifest:
    """Return the manifest with the sources there were, and the vendor behind what is new."""
    tables = {
        table: _entry(entry, fresh.get(table), vendor, place, _before(tape, table))
        for table, entry in manifest.tables.items()
    }
    notes = dict(manifest.notes)
    if tape is not None and _COUNTED_ONCE in tape.manifest.notes:
        notes[_COUNTED_ONCE] = notes.get(_COUNTED_ONCE, 0) + tape.manifest.notes[_COUNTED_ONCE]
    return sealed(structs.replace(manifest, tables=tables, notes=notes))


def _before(tape: Tape | None, table: str) -> TableEntry | None:
    return tape.manifest.tables.get(table) if tape else None


def _entry(
    entry: TableEntry,
    fresh: pl.DataFrame | None,
    vendor: Vendor,
    place: Place,
    before: TableEntry | None,
) -> TableEntry:
    sources = before.sources if before else ()
    licences = [before.licence] if before and before.licence else []
    skipped = dict(before.skipped) if before else {}
    if fresh is not None:
        content = sha256(fresh.write_csv().encode())
        new = SourceFile(name=vendor.title, sha256=content, retrieved_at=place.retrieved_at)
        sources = (*sources, new)
        licences.append(vendor.licence)
    for why, count in entry.skipped.items():
        skipped[why] = skipped.get(why, 0) + count
    return structs.replace(
        entry,
        sources=sources,
        licence="; ".join(dict.fromkeys(licences)) or None,
        skipped=dict(sorted(skipped.items())),
    )
