"""The last close that an article knows: moves that run to now end with it.

A day of publication does not tell whether the market had closed when the article was written. Its
hour does; else the figures of single sessions do that it tells: who writes that shares ended at
$42 knows that close, and "up 5 percent since March" ends there too. A move that fits a close it may
end with is left alone: copy of the day may have kept it from the day before; but not beside that
share's own close of the day, told by name.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
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
    named = _closes_named(tried)
    open_ended = [place for place, each in enumerate(tried) if _is_open_ended(each, named)]
    closes = _closes_told(tried) if open_ended else {}
    for place in open_ended:
        each, instrument = tried[place], tried[place].evidence[0].reading.instrument
        by_hour = _by_hour(instrument, moment, tape)
        told = closes.get(_exchange(instrument), set())
        last = max((day for day in told if by_hour is None or day <= by_hour), default=by_hour)
        if last is not None and any(e.reading.last == last for e in each.evidence):
            found[place] = replace(each, evidence=_ending_with(last, each.evidence))
    return found


def _closes_named(tried: Sequence[Tried]) -> set[tuple[InstrumentId, Session]]:
    """Return the closes that are told by name, and right: "closed at $42 on Friday"."""
    return {
        (evidence.reading.instrument, evidence.reading.last)
        for each in tried
        if each.assertion.kind is Kind.LEVEL
        and each.assertion.basis is Basis.CLOSE
        and each.assertion.when.text is not None
        for evidence in each.evidence
        if evidence.reading.last is not None and fits_at_close(each, evidence)
    }


def _is_open_ended(each: Tried, named: set[tuple[InstrumentId, Session]]) -> bool:
    """Return whether a move may end with several closes, and with none of those told first fits.

    Beside a close that is told by name, a move up to the one before it is not what the words say.
    """
    if each.assertion.kind is not Kind.CHANGE or each.assertion.when.label in _DAYS:
        return False
    several = len({e.reading.last for e in each.evidence}) > 1
    beside = any((e.reading.instrument, e.reading.last) in named for e in each.evidence)
    fits = any(e.reading.primary and fits_at_close(each, e) for e in each.evidence)
    return several and (beside or not fits)


def _ending_with(last: Session, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
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


def _closes_told(tried: Sequence[Tried]) -> dict[str, set[Session]]:
    """Return, by exchange, the closes that figures of single sessions tell."""
    told: dict[str, set[Session]] = defaultdict(set)
    for each in tried:
        if each.assertion.when.label in _DAYS and each.assertion.basis is not Basis.INTRADAY:
            for evidence in each.evidence:
                reading = evidence.reading
                if reading.last is not None and fits_at_close(each, evidence):
                    told[_exchange(reading.instrument)].add(reading.last)
    return told


def _exchange(instrument: InstrumentId) -> str:
    return instrument.partition(":")[0]


def _by_hour(instrument: InstrumentId, moment: dt.datetime | None, tape: Tape) -> Session | None:
    there = day_there(instrument, moment) if moment is not None else None
    sessions = tape.sessions(_exchange(instrument))
    if there is None or sessions is None:
        return None
    return sessions.on_or_before(there.day) if there.over else sessions.before(there.day)
