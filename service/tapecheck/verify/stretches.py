"""From a window as told to the sessions it may mean: the base a move starts from, and its end."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from tapecheck.core.nouns import Label, When
from tapecheck.core.units import Session
from tapecheck.reference.calendar import Sessions
from tapecheck.verify.periods import ends_period, just_ended, span_start

_MONTH = 7  # characters of 2024-03
_WEEK = 5  # sessions
_WIDE = dt.timedelta(days=7)


class Stretch(Struct, frozen=True, gc=False, kw_only=True):
    """From the close of ``base`` to that of ``last``; ``assumed`` tells what the words left open.

    ``primary`` is what the words literally say. ``live`` tells that ``last`` is the day of
    publication and the words run to now: the article may have been written before its close.
    """

    base: Session
    last: Session
    primary: bool = True
    live: bool = False
    assumed: tuple[str, ...] = ()


def stretches(
    when: When, sessions: Sessions, published: dt.date, *,
    closed: bool = False, running: bool = False,
) -> tuple[Stretch, ...]:  # fmt: skip
    """Return the stretches of sessions that a window may mean, likeliest first.

    ``closed`` tells that the words are of a close: the session was over when they were written.
    ``running`` tells that they are of a moment before it.
    """
    if when.label in (Label.DAY, Label.AS_OF):
        return tuple(_day(when, sessions, published, closed=closed))
    maker = _MAKERS.get(when.label)
    found = tuple(maker(when, sessions, published)) if maker else ()
    ended = just_ended(when, sessions, published)
    if found and ended is not None:
        assumed = (f"the {when.label.value} before, which had just ended",)
        found += (Stretch(base=ended[0], last=ended[1], primary=False, assumed=assumed),)
    whole = not running and ends_period(when.label, sessions, published)
    return _own_close_first(found, published) if whole else found


def _own_close_first(found: tuple[Stretch, ...], last: Session) -> tuple[Stretch, ...]:
    """Return the stretches of a period that is over with ``last``; the close before is a guess.

    "Last week" ended long before, and stays as it is.
    """
    own = tuple(each for each in found if each.last == last)
    if not own:
        return found
    return (*own, *(replace(each, primary=False) for each in found if each.last != last))


def _day(
    when: When, sessions: Sessions, published: dt.date, *, closed: bool = False
) -> Iterator[Stretch]:
    """One session; where the words tell of its close, the one before publication is as likely.

    A day that only the article told before may not be meant: then it is that of publication.
    A day that the words name must be one: nothing is judged for a Sunday or the 30th of February.
    """
    night = is_night(when)
    if night:
        when, closed = replace(when, text=None), True
    day = _full(when.end) or (published if when.text is None else None)
    last = sessions.on_or_before(day) if day is not None else None
    if last is None or (when.text is not None and last != day):
        return
    assumed = () if last == day else (f"took the last session before {day}",)
    own = _until(sessions, last, live=last == published and not night, assumed=assumed)
    earlier = sessions.before(last) if when.text is None and last == published else None
    after = ("copy of the morning after",)
    before = _until(sessions, earlier, primary=closed, assumed=after) if earlier else ()
    yield from (*before, *own) if night else (*own, *before)
    if when.text is None and last < published and sessions.is_session(published):
        assumed = ("took the day of publication",)
        yield from _until(sessions, published, primary=False, live=True, assumed=assumed)


def is_night(when: When) -> bool:
    """Return whether a session is meant that ended while the reader slept: "overnight"."""
    return when.text is not None and when.text.lower() == "overnight"


def _until(
    sessions: Sessions, last: Session, *, primary: bool = True, live: bool = False,
    assumed: tuple[str, ...] = (),
) -> tuple[Stretch, ...]:  # fmt: skip
    base = sessions.before(last)
    if base is None:
        return ()
    return (Stretch(base=base, last=last, primary=primary, live=live, assumed=assumed),)


def _period(when: When, sessions: Sessions, published: dt.date) -> Iterator[Stretch]:
    """A week, month, quarter or year: from the last close before it to its own last close."""
    start, end = _full(when.start), _full(when.end)
    if start is None or end is None:
        return
    first_day = when.label in (Label.QUARTER, Label.HALF_YEAR, Label.YEAR) and start.day == 1
    base = sessions.before(start) if first_day else sessions.on_or_before(start)
    for last, assumed in _ends(sessions, min(end, published), over=end < published):
        if base is not None and base < last:
            yield Stretch(base=base, last=last, assumed=assumed)


def _to_date(when: When, sessions: Sessions, published: dt.date) -> Iterator[Stretch]:
    start = _full(when.start)
    base = sessions.on_or_before(start) if start is not None else None
    yield from _from_base(base, when, sessions, published)


def _since(when: When, sessions: Sessions, published: dt.date) -> Iterator[Stretch]:
    start = _full(when.start)
    if start is None:
        yield from _since_month(when, sessions, published)
        return
    base = sessions.on_or_before(start)
    assumed = () if base == start else (f"{start} was no session: took the one before",)
    for place, stretch in enumerate(_from_base(base, when, sessions, published)):
        yield replace(stretch, primary=place == 0, assumed=(*assumed, *stretch.assumed))


def _since_month(when: When, sessions: Sessions, published: dt.date) -> Iterator[Stretch]:
    """Since a month: from the close before it, or from that of any session in it."""
    if when.start is None or len(when.start) != _MONTH:
        return
    first = dt.date.fromisoformat(f"{when.start}-01")
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    bases = [sessions.before(first), *reversed(sessions.between(first, last))]
    for base in bases:
        for stretch in _from_base(base, when, sessions, published):
            assumed = (f"from the close of {base}", *stretch.assumed)
            yield replace(stretch, primary=base == bases[0], assumed=assumed)


def _past(when: When, sessions: Sessions, published: dt.date) -> Iterator[Stretch]:
    end = _full(when.end) or published
    for last, assumed in _ends(sessions, end, over=end < published):
        base = (
            sessions.back(last, when.sessions)
            if when.sessions is not None
            else sessions.on_or_before(span_start(when.start, end))
            if when.start is not None
            else None
        )
        if base is not None and base < last:
            yield Stretch(base=base, last=last, live=last == published, assumed=assumed)
            yield from _about(base, last, when, sessions)
        weeks = _whole_weeks(when)
        counted = sessions.back(last, weeks * _WEEK) if weeks else None
        if counted is not None and counted != base:
            told = (*assumed, f"a week as {_WEEK} sessions")
            yield Stretch(base=counted, last=last, primary=False, assumed=told)


def _about(base: Session, last: Session, when: When, sessions: Sessions) -> Iterator[Stretch]:
    """Yield the stretches from the sessions about a base that words tell by the month alone.

    "In the last year" counts no days: copy takes the latest month's end, or figures of last week.
    """
    if when.start is None or len(when.start) != _MONTH:
        return
    for near in sessions.between(base - _WIDE, base + _WIDE):
        if near != base and near < last:
            assumed = (f"from the close of {near}",)
            yield Stretch(base=near, last=last, primary=False, assumed=assumed)


def _whole_weeks(when: When) -> int:
    """Return how many weeks a span told in weeks has; none for sessions, months and years."""
    start, end = _full(when.start), _full(when.end)
    return (end - start).days // 7 if start is not None and end is not None else 0


def _range(when: When, sessions: Sessions, _: dt.date) -> Iterator[Stretch]:
    start, end = _full(when.start), _full(when.end)
    if start is None or end is None:
        return
    base, last = sessions.on_or_before(start), sessions.on_or_before(end)
    if base is not None and last is not None and base < last:
        yield Stretch(base=base, last=last)


def _from_base(
    base: Session | None, when: When, sessions: Sessions, published: dt.date
) -> Iterator[Stretch]:
    end = _full(when.end) or published
    for last, assumed in _ends(sessions, end, over=end < published):
        if base is not None and base < last:
            yield Stretch(base=base, last=last, live=last == published, assumed=assumed)


def _ends(
    sessions: Sessions, end: dt.date, *, over: bool
) -> Iterator[tuple[Session, tuple[str, ...]]]:
    """Yield the last sessions a window may end with.

    One that is over ends with its last session. One that runs to the day of publication ends
    with the last close before it, or with that day's own: a date does not tell whether the
    market had closed when the article was written.
    """
    if over:
        last = sessions.on_or_before(end)
        if last is not None:
            yield last, ()
        return
    before = sessions.before(end)
    if before is not None:
        yield before, ("up to the last close before publication",)
    if sessions.is_session(end):
        yield end, ("up to the close of the day of publication",)


def _full(text: str | None) -> dt.date | None:
    """Return a whole date; None for none or a partial one."""
    return dt.date.fromisoformat(text) if text is not None and len(text) == 10 else None


_MAKERS: dict[Label, Callable[[When, Sessions, dt.date], Iterator[Stretch]]] = {
    Label.WEEK: _period,
    Label.MONTH: _period,
    Label.QUARTER: _period,
    Label.HALF_YEAR: _period,
    Label.YEAR: _period,
    Label.YEAR_TO_DATE: _to_date,
    Label.MONTH_TO_DATE: _to_date,
    Label.SINCE: _since,
    Label.PAST: _past,
    Label.RANGE: _range,
}
