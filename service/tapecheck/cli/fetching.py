"""Asking a vendor from the command line: the clock, a bar of progress, and what is told."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from tapecheck.build import build_wire

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from tapecheck.reference.providers.gathering import Asked
    from tapecheck.reference.providers.vendor import Vendor, Wanted
    from tapecheck.reference.tape import Tape

SHOWN = 20


class Line(Struct, frozen=True, kw_only=True):
    """How a vendor is asked: where answers are kept, and seconds between requests and for all."""

    cache: Path | None
    interval: float | None = None
    limit: float | None = None


def now() -> dt.datetime:
    """Return the moment of a fetch."""
    return dt.datetime.now(dt.UTC)


def asked_of(
    vendor: Vendor, wanted: Sequence[Wanted], tape: Tape | None, line: Line
) -> list[Asked]:
    """Return what came of asking for each thing wanted, in turn."""
    from tapecheck.reference.providers.gathering import gather

    with (
        build_wire(vendor, cache=line.cache, interval=line.interval, limit=line.limit) as wire,
        _progress(wanted, vendor) as shown,
    ):
        return list(gather(wire, shown, tape=tape))


def tell_left_out(asked: Iterable[Asked]) -> None:
    """Say which rows a vendor sent that were not taken."""
    from tapecheck.reference.providers.gathering import left_out

    lines = left_out(asked)
    for line in lines[:SHOWN]:
        click.echo(f"left out {line}", err=True)
    if len(lines) > SHOWN:
        click.echo(f"left out {len(lines) - SHOWN:,} more", err=True)


def _progress(wanted: Sequence[Wanted], vendor: Vendor) -> ProgressBar[Wanted]:
    """Return a bar over what is wanted; away from a terminal it shows nothing."""
    return click.progressbar(
        wanted, label=vendor.name, file=sys.stderr, hidden=not sys.stderr.isatty(),
        item_show_func=lambda each: each.symbol if each else "",
    )  # fmt: skip
