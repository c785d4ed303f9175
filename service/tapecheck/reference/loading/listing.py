"""The instruments of a tape, and which of them a symbol in another file means."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

import polars as pl
from msgspec import Struct

from tapecheck.reference.faults import Reason
from tapecheck.reference.loading import cells, depositary
from tapecheck.reference.loading.quotes import whole_currency
from tapecheck.reference.loading.rows import Check, Rows, in_order, known_word, read_rows
from tapecheck.reference.loading.terms import Terms
from tapecheck.reference.schema import INSTRUMENTS, KINDS

_CELLS: dict[str, cells.Cell] = {
    "symbol": cells.text,
    "name": cells.text,
    "kind": cells.text,
    "mic": cells.text,
    "currency": cells.text,
    "aliases": cells.words,
    "formerly": cells.words,
    "represents": cells.text,
    "valid_from": cells.day,
    "valid_to": cells.day,
}
_HINTED = 20
_FORMER = r"^(?P<symbol>\S+) until (?P<until>\d{4}-\d{2}-\d{2})$"


class Listing(Struct, frozen=True):
    """All instruments, and by which keys other files may name them.

    ``keys`` has ids by symbol and by id, ``former`` by symbols they had until some day. By id,
    ``quotes`` has the parts of a currency that sources use, ``formerly`` the old symbols as told,
    ``represents`` what depositary shares stand for.
    """

    frame: pl.DataFrame
    keys: pl.DataFrame
    former: pl.DataFrame
    quotes: dict[str, str]
    formerly: dict[str, tuple[str, ...]]
    represents: dict[str, str]

    def resolve(self, rows: Rows, *, column: str = "symbol", day: str | None = None) -> Rows:
        """Return the rows with ``id``, ``kind_of``, ``quote``; a symbol of none or two is a fault.

        A symbol of two exchanges needs a ``mic`` column, or is written ``XNYS:SYMBOL``. On the
        ``day`` of a row a listing may have had another symbol than today.
        """
        named = pl.col(column)
        keyed = (
            pl.when(pl.col("mic").is_null())
            .then(named)
            .otherwise(pl.format("{}:{}", pl.col("mic"), named))
            if "mic" in rows.frame.columns
            else named
        )
        frame = rows.frame.with_columns(key=keyed)
        if day is not None and not self.former.is_empty():
            frame = self._today(frame, day)
        joined = frame.join(self.keys, on="key", how="left", maintain_order="left")
        checked = rows.with_frame(joined).sift([self._unknown(joined), _AMBIGUOUS])
        return checked.with_frame(checked.frame.drop("key", "listings"))

    def _today(self, frame: pl.DataFrame, day: str) -> pl.DataFrame:
        """Return the rows with the id of the listing that had their symbol on their day."""
        dated = frame.with_columns(pl.col(day).cast(pl.Date).alias("at:day")).with_row_index(
            "at:row"
        )
        joined = dated.sort("at:day").join_asof(
            self.former,
            left_on="at:day",
            right_on="until",
            by="key",
            strategy="forward",
            check_sortedness=False,
        )
        found = joined.sort("at:row").with_columns(key=pl.coalesce("had", "key"))
        return found.drop("at:row", "at:day", "until", "had", strict=False)

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
        """Return what may be meant: who had the symbol before, or the nearest that there is."""
        former = self.former.filter(key=key).sort("until").tail(1)
        for until, had in former.select("until", "had").iter_rows():
            return f"; until {until} it was the symbol of '{had}'"
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


def read_instruments(paths: Iterable[Path], *, terms: Terms) -> Rows:
    """Return the instruments, each once, in the tape's columns and with what only sources tell.

    A currency may be a part of one (GBX): that is then the listing's ``quote``. ``formerly`` and
    ``represents`` are as told.
    """
    required = ("symbol", "name", "kind", "mic", "currency")
    rows = read_rows("instruments", paths, _CELLS, required=required, terms=terms)
    rows = rows.with_frame(
        rows.frame.with_columns(quote="currency", currency=whole_currency(pl.col("currency")))
    ).sift([*checks(), _former(), depositary.readable()])
    with_id = rows.frame.with_columns(
        id=pl.format("{}:{}", pl.col("mic"), pl.col("symbol")),
        aliases=pl.col("aliases").fill_null([]),
    )
    return rows.with_frame(with_id).unique(("id",), ("id",))


def checks() -> list[Check]:
    """Return what no instrument may be."""
    kind, order = known_word("kind", KINDS), in_order("valid_from", "valid_to")
    return [mic_check(), _currency(), kind, order]


def listing_of(instruments: pl.DataFrame) -> Listing:
    """Return the listing that other files' symbols are looked up in."""
    quote = "quote" if "quote" in instruments.columns else "currency"
    told = [
        pl.col("id").alias("listing"),
        pl.col("kind"),
        pl.coalesce(quote, "currency").alias("quote"),
    ]
    pairs = pl.concat(
        [instruments.select(pl.col(key).alias("key"), *told) for key in ("symbol", "id")]
    ).sort("key", "listing")
    keys = pairs.group_by("key", maintain_order=True).agg(
        listings=pl.col("listing").unique(maintain_order=True),
        id=pl.col("listing").first(),
        kind_of=pl.col("kind").first(),
        quote=pl.col("quote").first(),
    )
    return Listing(
        frame=instruments.select(INSTRUMENTS.names()),
        keys=keys,
        former=_former_keys(instruments),
        quotes=_quotes(instruments),
        formerly=_formerly(instruments),
        represents=depositary.notes_of(instruments),
    )


