"""The ``tapecheck`` command."""

from __future__ import annotations

import atexit
import gc
import sys

import click

from tapecheck.cli.lazy import Entry, LazyGroup
from tapecheck.core.errors import TapecheckError

MISUSE = 2
# A start makes so many objects, and they stay: looking among them for garbage, all along and once
# more at the end, takes a fifth of a short command (measured 2026-11-24).
_OBJECTS = 100_000

COMMANDS = {
    "check": Entry("tapecheck.cli.check:check", "Check the claims of articles against a tape."),
    "explain": Entry("tapecheck.cli.explain:explain", "Show how each verdict came about."),
    "parse": Entry("tapecheck.cli.parse:parse", "List the claims of articles, unjudged."),
    "rules": Entry("tapecheck.cli.rules:rules", "List the rules, or run their examples."),
    "demo": Entry("tapecheck.cli.demo:demo", "Check the sample article against the sample tape."),
    "bulk": Entry("tapecheck.cli.bulk:bulk", "Check archives of articles, of any size."),
    "serve": Entry("tapecheck.cli.serve:serve", "Serve checks over HTTP."),
    "settings": Entry(
        "tapecheck.cli.settings:settings", "Print the settings of a service, and their sources."
    ),
    "keys": Entry("tapecheck.cli.keys:keys", "Make and end the API keys of a service."),
    "tape": Entry(
        "tapecheck.cli.tape:tape", "Load, fetch, show and verify tapes of reference data."
    ),
}


@click.group(
    cls=LazyGroup,
    entries=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="tapecheck", message="%(prog)s %(version)s")
def tapecheck() -> None:
    """Check the copy against the tape: market claims in prose, judged against reference data."""


def main() -> None:
    """Run a command; what a user can mend ends in one message and exit status 2."""
    gc.set_threshold(_OBJECTS)
    atexit.register(gc.freeze)
    try:
        tapecheck(prog_name="tapecheck")
    except TapecheckError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(MISUSE)


if __name__ == "__main__":
    main()
