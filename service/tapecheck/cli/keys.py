"""``tapecheck keys``: who may use a service, and for what."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar

import click

from tapecheck.core.errors import InputError, nearest
from tapecheck.ledger.database import database, upgrade
from tapecheck.ledger.keys import Key, Keys, Scope

T = TypeVar("T")
DATABASE = click.option(
    "--database",
    default="sqlite:///tapecheck.sqlite3",
    show_default=True,
    envvar="TAPECHECK_DATABASE_URL",
    show_envvar=True,
    help="Where the ledger is kept: sqlite:///FILE or postgresql://USER@HOST/NAME.",
)
_DEFAULT = "check,read,decide"


@click.group()
def keys() -> None:
    """Make, list, rotate and revoke the API keys of a service.

    A key is shown once, when it is made; the ledger holds only its hash. As soon as there is a key,
    `tapecheck serve` asks for one.

    \b
    Examples:
      tapecheck keys create cms --scopes check,read
      tapecheck keys rotate 3f9a01bc --grace 24h
      curl -H "Authorization: Bearer $KEY" http://127.0.0.1:8000/v1/checks
    """


@keys.command()
@click.argument("holder")
@click.option(
    "--scopes", default=_DEFAULT, show_default=True,
    help=f"What it opens, with commas between: {', '.join(Scope)}.",
)  # fmt: skip
@click.option("--days", type=click.IntRange(min=1), help="End it after so many days.")
@DATABASE
def create(holder: str, scopes: str, days: int | None, database: str) -> None:
    """Make a key for HOLDER, under whose name its checks are kept, and print it."""
    now = dt.datetime.now(dt.UTC)
    ends = now + dt.timedelta(days=days) if days else None
    asked = [_scope(name) for name in scopes.split(",")]
    key, token = _on(database, lambda found: found.create(holder, asked, at=now, ends=ends))
    click.echo(_line(key, now), err=True)
    click.echo("Keep it now: it is not shown again.", err=True)
    click.echo(token)


@keys.command("list")
@DATABASE
def list_keys(database: str) -> None:
    """List all keys, oldest first, also those that have ended."""
    now = dt.datetime.now(dt.UTC)
    for key in _on(database, Keys.all):
        click.echo(_line(key, now))


@keys.command()
@click.argument("key")
@click.option(
    "--grace",
    default="0h",
    show_default=True,
    help="How long the old one stays good: 30m, 24h, 7d.",
)
@DATABASE
def rotate(key: str, grace: str, database: str) -> None:
    """Make a new key for the holder of KEY, with the same scopes, and let the old one end."""
    now = dt.datetime.now(dt.UTC)
    stays = _span(grace)

    async def turn(found: Keys) -> tuple[Key, str]:
        old = await found.end(key, at=now + stays)
        return await found.create(old.holder, old.scopes, at=now, ends=None)

    made, token = _on(database, turn)
    click.echo(_line(made, now), err=True)
    click.echo("Keep it now: it is not shown again.", err=True)
    click.echo(token)


@keys.command()
@click.argument("key")
@DATABASE
def revoke(key: str, database: str) -> None:
    """Let KEY end now; a running service believes in it for five seconds more at most."""
    now = dt.datetime.now(dt.UTC)
    click.echo(_line(_on(database, lambda found: found.end(key, at=now)), now))


def _on(url: str, work: Callable[[Keys], Awaitable[T]]) -> T:
    """Return what some work with the keys of a database gives."""

    async def whole() -> T:
        engine = database(url).get_engine()
        try:
            await upgrade(engine)
            return await work(Keys(engine))
        finally:
            await engine.dispose()

    return asyncio.run(whole())


def _scope(name: str) -> Scope:
    try:
        return Scope(name.strip())
    except ValueError:
        what = f"unknown scope {name.strip()!r}"
        raise InputError("--scopes", what, way_out=nearest(name.strip(), Scope)) from None


_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def _span(text: str) -> dt.timedelta:
    number, unit = text[:-1], text[-1:]
    if not (number.isascii() and number.isdigit() and unit in _UNITS):
        raise InputError("--grace", f"not a span of time: {text!r}", way_out="as in 30m, 24h, 7d")
    return dt.timedelta(**{_UNITS[unit]: int(number)})


def _line(key: Key, now: dt.datetime) -> str:
    return "  ".join(_told(key, now))


def _told(key: Key, now: dt.datetime) -> Iterator[str]:
    yield key.id
    yield f"{key.holder:20}"
    yield ",".join(sorted(key.scopes))
    yield f"made {key.made:%Y-%m-%d}"
    if key.ends is not None:
        yield f"{'ends' if key.is_good(now) else 'ended'} {key.ends:%Y-%m-%d %H:%M} UTC"
