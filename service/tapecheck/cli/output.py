"""Where results go: lines to a file or to standard output, painted only for a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

from tapecheck.core.errors import InputError
from tapecheck.report.view import Paint, no_paint

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


@contextmanager
def opened(output: Path | None) -> Iterator[IO[bytes]]:
    """Give the binary stream to write to; raise :class:`InputError` if it takes nothing."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with output.open("wb") as stream:
            yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        what = f"cannot be written: {error.strerror or error}"
        raise InputError(str(output), what, way_out="name another file with --output") from error


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