def _quotes(instruments: pl.DataFrame) -> dict[str, str]:
    if "quote" not in instruments.columns:
        return {}
    parts = instruments.filter(pl.col("quote") != pl.col("currency")).sort("id")
    return dict(parts.select("id", "quote").iter_rows())


def _formerly(instruments: pl.DataFrame) -> dict[str, tuple[str, ...]]:
    if "formerly" not in instruments.columns:
        return {}
    told = instruments.filter(pl.col("formerly").list.len() > 0).sort("id")
    return {each: tuple(symbols) for each, symbols in told.select("id", "formerly").iter_rows()}


def _former_keys(instruments: pl.DataFrame) -> pl.DataFrame:
    """Return key, ``until`` and the id that ``had`` it, ascending by day."""
    if "formerly" not in instruments.columns:
        return pl.DataFrame(schema={"key": pl.String, "until": pl.Date, "had": pl.String})
    told = instruments.select("mic", had="id", told="formerly").explode("told").drop_nulls()
    parts = told.with_columns(pl.col("told").str.extract_groups(_FORMER)).unnest("told")
    dated = parts.with_columns(pl.col("until").str.to_date("%Y-%m-%d"))
    bare = dated.select("until", "had", key="symbol")
    full = dated.select("until", "had", key=pl.format("{}:{}", "mic", "symbol"))
    return pl.concat([bare, full]).sort("until")


def _former() -> Check:
    bad = pl.col("formerly").list.eval(~pl.element().str.contains(_FORMER)).list.any()
    says = pl.format(
        "cannot read formerly '{}'; write it as OLD until 2022-06-08", pl.col("formerly:text")
    )
    return Check(Reason.UNREADABLE, bad, says)


def mic_check() -> Check:
    """Return what is no code of an exchange."""
    says = pl.format("mic '{}' is not four letters or digits (ISO 10383)", pl.col("mic"))
    return Check(Reason.UNREADABLE, ~pl.col("mic").str.contains(r"^[A-Z0-9]{4}$"), says)


def _currency() -> Check:
    says = pl.format("currency '{}' is no ISO 4217 code", pl.col("currency"))
    return Check(Reason.UNREADABLE, ~pl.col("currency").str.contains(r"^[A-Z]{3}$"), says)
