"""What changed between two outputs: verdicts that flipped, and claims that are new or lost."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Any

import polars as pl
from msgspec import Struct

from tapecheck.bulk.manifest import Input, Manifest, read_manifest
from tapecheck.bulk.parts import input_files
from tapecheck.bulk.schema import CLAIMS
from tapecheck.core.errors import BulkError

# Two documents of an input may have one id, and then equal claims: they are told apart by order.
_KEY = ("document", "fingerprint", "nth")
_TOLD = ("quote", "start", "end", "subject", "rule", "summary")
Pair = tuple[list[Path], list[Path]]


class Sort(StrEnum):
    """What became of a claim."""

    FLIPPED = "flipped"
    NEW = "new"
    LOST = "lost"


class Change(Struct, frozen=True, kw_only=True):
    """A claim that came out otherwise, or is in one output only; summaries are of the verdicts.

    Offsets and words are of the new output where it has the claim; a bare one has no words.
    """

    sort: Sort
    input: str
    document: str
    start: int
    end: int
    quote: str | None
    subject: str | None
    rule: str
    was: str | None
    now: str | None
    was_summary: str | None
    now_summary: str | None


def changes(old: Path, new: Path) -> Iterator[Change]:
    """Yield every change between two outputs, input by input.

    Where an input is the same in both, its parts are compared one by one, so that memory holds no
    more than one; else all of its claims are.
    """
    one, two = read_manifest(old), read_manifest(new)
    olds = {each.name: each for each in one.inputs}
    news = {each.name: each for each in two.inputs}
    alike = one.options.size == two.options.size
    for name in sorted(olds.keys() | news.keys()):
        was, now = olds.get(name), news.get(name)
        pair = (_files(old, was), _files(new, now))
        by_part = alike and was is not None and now is not None and was.digest == now.digest
        for each in _by_part(*pair) if by_part else [pair]:
            yield from _between(name, *each)


def stamps(old: Path, new: Path) -> tuple[Manifest, Manifest]:
    """Return the manifests of two outputs: what their verdicts hang on."""
    return read_manifest(old), read_manifest(new)


def _files(folder: Path, input: Input | None) -> list[Path]:
    return list(input_files(folder, "claims", input.number)) if input else []


def _by_part(olds: list[Path], news: list[Path]) -> Iterator[Pair]:
    """Yield the parts of both sides that start at the same place; names end with that place."""
    parts: dict[str, Pair] = {}
    for at, file in chain(((0, file) for file in olds), ((1, file) for file in news)):
        parts.setdefault(file.stem.rpartition("-")[2], ([], []))[at].append(file)
    yield from parts.values()


def _between(name: str, olds: list[Path], news: list[Path]) -> Iterator[Change]:
    try:
        both = _claims(olds).join(_claims(news), on=_KEY, how="full", suffix="_now", coalesce=True)
        changed = both.filter(pl.col("outcome").ne_missing(pl.col("outcome_now")))
        place = pl.coalesce("position", "position_now")
        found = changed.sort(place, *_KEY).collect(engine="streaming")
    except (OSError, pl.exceptions.PolarsError) as error:
        what = f"cannot be read: {str(error).splitlines()[0]}"
        way_out = "make it anew with the command that made it"
        raise BulkError(str((olds + news)[0]), what, way_out=way_out) from error
    for row in found.iter_rows(named=True):
        yield _change(name, row)


def _claims(files: list[Path]) -> pl.LazyFrame:
    frame = pl.scan_parquet(files, glob=False) if files else CLAIMS.to_frame().lazy()
    return frame.select(
        "document", "fingerprint", "position", "outcome", *_TOLD,
        nth=pl.int_range(pl.len()).over("document", "fingerprint"),
    )  # fmt: skip


def _change(name: str, row: dict[str, Any]) -> Change:
    was, now = row["outcome"], row["outcome_now"]
    sort = Sort.NEW if was is None else Sort.LOST if now is None else Sort.FLIPPED
    side = "" if now is None else "_now"
    told = {what: row[f"{what}{side}"] for what in ("start", "end", "quote", "subject", "rule")}
    return Change(
        sort=sort, input=name, document=row["document"], was=was, now=now,
        was_summary=row["summary"], now_summary=row["summary_now"], **told,
    )  # fmt: skip
