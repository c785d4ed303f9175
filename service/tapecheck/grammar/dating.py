"""Dates of one figure or extreme alone: "from $42 in May", "a low of $8 hit on Friday"."""

from __future__ import annotations

import datetime as dt
import re

from msgspec.structs import replace

from tapecheck.core.nouns import Basis, Label, When
from tapecheck.grammar.dates import YEAR, latest_session_day
from tapecheck.grammar.endings import ends_month, ends_year
from tapecheck.grammar.events import since_then
from tapecheck.grammar.frames import Anchor, Frame, Link, Placed
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role
from tapecheck.grammar.upcoming import ahead
from tapecheck.grammar.windows import resolve

_MOMENTS = frozenset({Sort.TIME, Sort.DATE, Sort.BASIS})
_FIGURES = frozenset({Sort.AMOUNT, Sort.ANCHOR})
_OWNED = frozenset({Sort.NOUN, Sort.AMOUNT, Sort.MOVE_NOUN, Sort.ANCHOR})
_YEAR = re.compile(YEAR)
_SEEN = frozenset({"set", "seen"})
_ENDS = ("the end", "end", "the start", "the beginning", "the close")
# Forms that name a date of their own; "in the quarter" tells of the move before it.
_NAMED = frozenset({"weekday", "date", "last-week", "last-month", "named-month", "last-quarter",
                    "named-quarter", "last-year", "named-year", "previous-session", "weeks-ago",
                    "months-ago", "years-ago"})  # fmt: skip


def owns(state: Progress, part: Part) -> bool:
    """Return whether a date owns what follows: "Monday's close"."""
    return state.text[part.stop : part.stop + 2] in ("'s", "’s")


def owns_close(state: Progress, part: Part, when: When, form: str | None) -> bool:
    """Read "at Friday's close", the moment of the figure before it, and "from Friday's close".

    "Friday's close of $41" tells a figure of its own, and so with its exchange between.
    """
    noun, frame = state.following, state.frame
    told = (
        p for p in state.parts[state.at + 2 :] if p.sort is not Sort.NOUN and p.lower not in _ON
    )
    behind = next(told, None)
    if noun is None or state.text[noun.start : noun.stop].lower() not in _CLOSES:
        return False
    if behind is not None and behind.lower == "of":
        return False
    sized = state.at >= 2 and state.parts[state.at - 2].sort is Sort.AMOUNT  # "$5bn at Friday's"
    if frame is None and form in _DAYS and _is_at(state, part) and not sized:
        # "at Friday's close, it was"
        state.next_time, state.next_basis = when, Basis.CLOSE
        state.subjects.reach(state.at + 1)
        return True
    if frame is None or not frame.amounts:
        return False
    lean, behind = state.previous, state.parts[state.at - 2] if state.at >= 2 else None
    outside = _OUTSIDE.get(lean.lower) if lean is not None else None
    if outside is not None and behind is not frame.amounts[-1].part:
        return True  # "rose 3 percent on results given after Monday's close"
    if form != "against-weekday":
        frame.basis = outside or frame.basis or Basis.CLOSE
    frame.when = frame.when or when
    return True


_OUTSIDE = {"after": Basis.AFTER_HOURS, "following": Basis.AFTER_HOURS, "before": Basis.INTRADAY}


def _is_at(state: Progress, part: Part) -> bool:
    """Return whether a close is the moment of what stands before it: "at", "by", "as of"."""
    lean = state.previous.lower if state.previous is not None else ""
    return lean in _AT or part.lower.partition(" ")[0] in _AT or lean.endswith("based")


_ON = frozenset({"on", "in"})
_AT = frozenset({"at", "by", "on", "of", "through", "until"})
_DAYS = frozenset({"weekday", "until"})
_CLOSES = frozenset({"close", "market close", "closing bell", "closing price", "closing level",
                     "closing share price", "finish", "settlement"})  # fmt: skip


def date(state: Progress, part: Part) -> None:
    """Let a bare date belong to the figure beside it: "$100 at the end of 2013", "May's 3.1"."""
    slots = part.token.slots or {}
    following, frame = state.following, state.frame
    when = resolve("date", slots, state.today, text=state.text[part.start : part.stop])
    dates = owns(state, part) or (following is not None and following.lower in _CLOSES)
    if dates and following is not None and following.sort in _OWNED:
        state.date_of(state.at + 1, when)
    elif ends_month(state, slots.get("date", "")):
        ended = resolve("named-month", {"month": slots["date"]}, state.today, text=slots["date"])
        told = ahead(ended, state.today, "named-month") if state.frames[-1].open_ended else ended
        state.frames[-1].when = state.frames[-1].when or told
    elif ends_year(state) and frame is not None:
        year = resolve("named-year", {"year": slots["date"]}, state.today, text="")
        if following is not None and following.lower == "with":
            state.next_time = year
        else:
            frame.when = year
    elif _is_years(state, slots.get("date", "")):
        state.date_of(
            state.at + 1, resolve("named-year", {"year": slots["date"]}, state.today, text="")
        )
    elif frame is not None and frame.last is not None and _at_end(state, slots.get("date", "")):
        frame.last.when = when


def _is_years(state: Progress, date: str) -> bool:
    """Return whether a year stands before its figure: "its 2008 profit fell"."""
    following, lean = state.following, state.previous
    figure = following is not None and following.sort is Sort.NOUN
    figure = figure and following is not None and bool(following.tokens[0].roles & Role.METRIC_NOUN)
    free = lean is None or lean.sort is not Sort.PREPOSITION or lean.lower in ("after", "of", "as")
    return bool(figure and free and _YEAR.fullmatch(date))


