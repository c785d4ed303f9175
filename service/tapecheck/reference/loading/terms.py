"""Terms: how the files of a load are written, where that is not as the tape's columns are."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from tapecheck.core.errors import LoadError, nearest

COMMA, POINT = "comma", "point"


class Terms(Struct, frozen=True, kw_only=True):
    """On what terms files are read.

    ``retrieved_at`` is written down as given. ``columns`` says, by table, what files call a column:
    ours to theirs. ``decimal`` is ``comma`` or ``point``; None looks at each file. ``dates`` is a
    pattern of strptime for dates that are not written 2025-02-13. ``as_traded`` takes the prices of
    a vendor that adjusts them for splits as they stand.
    """

    retrieved_at: str | None = None
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    decimal: str | None = None
    dates: str | None = None
    as_traded: bool = False

    def theirs(self, table: str) -> dict[str, str]:
        """Return what files of a table call our columns, both in lower case."""
        told = self.columns.get(table, {})
        return {ours.lower(): theirs.strip().lower() for ours, theirs in told.items()}


def check_columns(table: str, theirs: dict[str, str], *, ours: Iterable[str]) -> None:
    """Refuse a column that the tape's table does not know."""
    known = tuple(ours)
    for column in theirs:
        if column not in known:
            raise LoadError(
                "--map", f"{table} has no column {column!r}", way_out=nearest(column, known)
            )


def check_found(table: str, theirs: dict[str, str], *, headers: Iterable[str]) -> None:
    """Refuse a column that no file of the table has."""
    there = tuple(headers)
    for column in theirs.values():
        if column not in there:
            what = f"no file of {table} has a column {column!r}"
            raise LoadError("--map", what, way_out=nearest(column, there))
