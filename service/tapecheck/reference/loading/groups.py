"""Named groups: what they are called and who was in them when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl
from msgspec import UNSET, UnsetType

from tapecheck.reference.faults import Reason
from tapecheck.reference.instruments import Group, Instrument, Membership, Names, fold
from tapecheck.reference.loading import cells
from tapecheck.reference.loading.depositary import represented
from tapecheck.reference.loading.listing import Listing
from tapecheck.reference.loading.rows import Check, Rows, in_order, read_rows
from tapecheck.reference.loading.terms import Terms
from tapecheck.reference.schema import GROUPS, KEYS

_CELLS: dict[str, cells.Cell] = {
    "group": cells.text,
    "alias": cells.text,
    "member": cells.text,
    "valid_from": cells.day,
    "valid_to": cells.day,
    "mic": cells.text,
}


_OWN_ALIAS = Check(
    Reason.DUPLICATE,
    pl.col("group") != pl.col("owner"),
    pl.format("alias '{}' is already that of the group {}", pl.col("alias"), pl.col("owner")),
)


def read_groups(paths: Iterable[Path], listing: Listing, *, terms: Terms) -> Rows:
    """Return the groups in the tape's columns; an alias belongs to one group only."""
    required = ("group", "alias", "member")
    rows = listing.resolve(
        read_rows("groups", paths, _CELLS, required=required, terms=terms), column="member"
    )
    folded = rows.frame["alias"].map_elements(fold, return_dtype=pl.String)
    owner = pl.col("group").first().over("folded").alias("owner")
    owned = rows.frame.with_columns(folded=folded).with_columns(owner)
    unique = (
        rows.with_frame(owned)
        .sift([in_order("valid_from", "valid_to"), _OWN_ALIAS])
        .unique(KEYS["groups"], ("group", "alias", "member", "valid_from"))
    )
    return unique.with_frame(unique.frame.select(GROUPS.names()))


def names_of(
    instruments: pl.DataFrame, groups: pl.DataFrame,
    represents: Mapping[str, str] | UnsetType = UNSET,
) -> Names:  # fmt: skip
    """Return the names that the two sorted tables hold, for ``names.json``.

    ``represents`` tells by id what depositary shares stand for.
    """
    notes = {id: represented(told) for id, told in (represents or {}).items()}
    listed = [
        Instrument(
            **(row | {"aliases": tuple(row["aliases"])}), represents=notes.get(row["id"], UNSET)
        )
        for row in instruments.iter_rows(named=True)
    ]
    return Names(listed, [_group(*each) for each in groups.group_by("group", maintain_order=True)])


def _group(key: tuple[object, ...], rows: pl.DataFrame) -> Group:
    times = rows.select("id", "valid_from", "valid_to").unique(maintain_order=True)
    return Group(
        id=str(key[0]),
        aliases=tuple(rows["alias"].unique(maintain_order=True)),
        memberships=tuple(Membership(**row) for row in times.iter_rows(named=True)),
    )
