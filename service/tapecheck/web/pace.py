"""How fast somebody may ask: a bucket of tokens for each, filled again as time goes."""

from __future__ import annotations

from collections.abc import Callable


class Pace:
    """Allows each of many callers so many requests a minute, and as many at once."""

    def __init__(self, per_minute: int, clock: Callable[[], float]) -> None:
        """Take the pace, and a clock that counts seconds and never goes back."""
        self.per_minute = per_minute
        self._clock = clock
        self._buckets: dict[str, tuple[float, float]] = {}

    def wait(self, caller: str) -> float:
        """Take a token for a caller; return 0, or the seconds until there is one."""
        now = self._clock()
        tokens, then = self._buckets.get(caller, (float(self.per_minute), now))
        tokens = min(float(self.per_minute), tokens + (now - then) * self.per_minute / 60)
        if tokens < 1:
            self._buckets[caller] = (tokens, now)
            return (1 - tokens) * 60 / self.per_minute
        self._buckets[caller] = (tokens - 1, now)
        return 0.0

    def left(self, caller: str) -> int:
        """Return how many requests a caller could make at once now."""
        return int(self._buckets.get(caller, (float(self.per_minute), 0.0))[0])
