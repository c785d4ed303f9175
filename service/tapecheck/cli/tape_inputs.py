"""The options that name the files of a tape and say how they are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tapecheck.core.errors import InputError, nearest

if TYPE_CHECKING:
    from tapecheck.reference.loading.inputs import Inputs

Command = TypeVar("Command", bound=Callable[..., object])

_FILE = click.Path(path_type=Path)
_MAPPED = "bars"


def _files(name: str, told: str, *, required: bool) -> Callable[[Command], Command]:
    return click.option(f"--{name}", multiple=True, type=_FILE, required=required, help=told)


def sources(*, required: bool) -> Callable[[Command], Command]:
    """Return a decorator that adds the options; ``required``: instruments and bars must be told."""
    options = (
        _files("instruments", "What there is.", required=required),
        _files("bars", "Prices by session.", required=required),
        _files("actions", "Splits, dividends, spin-offs.", required=False),
        _files("shares", "Share counts.", required=False),
        _files("rates", "Rates per euro, or `ecb` (see below).", required=False),
        _files("figures", "Reported figures.", required=False),
        _files("groups", "Named groups and their members.", required=False),
        _files("sessions", "Days on which exchanges were open or shut.", required=False),
        click.option(
            "--map", "columns", multiple=True, metavar="OURS=THEIRS",
            help="What bars call a column; TABLE.OURS=THEIRS for other files.",
        ),
        click.option(
            "--decimal", type=click.Choice(["comma", "point"]),
            help="The mark of decimals.  [default: what a file's own cells prove]",
        ),
        click.option(
            "--dates", metavar="PATTERN", help="How dates are written, such as %d.%m.%Y."
        ),
        click.option(
            "--as-traded", is_flag=True, help="Vendors' prices are as traded: do not doubt them."
        ),
        click.option(
            "--retrieved-at", metavar="DATE", help="When the files were fetched, to note down."
        ),
        click.option("--licence", multiple=True, metavar="TABLE=NOTE", help="Licence of a table."),
    )  # fmt: skip

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def inputs_of(given: Mapping[str, Any]) -> Inputs:
    """Return what the options told; refuse what they cannot mean."""
    from tapecheck.reference.loading.inputs import Inputs
    from tapecheck.reference.loading.terms import Terms

    ecb = Path("ecb")
    _refuse_no_date(given["retrieved_at"])
    tables = ("instruments", "bars", "actions", "shares", "figures", "groups", "sessions")
    return Inputs(
        **{table: given[table] for table in tables},
        rates=tuple(path for path in given["rates"] if path != ecb),
        ecb=ecb in given["rates"],
        retrieved_at=given["retrieved_at"],
        licences=_by_table("--licence", _pairs("--licence", "TABLE=NOTE", given["licence"])),
        terms=Terms(
            columns=_columns(given["columns"]),
            decimal=given["decimal"],
            dates=_pattern(given["dates"]),
            as_traded=given["as_traded"],
        ),
    )


def _refuse_no_date(written: str | None) -> None:
    """Refuse what is neither a date nor a moment; nothing given is fine."""
    try:
        dt.datetime.fromisoformat(written) if written is not None else None
    except ValueError:
        what = f"{written!r} is no date"
        raise InputError("--retrieved-at", what, way_out="write it as 2025-02-13") from None


def _pattern(written: str | None) -> str | None:
    """Return a pattern that tells day, month and year."""
    if written is None:
        return None
    day = dt.date(2025, 12, 31)
    try:
        found = dt.datetime.strptime(day.strftime(written), written).date()  # noqa: DTZ007 -- a date
    except ValueError:
        found = None
    if found != day:
        what = f"{written!r} does not tell day, month and year"
        raise InputError("--dates", what, way_out="write it like %d.%m.%Y")
    return written


def _pairs(option: str, shape: str, told: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for each in told:
        name, _, value = each.partition("=")
        if not name or not value:
            raise InputError(option, f"{name!r} is not {shape}")
        pairs[name] = value
    return pairs


def _by_table(option: str, told: dict[str, str]) -> dict[str, str]:
    from tapecheck.reference.schema import TABLES

    for table in told:
        if table not in TABLES:
            raise InputError(option, f"no table {table!r}", way_out=nearest(table, TABLES))
    return told


def _columns(told: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Return, by table, what files call our columns; without a table it is that of the bars."""
    columns: dict[str, dict[str, str]] = {}
    for name, theirs in _pairs("--map", "OURS=THEIRS", told).items():
        table, _, ours = name.rpartition(".")
        columns.setdefault(table or _MAPPED, {})[ours] = theirs
    _by_table("--map", dict.fromkeys(columns, ""))
    return columns
