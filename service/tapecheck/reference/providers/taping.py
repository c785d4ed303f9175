"""Fetched rows onto a tape: all of them or nothing, and the tape there was stays as it was."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
from msgspec import Struct, structs

from tapecheck.reference.loading.folder import Draft, refuse_unless_free
from tapecheck.reference.loading.inputs import Inputs
from tapecheck.reference.loading.load import Loaded, load_tape, update_tape
from tapecheck.reference.providers.staging import (
    fetched,
    instrument_rows,
    listings,
    new_rows,
    refuse_no_prices,
    write_source,
)
from tapecheck.reference.providers.vendor import Found, Vendor, Wanted
from tapecheck.reference.tape import Tape


class Place(Struct, frozen=True, kw_only=True):
    """Where the new tape goes, what it is called, and when its rows were fetched.

    ``base`` is the folder of the tape that it adds to; it may be the same.
    """

    into: Path
    name: str
    retrieved_at: str
    base: Path | None = None


def put_on_tape(
    found: Sequence[tuple[Wanted, Found]], vendor: Vendor, place: Place, *, tape: Tape | None
) -> Loaded | None:
    """Return what was loaded: the rows of ``tape``, which is open at the base, and what it lacked.

    None: there was nothing new, and nothing was written. On any failure the folder is as before.
    """
    fresh = new_rows(fetched(found, vendor.name), tape)
    if not fresh and tape is not None:
        return None
    refuse_no_prices(tape, fresh, place.into)
    with tempfile.TemporaryDirectory() as folder:
        new = [each for each in listings(found) if not tape or not tape.instrument(each.id)]
        inputs = _inputs(
            Path(folder), dict(fresh) | {"instruments": instrument_rows(new)}, vendor, place, tape
        )
        return _loaded(inputs, place)


def _loaded(inputs: Inputs, place: Place) -> Loaded:
    """Load anew, or update the base; in its own place too, once the new tape is whole."""
    name, into = place.name, place.into.resolve()
    if place.base is None:
        return load_tape(inputs, into, name=name, replace=False, skip_bad=True)
    refuse_unless_free(into, replace=into == place.base.resolve())
    with Draft(into) as draft:
        loaded = update_tape(
            place.base, inputs, draft.folder, name=name, replace=False, skip_bad=True
        )
        draft.put_in_place()
    return loaded


def _inputs(
    folder: Path,
    frames: Mapping[str, pl.DataFrame],
    vendor: Vendor,
    place: Place,
    tape: Tape | None,
) -> Inputs:
    """Write the new rows as files that the loader takes, and return them with their terms."""
    paths = {
        table: (write_source(folder, f"{vendor.name}-{table}", table, frame),)
        for table, frame in frames.items()
        if not frame.is_empty()
    }
    licences = {table: _licence(table, vendor, tape) for table in paths}
    bare = Inputs(retrieved_at=place.retrieved_at, licences=licences)
    return structs.replace(bare, **paths)


def _licence(table: str, vendor: Vendor, tape: Tape | None) -> str:
    """Return the terms of a table's rows: those there were, and the vendor's."""
    before = tape.manifest.tables[table].licence if tape else None
    notes = [*(before.split("; ") if before else ()), *vendor.licence.split("; ")]
    return "; ".join(dict.fromkeys(notes))
