"""Rows on their way into a tape: typed, each with its place, sifted by checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import polars as pl
from msgspec import Struct, structs

from tapecheck.reference.faults import Conflict, Fault, Reason
from tapecheck.reference.loading.cells import DAYS, NUMBERS, Cell, typed
from tapecheck.reference.loading.source import PLACE, Columns, Sheet, Source, read_sheet, wanted
from tapecheck.reference.loading.terms import Terms, check_columns, check_found
from tapecheck.reference.loading.written import plainly_written
from tapecheck.reference.manifest import SourceFile

_FAILED = "at:failed"


Reshape = Callable[[Sheet], Sheet]


def _as_it_stands(sheet: Sheet) -> Sheet:
    return sheet


class Check(Struct, frozen=True):
    """What a bad row looks like, and what to say of it, read from that row alone."""

    reason: Reason
    bad: pl.Expr
    says: pl.Expr


class Rows(Struct, frozen=True, kw_only=True):
    """The rows of one table so far, the faults of those that fell out, and their sources.

    ``conflicts`` are the prices on which two files differ, ``retold`` counts the rows that an
    earlier file had told already.
    """

    frame: pl.DataFrame
    faults: tuple[Fault, ...] = ()
    sources: tuple[SourceFile, ...] = ()
    ignored: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    retold: int = 0

    def sift(self, checks: Iterable[Check]) -> Rows:
        """Return the rows that pass all checks; the others become faults, by their first."""
        checks = tuple(checks)
        failed = self.frame.select(
            pl.coalesce(
                *(pl.when(check.bad).then(place) for place, check in enumerate(checks))
            ).alias(_FAILED)
        ).to_series()
        if failed.null_count() == len(failed):
            return self
        bad = self.frame.with_columns(failed).filter(failed.is_not_null())
        says = pl.coalesce(
            *(
                pl.when(pl.col(_FAILED) == place).then(check.says)
                for place, check in enumerate(checks)
            )
        )
        found = bad.select(*PLACE, _FAILED, says.alias("says"))
        return self.with_frame(self.frame.filter(failed.is_null()), _faults(found, checks))

    def with_frame(self, frame: pl.DataFrame, faults: tuple[Fault, ...] = ()) -> Rows:
        """Return other rows from the same sources, with these faults added."""
        return structs.replace(self, frame=frame, faults=(*self.faults, *faults))

    def unique(self, keys: tuple[str, ...], shown: tuple[str, ...]) -> Rows:
        """Return the first row of each key; any later one is a fault that names ``shown``."""
        says = pl.format(
            "second row for {}", pl.concat_str(shown, separator=" ", ignore_nulls=True)
        )
        twice = ~pl.struct(keys).is_first_distinct()
        return self.sift([Check(Reason.DUPLICATE, twice, says)])


def read_rows(
    table: str,
    paths: Iterable[Path],
    cells: Mapping[str, Cell],
    *,
    required: tuple[str, ...],
    terms: Terms,
    reshape: Reshape = _as_it_stands,
) -> Rows:
    """Return the typed rows of some files of one table; cells that cannot be read are faults.

    ``reshape`` brings each file into the table's columns, after those that were told are renamed.
    """
    columns = Columns(required, tuple(column for column in cells if column not in required))
    read = [
        _plain(sheet, cells, columns, terms)
        for sheet in map(reshape, _sheets(table, tuple(paths), cells, terms))
    ]
    return Rows(
        frame=pl.concat([typed(source.frame, cells) for source in read]),
        faults=tuple(fault for source in read for fault in source.faults),
        sources=tuple(source.file for source in read),
        ignored=_ignored(read),
    ).sift([*(missing(column) for column in required), *(unreadable(each) for each in cells)])


def _sheets(
    table: str, paths: tuple[Path, ...], cells: Mapping[str, Cell], terms: Terms
) -> list[Sheet]:
    theirs = terms.theirs(table)
    check_columns(table, theirs, ours=cells)
    names = [path.name for path in paths]
    sheets = [
        read_sheet(
            path,
            name=path.name if names.count(path.name) == 1 else "/".join(path.parts[-2:]),
            retrieved_at=terms.retrieved_at,
        )
        for path in paths
    ]
    check_found(table, theirs, headers={title for sheet in sheets for title in sheet.titles})
    return [sheet.renamed({name: ours for ours, name in theirs.items()}) for sheet in sheets]


def _plain(sheet: Sheet, cells: Mapping[str, Cell], columns: Columns, terms: Terms) -> Source:
    numbers = [column for column, cell in cells.items() if cell in NUMBERS]
    days = [column for column, cell in cells.items() if cell in DAYS]
    return wanted(plainly_written(sheet, terms, numbers=numbers, days=days), columns)


def missing(column: str) -> Check:
    """Return the check that a cell has something in it."""
    return Check(Reason.MISSING, pl.col(f"{column}:text").is_null(), pl.lit(f"no {column}"))


def unreadable(column: str) -> Check:
    """Return the check that a cell's text could be read."""
    written = pl.col(f"{column}:text")
    bad = written.is_not_null() & pl.col(column).is_null()
    return Check(Reason.UNREADABLE, bad, pl.format(f"cannot read {column} '{{}}'", written))


def known_word(column: str, known: Iterable[str]) -> Check:
    """Return the check that a cell has one of a few words in it, or nothing."""
    listed = sorted(known)
    says = pl.format(f"unknown {column} '{{}}'; known: {', '.join(listed)}", pl.col(column))
    return Check(Reason.UNKNOWN_WORD, ~pl.col(column).is_in(listed), says)


def in_order(first: str, last: str) -> Check:
    """Return the check that one date is not after another."""
    says = pl.format(f"{last} {{}} is before {first} {{}}", pl.col(last), pl.col(first))
    return Check(Reason.WRONG_ORDER, pl.col(last) < pl.col(first), says)


def _ignored(read: list[Source]) -> tuple[str, ...]:
    return tuple(f"{column} of {source.file.name}" for source in read for column in source.ignored)


def _faults(found: pl.DataFrame, checks: tuple[Check, ...]) -> tuple[Fault, ...]:
    return tuple(
        Fault(file=file, unit=unit, line=line, reason=checks[failed].reason, detail=detail)
        for file, unit, line, failed, detail in found.iter_rows()
    )
