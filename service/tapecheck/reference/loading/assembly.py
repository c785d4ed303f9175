"""The tables of a new tape: what the files told, over what the tape before had."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from pathlib import Path

import polars as pl
from msgspec import Struct

from tapecheck.reference.loading.actions import from_bars, merged
from tapecheck.reference.loading.bars import settle
from tapecheck.reference.loading.inputs import Told
from tapecheck.reference.loading.sessions import Known, sessions_of, span_of
from tapecheck.reference.loading.stated import stated_by
from tapecheck.reference.manifest import Manifest
from tapecheck.reference.schema import KEYS, TABLES
from tapecheck.reference.tape import open_tape


class Base(Struct, frozen=True, kw_only=True):
    """The tape that an update starts from, checked against its digests."""

    folder: Path
    manifest: Manifest
    frames: dict[str, pl.DataFrame]

    @property
    def calendars(self) -> Known:
        """Return the sessions with what they were computed from."""
        span = span_of(self.frames["bars"])
        return Known(self.frames["sessions"], span, self.manifest.calendars)

    @property
    def instruments(self) -> pl.DataFrame:
        """Return the instruments with what the sources call them and quote them in."""
        known = self.manifest
        notes = [each or {} for each in (known.quotes, known.formerly, known.represents)]
        told = pl.DataFrame(
            [(id, *(note.get(id) for note in notes)) for id in dict.fromkeys(chain(*notes))],
            schema=_TOLD,
            orient="row",
        )
        return self.frames["instruments"].join(told, on="id", how="left")


# What the manifest keeps of the listings, as their own files told it.
_TOLD = pl.Schema(
    {
        "id": pl.String(),
        "quote": pl.String(),
        "formerly": pl.List(pl.String),
        "represents": pl.String(),
    }
)


class Assembled(Struct, frozen=True, kw_only=True):
    """The tables of a new tape, whence its sessions are, and counts of what was kept oddly.

    ``stated`` are the sessions that a desk knows better than the calendars.
    """

    frames: dict[str, pl.DataFrame]
    calendars: dict[str, str]
    notes: dict[str, int]
    stated: dict[str, dict[str, bool]]


def base_of(folder: Path) -> Base:
    """Return the tape in a folder with all its tables."""
    tape = open_tape(folder)
    frames = {table: tape.frame(table).collect() for table in TABLES}
    return Base(folder=folder, manifest=tape.manifest, frames=frames)


def assembled(told: Told, base: Base | None) -> Assembled:
    """Return the tables of the new tape; a row that was told replaces the base's of its key."""
    new = told.rows["bars"].frame
    bars = new if base is None else pl.concat([new, _old_bars(new, told, base)], how="diagonal")
    stated = stated_by(told.rows["sessions"], (base.manifest.stated or {}) if base else {})
    known = None if base is None else base.calendars
    mics = told.listing.frame["mic"].unique().to_list()
    sessions, calendars = sessions_of(mics, bars, stated=stated, known=known)
    actions = _over("actions", merged(told.rows["actions"].frame, from_bars(new)), base)
    settled, notes = settle(bars, sessions, actions)
    made = {"bars": settled, "sessions": sessions, "actions": actions}
    frames = {}
    for table in TABLES:
        frame = _typed(table, made[table] if table in made else told.rows[table].frame)
        frames[table] = (frame if table in made else _over(table, frame, base)).sort(KEYS[table])
    if retold := told.rows["bars"].retold:
        notes["told-twice"] = retold
    if base is not None:
        notes = dict(Counter(base.manifest.notes) + Counter(notes))
    return Assembled(frames=frames, calendars=calendars, notes=notes, stated=stated)


def _old_bars(new: pl.DataFrame, told: Told, base: Base) -> pl.DataFrame:
    """Return the base's bars that were not told anew; they keep the status they have."""
    kinds = told.listing.frame.select("id", kind_of="kind")
    kept = base.frames["bars"].join(new, on=KEYS["bars"], how="anti")
    return kept.join(kinds, on="id", how="left").with_columns(doubted=pl.lit(value=False))


def _over(table: str, frame: pl.DataFrame, base: Base | None) -> pl.DataFrame:
    if base is None:
        return frame
    kept = base.frames[table].join(frame, on=KEYS[table], how="anti", nulls_equal=True)
    return pl.concat([frame, kept])


def _typed(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    columns = TABLES[table]
    return frame.select(columns.names()).cast(columns)
