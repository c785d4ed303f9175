"""How fast a vendor is asked, and until when."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from tapecheck.reference.providers.errors import FetchLimitError


class Clock(Struct, frozen=True):
    """Running seconds and a way to let some pass; the edges bring a real one."""

    ticks: Callable[[], float]
    pause: Callable[[float], None]


class Pace:
    """Keeps the requests to one vendor apart, and all of them within a time."""

    def __init__(self, place: str, clock: Clock, *, interval: float, limit: float | None) -> None:
        """Start the time that is allowed, in seconds; None is no limit."""
        self._place = place
        self._clock = clock
        self._interval = interval
        self._limit = limit
        self._start = clock.ticks()
        self._free: float | None = None

    def left(self) -> float | None:
        """Return the seconds that are left, or None where there is no limit."""
        if self._limit is None:
            return None
        return max(0.0, self._limit - (self._clock.ticks() - self._start))

    def wait(self) -> None:
        """Let pass what must lie between two requests; refuse to go past the limit."""
        due = 0.0 if self._free is None else max(0.0, self._free - self._clock.ticks())
        left = self.left()
        if left is not None and left <= due:
            raise FetchLimitError(
                self._place,
                f"the {self._limit:g} seconds allowed for fetching are over",
                way_out="allow more; what was fetched so far is not asked for again",
            )
        if due:
            self._clock.pause(due)
        self._free = self._clock.ticks() + self._interval
