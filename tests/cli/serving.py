"""A server in a process of its own, as users start it."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-m", "tapecheck.cli.main"]


@contextmanager
def served(
    *arguments: object, log: Path, command: Sequence[object] = COMMAND, **started: Any
) -> Iterator[tuple[str, list[str], subprocess.Popen[bytes]]]:
    """Yield the address of a server, what it said at its start, and its process.

    It writes to a file: a pipe that nobody reads is full after a thousand requests, and then the
    server waits. Its ledger is beside the log, unless the arguments say otherwise.
    """
    database = f"sqlite:///{log.with_name('ledger.sqlite3')}"
    told = [*command, "serve", "--port", 0, "--database", database, *arguments]
    with log.open("wb") as stream:
        server = subprocess.Popen(
            [*map(str, told)],
            stdout=stream, stderr=subprocess.STDOUT, **started,
        )  # fmt: skip
    try:
        found = None
        while found is None and server.poll() is None:
            time.sleep(0.02)
            found = re.search(r"serving (http://[\d.]+:\d+),.*\n", log.read_text())
        assert found, log.read_text()
        said = log.read_text().splitlines()
        yield found[1], said[:3], server
    finally:
        server.terminate()
        server.wait(timeout=30)
