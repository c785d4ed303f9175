"""A frame of articles in, a frame of claims out: for notebooks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, islice

import polars as pl

from tapecheck.bulk.parts import framed
from tapecheck.bulk.reading import article_of
from tapecheck.bulk.rows import Place, Row, report_rows
from tapecheck.core.errors import InputError, nearest
from tapecheck.verify.verifier import Verifier

_NAME = "frame"
_TOGETHER = 1000  # claims that wait as plain objects


def claims_of(verifier: Verifier, frame: pl.DataFrame, columns: Mapping[str, str]) -> pl.DataFrame:
    """Return the claims of all articles of a frame; ``columns`` names those of each field."""
    for column in columns.values():
        if column not in frame.columns:
            way_out = nearest(column, frame.columns)
            raise InputError(_NAME, f"has no column {column!r}", way_out=way_out)
    wanted = frame.select(pl.col(column).alias(field) for field, column in columns.items())
    rows = chain.from_iterable(_rows(verifier, wanted))
    claims = [framed("claims", [])]
    while some := list(islice(rows, _TOGETHER)):
        claims.append(framed("claims", some))
    return pl.concat(claims)


def _rows(verifier: Verifier, wanted: pl.DataFrame) -> Iterator[list[Row]]:
    for number, row in enumerate(wanted.iter_rows(named=True), start=1):
        article = article_of(row, number, f"{_NAME}:{number}")
        _, claims = report_rows(verifier.check(article), Place(input=_NAME, position=number))
        yield claims
