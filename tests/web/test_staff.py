"""The staff of a desk: nobody speaks with a process while somebody else does."""

from __future__ import annotations

import asyncio
import time
from itertools import count
from typing import Any, cast

from tapecheck.web.aside import Aside
from tapecheck.web.staff import Lane


class _Spoken:
    """Stands for a process: slow or quick to begin, and noting who speaks with it at once."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._speaking = 0
        self.most = 0
        self.did = 0

    def _speak(self, seconds: float) -> None:
        self._speaking += 1
        self.most = max(self.most, self._speaking)
        time.sleep(seconds)
        self._speaking -= 1

    def reach(self) -> None:
        self._speak(self._seconds)

    def run(self, _: object, given: int) -> int:
        self._speak(0.005)
        self.did += 1
        return given

    def dismiss(self) -> None:
        """Go home: nothing is there to end."""


def test_work_that_comes_while_processes_begin_waits_for_a_process_of_its_own() -> None:
    asides = [_Spoken(0.3), _Spoken(0.0), _Spoken(0.05)]
    places = count()
    lane = Lane(3, lambda: cast(Aside, asides[next(places)]))

    async def all_of_it() -> list[Any]:
        work = cast(Any, None)
        _, *done = await asyncio.gather(
            lane.ready(), *(lane.run(work, cast(Any, number)) for number in range(60))
        )
        return done

    assert asyncio.run(all_of_it()) == list(range(60))
    lane.end()
    assert [aside.most for aside in asides] == [1, 1, 1]
    assert sum(aside.did for aside in asides) == 60
    assert all(aside.did for aside in asides[1:])
