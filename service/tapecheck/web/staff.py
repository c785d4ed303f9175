"""The staff of a desk: processes that check with one source, each article when its turn comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import SimpleQueue

from tapecheck.web.aside import Aside, Given, Result, Work
from tapecheck.web.source import Source

# An article up to so many code points is checked within half a second whatever it says (2026-11:
# the worst, numbers without end, takes 0.5 s; copy takes 0.1 s).
_LONG = 20_000
_LOOK_SECONDS = 0.1


class Lane:
    """Articles in a queue before some processes."""

    def __init__(self, processes: int, hire: Callable[[], Aside]) -> None:
        """Take how many processes there are, and what makes one."""
        self._threads = ThreadPoolExecutor(processes, thread_name_prefix="lane")
        self._all = [hire() for _ in range(processes)]
        self._free: SimpleQueue[Aside] = SimpleQueue()
        for aside in self._all:
            self._free.put(aside)

    def start(self) -> None:
        """Begin to start the processes: the first article need not wait for that."""
        for aside in self._all:
            aside.start()

    async def ready(self) -> None:
        """Return when all processes are ready; raise :class:`ProblemError` if one cannot be."""
        loop = asyncio.get_running_loop()
        reached = (loop.run_in_executor(self._threads, self._reach) for _ in self._all)
        await asyncio.gather(*reached)

    async def run(self, work: Work[Given, Result], given: Given) -> Result:
        """Return what the work gives once its turn has come; see :meth:`Aside.run`."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._run, work, given)

    def _reach(self) -> None:
        """Reach the process whose turn it is: each goes back behind those that wait for theirs."""
        with self._taken() as aside:
            aside.reach()

    def _run(self, work: Work[Given, Result], given: Given) -> Result:
        with self._taken() as aside:
            return aside.run(work, given)

    @contextmanager
    def _taken(self) -> Iterator[Aside]:
        """Take a process that nobody else speaks with meanwhile."""
        aside = self._free.get()
        try:
            yield aside
        finally:
            self._free.put(aside)

    def end(self) -> None:
        """End the processes, whatever they do."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for aside in self._all:
            aside.dismiss()


class Staff:
    """A source, and the processes that check with it; long articles have one of their own.

    So no long article ever stands before a short one.
    """

    def __init__(self, source: Source, workers: int, hire: Callable[[Source], Aside]) -> None:
        """Take how many processes check short articles, and what makes one for a source."""
        self.source = source
        self._short = Lane(workers, lambda: hire(source))
        self._long = Lane(1, lambda: hire(source))
        self._holders = 0

    def start(self) -> None:
        """Begin to start the processes for short articles."""
        self._short.start()

    async def ready(self) -> None:
        """Return when those are ready; raise :class:`ProblemError` if one cannot be."""
        await self._short.ready()

    @contextmanager
    def held(self) -> Iterator[Staff]:
        """Let nobody send the staff home meanwhile."""
        self._holders += 1
        try:
            yield self
        finally:
            self._holders -= 1

    async def run(self, work: Work[Given, Result], given: Given, text: str) -> Result:
        """Return what some work on an article with this text gives."""
        lane = self._long if len(text) > _LONG else self._short
        return await lane.run(work, given)

    async def retire(self) -> None:
        """End once nobody holds the staff any more."""
        while self._holders:
            await asyncio.sleep(_LOOK_SECONDS)
        self.end()

    def end(self) -> None:
        """End all processes, whatever they do."""
        self._short.end()
        self._long.end()
