"""The instruments of a tape, and which of them a symbol in another file means."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

import polars as pl
from msgspec import Struct

from tapecheck.reference.faults import Reason
from tapecheck.reference.loading import cells
from tapecheck.reference.loading.rows import Check, Rows, in_order, known_word, read_rows
from tapecheck.reference.schema import INSTRUMENTS, KINDS

_CELLS: dict[str, cells.Cell] = {
    "symbol": cells.text,
    "name": cells.text,
    "kind": cells.text,
    "mic": cells.text,
    "currency": cells.text,
    "aliases": cells.words,
    "valid_from": cells.day,
    "valid_to": cells.day,
}
_HINTED = 20
_HUNDREDTHS = ("GBp", "GBX", "ILA", "ZAc")


class Listing(Struct, frozen=True):
    """All instruments, and by which keys other files may name them."""

    frame: pl.DataFrame
    keys: pl.DataFrame

    def resolve(self, rows: Rows, *, column: str = "symbol") -> Rows:
        """Return the rows with ``id`` and ``kind_of``; a symbol that means none or two is a fault.

        A symbol of two exchanges needs a ``mic`` column, or is written ``XNYS:SYMBOL``.
        """
        named = pl.col(column)
        keyed = (
            pl.when(pl.col("mic").is_null())
            .then(named)
            .otherwise(pl.format("{}:{}", pl.col("mic"), named))
            if "mic" in rows.frame.columns
            else named
        )
        joined = rows.frame.with_columns(key=keyed).join(
            self.keys, on="key", how="left", maintain_order="left"
        )
        checked = rows.with_frame(joined).sift([self._unknown(joined), _AMBIGUOUS])
        return checked.with_frame(checked.frame.drop("key", "listings"))

    def _unknown(self, joined: pl.DataFrame) -> Check:
        bad = pl.col("listings").is_null()
        strangers = joined.filter(bad)["key"].unique(maintain_order=True).head(_HINTED)
        hints = {key: self._hint(key) for key in strangers if key is not None}
        return Check(
            Reason.UNKNOWN_SYMBOL,
            bad,
            pl.format(
                "unknown symbol '{}': not among the instruments{}",
                pl.col("key"),
                pl.col("key").replace_strict(hints, default="", return_dtype=pl.String),
            ),
        )

    def _hint(self, key: str) -> str:
        close = get_close_matches(key, self.keys["key"].to_list(), n=1, cutoff=0.75)
        return f"; did you mean '{close[0]}'?" if close else ""


_AMBIGUOUS = Check(
    Reason.AMBIGUOUS,
    pl.col("listings").list.len() > 1,
    pl.format(
        "'{}' may be {}; add a column mic, or write it so",
        pl.col("key"),
        pl.col("listings").list.join(" or "),
    ),
)


def read_instruments(paths: Iterable[Path], *, retrieved_at: str | None) -> Rows:
    """Return the instruments, in the tape's columns, each id once."""
    required = ("symbol", "name", "kind", "mic", "currency")
    rows = read_rows(paths, _CELLS, required=required, retrieved_at=retrieved_at)
    rows = rows.sift(checks())
    with_id = rows.frame.with_columns(
        id=pl.format("{}:{}", pl.col("mic"), pl.col("symbol")),
        aliases=pl.col("aliases").fill_null([]),
    )
    return rows.with_frame(with_id).unique(("id",), ("id",))


def checks() -> list[Check]:
    """Return what no instrument may be."""
    kind, order = known_word("kind", KINDS), in_order("valid_from", "valid_to")
    return [_mic(), _currency(), kind, order]


def listing_of(instruments: pl.DataFrame) -> Listing:
    """Return the listing that other files' symbols are looked up in."""
    frame = instruments.select(INSTRUMENTS.names())
    pairs = pl.concat(
        [
            frame.select(key="symbol", listing="id", kind="kind"),
            frame.select(key="id", listing="id", kind="kind"),
        ]
    ).sort("key", "listing")
    keys = pairs.group_by("key", maintain_order=True).agg(
        listings=pl.col("listing").unique(maintain_order=True),
        id=pl.col("listing").first(),
        kind_of=pl.col("kind").first(),
    )
    return Listing(frame, keys)


def _mic() -> Check:
    says = pl.format("mic '{}' is not four letters or digits (ISO 10383)", pl.col("mic"))
    return Check(Reason.UNREADABLE, ~pl.col("mic").str.contains(r"^[A-Z0-9]{4}$"), says)


def _currency() -> Check:
    bad = ~pl.col("currency").str.contains(r"^[A-Z]{3}$") | pl.col("currency").is_in(_HUNDREDTHS)
    says = pl.format(
        "currency '{}' is no ISO 4217 code; prices are in whole units", pl.col("currency")
    )
    return Check(Reason.UNREADABLE, bad, says)
