"""A process beside the server that checks long articles; one that takes too long is ended."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from tapecheck.web.problems import ProblemError
from tapecheck.web.refusals import frames_of
from tapecheck.web.source import Source

Given = TypeVar("Given")
Result = TypeVar("Result")
Work = Callable[[Source, Given], Result]

# To open a tape takes 0.3 s; a machine may be busy.
_START_SECONDS = 60.0
# Not forked: the tape's reader has threads of its own, which a fork would leave behind.
_SPAWN = get_context("spawn")


class Aside:
    """Does one piece of work at a time in a process, for one thread; starts it when needed."""

    def __init__(self, build: Callable[[], Source], seconds: float) -> None:
        """Take what the process checks with, as it builds it, and how long a piece may take."""
        self._build = build
        self._seconds = seconds
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._source: object = None

    def run(self, work: Work[Given, Result], given: Given, source: Source) -> Result:
        """Return what the work gives, done with a source equal to the one that is given.

        Raises:
            ProblemError: it took too long, or the process has ended; the next starts another.
        """
        connection = self._reached(source)
        try:
            connection.send((work, given))
            if not connection.poll(self._seconds):
                self.end()
                raise _too_long(self._seconds)
            done, answer = connection.recv()
        except (EOFError, OSError) as error:
            self.end()
            raise _interrupted() from error
        if not done:
            raise answer
        result: Result = answer
        return result

    def end(self) -> None:
        """End the process, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._process = None

    def _reached(self, source: Source) -> Connection:
        """Return the way to a process that checks with an equal source."""
        if self._process is not None and self._source != source.health:
            self.end()
        if self._process is None or self._connection is None:
            self._connection = self._started()
        if self._source != source.health:
            # Another tape stands there since: the server takes it within a second.
            self.end()
            raise _interrupted()
        return self._connection

    def _started(self) -> Connection:
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=_work, args=(self._build, theirs), daemon=True)
        process.start()
        theirs.close()
        self._process = process
        try:
            self._source = ours.recv() if ours.poll(_START_SECONDS) else None
        except EOFError:
            self._source = None
        return ours


def _work(build: Callable[[], Source], connection: Connection) -> None:
    """Do what comes, until nobody is there to ask for more."""
    # Ctrl-C reaches every process of a terminal; the server alone answers it, and ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source = build()
    connection.send(source.health)
    while True:
        try:
            work, given = connection.recv()
        except EOFError:
            return
        connection.send(_tried(work, source, given))


def _tried(work: Work[Any, Any], source: Source, given: Any) -> tuple[bool, Any]:
    """Return whether some work was done, and what it gave or why it failed."""
    try:
        return True, work(source, given)
    except ProblemError as problem:
        return False, problem
    except Exception as error:  # noqa: BLE001  # the process lives on, as the server does
        log = logging.getLogger("tapecheck.web")
        log.error("%s at %s", type(error).__name__, frames_of(error))  # noqa: TRY400  # it may quote
        return False, RuntimeError(type(error).__name__)


def _too_long(seconds: float) -> ProblemError:
    what = f"The article was not checked within {seconds:g} seconds."
    return ProblemError("took-too-long", what, limit=int(seconds))


def _interrupted() -> ProblemError:
    what = "The process that checks long articles has ended."
    return ProblemError("interrupted", what, headers={"retry-after": "2"})
