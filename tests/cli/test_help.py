from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from cli.running import Run
from tapecheck.cli.bulk import COMMANDS as BULK_COMMANDS
from tapecheck.cli.keys import keys
from tapecheck.cli.main import COMMANDS, tapecheck
from tapecheck.cli.tape import COMMANDS as TAPE_COMMANDS


def pages(group: click.Group = tapecheck, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words that lead to every help page."""
    yield path
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        if isinstance(found, click.Group):
            yield from pages(found, (*path, name))
        else:
            yield (*path, name)


PAGES = tuple(pages())


def test_every_command_has_a_page() -> None:
    assert {("tapecheck", *names)[:2] for names in PAGES} >= {("tapecheck", n) for n in COMMANDS}
    under = (*TAPE_COMMANDS, *BULK_COMMANDS, *keys.commands)
    assert len(PAGES) == 1 + len(COMMANDS) + len(under)


@pytest.mark.parametrize("path", PAGES, ids=" ".join)
def test_no_page_shows_how_it_is_laid_out(run: Run, path: tuple[str, ...]) -> None:
    status, out, _ = run(*path, "--help")
    assert status == 0
    assert "\\b" not in out
    assert "\b" not in out


@pytest.mark.parametrize("path", PAGES, ids=" ".join)
def test_every_example_stands_on_a_line_of_its_own(run: Run, path: tuple[str, ...]) -> None:
    _, out, _ = run(*path, "--help")
    _, heading, rest = out.partition("Example")
    if heading:
        lines = rest.split("\n\n")[0].splitlines()[1:]
        assert lines
        assert all(line.startswith(("    tapecheck ", "    curl ", "      -")) for line in lines)
