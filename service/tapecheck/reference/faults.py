"""Rows that cannot be used: where each stands, what is wrong with it, and how they are listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

from tapecheck.core.errors import LoadError

SHOWN = 20


class Reason(StrEnum):
    """What is wrong with a row; stable codes, counted in the manifest."""

    RAGGED = "ragged"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    UNKNOWN_SYMBOL = "unknown-symbol"
    AMBIGUOUS = "ambiguous-symbol"
    UNKNOWN_WORD = "unknown-word"
    NOT_POSITIVE = "not-positive"
    HIGH_BELOW_LOW = "high-below-low"
    OUTSIDE_RANGE = "outside-range"
    PLACEHOLDER = "placeholder"
    WRONG_ORDER = "wrong-order"
    DUPLICATE = "duplicate"
    OTHER_CURRENCY = "other-currency"
    NOT_LISTED = "not-listed"


class Fault(Struct, frozen=True, kw_only=True):
    """One bad row; ``line`` counts lines of a CSV from 1, or rows of a Parquet file from 1."""

    file: str
    unit: str
    line: int
    reason: Reason
    detail: str

    def __str__(self) -> str:
        """Return the row's place and what is wrong there, in one line."""
        return f"{self.file} {self.unit} {self.line}: {self.detail}"


class Conflict(Struct, frozen=True, kw_only=True):
    """Two files that differ on one price; ``kept`` and ``left`` name price and place."""

    instrument: str
    session: str
    field: str
    kept: str
    left: str

    def __str__(self) -> str:
        """Return the conflict in one line."""
        return f"{self.instrument} {self.session}: {self.field} {self.kept}, not {self.left}"


class BadRowsError(LoadError):
    """Some rows cannot be used, and nothing was loaded."""

    code = "tape-rows"

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep all faults; the message lists the first and counts the rest."""
        self.faults = tuple(faults)
        super().__init__(
            "",
            "\n".join([headline(self.faults), *listing(self.faults)]),
            way_out="nothing was loaded: mend the rows, or leave them out with --skip-bad",
        )


def listing(faults: Sequence[Fault | Conflict]) -> list[str]:
    """Return one line for each of the first few, and one that counts the rest."""
    lines = [f"  {fault}" for fault in faults[:SHOWN]]
    rest = len(faults) - SHOWN
    return [*lines, f"  and {rest:,} more"] if rest > 0 else lines


def by_reason(faults: Iterable[Fault]) -> dict[str, int]:
    """Return how many faults there are of each reason, in order of the reasons' names."""
    return dict(sorted(Counter(fault.reason.value for fault in faults).items()))


def headline(faults: tuple[Fault, ...]) -> str:
    """Return how many bad rows there are, in all and of each reason."""
    counts = ", ".join(f"{count:,} {reason}" for reason, count in by_reason(faults).items())
    return f"{len(faults):,} bad {'row' if len(faults) == 1 else 'rows'} ({counts}):"
