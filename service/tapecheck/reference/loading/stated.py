"""Days on which an exchange did otherwise than its calendar says: a storm, a Saturday session.

``sessions.csv`` beside this file has those that exchange_calendars 4.13 lacks, each with its
source; a desk may state more (`--sessions`), in files of the same columns. Of two, the desk's
counts. A day that the package learns of later does no harm.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from pathlib import Path

from tapecheck.reference.loading import cells
from tapecheck.reference.loading.listing import mic_check
from tapecheck.reference.loading.rows import Rows, known_word, read_rows
from tapecheck.reference.loading.terms import Terms

_FILE = "sessions.csv"
_CELLS: dict[str, cells.Cell] = {
    "mic": cells.text,
    "session": cells.day,
    "open": cells.text,
    "source": cells.text,
}
_WORDS = {"yes": True, "no": False}

# Whether an exchange was open, by its code and the day.
Stated = Mapping[str, Mapping[str, bool]]


def read_stated(paths: Iterable[Path], *, terms: Terms) -> Rows:
    """Return the days that files state, each once."""
    rows = read_rows("sessions", paths, _CELLS, required=("mic", "session", "open"), terms=terms)
    checked = rows.sift([mic_check(), known_word("open", frozenset(_WORDS))])
    return checked.unique(("mic", "session"), ("mic", "session"))


def stated_by(rows: Rows, before: Stated) -> dict[str, dict[str, bool]]:
    """Return what rows state, over what an earlier tape was told."""
    told = {mic: dict(days) for mic, days in before.items()}
    if "open" in rows.frame.columns:
        for mic, day, word in rows.frame.select("mic", "session", "open").iter_rows():
            told.setdefault(mic, {})[day.isoformat()] = _WORDS[word]
    return {mic: dict(sorted(told[mic].items())) for mic in sorted(told)}


def mended(days: Iterable[dt.date], told: Mapping[str, bool]) -> tuple[dt.date, ...]:
    """Return the ascending sessions of an exchange as they were, within the span of the days."""
    known = set(days)
    if not known:
        return ()
    first, last = min(known), max(known)
    by_day = {dt.date.fromisoformat(day): open for day, open in told.items()}
    extra = {day for day, open in by_day.items() if open and first <= day <= last}
    return tuple(sorted((known | extra) - {day for day, open in by_day.items() if not open}))


@cache
def built_in() -> Stated:
    """Return what the file beside this one states."""
    file = resources.files("tapecheck.reference.loading") / _FILE
    found: dict[str, dict[str, bool]] = {}
    for line in file.read_text(encoding="utf-8").splitlines()[1:]:
        mic, day, word, _ = line.split(",", 3)
        found.setdefault(mic, {})[day] = _WORDS[word]
    return found
