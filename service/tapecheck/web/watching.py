"""Watching a tape's folder: when another tape stands there, the desk takes it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from tapecheck.core.errors import TapecheckError
from tapecheck.web.desk import Desk
from tapecheck.web.problems import ProblemError
from tapecheck.web.staff import Staff

_EVERY_SECONDS = 1.0
_Stamp = tuple[int, int, int] | None


class Watch:
    """Looks at a tape's manifest from time to time; a tape is whole once its manifest stands."""

    def __init__(self, tape: Path, desk: Desk, build: Callable[[], Staff]) -> None:
        """Take the folder, whom to tell, and what opens the tape that stands there."""
        self._manifest = tape / "manifest.json"
        self._desk = desk
        self._build = build
        self._stamp = self._look()

    async def run(self) -> None:
        """Look until cancelled. A tape that cannot be read leaves the desk as it was."""
        while True:
            await asyncio.sleep(_EVERY_SECONDS)
            stamp = self._look()
            if stamp not in (None, self._stamp):
                self._stamp = stamp
                await self._switch()

    def _look(self) -> _Stamp:
        try:
            stat = self._manifest.stat()
        except OSError:
            return None
        return stat.st_ino, stat.st_size, stat.st_mtime_ns

    async def _switch(self) -> None:
        log = logging.getLogger("tapecheck.web")
        try:
            staff = await self._begun()
        except (TapecheckError, ProblemError, EOFError, OSError) as error:
            log.warning("the new tape is not taken: %s", error)
            return
        before, self._desk.staff = self._desk.staff, staff
        digests = (each.source.health.tape_digest[:12] for each in (before, staff))
        log.info("tape %s gives way to %s", *digests)
        await before.retire()

    async def _begun(self) -> Staff:
        """Return who checks with the tape that stands there, ready, so that nobody waits for it."""
        staff = await asyncio.to_thread(self._build)
        staff.start()
        try:
            await staff.ready()
        except BaseException:
            staff.end()
            raise
        return staff
