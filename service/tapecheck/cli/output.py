"""Where results go: lines to a file or to standard output, painted only for a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

import click

from tapecheck.report.text import Paint, no_paint

STYLES: dict[str, dict[str, Any]] = {
    "heading": {"bold": True},
    "claim": {"bold": True},
    "supported": {"fg": "green"},
    "ambiguous": {"fg": "yellow"},
    "imprecise": {"fg": "yellow", "bold": True},
    "refuted": {"fg": "red", "bold": True},
    "unchecked": {"fg": "blue"},
}
OUTPUT = click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="Write there, not to the terminal."
)


def opened(output: Path | None) -> IO[bytes]:
    """Return the binary stream to write to."""
    return output.open("wb") if output else sys.stdout.buffer


def paint_for(output: Path | None) -> Paint:
    """Return how to paint: colours on a terminal, none in a file or a pipe."""
    if output is not None or not sys.stdout.isatty():
        return no_paint
    return lambda text, style: click.style(text, **STYLES.get(style, {}))


def write_lines(stream: IO[bytes], lines: Iterable[str]) -> None:
    """Write text lines; what UTF-8 cannot hold is shown as a question mark."""
    for line in lines:
        stream.write(line.encode("utf-8", "replace") + b"\n")
    stream.flush()
