"""Days on which an exchange did otherwise than its calendar in exchange_calendars 4.13 says.

Each was announced by the exchange itself. A day that the package learns of later does no harm here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

_D = dt.date

# Storms: the whole session was called off.
SHUT: dict[str, frozenset[dt.date]] = {
    # Typhoon Saola; the black rainstorm a week later.
    "XHKG": frozenset({_D(2023, 9, 1), _D(2023, 9, 8)}),
    # Typhoon Kong-rey.
    "XTAI": frozenset({_D(2024, 10, 31)}),
}
OPEN: dict[str, frozenset[dt.date]] = {
    "XBOM": frozenset(
        {
            # Budget Saturdays.
            _D(2015, 2, 28), _D(2020, 2, 1), _D(2025, 2, 1),
            # Saturdays to try the recovery site, or for a holiday declared on the Monday.
            _D(2024, 1, 20), _D(2024, 3, 2), _D(2024, 5, 18),
            # The hour of Muhurat trading at Diwali, which has closes of its own.
            _D(2015, 11, 11), _D(2016, 10, 30), _D(2017, 10, 19), _D(2018, 11, 7),
            _D(2019, 10, 27), _D(2020, 11, 14), _D(2021, 11, 4), _D(2022, 10, 24),
            _D(2023, 11, 12), _D(2024, 11, 1), _D(2025, 10, 21),
        }
    ),
}  # fmt: skip


def corrected(mic: str, days: Iterable[dt.date]) -> tuple[dt.date, ...]:
    """Return the ascending sessions of an exchange as they were, within the span of the days."""
    told = set(days)
    if not told:
        return ()
    first, last = min(told), max(told)
    extra = {day for day in OPEN.get(mic, ()) if first <= day <= last}
    return tuple(sorted((told | extra) - SHUT.get(mic, frozenset())))
