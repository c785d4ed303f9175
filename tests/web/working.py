"""Work for a process beside the server; it is found by name there, as a test's own is not."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from tapecheck.build import build_rulebook, build_verifier
from tapecheck.settings import Settings
from tapecheck.web.source import Source


def source() -> Source:
    """Return what to check with: the sample tape and the rules."""
    return Source(build_verifier(Settings()), build_rulebook(Settings()))


def naming(source: Source, _: str) -> str:
    """Return the name of the tape."""
    return source.health.tape


def killing(_: Source, witness: str) -> None:
    """Do as an article does that takes its process with it."""
    with Path(witness).open("a") as told:
        told.write("killed\n")
    os.kill(os.getpid(), signal.SIGKILL)
