"""Work for a process beside the server; it is found by name there, as a test's own is not."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from tapecheck.web.source import Source


def naming(source: Source, _: str) -> str:
    """Return the name of the tape."""
    return source.health.tape


def killing(_: Source, witness: str) -> None:
    """Do as an article does that takes its process with it."""
    with Path(witness).open("a") as told:
        told.write("killed\n")
    os.kill(os.getpid(), signal.SIGKILL)


def failing(_: Source, told: str) -> str:
    """Do as an article does that nobody foresaw."""
    raise ValueError(told)
