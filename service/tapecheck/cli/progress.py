"""How far a run has come, for people who wait at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

T = TypeVar("T")
CLEAR = "\r\x1b[K"


def told(items: Iterable[T], *, aside: bool) -> Iterator[T]:
    """Yield the items and count them on the terminal, if there is one and it shows nothing else.

    ``aside`` says that the results go elsewhere: into a file, or a pipe.
    """
    if not (aside or not sys.stdout.isatty()) or not sys.stderr.isatty():
        yield from items
        return
    for count, item in enumerate(items, start=1):
        click.echo(f"{CLEAR}{count} checked", err=True, nl=False)
        yield item
    click.echo(CLEAR, err=True, nl=False)
