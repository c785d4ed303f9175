"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

TAPE = click.option(
    "--tape", type=click.Path(path_type=Path), envvar="TAPECHECK_TAPE", show_envvar=True,
    help="Reference data to check against.",
)  # fmt: skip
RULES = click.option(
    "--rules", type=click.Path(path_type=Path), envvar="TAPECHECK_RULES", show_envvar=True,
    help="Use this folder of rules.",
)  # fmt: skip
HOME = click.option(
    "--home", default="USD", show_default=True, metavar="CODE", envvar="TAPECHECK_HOME",
    show_envvar=True,
    help="Currency that a bare $ means (ISO 4217).",
)  # fmt: skip
FETCH = click.option("--fetch", metavar="VENDOR", help="Fetch first what the tape lacks.")
FETCH_LIMIT = click.option(
    "--fetch-limit", type=click.FloatRange(min=0), default=30.0, show_default=True,
    help="Seconds that fetching may take.",
)  # fmt: skip
FETCH_INTO = click.option(
    "--fetch-into", type=click.Path(path_type=Path),
    help="Folder of the tape with what was fetched.  [default: in the user's cache]",
)  # fmt: skip
