"""The options of a service: each may stand on the command line, in the environment or in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from tapecheck.cli.config import CONFIG
from tapecheck.cli.keys import DATABASE
from tapecheck.cli.options import HOME, RULES, TAPE
from tapecheck.core.errors import ConfigError, nearest
from tapecheck.reference.providers.catalogue import VENDORS
from tapecheck.settings import PREFIX
from tapecheck.web.logs import FORMATS

F = TypeVar("F", bound=Callable[..., Any])

_option = partial(click.option, show_default=True, show_envvar=True)
_OPTIONS = (
    _option(
        "--host", default="127.0.0.1", envvar="TAPECHECK_HOST", help="Address to listen on."
    ),
    _option(
        "--port", default=8000, envvar="TAPECHECK_PORT", type=click.IntRange(0, 65535),
        help="Port to listen on; 0 takes a free one.",
    ),
    _option(
        "--workers", default=1, envvar="TAPECHECK_WORKERS", type=click.IntRange(1, 64),
        help="Processes that check articles; one that dies is replaced.",
    ),
    TAPE,
    RULES,
    HOME,
    DATABASE,
    _option(
        "--open", "is_open", is_flag=True, envvar="TAPECHECK_OPEN", help="Ask nobody for a key."
    ),
    _option(
        "--allow-host", multiple=True, metavar="NAME", envvar="TAPECHECK_ALLOW_HOST",
        help="Answer to this name too; without keys it answers to this machine's own alone.",
    ),
    _option(
        "--requests-per-minute", default=600, envvar="TAPECHECK_REQUESTS_PER_MINUTE",
        type=click.IntRange(min=1), help="How many requests each key may make.",
    ),
    _option(
        "--article-seconds", default=20.0, envvar="TAPECHECK_ARTICLE_SECONDS",
        type=click.FloatRange(min=0.1),
        help="How long one article may be checked; then it is given up.",
    ),
    _option(
        "--log-format", default="text", envvar="TAPECHECK_LOG_FORMAT",
        type=click.Choice(FORMATS), help="How each line of the log is written.",
    ),
    CONFIG,
)  # fmt: skip


class ServiceCommand(click.Command):
    """A command of a service: a wrong variable is told in one line, as fits the log of one."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options; raise :class:`ConfigError` for a value from elsewhere that is wrong."""
        try:
            return super().parse_args(ctx, args)
        except click.BadParameter as error:
            name = error.param.name if error.param else None
            if name is None or ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE:
                raise
            place = str(error.param.envvar if error.param else name)
            way_out = f"`tapecheck {ctx.info_name} --help` tells what it takes"
            raise ConfigError(place, error.message.rstrip("."), way_out=way_out) from None


def serving(function: F) -> F:
    """Give a command the options of a service."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def check_variables(command: click.Command, told: Iterable[str]) -> None:
    """Raise :class:`ConfigError` for a variable of ours that nobody reads: it would be a typo."""
    known = {str(each.envvar) for each in command.params if each.envvar}
    known |= {vendor.key.variable for vendor in VENDORS.values() if vendor.key}
    for variable in told:
        if variable not in known:
            what = f"no setting is called so, and all of {PREFIX}… are ours"
            raise ConfigError(variable, what, way_out=nearest(variable, known))