def _at_end(state: Progress, told: str) -> bool:
    """Return whether "at the end of 2013" stands right behind an amount."""
    behind = state.parts[state.at - 2] if state.at >= 2 else None
    at_end = state.leans_on(Sort.PREPOSITION) and told.lower().startswith(_ENDS)
    return at_end and behind is not None and behind.sort is Sort.AMOUNT


def reaches(state: Progress, part: Part) -> bool:
    """Return whether "hit in mid-July" tells when the figure before it was reached: no new move."""
    lean, following = state.previous, state.following
    if lean is None or lean.sort not in _FIGURES or following is None:
        return False
    dates = part.roles & Role.LEVEL_VERB or part.lower in _SEEN
    if not dates or len(part.tokens) > 1 or following.sort not in _MOMENTS:
        return False
    placed, anchor = _figure(state, lean)
    if placed is not None:
        placed.basis = part.word.basis
    if anchor is not None:
        anchor.basis = part.word.basis
    return placed is not None or anchor is not None


def _figure(state: Progress, part: Part) -> tuple[Placed | None, Anchor | None]:
    """Return the amount and the extreme that ``part`` tells: either, or "a low of $8" both."""
    frame, anchor = state.frame, state.anchors[-1] if state.anchors else None
    if part.sort is Sort.ANCHOR:
        return None, anchor
    placed = frame.last if frame is not None and frame.last is not None else None
    if placed is None or placed.part is not part:
        return None, None
    same = frame is not None and anchor is not None and frame.head is anchor.part
    return placed, anchor if same else None


def dates_figure(state: Progress, when: When, form: str | None) -> bool:
    """Give a date to the one figure or extreme it stands behind, if it is that one's alone."""
    lean = state.previous
    if lean is None:
        return False
    if lean.sort is Sort.VERB and state.at >= 2 and not lean.word.direction:
        placed, anchor = _figure(state, state.parts[state.at - 2])
        if lean is not (state.frame.head if state.frame else None):
            return _give(placed, anchor, when)
    if lean.sort not in _ENDING or form not in _NAMED or state.frame is None:
        return False
    placed = state.frame.last
    if form == "previous-session" and placed is not None and placed.link is Link.ORIGIN:
        return _give(placed, None, when)  # "rose to $44 from $42 a day earlier"
    return placed is not None and _dates_placed(state, state.frame, placed, when)


def _dates_placed(state: Progress, frame: Frame, placed: Placed, when: When) -> bool:
    """Give a date to where a move ended, or to what it started from, if it is that one's alone."""
    if _is_reached(frame, placed):
        return _give(placed, None, when)
    if placed.link is not Link.ORIGIN or not _elsewhere(state, frame, when):
        return False
    if when.label is Label.UNSPECIFIED and frame.when is None:
        frame.when = since_then(when, when.text or "")  # "up from 9,700 a week ago"
    for told in frame.amounts:  # "from 97.28 (2.72 percent) on Wednesday"
        if told.link is Link.ORIGIN:
            _give(told, None, when)
    return True


def _is_reached(frame: Frame, placed: Placed) -> bool:
    """Return whether a level ends a longer move: "from a high of $9 in May to $6 on Friday"."""
    since = frame.when is not None and frame.when.label is Label.SINCE
    return placed.link is Link.LEVEL and since and frame.moves


_ENDING = frozenset({Sort.AMOUNT, Sort.CLOSE, Sort.BASIS})


def _give(placed: Placed | None, anchor: Anchor | None, when: When) -> bool:
    if placed is not None:
        placed.when = when
    if anchor is not None:
        anchor.end = as_told(when)
    return placed is not None or anchor is not None


def _elsewhere(state: Progress, frame: Frame, when: When) -> bool:
    """Return whether a date behind "from $42" is not the day of the move itself.

    "rose to $44 from $42 on Tuesday" tells of Tuesday's move, "is at $44, up from $42 on Tuesday"
    and "from $42 late on Tuesday" of another.
    """
    led = state.lead is not None and state.lead.end != when.end
    if frame.when is not None or led or when.label is Label.UNSPECIFIED:
        return True
    if state.today is None or when.end is None:
        return False
    if when.label is Label.DAY:
        if _is_apart(state, frame):
            return when.end < latest_session_day(state.today).isoformat()
        told = when.text or ""
        late = told.lower().startswith("late") or told[:1].isupper()  # "from 2.20 percent Monday"
        moment = frame.be or frame.adverb or frame.head is None or late
        return moment and when.end < latest_session_day(state.today).isoformat()
    latest = state.today.replace(day=1).isoformat() <= when.end
    return when.label is not Label.QUARTER and not latest


def _is_apart(state: Progress, frame: Frame) -> bool:
    """Return whether a comma stands before "from": "fell to 97.28, from 97.30 on Wednesday"."""
    origin = next((p.part for p in frame.amounts if p.link is Link.ORIGIN), None)
    return origin is not None and state.text[: origin.start].rstrip().lower().endswith(", from")


def as_told(when: When) -> str | None:
    """Return the day of an extreme; of "in March" and "this month" only the month is told."""
    if when.label is Label.MONTH_TO_DATE and when.start:
        return (dt.date.fromisoformat(when.start) + dt.timedelta(days=1)).isoformat()[:_MONTH]
    return when.end and when.end[: _COARSE.get(when.label)]


_MONTH = len("2024-03")
_COARSE = {Label.MONTH: _MONTH, Label.YEAR: len("2024")}


def as_moment(when: When) -> When:
    """Return a date as the moment at which a level stood."""
    return replace(when, label=Label.AS_OF, start=None)
