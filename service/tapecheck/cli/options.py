"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

TAPE = click.option(
    "--tape", type=click.Path(path_type=Path), help="Reference data to check against."
)
RULES = click.option("--rules", type=click.Path(path_type=Path), help="Use this folder of rules.")
HOME = click.option(
    "--home", default="USD", show_default=True, metavar="CODE",
    help="Currency that a bare $ means (ISO 4217).",
)  # fmt: skip
