"""What differs between two tapes: rows added, removed and changed, by whom they are of."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

import polars as pl
from msgspec import Struct

from tapecheck.core.errors import LoadError
from tapecheck.reference.faults import SHOWN
from tapecheck.reference.schema import DAYS, KEYS, TABLES
from tapecheck.reference.tape import Tape

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
_OLD, _NEW, _CHANGE, _FIRST, _LAST = "at:old", "at:new", "at:change", "at:first", "at:last"
_THEIRS, _DIFFERS = ":new", ":differs"


class Edit(Struct, frozen=True, kw_only=True):
    """One field of a row that changed, as each tape has it; None where it has nothing."""

    column: str
    old: str | None
    new: str | None

    def __str__(self) -> str:
        """Return the field with both values: close 10.6 -> 10.65."""
        old, new = (value or "nothing" for value in (self.old, self.new))
        return f"{self.column} {old} -> {new}"


class Edited(Struct, frozen=True, kw_only=True):
    """A row that both tapes have and that differs; ``row`` is its key but for whom it is of."""

    row: tuple[str, ...]
    edits: tuple[Edit, ...]


class Change(Struct, frozen=True, kw_only=True):
    """Rows of one table and one owner that two tapes do not share.

    ``key`` is whom they are of: an instrument, a currency, a subject, a group, an exchange.
    ``first`` and ``last`` are the days that they lie between, where the table has days; ``columns``
    those in which changed rows differ. ``edited`` are the first of the changed rows, with the old
    and the new value of each field.
    """

    table: str
    key: str
    change: str
    rows: int
    first: dt.date | None = None
    last: dt.date | None = None
    columns: tuple[str, ...] = ()
    edited: tuple[Edited, ...] = ()


class ChangedRowsError(LoadError):
    """Files would change rows that a tape has, and nothing was loaded."""

    code = "tape-changes"


def refuse_changed(changes: Iterable[Change]) -> None:
    """Refuse what changes rows that are there; what is added or removed is let pass."""
    changed = [each for each in changes if each.change == CHANGED]
    if changed:
        count = sum(each.rows for each in changed)
        told = f"{count:,} {'row' if count == 1 else 'rows'} of the tape would change:"
        way_out = "nothing was loaded: leave those rows out, or ask without --only-add"
        raise ChangedRowsError("", "\n".join([told, *edited_lines(changed)]), way_out=way_out)


def edited_lines(changes: Iterable[Change], shown: int = SHOWN) -> Iterator[str]:
    """Yield a line for each of the first changed rows, and one that counts the rest."""
    changed = [each for each in changes if each.change == CHANGED]
    rows = [(each, row) for each in changed for row in each.edited][:shown]
    for each, row in rows:
        edits = ", ".join(map(str, row.edits))
        yield f"  {' '.join((each.table, each.key, *row.row))}: {edits}"
    rest = sum(each.rows for each in changed) - len(rows)
    if rest > 0:
        yield f"  and {rest:,} more changed"


def differences(old: Tape, new: Tape, *, shown: int = 0) -> tuple[Change, ...]:
    """Return what the new tape has otherwise than the old; nothing if their digests agree.

    Of each owner's changed rows the first ``shown`` come with their values.
    """
    return tuple(
        each
        for table in TABLES
        if old.manifest.tables[table].sha256 != new.manifest.tables[table].sha256
        for each in changes_of(table, old.frame(table), new.frame(table), shown=shown)
    )


def changes_of(table: str, old: pl.LazyFrame, new: pl.LazyFrame, *, shown: int) -> Iterator[Change]:
    """Yield what differs between two frames of one table, by owner."""
    owner, columns = KEYS[table][0], _valued(table)
    day = pl.col(DAYS[table]) if table in DAYS else pl.lit(None, dtype=pl.Date)
    marked = _marked(table, old, new)
    counted = (
        marked.group_by(owner, _CHANGE)
        .agg(
            pl.len(),
            day.min().alias(_FIRST),
            day.max().alias(_LAST),
            pl.col([f"{column}{_DIFFERS}" for column in columns]).any(),
        )
        .sort(owner, _CHANGE)
    )
    changed = marked.filter(pl.col(_CHANGE) == CHANGED).sort(KEYS[table])
    heads = changed.filter(pl.int_range(pl.len()).over(owner) < shown)
    found, rows = pl.collect_all([counted, heads])
    edited = _edited(table, rows)
    for key, change, count, first, last, *differs in found.iter_rows():
        told = zip(columns, differs, strict=True)
        yield Change(
            table=table,
            key=key,
            change=change,
            rows=count,
            first=first,
            last=last,
            columns=tuple(c for c, one in told if one and change == CHANGED),
            edited=edited.get(key, ()) if change == CHANGED else (),
        )


def _edited(table: str, rows: pl.DataFrame) -> dict[str, tuple[Edited, ...]]:
    """Return the changed rows with their values, by owner."""
    owner, *rest = KEYS[table]
    found: dict[str, list[Edited]] = defaultdict(list)
    for row in rows.iter_rows(named=True):
        key = tuple(told for each in rest if (told := _told(row[each])) is not None)
        found[row[owner]].append(Edited(row=key, edits=tuple(_edits(table, row))))
    return {key: tuple(each) for key, each in found.items()}


def _edits(table: str, row: Mapping[str, object]) -> Iterator[Edit]:
    for column in _valued(table):
        if row[f"{column}{_DIFFERS}"]:
            yield Edit(column=column, old=_told(row[column]), new=_told(row[f"{column}{_THEIRS}"]))


def _told(value: object) -> str | None:
    """Return a value as a desk writes it: 10.6, not 10.600000."""
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"
    if isinstance(value, list):
        return ";".join(map(str, value))
    return None if value is None else str(value)


def _valued(table: str) -> list[str]:
    return [column for column in TABLES[table] if column not in KEYS[table]]


def _marked(table: str, old: pl.LazyFrame, new: pl.LazyFrame) -> pl.LazyFrame:
    """Return the rows that differ, and how; of each column both values, and whether they do."""
    columns = _valued(table)
    joined = old.with_columns(pl.lit(value=True).alias(_OLD)).join(
        new.with_columns(pl.lit(value=True).alias(_NEW)),
        on=list(KEYS[table]),
        how="full",
        coalesce=True,
        nulls_equal=True,
        suffix=_THEIRS,
    )
    differs = [_differs(column, TABLES[table][column]) for column in columns]
    flags = [f"{column}{_DIFFERS}" for column in columns]
    change = (
        pl.when(pl.col(_OLD).is_null())
        .then(pl.lit(ADDED))
        .when(pl.col(_NEW).is_null())
        .then(pl.lit(REMOVED))
        .when(pl.any_horizontal(pl.lit(value=False), *flags))
        .then(pl.lit(CHANGED))
    )
    told = joined.with_columns(differs).with_columns(change.alias(_CHANGE))
    return told.filter(pl.col(_CHANGE).is_not_null())


def _differs(column: str, dtype: pl.DataType) -> pl.Expr:
    ours, theirs = pl.col(column), pl.col(f"{column}{_THEIRS}")
    if isinstance(dtype, pl.List):
        ours, theirs = ours.list.join(";"), theirs.list.join(";")
    return ours.ne_missing(theirs).alias(f"{column}{_DIFFERS}")
