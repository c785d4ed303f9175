"""What vendors say instead of sending data, under any status: a throttle, a key, a symbol."""

from __future__ import annotations

import re

from tapecheck.reference.providers.errors import (
    AnswerError,
    KeyRefusedError,
    ThrottledError,
    UnknownSymbolError,
    VendorError,
    excerpt,
)

_THROTTLE = re.compile(
    r"rate limit|too many|call frequency|requests? per|limit (is|reached|exceeded)|exceeded"
    r"|run over|run out|daily .{0,20}limit|credits",
    re.IGNORECASE,
)
# Tried in this order: Alpha Vantage's throttle names the key and its paid plans too.
_KINDS: tuple[tuple[re.Pattern[str], type[VendorError]], ...] = (
    (
        re.compile(
            r"(invalid|missing|wrong|unknown|bad).{0,20}(api[ _]?key|token)"
            r"|(api[ _]?key|token).{0,20}(invalid|not registered|incorrect)",
            re.IGNORECASE,
        ),
        KeyRefusedError,
    ),
    (_THROTTLE, ThrottledError),
    (
        re.compile(
            r"api[ _]?key|token|premium|subscri|upgrade|not (entitled|authorized)|permission"
            r"|unauthenticated|forbidden",
            re.IGNORECASE,
        ),
        KeyRefusedError,
    ),
    (
        re.compile(r"symbol|ticker|series|not found|not exist|invalid api call", re.IGNORECASE),
        UnknownSymbolError,
    ),
)


def complaint(vendor: str, said: str, *, told: str = "says") -> VendorError:
    """Return the error that a vendor's words are; words of no known kind are just an answer."""
    kinds = (error for pattern, error in _KINDS if pattern.search(said))
    return next(kinds, AnswerError)(vendor, f"{told}: {excerpt(said)}")


def is_throttle(said: str) -> bool:
    """Say whether words ask for fewer requests."""
    return _THROTTLE.search(said) is not None
