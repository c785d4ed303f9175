"""A process beside the server that checks articles; one that takes too long is ended."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar
from weakref import finalize

from tapecheck.web.catalogue import HealthOut
from tapecheck.web.logs import frames_of
from tapecheck.web.problems import ProblemError
from tapecheck.web.source import Source

Given = TypeVar("Given")
Result = TypeVar("Result")
Work = Callable[[Source, Given], Result]

# To open a tape takes 0.3 s; a machine may be busy.
_START_SECONDS = 60.0
# Whoever kills a process may mean another one; an article that kills two would kill any.
_TRIES = 2
# Not forked: the tape's reader has threads of its own, which a fork would leave behind.
_SPAWN = get_context("spawn")


class Aside:
    """Does one piece of work at a time in a process, for one thread; starts it when needed."""

    def __init__(self, build: Callable[[], Source], seconds: float, health: HealthOut) -> None:
        """Take what builds the source there, how long a piece may take, and which source it is."""
        self._build = build
        self._seconds = seconds
        self._health = health
        self._process: BaseProcess | None = None
        self._kill: Callable[[], object]
        self._connection: Connection | None = None
        self._is_ready = False
        self._is_dismissed = False

    def run(self, work: Work[Given, Result], given: Given) -> Result:
        """Return what the work gives; if the process dies over it, another one tries once more.

        Raises:
            ProblemError: it took too long, or two processes have died over it.
        """
        for _ in range(_TRIES):
            if self._is_dismissed:
                break
            try:
                done, answer = self._answer(work, given)
            except (EOFError, OSError):
                self._end()
                continue
            if not done:
                raise _failure(answer)
            result: Result = answer
            return result
        raise _interrupted()

    def start(self) -> Connection:
        """Begin to start the process; return the way to it."""
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=_work, args=(self._build, theirs), daemon=True)
        process.start()
        theirs.close()
        self._process, self._connection, self._is_ready = process, ours, False
        # At its own end Python tells processes to stop, which this one does not hear, and waits.
        self._kill = finalize(self, process.kill)
        return ours

    def reach(self) -> Connection:
        """Return the way to a process that checks with an equal source, once it is ready.

        Raises:
            ProblemError: another source stands there since.
        """
        connection = self._connection or self.start()
        if not self._is_ready:
            # Another tape may stand there since: the server takes it within a second.
            if not connection.poll(_START_SECONDS) or connection.recv() != self._health:
                self._end()
                raise _interrupted()
            self._is_ready = True
        return connection

    def dismiss(self) -> None:
        """End the process, whatever it does, and start no other."""
        self._is_dismissed = True
        self._end()

    def _answer(self, work: Work[Given, Result], given: Given) -> tuple[bool, Any]:
        """Return whether the work was done, and what it gave or why it failed."""
        connection = self.reach()
        connection.send((work, given))
        if not connection.poll(self._seconds):
            self._end()
            raise _too_long(self._seconds)
        answer: tuple[bool, Any] = connection.recv()
        return answer

    def _end(self) -> None:
        if self._process is not None:
            self._kill()
            self._process.join()
        self._process = self._connection = None


def _work(build: Callable[[], Source], connection: Connection) -> None:
    """Do what comes, until nobody is there to ask for more."""
    # Ctrl-C reaches every process of a terminal, and systemd tells every one of a service to stop:
    # the server alone answers, which ends this one when all is done.
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        source = build()
        connection.send(source.health)
        while True:
            work, given = connection.recv()
            connection.send(_tried(work, source, given))


def _tried(work: Work[Any, Any], source: Source, given: Any) -> tuple[bool, Any]:
    """Return whether some work was done, and what it gave or why it failed."""
    try:
        return True, work(source, given)
    except ProblemError as problem:
        return False, problem
    except Exception as error:  # noqa: BLE001  # the process lives on, as the server does
        return False, f"{type(error).__name__} at {frames_of(error)}"


def _failure(told: ProblemError | str) -> Exception:
    """Return what to raise for work that failed; where that was, the log alone is told."""
    if isinstance(told, ProblemError):
        return told
    logging.getLogger("tapecheck.web").error("beside the server: %s", told)
    return RuntimeError("a process beside the server failed")


def _too_long(seconds: float) -> ProblemError:
    what = f"The article was not checked within {seconds:g} seconds."
    return ProblemError("took-too-long", what, limit=int(seconds))


def _interrupted() -> ProblemError:
    what = "The process that checked the article has ended."
    return ProblemError("interrupted", what, headers={"retry-after": "2"})
