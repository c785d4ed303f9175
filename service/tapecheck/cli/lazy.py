"""A group of commands of which only the one that is run gets imported."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click
from msgspec import Struct

from tapecheck.cli.stopping import stopping
from tapecheck.core.errors import nearest


class Entry(Struct, frozen=True):
    """Where a command lives, as ``module:attribute``, and its one line of help."""

    place: str
    help: str


class LazyGroup(click.Group):
    """A click group over a table of entries; its help imports none of them."""

    def __init__(self, *args: object, entries: Mapping[str, Entry], **kwargs: object) -> None:
        """Keep the table beside what click wants."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # click checks its own
        self.entries = dict(entries)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Return the context, or print the help page that was asked for."""
        with stopping():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, and leave in good order if it is stopped from outside."""
        with stopping():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the table's order."""
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, importing it now."""
        if cmd_name not in self.entries:
            return None
        module, _, attribute = self.entries[cmd_name].place.partition(":")
        found = getattr(import_module(module), attribute)
        if not isinstance(found, click.Command):
            raise TypeError(f"{self.entries[cmd_name].place} is no command")
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments ask for; name the nearest if there is none."""
        name = args[0]
        if name not in self.entries and not name.startswith("-"):
            ctx.fail(f"no command {name!r}; {nearest(name, self.entries)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in self.entries.items()])
