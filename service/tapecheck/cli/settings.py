"""``tapecheck settings``: what a service would run with, and where each setting comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import click
from click.core import ParameterSource

from tapecheck.cli.serving import ServiceCommand, check_variables, serving
from tapecheck.ledger.database import shown
from tapecheck.settings import variables

_SOURCES: Mapping[ParameterSource | None, str] = {
    ParameterSource.COMMANDLINE: "flag",
    ParameterSource.ENVIRONMENT: "environment",
    ParameterSource.DEFAULT_MAP: "file",
    ParameterSource.DEFAULT: "default",
}
_SHOWN: Mapping[str, Callable[[str], str]] = {"database": shown}


@click.command(cls=ServiceCommand)
@serving
@click.pass_context
def settings(context: click.Context, /, **_: object) -> None:
    """Print the settings of `tapecheck serve` and where each comes from; passwords are hidden.

    It takes the options of `serve`. A flag beats the environment, which beats the file
    (`tapecheck.toml`, table `[serve]`), which beats the default.

    \b
    Examples:
      tapecheck settings
      tapecheck settings --workers 4
    """
    check_variables(context.command, variables())
    for name, value, source in _lines(context):
        click.echo(f"{name:20}  {value:40}  {source}")


def _lines(context: click.Context) -> Iterator[tuple[str, str, str]]:
    for parameter in context.command.params:
        if parameter.expose_value:
            variable = str(parameter.name)
            value = context.params[variable]
            name = parameter.opts[0].removeprefix("--")
            told = " ".join(value) if isinstance(value, tuple) else value
            yield (
                name,
                _SHOWN.get(name, str)(told) if told not in (None, "") else "-",
                _SOURCES[context.get_parameter_source(variable)],
            )
