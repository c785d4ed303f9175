"""The last close that an article knows: moves that run to now end with it.

A day of publication does not tell whether the market had closed when the article was written. Its
hour does; else the figures of single sessions do that it tells: who writes that shares ended at
$42 knows that close, and "up 5 percent since March" ends there too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec.structs import replace

from tapecheck.core.nouns import Basis, Kind, Label
from tapecheck.core.units import InstrumentId, Session
from tapecheck.core.verdicts import Evidence
from tapecheck.reference.opening import day_there
from tapecheck.reference.tape import Tape
from tapecheck.verify.agreement import Tried, fits_at_close

_DAYS = frozenset({Label.DAY, Label.AS_OF})


def to_last_known(tried: Sequence[Tried], moment: dt.datetime | None, tape: Tape) -> list[Tried]:
    """Return the claims; a move that fits no close it may end with ends with the last one known."""
    found = list(tried)
    for place, each in enumerate(tried):
        if _is_open_ended(each):
            last = _last_known(each.evidence[0].reading.instrument, tried, moment, tape)
            if any(e.reading.last == last for e in each.evidence):
                found[place] = replace(each, evidence=_ending_with(last, each.evidence))
    return found


def _is_open_ended(each: Tried) -> bool:
    """Return whether a move may end with several closes, and with none of those told first fits."""
    several = len({e.reading.last for e in each.evidence}) > 1
    fits = any(e.reading.primary and fits_at_close(each, e) for e in each.evidence)
    move = each.assertion.kind is Kind.CHANGE and each.assertion.when.label not in _DAYS
    return move and several and not fits


def _ending_with(last: Session | None, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence, primary where it is told first and ends with that close."""
    first = {_start(each) for each in evidence if each.reading.primary}
    return tuple(
        replace(each, reading=replace(
            each.reading, primary=each.reading.last == last and _start(each) in first
        ))
        for each in evidence
    )  # fmt: skip


def _start(evidence: Evidence) -> tuple[object, ...]:
    reading = evidence.reading
    return reading.name, reading.instrument, reading.base


def _last_known(
    instrument: InstrumentId, tried: Sequence[Tried], moment: dt.datetime | None, tape: Tape
) -> Session | None:
    """Return the last close of an exchange that the article tells, or else that its hour allows."""
    exchange = instrument.partition(":")[0]
    by_hour = _by_hour(instrument, moment, tape)
    told = {
        e.reading.last
        for each in tried
        if each.assertion.when.label in _DAYS and each.assertion.basis is not Basis.INTRADAY
        for e in each.evidence
        if e.reading.instrument.partition(":")[0] == exchange and fits_at_close(each, e)
    }
    known = (day for day in told if day and (by_hour is None or day <= by_hour))
    return max(known, default=by_hour)


def _by_hour(instrument: InstrumentId, moment: dt.datetime | None, tape: Tape) -> Session | None:
    there = day_there(instrument, moment) if moment is not None else None
    sessions = tape.sessions(instrument.partition(":")[0])
    if there is None or sessions is None:
        return None
    return sessions.on_or_before(there.day) if there.over else sessions.before(there.day)
